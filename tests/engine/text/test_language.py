"""A vote of stop words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.engine.text import guess_language
from maillage.engine.text.language import LANGUAGES
from maillage.engine.text.stopwords import HELP, SHORT, STOP


@pytest.mark.parametrize(
    "text",
    [
        "je cherche une salle pour le mois de juin",
        "Qui pourrait nous aider ?",
        "réunion",
        "on veut faire du pain avec les enfants",
        "notre site est en panne",
        "J’ai besoin d’un vélo",
        "salut, c'est pour une asso",
    ],
)
def test_guess_language_hears_french(text: str) -> None:
    assert guess_language(text) == "fr"


@pytest.mark.parametrize(
    "text",
    [
        "we are looking for a room in June",
        "Who could help us with our accounts?",
        "I need someone to fix my bike",
        "how do I protect the name of my product",
        "Our website is down",
    ],
)
def test_guess_language_hears_english(text: str) -> None:
    assert guess_language(text) == "en"


@pytest.mark.parametrize(
    "text", ["", "   ", "🎉🎉", "12 345", "marketing", "מה שלומך", "\x00\x00", "<p></p>"]
)
def test_guess_language_says_when_it_cannot_tell(text: str) -> None:
    assert guess_language(text) is None


def test_guess_language_of_a_draw_is_none() -> None:
    assert guess_language("nous we") is None


def test_guess_language_reads_only_the_beginning() -> None:
    assert guess_language("je suis avec nous " * 200 + "the and with our " * 100_000) == "fr"


@given(st.text(max_size=200))
def test_guess_language_answers_a_known_language_or_none(text: str) -> None:
    assert guess_language(text) in (*LANGUAGES, None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_lists(language: str) -> None:
    assert len(STOP[language]) > 100
    assert len(HELP[language]) > 20
    assert language in SHORT


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_are_folded_words(language: str) -> None:
    for word in STOP[language] | HELP[language]:
        assert word == word.lower()
        assert word.isascii()
        assert " " not in word


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_short_form_leads_to_another(language: str) -> None:
    assert not set(SHORT[language]) & set(SHORT[language].values())


@pytest.mark.parametrize(
    "trade", ["local", "site", "dossier", "subvention", "compte", "salle", "marque", "contrat", "paie", "son"]
)
def test_words_of_a_trade_carry_weight(trade: str) -> None:
    if trade != "son":  # also a possessive: the price of a closed list
        assert trade not in STOP["fr"]
