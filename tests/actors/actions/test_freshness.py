"""Asking, reminding, showing as unconfirmed, archiving: each at its date, once, and never a silent drop."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests import factories, visits
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
    answer_no_more,
    archive_entry,
    archive_old,
    ask_due,
    ask_keepers,
    confirm_entry,
    end_keeper,
    mark_unconfirmed,
    merge_records,
    record_event,
    remind_asked,
    restore_entry,
)
from maillage.actors.actions.life import Happening
from maillage.actors.enums import LifeEventKind, Listing, Visibility
from maillage.actors.models import Actor, ConfirmationAsk
from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.models import OutboundMessage
from maillage.people.actions import choose_digest
from maillage.people.enums import DigestChoice


def letters(kind: str) -> list[str]:
    """To whom letters of this kind were written, in order."""
    return list(OutboundMessage.objects.filter(kind=kind).order_by("pk").values_list("to_email", flat=True))


def listing(actor: Actor) -> str:
    """How an entry shows now."""
    return str(Actor.objects.get(pk=actor.pk).listing)


# -- asking ------------------------------------------------------------------------------------------


def test_keepers_are_asked_rather_than_the_entrys_address(city: factories.City) -> None:
    with_email(city.fil_a_fil, "bonjour@filafil.example")
    kept_by(city.fil_a_fil, city.fatou)
    kept_by(city.fil_a_fil, city.karim)
    assert ask_keepers(actor=city.fil_a_fil, who=city.ines.ref) == 2
    assert letters("still_true") == [city.fatou.email, city.karim.email]
    assert told(city.fil_a_fil)[-2:] == [(city.ines.ref, "ask"), (city.ines.ref, "ask")]


def test_without_keeper_the_entrys_own_address_is_asked_even_unpublished(city: factories.City) -> None:
    with_email(city.fil_a_fil, "bonjour@filafil.example", visibility=Visibility.COORDINATION)
    ask = asked(city.fil_a_fil)
    assert (ask.person, ask.to_email) == (None, "bonjour@filafil.example")
    assert letters("still_true") == ["bonjour@filafil.example"]


def test_a_letter_to_a_keeper_can_be_stopped_in_one_click(city: factories.City) -> None:
    asked_keeper(city)
    letter = visits.last_letter(city.fatou.email, kind="still_true")
    assert letter.unsubscribe_url.endswith("/ne-plus-demander/")
    assert letter.person_ref == city.fatou.ref


@pytest.mark.parametrize("how", ["nothing", "silenced keeper", "no more"])
def test_nobody_to_ask_is_said(city: factories.City, how: str) -> None:
    if how == "silenced keeper":
        kept_by(city.fil_a_fil, city.fatou)
        choose_digest(person=city.fatou, choice=DigestChoice.NEVER, who="system")
    if how == "no more":
        answer_no_more(ask=asked_address(city))
    with pytest.raises(Refusal) as refused:
        ask_keepers(actor=city.fil_a_fil, who=city.ines.ref)
    assert refused.value.code == "nobody_to_ask"


def test_asking_again_drops_the_question_that_waited(city: factories.City, monday: datetime) -> None:
    first = asked_address(city)
    second = asked(city.fil_a_fil)
    first.refresh_from_db()
    assert (first.ended_at, second.ended_at) == (monday, None)


def test_a_refused_new_question_leaves_the_old_one_open(city: factories.City) -> None:
    ask = asked_keeper(city)
    choose_digest(person=city.fatou, choice=DigestChoice.NEVER, who="system")
    with pytest.raises(Refusal):
        ask_keepers(actor=city.fil_a_fil, who=city.ines.ref)
    ask.refresh_from_db()
    assert ask.ended_at is None


def test_a_merged_record_is_not_asked_about(city: factories.City) -> None:
    merge_records(kept=city.forge, absorbed=city.fil_a_fil, who="system")
    city.fil_a_fil.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        ask_keepers(actor=city.fil_a_fil, who=city.ines.ref)
    assert refused.value.code == "absorbed"


# -- the cycle ---------------------------------------------------------------------------------------


def test_an_entry_is_asked_about_after_twelve_months_and_once(city: factories.City) -> None:
    kept_by(city.fil_a_fil, city.fatou)
    with clock.at(YEAR_LATER - timedelta(seconds=1)):
        assert ask_due(territory=city.territory) == 0
    with clock.at(YEAR_LATER):
        assert ask_due(territory=city.territory) == 1
        assert ask_due(territory=city.territory) == 0
    assert letters("still_true") == [city.fatou.email]


def test_asks_of_a_day_are_limited_and_go_on_the_next_day(city: factories.City) -> None:
    for n, actor in enumerate((city.fil_a_fil, city.bourrasque, city.forge)):
        with_email(actor, f"a{n}@exemple.example")
    with clock.at(YEAR_LATER):
        assert ask_due(territory=city.territory, a_day=2) == 2
        assert ask_due(territory=city.territory, a_day=2) == 0
    with clock.at(YEAR_LATER.replace(hour=23)):
        assert ask_due(territory=city.territory, a_day=2) == 0
    with clock.at(YEAR_LATER + timedelta(days=1)):
        assert ask_due(territory=city.territory, a_day=2) == 1
    assert letters("still_true") == ["a0@exemple.example", "a1@exemple.example", "a2@exemple.example"]


def test_a_reminder_goes_once_after_fourteen_days(city: factories.City) -> None:
    asked_address(city)
    with clock.at(MONDAY + timedelta(days=14, seconds=-1)):
        assert remind_asked(territory=city.territory) == 0
    with clock.at(MONDAY + timedelta(days=14)):
        assert remind_asked(territory=city.territory) == 1
        assert remind_asked(territory=city.territory) == 0
    assert letters("still_true_again") == ["bonjour@filafil.example"]


def test_who_answered_is_not_reminded(city: factories.City) -> None:
    answer_no_more(ask=asked_address(city))
    with clock.at(MONDAY + timedelta(days=14)):
        assert remind_asked(territory=city.territory) == 0


def test_silence_shows_the_entry_as_unconfirmed_then_archives_it(city: factories.City) -> None:
    with_email(city.fil_a_fil, "bonjour@filafil.example")
    with clock.at(YEAR_LATER):
        ask_due(territory=city.territory)
    with clock.at(YEAR_LATER + timedelta(days=30, seconds=-1)):
        mark_unconfirmed(territory=city.territory)
        assert listing(city.fil_a_fil) == Listing.LISTED
    with clock.at(YEAR_LATER + timedelta(days=30)):
        mark_unconfirmed(territory=city.territory)
        assert listing(city.fil_a_fil) == Listing.UNCONFIRMED
    with clock.at(MONDAY + timedelta(days=731, seconds=-1)):
        assert archive_old(territory=city.territory) == 0
    with clock.at(MONDAY + timedelta(days=731)):
        archive_old(territory=city.territory)
    assert listing(city.fil_a_fil) == Listing.ARCHIVED
    assert told(city.fil_a_fil)[-3:] == [
        ("system", "ask"),
        ("system", "mark_unconfirmed"),
        ("system", "archive"),
    ]


def test_an_entry_with_nobody_to_ask_is_shown_as_unconfirmed_as_late_as_the_others(
    city: factories.City,
) -> None:
    with clock.at(YEAR_LATER + timedelta(days=30, seconds=-1)):
        assert mark_unconfirmed(territory=city.territory) == 0
    with clock.at(YEAR_LATER + timedelta(days=30)):
        assert mark_unconfirmed(territory=city.territory) == 4
    assert set(Actor.objects.values_list("listing", flat=True)) == {Listing.UNCONFIRMED}


def test_an_entry_that_came_in_old_is_shown_as_unconfirmed_before_it_is_archived(
    city: factories.City,
) -> None:
    Actor.objects.exclude(pk=city.forge.pk).delete()
    old = MONDAY - timedelta(days=2000)
    Actor.objects.update(confirmed_at=old, created_at=MONDAY - timedelta(days=44))
    assert mark_unconfirmed(territory=city.territory) == 1
    assert archive_old(territory=city.territory) == 0
    with clock.at(MONDAY + timedelta(days=30, seconds=-1)):
        assert archive_old(territory=city.territory) == 0
    with clock.at(MONDAY + timedelta(days=30)):
        assert archive_old(territory=city.territory) == 1


def test_what_has_ended_is_neither_asked_about_nor_archived(city: factories.City) -> None:
    for actor in (city.fil_a_fil, city.bourrasque, city.studio_lave, city.forge):
        record_event(actor=actor, what=Happening(LifeEventKind.CLOSED, "2026-06-08"), who="system")
    with clock.at(MONDAY + timedelta(days=3000)):
        assert (ask_due(territory=city.territory), mark_unconfirmed(territory=city.territory)) == (0, 0)
        assert archive_old(territory=city.territory) == 0


def test_invented_actors_are_asked_in_a_demonstration_only(city: factories.City) -> None:
    with_email(city.fil_a_fil, "bonjour@filafil.example")
    Actor.objects.update(is_invented=True)
    with clock.at(YEAR_LATER + timedelta(days=40)):
        assert (ask_due(territory=city.territory), mark_unconfirmed(territory=city.territory)) == (0, 0)
        city.territory.is_demo = True
        assert ask_due(territory=city.territory) == 1


# -- confirming, archiving, putting back -------------------------------------------------------------


@pytest.mark.parametrize("was", [Listing.LISTED, Listing.UNCONFIRMED, Listing.ARCHIVED])
def test_confirming_makes_an_entry_fresh_and_listed(city: factories.City, was: Listing) -> None:
    ask = asked_address(city)
    Actor.objects.filter(pk=city.fil_a_fil.pk).update(listing=was)
    with clock.at(YEAR_LATER):
        confirmed = confirm_entry(actor=city.fil_a_fil, who=city.ines.ref, how="phone")
    assert (confirmed.listing, confirmed.confirmed_at) == (Listing.LISTED, YEAR_LATER)
    ask.refresh_from_db()
    assert ask.ended_at == YEAR_LATER
    assert told(city.fil_a_fil)[-1] == (city.ines.ref, "confirm")


def test_an_entry_whose_import_is_under_way_is_not_confirmed(city: factories.City) -> None:
    Actor.objects.filter(pk=city.fil_a_fil.pk).update(listing=Listing.WITHHELD)
    with pytest.raises(Refusal) as refused:
        confirm_entry(actor=city.fil_a_fil, who=city.ines.ref)
    assert refused.value.code == "listing"


def test_archiving_is_undone_without_making_fresher(city: factories.City, monday: datetime) -> None:
    asked_address(city)
    archived = archive_entry(actor=city.fil_a_fil, who=city.ines.ref, why="doublon papier")
    assert archived.listing == Listing.ARCHIVED
    with clock.at(YEAR_LATER):
        restored = restore_entry(actor=archived, who=city.ines.ref)
    assert (restored.listing, restored.confirmed_at) == (Listing.LISTED, monday)
    assert ConfirmationAsk.objects.filter(actor=restored, ended_at=None).count() == 0
    assert told(city.fil_a_fil)[-2:] == [(city.ines.ref, "archive"), (city.ines.ref, "restore")]


def test_what_is_archived_is_not_archived_twice(city: factories.City) -> None:
    archived = archive_entry(actor=city.fil_a_fil, who=city.ines.ref)
    with pytest.raises(Refusal) as refused:
        archive_entry(actor=archived, who=city.ines.ref)
    assert refused.value.code == "listing"


def test_when_a_keeper_leaves_the_address_is_asked_instead(city: factories.City) -> None:
    with_email(city.fil_a_fil, "bonjour@filafil.example")
    keeper = kept_by(city.fil_a_fil, city.fatou)
    with clock.at(YEAR_LATER):
        ask_due(territory=city.territory)
        end_keeper(keeper=keeper, who=city.fatou.ref)
        assert ask_due(territory=city.territory) == 1
    assert letters("still_true") == [city.fatou.email, "bonjour@filafil.example"]
