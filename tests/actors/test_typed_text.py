"""What people and spreadsheets do to a value before we read it."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.actors.typed_text import (
    bare_number,
    from_spreadsheet,
    one_line,
    refusal,
    rounded_exponent,
    short,
    written,
)
from maillage.common.errors import Refusal


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  12\u00a034\u202f56 ", "12 34 56"),
        ("\ufeff12\u200b34", "1234"),
        ("12\n34\t56", "12 34 56"),
        ("'0473", "0473"),
        ("\x0012", "12"),
        ("l’atelier", "l’atelier"),
        ("", ""),
    ],
)
def test_one_line_keeps_what_can_be_seen(typed: str, read: str) -> None:
    assert one_line(typed) == read


@settings(deadline=None)
@given(st.text(max_size=30))
def test_one_line_is_a_fixed_point_without_control_signs(typed: str) -> None:
    line = one_line(typed)
    assert [sign for sign in line if sign < " "] == []
    assert line == " ".join(line.split())


def test_written_refuses_an_empty_box() -> None:
    with pytest.raises(Refusal) as refused:
        written(" \u200b ")
    assert (refused.value.code, refused.value.status) == ("value_empty", 422)
    assert written(" a ") == "a"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("SIRET : 732 829 320 00074", "73282932000074"),
        ("n° RNA w751.234-567", "W751234567"),
        ("N°W751234567", "W751234567"),
        ("numéro de TVA FR 44 732829320", "FR44732829320"),
        ("DE 136 695 976", "DE136695976"),
        ("NO 974 760 673", "974760673"),
        ("７３２", "732"),
    ],
)
def test_bare_number_loses_its_label_and_its_separators(typed: str, read: str) -> None:
    assert bare_number(typed) == read


@pytest.mark.parametrize(
    ("typed", "exponent"),
    [("7,33E+13", 13), ("7.33e13", 13), ("1E+05", 5), ("1E5", None), ("63E12", None), ("732829320", None)],
)
def test_rounded_exponent_only_of_powers_of_ten(typed: str, exponent: int | None) -> None:
    assert rounded_exponent(typed) == exponent


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("732829320.0", "732829320"),
        ("73282932000074,00", "73282932000074"),
        ("7.3282932000074E+13", "73282932000074"),
        ("732 829 320", "732 829 320"),
        ("W751234567", "W751234567"),
        ("12.0", "12.0"),
    ],
)
def test_from_spreadsheet_reads_what_still_has_its_digits(typed: str, read: str) -> None:
    assert from_spreadsheet(typed) == read


@pytest.mark.parametrize(
    "typed", ["7,33E+13", "7.3282932E+13", "7,3282932E8", "1E+13", "9,99999999999999E+13"]
)
def test_from_spreadsheet_refuses_lost_digits_and_says_what_to_do(typed: str) -> None:
    with translation.override("fr"), pytest.raises(Refusal) as refused:
        from_spreadsheet(typed)
    assert (refused.value.code, refused.value.status) == ("number_rounded", 422)
    assert refused.value.what == f"«\u00a0{typed}\u00a0» n’est plus un numéro\u00a0: le tableur l’a arrondi."
    assert refused.value.todo.startswith("Dans le fichier d’origine, donnez à la colonne le format")


def test_short_quotes_at_most_forty_signs() -> None:
    assert (short("a" * 40), short("a" * 41)) == ("a" * 40, "a" * 39 + "…")


def test_refusal_is_about_what_was_typed() -> None:
    made = refusal("odd", "C’est étrange.", "Parce que.", "Changez.")
    assert (made.code, str(made), made.status) == ("odd", "C’est étrange. Parce que. Changez.", 422)
