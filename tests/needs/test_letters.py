"""What the asker is told: in both languages, never with a way to stop the answers to her own need."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import translation
from tests import factories

from maillage.common.letters import Letter
from maillage.common.links import Purpose, read
from maillage.needs import letters
from maillage.needs.enums import Cause, Outcome
from maillage.needs.models import Need
from maillage.territory.models import Territory

COMPOSERS: dict[str, Callable[[Need], Letter]] = {
    "confirm_address": lambda need: letters.confirm_address(need, need.territory.charter),
    "received": letters.received,
    "still_searching": letters.still_searching,
    "promise_missed": letters.promise_missed,
    "nobody_today": letters.nobody_today,
    "ask_outcome": letters.ask_outcome,
    "closed": letters.closed,
}


@pytest.fixture
def need(territory: Territory) -> Need:
    """Fatou's need, in search."""
    need = factories.a_qualified_need(territory, ask=factories.an_ask(actor="Fil à Fil"))
    need.cause, need.outcome, need.outcome_note = Cause.ALL_TAKEN, Outcome.HELPED, "Marc l’a remis d’aplomb."
    return need


def test_every_letter_of_the_app_is_in_this_table() -> None:
    composed = {
        name
        for name, thing in vars(letters).items()
        if callable(thing) and getattr(thing, "__annotations__", {}).get("return") == "Letter"
    }
    assert composed == set(COMPOSERS)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", COMPOSERS)
def test_letter_is_composed_in_each_language_and_leads_to_the_private_page(
    need: Need, kind: str, language: str
) -> None:
    with translation.override(language):
        letter = COMPOSERS[kind](need)
        text, html = letter.rendered(territory_name="Volcanville", language=language)
    assert (letter.subject.strip() != "", letter.title.strip() != "") == (True, True)
    assert "%(" not in letter.subject + text + html
    assert letter.action is not None
    token = letter.action[1].rstrip("/").rsplit("/", 1)[-1]
    assert read(Purpose.FOLLOW, token) == need.ref
    assert letter.action[1] in text


@pytest.mark.parametrize("kind", COMPOSERS)
def test_letters_about_ones_own_need_carry_no_way_to_stop_them(need: Need, kind: str) -> None:
    letter = COMPOSERS[kind](need)
    text, html = letter.rendered(territory_name="Volcanville", language="fr")
    assert (letter.footnotes, "/arret/" in text + html) == ((), False)


@pytest.mark.parametrize("kind", COMPOSERS)
def test_the_two_languages_say_different_words(need: Need, kind: str) -> None:
    said = []
    for language in ("fr", "en"):
        with translation.override(language):
            said.append(COMPOSERS[kind](need).subject)
    assert said[0] != said[1]


def test_private_page_is_in_the_askers_language(need: Need) -> None:
    assert need.asker is not None
    assert "/en/" not in letters.follow_url(need)
    need.asker.language = "en"
    assert "/en/" in letters.follow_url(need)
    need.asker = None
    assert "/en/" not in letters.follow_url(need)


def test_promise_is_said_with_its_day_and_hour(need: Need) -> None:
    (sentence,) = (p for p in letters.received(need).paragraphs if "promise" in p)
    assert "lundi 15 juin, 18 h" in sentence.replace("\xa0", " ")
    need.promised_at = None
    assert letters.received(need).paragraphs[1]


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_has_its_true_sentence(cause: Cause) -> None:
    for language in ("fr", "en"):
        with translation.override(language):
            assert bool(letters.cause_sentence(cause)) is bool(cause)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_its_sentence(outcome: Outcome) -> None:
    for language in ("fr", "en"):
        with translation.override(language):
            assert letters.outcome_sentence(outcome)


def test_need_without_an_outcome_has_no_sentence() -> None:
    assert letters.outcome_sentence("") == ""


def test_missed_promise_says_the_cause_or_that_the_search_goes_on(need: Need) -> None:
    assert letters.cause_sentence(Cause.ALL_TAKEN) in letters.promise_missed(need).paragraphs
    need.cause = ""
    assert "La recherche continue." in letters.promise_missed(need).paragraphs
