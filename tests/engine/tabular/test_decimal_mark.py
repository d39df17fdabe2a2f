"""Comma or point."""

from __future__ import annotations

from maillage.engine.tabular import Guess
from maillage.engine.tabular.decimal_mark import decimal_mark


def test_most_numbers_decide() -> None:
    assert decimal_mark([["1,5", "x"], ["2,5", "3.5"]]) == Guess(",", 0.667, "counted")
    assert decimal_mark([["1.5"]]) == Guess(".", 1.0, "counted")


def test_no_decimal_number_decides_nothing() -> None:
    assert decimal_mark([["15", "a,b", "1,5,6"]]) == Guess(None, 0.0, "nothing")
