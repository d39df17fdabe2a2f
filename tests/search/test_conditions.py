"""Conditions on lexemes."""

from __future__ import annotations

import pytest

from maillage.search.conditions import (
    EVERYTHING,
    Condition,
    Either,
    Every,
    Except,
    Sought,
    Term,
    either,
    every,
    holds,
)

A, B, C = Term("1na"), Term("1nb"), Term("1nc", is_prefix=True)


def test_one_part_alone_is_itself() -> None:
    assert (every([A]), either(iter([B]))) == (A, B)


def test_parts_are_joined() -> None:
    assert (every([A, B]), either([A, B])) == (Every((A, B)), Either((A, B)))
    assert every([]) == EVERYTHING


@pytest.mark.parametrize(
    ("condition", "held"),
    [
        (A, True),
        (Term("1n"), False),
        (B, False),
        (C, True),
        (Term("na", is_prefix=True), False),
        (Every((A, C)), True),
        (Every((A, B)), False),
        (Either((A, B)), True),
        (Either((B, Term("x"))), False),
        (Except(A, B), True),
        (Except(A, C), False),
        (EVERYTHING, True),
        (Either(()), False),
    ],
)
def test_holds_says_whether_lexemes_answer(condition: Condition, held: bool) -> None:
    assert holds(condition, " 1na 1ncd ") is held


def test_everything_is_sought_by_default() -> None:
    assert Sought(3) == Sought(3, EVERYTHING, 0)
