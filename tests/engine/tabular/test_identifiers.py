"""Identifiers of French organisations."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import siret as stdnum_siret
from tests.engine.tabular.inventory import luhned, siren, siret

from maillage.engine.tabular import Value, read_naf, read_rna, read_siren, read_siret, read_vat

LA_POSTE = "35600000060857"
"""A SIRET of La Poste's: its digits sum to a multiple of five."""


def test_a_siret_is_read_with_its_spaces() -> None:
    written = siret(3)
    assert read_siret(f" {written[:3]} {written[3:6]}\u00a0{written[6:9]}.{written[9:]} ") == Value(written)


def test_a_siret_of_la_poste_has_its_own_control() -> None:
    assert read_siret(LA_POSTE) == Value(LA_POSTE)
    assert stdnum_siret.is_valid(LA_POSTE) is True
    assert read_siret("35600000060858") == Value("35600000060858", "wrong_checksum")
    assert read_siret("35600000000048") == Value("35600000000048")


def test_a_mistyped_siret_keeps_its_digits() -> None:
    assert read_siret("12345678901234") == Value("12345678901234", "wrong_checksum")


def test_digits_lost_to_a_spreadsheet_are_no_value() -> None:
    assert read_siret("1,23E+13") == Value(None, "scientific_notation")
    assert read_siren("4.3E+08") == Value(None, "scientific_notation")


def test_digits_kept_in_scientific_notation_come_back() -> None:
    written = siret(4)
    assert read_siret(f"{written[0]},{written[1:]}E+13") == Value(written)


def test_a_lost_zero_comes_back() -> None:
    short = luhned("00558010")
    whole = luhned(f"{short}0001")
    assert read_siren(short.lstrip("0")) == Value(short, "zero_restored")
    assert read_siret(whole.lstrip("0")) == Value(whole, "zero_restored")


def test_a_float_of_a_spreadsheet_is_a_siret() -> None:
    assert read_siret(f"{siret(5)}.0") == Value(siret(5))


def test_the_siren_of_a_siret_is_its_beginning() -> None:
    assert read_siren(siret(6)) == Value(siren(6))
    assert read_siren(siren(6)) == Value(siren(6))


@pytest.mark.parametrize(
    ("text", "problem"),
    [("434806402", "wrong_length"), ("abc", "not_an_identifier"), ("00000000000000", "wrong_checksum")],
)
def test_what_is_no_siret_is_told(text: str, problem: str) -> None:
    assert read_siret(text).problem == problem


@pytest.mark.parametrize("read", [read_siret, read_siren, read_rna, read_vat, read_naf])
def test_a_blank_is_no_problem(read: Callable[[str], Value[str]]) -> None:
    assert read("#N/D") == Value()


@pytest.mark.parametrize("text", ["W632000123", "w632000123", "W 632 000 123", "W9R1000001", "W2A1000001"])
def test_an_rna_number_is_read(text: str) -> None:
    assert read_rna(text) == Value(text.replace(" ", "").upper())


@pytest.mark.parametrize("text", ["632000123", "W63200012", "association"])
def test_what_is_no_rna_number_is_told(text: str) -> None:
    assert read_rna(text) == Value(None, "not_an_identifier")


def test_a_vat_number_is_controlled_when_french() -> None:
    assert read_vat("FR 83 404 833 048") == Value("FR83404833048")
    assert read_vat("FR83404833049") == Value("FR83404833049", "wrong_checksum")
    assert read_vat("BE0123456789") == Value("BE0123456789")
    assert read_vat("non assujetti") == Value(None, "not_an_identifier")


@pytest.mark.parametrize(
    ("text", "code"),
    [("62.01Z", "62.01Z"), ("6201Z", "62.01Z"), ("9499z", "94.99Z"), ("62.01Z - Conseil", "62.01Z")],
)
def test_a_naf_code_is_read(text: str, code: str) -> None:
    assert read_naf(text) == Value(code)


def test_what_is_no_naf_code_is_told() -> None:
    assert read_naf("Conseil") == Value(None, "not_an_identifier")


@given(st.integers(0, 99_999_999), st.integers(1, 9999))
def test_every_well_formed_siret_is_read(unit: int, rank: int) -> None:
    whole = luhned(luhned(f"{unit:08d}") + f"{rank:04d}")
    if not whole.startswith("356000000"):
        assert read_siret(whole) == Value(whole)
