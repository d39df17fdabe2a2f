"""The three answers to « is it still true? », from a keeper and from the entry's own address."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests import factories
from tests.actors.upkeep_stage import (
    YEAR_LATER,
    asked,
    asked_address,
    asked_keeper,
    kept_by,
    told,
    with_email,
)
from tests.conftest import MONDAY

from maillage.actors.actions import (
    answer_changed,
    answer_no_more,
    answer_still_true,
    answer_stopped,
    ask_due,
    mark_unconfirmed,
    merge_records,
    record_event,
    update_entry,
)
from maillage.actors.actions.life import Happening
from maillage.actors.corrections import Changes, NewName
from maillage.actors.enums import AskAnswer, LifeEventKind, LifeState, Listing, SourceKind
from maillage.actors.models import Actor, ConfirmationAsk, LifeEvent, Suggestion
from maillage.actors.queries import due_entries, keepers_of
from maillage.common import clock
from maillage.common.errors import Refusal

CHANGES = Changes(name=NewName("Fil et Fil"), description="Coudre ensemble.", hours="mardi 10 h–18 h")


def fresh(actor: Actor) -> Actor:
    """The entry as it is now."""
    found: Actor = Actor.objects.get(pk=actor.pk)
    return found


# -- still true --------------------------------------------------------------------------------------


@pytest.mark.parametrize("was", [Listing.LISTED, Listing.UNCONFIRMED, Listing.ARCHIVED])
def test_still_true_makes_fresh_and_brings_back(city: factories.City, was: Listing) -> None:
    ask = asked_address(city)
    Actor.objects.filter(pk=city.fil_a_fil.pk).update(listing=was)
    with clock.at(YEAR_LATER):
        actor = answer_still_true(ask=ask)
    assert (actor.listing, actor.confirmed_at) == (Listing.LISTED, YEAR_LATER)
    ask.refresh_from_db()
    assert (ask.answer, ask.answered_at, ask.ended_at) == (AskAnswer.STILL_TRUE, YEAR_LATER, None)
    assert told(city.fil_a_fil)[-1] == ("visitor", "confirm")


def test_still_true_twice_is_said_once(city: factories.City) -> None:
    ask = asked_keeper(city)
    answer_still_true(ask=ask)
    with clock.at(YEAR_LATER):
        answer_still_true(ask=ask)
    assert fresh(city.fil_a_fil).confirmed_at == MONDAY
    assert told(city.fil_a_fil).count((city.fatou.ref, "confirm")) == 1


def test_one_keepers_answer_ends_the_others_question(city: factories.City, monday: datetime) -> None:
    kept_by(city.fil_a_fil, city.karim)
    karims = asked_keeper(city)
    fatous = ConfirmationAsk.objects.exclude(pk=karims.pk).get()
    answer_still_true(ask=karims)
    fatous.refresh_from_db()
    assert (fatous.answer, fatous.ended_at) == ("", monday)
    with pytest.raises(Refusal) as refused:
        answer_still_true(ask=fatous)
    assert refused.value.code == "answered"


def test_still_true_of_what_has_ended_is_refused(city: factories.City) -> None:
    ask = asked_keeper(city)
    record_event(actor=city.fil_a_fil, what=Happening(LifeEventKind.CLOSED, "2026-05"), who="system")
    with pytest.raises(Refusal) as refused:
        answer_still_true(ask=ask)
    assert (refused.value.code, refused.value.status) == ("ended", 409)


def test_a_question_follows_its_entry_into_a_merge(city: factories.City) -> None:
    ask = asked_address(city)
    merge_records(kept=city.forge, absorbed=city.fil_a_fil, who="system")
    with clock.at(YEAR_LATER):
        assert answer_still_true(ask=ask) == city.forge
    assert fresh(city.forge).confirmed_at == YEAR_LATER


def test_a_question_about_a_withdrawn_entry_is_refused(city: factories.City) -> None:
    ask = asked_address(city)
    Actor.objects.filter(pk=city.fil_a_fil.pk).update(listing=Listing.WITHDRAWN)
    with pytest.raises(Refusal) as refused:
        answer_still_true(ask=ask)
    assert refused.value.code == "withdrawn"


# -- changed -----------------------------------------------------------------------------------------


def test_a_keepers_changes_are_written_at_once(city: factories.City) -> None:
    ask = asked_keeper(city)
    with clock.at(YEAR_LATER):
        assert answer_changed(ask=ask, changes=CHANGES) is None
    actor = fresh(city.fil_a_fil)
    assert (actor.name, actor.descriptions["fr"], actor.hours) == (
        "Fil et Fil",
        "Coudre ensemble.",
        "mardi 10 h–18 h",
    )
    assert actor.confirmed_at == YEAR_LATER
    renamed = LifeEvent.objects.get(actor=actor, kind=LifeEventKind.RENAMED)
    assert (renamed.source, renamed.who, renamed.happened) == (
        SourceKind.DECLARED,
        city.fatou.ref,
        "2027-06-08",
    )


def test_the_addresss_changes_wait_for_the_coordinator(city: factories.City) -> None:
    ask = asked_address(city)
    suggestion = answer_changed(ask=ask, changes=CHANGES, words="Nouvelle adresse bientôt")
    assert suggestion is not None
    assert (suggestion.words, suggestion.by_email) == ("Nouvelle adresse bientôt", "bonjour@filafil.example")
    assert Changes.of(suggestion.changes) == CHANGES
    actor = fresh(city.fil_a_fil)
    assert (actor.name, actor.confirmed_at) == ("Fil à Fil", MONDAY)


def test_an_entry_whose_address_answered_is_left_in_peace_meanwhile(city: factories.City) -> None:
    with_email(city.fil_a_fil, "bonjour@filafil.example")
    with clock.at(YEAR_LATER):
        ask_due(territory=city.territory)
        answer_changed(ask=ConfirmationAsk.objects.get(), changes=CHANGES)
    with clock.at(YEAR_LATER + timedelta(days=60)):
        assert ask_due(territory=city.territory) == 0
        mark_unconfirmed(territory=city.territory)
    assert fresh(city.fil_a_fil).listing == Listing.LISTED
    assert city.fil_a_fil not in due_entries(city.territory, YEAR_LATER + timedelta(days=60))


@pytest.mark.parametrize("second", ["changed", "stopped", "still_true"])
def test_a_second_answer_is_refused_and_nothing_is_lost_in_silence(city: factories.City, second: str) -> None:
    ask = asked_keeper(city)
    answer_changed(ask=ask, changes=CHANGES)
    again = {
        "changed": lambda: answer_changed(ask=ask, changes=Changes(hours="jamais")),
        "stopped": lambda: answer_stopped(ask=ask, closed_on="2026"),
        "still_true": lambda: answer_still_true(ask=ask),
    }[second]
    with pytest.raises(Refusal) as refused:
        again()
    assert refused.value.code == "answered"
    assert fresh(city.fil_a_fil).hours == "mardi 10 h–18 h"


def test_changes_that_cannot_be_leave_the_question_open(city: factories.City) -> None:
    ask = asked_keeper(city)
    with pytest.raises(Refusal) as refused:
        answer_changed(ask=ask, changes=Changes(hours="mardi", name=NewName("Fil", since="2030")))
    assert refused.value.status == 422
    ask.refresh_from_db()
    assert (ask.answer, fresh(city.fil_a_fil).hours) == ("", "")


def test_who_keeps_no_more_speaks_no_more(city: factories.City) -> None:
    ask = asked_keeper(city)
    keepers_of(city.fil_a_fil).update(until=MONDAY)
    suggestion = answer_changed(ask=ask, changes=CHANGES)
    assert suggestion == Suggestion.objects.get()
    assert fresh(city.fil_a_fil).name == "Fil à Fil"


# -- stopped -----------------------------------------------------------------------------------------


def test_a_keeper_says_that_it_stopped(city: factories.City) -> None:
    ask = asked_keeper(city)
    assert answer_stopped(ask=ask, closed_on="2026-05") is None
    actor = fresh(city.fil_a_fil)
    assert (actor.life, actor.ended, actor.listing) == (LifeState.ENDED, "2026-05", Listing.LISTED)
    closed = LifeEvent.objects.get(actor=actor, kind=LifeEventKind.CLOSED)
    assert (closed.source, closed.who) == (SourceKind.DECLARED, city.fatou.ref)


def test_the_address_suggests_that_it_stopped(city: factories.City) -> None:
    suggestion = answer_stopped(ask=asked_address(city), closed_on="2026")
    assert suggestion is not None
    assert Changes.of(suggestion.changes) == Changes(closed_on="2026")
    assert fresh(city.fil_a_fil).life == LifeState.ACTIVE


# -- no more -----------------------------------------------------------------------------------------


def test_a_keeper_who_stops_the_questions_keeps_no_more(city: factories.City) -> None:
    answer_no_more(ask=asked_keeper(city))
    assert list(keepers_of(city.fil_a_fil)) == []
    assert told(city.fil_a_fil)[-2:] == [(city.fatou.ref, "end_keeper"), (city.fatou.ref, "stop_asking")]


def test_an_address_that_stops_the_questions_is_never_asked_again(city: factories.City) -> None:
    answer_no_more(ask=asked_address(city))
    with clock.at(YEAR_LATER):
        assert ask_due(territory=city.territory) == 0


def test_another_address_of_the_entry_is_asked_instead(city: factories.City) -> None:
    with_email(city.fil_a_fil, "un@filafil.example", "deux@filafil.example")
    answer_no_more(ask=asked(city.fil_a_fil))
    assert asked(city.fil_a_fil).to_email == "deux@filafil.example"


def test_an_old_letter_stops_the_questions_too(city: factories.City) -> None:
    ask = asked_keeper(city)
    answer_still_true(ask=ask)
    Actor.objects.filter(pk=city.fil_a_fil.pk).update(listing=Listing.WITHDRAWN)
    answer_no_more(ask=ask)
    answer_no_more(ask=ask)
    assert list(keepers_of(city.fil_a_fil)) == []
    assert told(city.fil_a_fil).count((city.fatou.ref, "stop_asking")) == 1


# -- a keeper, without being asked -------------------------------------------------------------------


def test_a_keeper_writes_her_entry_and_it_is_fresh(city: factories.City) -> None:
    with clock.at(YEAR_LATER):
        actor = update_entry(actor=city.fil_a_fil, changes=CHANGES, who=city.fatou.ref)
    assert (actor.name, actor.confirmed_at) == ("Fil et Fil", YEAR_LATER)
    assert told(city.fil_a_fil) == [
        (city.fatou.ref, "record_event"),
        (city.fatou.ref, "describe"),
        (city.fatou.ref, "confirm"),
    ]
