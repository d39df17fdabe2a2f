"""Anyone suggests, a keeper or the coordinator decides, and whoever left an address is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories, visits
from tests.actors.upkeep_stage import YEAR_LATER, asked_address, kept_by, told, with_email
from tests.conftest import MONDAY

from maillage.actors.actions import (
    Said,
    accept_suggestion,
    answer_changed,
    answer_stopped,
    decline_suggestion,
    forget_suggesters,
    merge_records,
    suggest_correction,
)
from maillage.actors.corrections import Changes, NewName
from maillage.actors.enums import LifeState, Listing, SuggestionState
from maillage.actors.models import Actor, ConfirmationAsk, Suggestion
from maillage.actors.queries import open_suggestions
from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.people.actions import choose_digest
from maillage.people.enums import DigestChoice

SAID = Said(
    words="Le numéro ne répond plus.",
    changes=Changes(hours="mardi"),
    by_name="Paul",
    by_email="Paul@Voisin.example",
    language="en",
)


def suggested(city: factories.City, said: Said = SAID) -> Suggestion:
    """A correction of Fil à Fil."""
    return suggest_correction(actor=city.fil_a_fil, said=said)


def letters_of(kind: str, email: str) -> int:
    """How many letters of this kind went to an address."""
    return len(visits.letters_to(email, kind=kind))


def test_a_suggestion_waits_and_changes_nothing(city: factories.City) -> None:
    suggestion = suggested(city)
    assert (suggestion.state, suggestion.by_email) == (SuggestionState.OPEN, "paul@voisin.example")
    assert list(open_suggestions()) == [suggestion]
    assert Actor.objects.get(pk=city.fil_a_fil.pk).hours == ""
    assert told(city.fil_a_fil) == [("visitor", "suggest")]


def test_the_same_form_sent_twice_is_one_suggestion(city: factories.City) -> None:
    first = suggest_correction(actor=city.fil_a_fil, said=SAID, form_key="clé")
    assert suggest_correction(actor=city.fil_a_fil, said=SAID, form_key="clé") == first
    assert Suggestion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_at_one_instant_is_one_suggestion(city: factories.City) -> None:
    def send() -> Suggestion:
        return suggest_correction(actor=city.fil_a_fil, said=SAID, form_key="clé")

    one, two = factories.at_once(send, send)
    assert one == two == Suggestion.objects.get()


@pytest.mark.parametrize("words", ["", "  \n "])
def test_saying_nothing_is_refused(city: factories.City, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        suggested(city, Said(words=words))
    assert (refused.value.code, refused.value.status) == ("says_nothing", 422)


@pytest.mark.parametrize("listing", [Listing.WITHHELD, Listing.WITHDRAWN])
def test_an_entry_that_is_not_there_takes_no_suggestion(city: factories.City, listing: Listing) -> None:
    city.fil_a_fil.listing = listing
    with pytest.raises(Refusal) as refused:
        suggested(city)
    assert refused.value.code == listing


def test_an_archived_entry_takes_suggestions(city: factories.City) -> None:
    city.fil_a_fil.listing = Listing.ARCHIVED
    assert suggested(city).actor == city.fil_a_fil


def test_keepers_are_told_once_a_day(city: factories.City) -> None:
    kept_by(city.fil_a_fil, city.fatou)
    suggested(city)
    suggested(city)
    assert letters_of("suggestion_waits", city.fatou.email) == 1
    with clock.at(MONDAY + timedelta(days=1, seconds=1)):
        suggested(city)
    assert letters_of("suggestion_waits", city.fatou.email) == 2


def test_a_keeper_who_stopped_our_letters_is_left_in_peace(city: factories.City) -> None:
    kept_by(city.fil_a_fil, city.fatou)
    choose_digest(person=city.fatou, choice=DigestChoice.NEVER, who="system")
    suggested(city)
    assert letters_of("suggestion_waits", city.fatou.email) == 0


# -- accepting ---------------------------------------------------------------------------------------


def test_accepting_writes_and_thanks_in_the_readers_language(city: factories.City) -> None:
    suggestion = suggested(city)
    actor = accept_suggestion(suggestion=suggestion, who=city.ines.ref)
    assert actor.hours == "mardi"
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.decided_by, suggestion.decided_at) == (
        SuggestionState.ACCEPTED,
        city.ines.ref,
        MONDAY,
    )
    letter = visits.last_letter("paul@voisin.example", kind="suggestion_accepted")
    assert (letter.language, letter.to_name) == ("en", "Paul")
    assert told(city.fil_a_fil)[1:] == [(city.ines.ref, "describe"), (city.ines.ref, "accept_suggestion")]


def test_accepting_words_alone_says_that_it_was_written_by_hand(city: factories.City) -> None:
    accept_suggestion(suggestion=suggested(city, Said(words="Faux")), who=city.ines.ref)
    assert told(city.fil_a_fil)[1:] == [(city.ines.ref, "accept_suggestion")]


def test_accepting_a_strangers_word_does_not_make_fresh(city: factories.City) -> None:
    suggestion = suggested(city)
    with clock.at(YEAR_LATER):
        assert accept_suggestion(suggestion=suggestion, who=city.ines.ref).confirmed_at == MONDAY


def test_nobody_is_written_to_without_an_address(city: factories.City) -> None:
    accept_suggestion(suggestion=suggested(city, Said(words="Faux", by_name="Paul")), who=city.ines.ref)
    assert visits.letters_to("", kind="suggestion_accepted") == []


def test_what_cannot_be_written_leaves_the_suggestion_open(city: factories.City) -> None:
    suggestion = suggested(city, Said(changes=Changes(name=NewName("Fil", since="2030"))))
    with pytest.raises(Refusal) as refused:
        accept_suggestion(suggestion=suggestion, who=city.ines.ref)
    assert refused.value.code == "future_date"
    assert list(open_suggestions()) == [suggestion]


def test_a_suggestion_is_decided_once(city: factories.City) -> None:
    suggestion = suggested(city)
    decline_suggestion(suggestion=suggestion, who=city.ines.ref, reply="Il répond.")
    for decide in (
        lambda: accept_suggestion(suggestion=suggestion, who=city.ines.ref),
        lambda: decline_suggestion(suggestion=suggestion, who=city.ines.ref, reply="Non."),
    ):
        with pytest.raises(Refusal) as refused:
            decide()
        assert refused.value.code == "decided"
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.reply) == (SuggestionState.DECLINED, "Il répond.")


def test_a_suggestion_follows_its_entry_into_a_merge(city: factories.City) -> None:
    suggestion = suggested(city)
    merge_records(kept=city.forge, absorbed=city.fil_a_fil, who="system")
    assert accept_suggestion(suggestion=suggestion, who=city.ines.ref) == city.forge


# -- declining ---------------------------------------------------------------------------------------


def test_declining_tells_why(city: factories.City) -> None:
    decline_suggestion(suggestion=suggested(city), who=city.ines.ref, reply=" Il répond. ")
    letter = visits.last_letter("paul@voisin.example", kind="suggestion_declined")
    assert "Il répond." in letter.text
    assert Actor.objects.get(pk=city.fil_a_fil.pk).hours == ""
    assert told(city.fil_a_fil)[-1] == (city.ines.ref, "decline_suggestion")


def test_declining_without_a_reason_is_refused(city: factories.City) -> None:
    suggestion = suggested(city)
    with pytest.raises(Refusal) as refused:
        decline_suggestion(suggestion=suggestion, who=city.ines.ref, reply=" ")
    assert (refused.value.code, refused.value.status) == ("no_reply", 422)
    assert list(open_suggestions()) == [suggestion]


# -- what the entry's own address said ---------------------------------------------------------------


@pytest.mark.parametrize("accepts", [True, False])
def test_deciding_on_the_addresss_answer_makes_the_entry_fresh(city: factories.City, accepts: bool) -> None:
    suggestion = answer_changed(ask=asked_address(city), changes=Changes(hours="mardi"))
    assert suggestion is not None
    ConfirmationAsk.objects.update(answered_at=MONDAY + timedelta(minutes=1))
    with clock.at(YEAR_LATER):
        if accepts:
            accept_suggestion(suggestion=suggestion, who=city.ines.ref)
        else:
            decline_suggestion(suggestion=suggestion, who=city.ines.ref, reply="Non.")
    actor = Actor.objects.get(pk=city.fil_a_fil.pk)
    assert (actor.confirmed_at, actor.hours) == (YEAR_LATER, "mardi" if accepts else "")
    assert told(city.fil_a_fil)[-1] == (city.ines.ref, "confirm")


def test_accepting_that_it_stopped_ends_its_life(city: factories.City) -> None:
    with_email(city.fil_a_fil, "bonjour@filafil.example")
    suggestion = answer_stopped(ask=asked_address(city), closed_on="2026-05")
    assert suggestion is not None
    actor = accept_suggestion(suggestion=suggestion, who=city.ines.ref)
    assert (actor.life, actor.ended) == (LifeState.ENDED, "2026-05")


# -- forgetting --------------------------------------------------------------------------------------


def test_who_suggested_is_forgotten_after_twelve_months(city: factories.City) -> None:
    suggestion = suggested(city)
    with clock.at(YEAR_LATER - timedelta(seconds=1)):
        assert forget_suggesters() == 0
    with clock.at(YEAR_LATER):
        assert forget_suggesters() == 1
        assert forget_suggesters() == 0
    suggestion.refresh_from_db()
    assert (suggestion.by_name, suggestion.by_email, suggestion.words) == ("", "", SAID.words)
