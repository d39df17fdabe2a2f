"""What helpers and askers are told about a referral, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import translation
from tests import factories

from maillage.common.letters import Letter
from maillage.common.links import Purpose, read
from maillage.needs.enums import Urgency
from maillage.needs.models import Need
from maillage.referrals import letters
from maillage.referrals.models import Referral

COMPOSERS: dict[str, Callable[[Referral], Letter]] = {
    "ask": letters.ask,
    "remind": letters.remind,
    "introduce_to_asker": letters.introduce_to_asker,
    "introduce_to_helper": letters.introduce_to_helper,
    "ask_news": letters.ask_news,
    "skill_wanted": lambda referral: letters.skill_wanted(referral.need, referral.person),
}
STOPPABLE = {"ask", "remind", "ask_news", "skill_wanted"}


@pytest.fixture
def referral(city: factories.City) -> Referral:
    """Marc was asked by Fatou, of Fil à Fil."""
    need = factories.a_qualified_need(
        city.territory, hours=3, ask=factories.an_ask(actor="Fil à Fil", email="fatou@volcanville.example")
    )
    return factories.a_sent_referral(need)


def written(letter: Letter, language: str = "fr") -> str:
    """All that a letter says."""
    text, html = letter.rendered(territory_name="Volcanville", language=language)
    return letter.subject + text + html


def test_every_letter_of_the_app_is_in_this_table() -> None:
    composed = {
        name
        for name, thing in vars(letters).items()
        if callable(thing) and getattr(thing, "__annotations__", {}).get("return") == "Letter"
    }
    assert composed == set(COMPOSERS)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", COMPOSERS)
def test_letter_is_composed_in_each_language(referral: Referral, kind: str, language: str) -> None:
    with translation.override(language):
        letter = COMPOSERS[kind](referral)
        said = written(letter, language)
    assert (letter.subject.strip() != "", letter.title.strip() != "", "%(" in said) == (True, True, False)


@pytest.mark.parametrize("kind", COMPOSERS)
def test_letters_that_can_be_stopped_say_how_and_the_others_do_not(referral: Referral, kind: str) -> None:
    links = [url for _, url in COMPOSERS[kind](referral).footnotes if "/arret/" in url]
    assert len(links) == (1 if kind in STOPPABLE else 0)
    for link in links:
        token = link.rstrip("/").rsplit("/", 1)[-1]
        assert read(Purpose.STOP, token) == referral.person.ref


@pytest.mark.parametrize("kind", ["ask", "remind", "ask_news", "skill_wanted"])
def test_helper_does_not_learn_the_askers_address_before_a_yes(referral: Referral, kind: str) -> None:
    assert "fatou@volcanville.example" not in written(COMPOSERS[kind](referral))


def test_helper_reads_who_asks_what_how_much_until_when_and_why_her(referral: Referral) -> None:
    letter = letters.ask(referral)
    assert letter.subject.replace("\xa0", " ") == (
        "Fil à Fil vous demande 3 heures : réponse avant mercredi 10 juin, 18 h"
    )
    assert letter.words == referral.need.words
    facts = dict(letter.facts)
    assert (facts["Combien"], facts["Quand"]) == ("3 heures", "dans le mois")
    assert facts["Pourquoi vous"].startswith("Vous avez proposé")
    assert letter.action is not None
    token = letter.action[1].rstrip("/").rsplit("/", 1)[-1]
    assert read(Purpose.ANSWER, token) == referral.ref
    assert [url for _text, url in letter.others] == [letter.action[1]]


def test_reminder_says_the_same_and_that_it_is_the_only_one(referral: Referral) -> None:
    first, again = letters.ask(referral), letters.remind(referral)
    assert (again.words, again.facts, again.action) == (first.words, first.facts, first.action)


def test_hours_are_logged_by_a_link_of_their_own(referral: Referral) -> None:
    token = letters.hours_url(referral).rstrip("/").rsplit("/", 1)[-1]
    assert read(Purpose.HOURS, token) == referral.ref


def test_introduction_leaves_out_what_is_not_known(referral: Referral) -> None:
    referral.need.asker = None
    assert dict(letters.introduce_to_helper(referral).facts) == {"Qui": "Fatou Diallo"}
    referral.person.phone = "06 00 00 00 00"
    facts = dict(letters.introduce_to_asker(referral).facts)
    assert facts["Qui"] == "Marc Vasseur"
    assert "06 00 00 00 00" in facts.values()


def test_links_lead_to_pages_in_the_helpers_language(referral: Referral) -> None:
    referral.person.language = "en"
    urls = (letters.answer_url(referral), letters.hours_url(referral), letters.stop_url(referral.person))
    assert ["/en/" in url for url in urls] == [True, True, True]


@pytest.mark.parametrize(
    ("urgency", "day", "words"),
    [
        (Urgency.WEEK, None, "cette semaine si possible"),
        (Urgency.MONTH, None, "dans le mois"),
        (Urgency.DATE, date(2026, 7, 14), "avant le 14 juillet 2026"),
        (Urgency.DATE, None, "dans le mois"),
    ],
)
def test_when_is_said_in_words(city: factories.City, urgency: Urgency, day: date | None, words: str) -> None:
    assert letters.when_words(Need(urgency=urgency, wanted_by=day)) == words


def test_hours_and_deadlines_are_said_in_words(city: factories.City) -> None:
    assert [letters.hours_words(n) for n in (1, 2)] == ["1 heure", "2 heures"]
    assert letters.deadline_words(Referral(due_at=None)) == ""
