"""Numbers as spreadsheets write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.engine.tabular import Value, read_number
from maillage.engine.tabular.numbers import unfold


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("43,370176", 43.370176),
        ("-0.58", -0.58),
        ("−3,5", -3.5),
        ("1 234,5", 1234.5),
        ("1\u202f234", 1234.0),
        ("1.234,50", 1234.5),
        ("1,234.50", 1234.5),
        ("1.234.567", 1234567.0),
        ("1'234", 1234.0),
        ("1.234", 1.234),
        ("+7", 7.0),
        ("12.", 12.0),
        ("1.5e-3", 0.0015),
    ],
)
def test_a_number_is_read(text: str, number: float) -> None:
    assert read_number(text) == Value(number)


def test_lost_digits_are_told() -> None:
    assert read_number("1,23E+13") == Value(1.23e13, "scientific_notation")


@pytest.mark.parametrize("text", ["abc", "12%", "1,2,3", "1.2.3.4", "12 rue", "1e", "1E+99999"])
def test_what_is_no_number_is_told(text: str) -> None:
    assert read_number(text) == Value(None, "not_a_number")


def test_a_blank_is_no_problem() -> None:
    assert read_number("#N/D") == Value()


@given(st.integers(-(10**9), 10**9), st.integers(0, 9999))
def test_a_french_number_is_read_back(whole: int, cents: int) -> None:
    text = f"{whole:,}".replace(",", "\u202f") + f",{cents:04d}"
    sign = -1 if text.startswith("-") else 1
    assert read_number(text).value == pytest.approx(sign * (abs(whole) + cents / 10_000))


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("4.0109226700020E+13", "40109226700020"),
        ("4,0109226700020E+13", "40109226700020"),
        ("1,23E+13", ""),
        ("40109226700020", None),
        ("abc", None),
    ],
)
def test_long_numbers_are_unfolded_when_nothing_is_lost(text: str, digits: str | None) -> None:
    assert unfold(text) == digits
