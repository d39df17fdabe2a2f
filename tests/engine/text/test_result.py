"""Results that cannot be wrong without saying so."""

from __future__ import annotations

import dataclasses

import pytest

from maillage.engine.text import Clause, Proposal, TextError, Word


def test_a_word_holds_its_place_text_and_weight() -> None:
    word = Word(3, 7, "vélo", 0.5)
    assert (word.start, word.end, word.text, word.weight) == (3, 7, "vélo", 0.5)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 4), (5, 2), (0, 3), (0, 5)])
def test_a_word_in_an_impossible_place_is_refused(start: int, end: int) -> None:
    with pytest.raises(TextError, match="cannot hold it"):
        Word(start, end, "vélo", 1.0)


@pytest.mark.parametrize("weight", [0.0, -0.1, 1.01, float("nan")])
def test_a_word_that_weighs_nothing_or_too_much_is_refused(weight: float) -> None:
    with pytest.raises(TextError, match="scale of one"):
        Word(0, 4, "vélo", weight)


@pytest.mark.parametrize("score", [0.0, 0.5, 1.0])
def test_a_proposal_takes_any_chance(score: float) -> None:
    assert Proposal("velo", score).words == ()


@pytest.mark.parametrize("score", [-0.01, 1.01, float("nan"), float("inf")])
def test_a_proposal_with_something_else_than_a_chance_is_refused(score: float) -> None:
    with pytest.raises(TextError, match="not a chance"):
        Proposal("velo", score)


def test_a_proposal_of_nothing_is_refused() -> None:
    with pytest.raises(TextError, match="names no skill"):
        Proposal("", 0.5)


def test_a_clause_may_be_empty() -> None:
    assert Clause(0, 0, "", ()).text == ""


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 2), (0, 3)])
def test_a_clause_in_an_impossible_place_is_refused(start: int, end: int) -> None:
    with pytest.raises(TextError, match="offsets of the clause"):
        Clause(start, end, "vélo", ())


@pytest.mark.parametrize("value", [Word(0, 4, "vélo", 1.0), Proposal("velo", 0.5), Clause(0, 0, "", ())])
def test_results_are_frozen(value: Word | Proposal | Clause) -> None:
    name = dataclasses.fields(value)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, name, None)
