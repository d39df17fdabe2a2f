"""Grammar words are forms, and none of them is a trade."""

from __future__ import annotations

from maillage.search.analysis import form_of
from maillage.search.stopwords import ELIDED, STOP


def test_stop_words_are_forms() -> None:
    assert {word for word in STOP | ELIDED if form_of(word) != word or not word.isalpha()} == set()


def test_what_is_elided_is_not_searched_for_by_itself() -> None:
    assert {word for word in ELIDED if len(word) < 3} <= STOP


def test_words_of_a_trade_are_searched_for() -> None:
    assert STOP & {"son", "or", "art", "bus", "eau", "vin", "pain"} == frozenset()
