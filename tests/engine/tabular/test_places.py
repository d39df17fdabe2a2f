"""Postal codes, commune codes, cities and whole addresses."""

from __future__ import annotations

import pytest

from maillage.engine.tabular import Address, Value, read_city, read_commune_code, read_postcode, split_address
from maillage.engine.tabular.places import is_french_postcode


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("63000", "63000"),
        ("63 000", "63000"),
        ("F-63000 Clermont-Ferrand", "63000"),
        ("63000.0", "63000"),
        ("63000 CEDEX 1", "63000"),
        ("97490", "97490"),
    ],
)
def test_a_postal_code_is_read(text: str, code: str) -> None:
    assert read_postcode(text) == Value(code)


@pytest.mark.parametrize("text", ["1000", "1000.0"])
def test_a_lost_zero_comes_back(text: str) -> None:
    assert read_postcode(text) == Value("01000", "zero_restored")


@pytest.mark.parametrize("text", ["SW1A 1AA", "B-1000", "2A004"])
def test_a_foreign_code_is_kept(text: str) -> None:
    assert read_postcode(text) == Value(text, "foreign_postcode")


@pytest.mark.parametrize("text", ["99999", "123", "Clermont"])
def test_what_is_no_code_is_told(text: str) -> None:
    assert read_postcode(text) == Value(None, "not_a_postcode")


def test_french_codes_begin_like_a_department() -> None:
    codes = ("01000", "98800", "00100", "99000", "96000", "6300", "abcde")
    assert [is_french_postcode(code) for code in codes] == [True, True, False, False, False, False, False]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("63113", Value("63113")),
        ("2a004", Value("2A004")),
        ("1053", Value("01053", "zero_restored")),
        ("63113.0", Value("63113")),
        ("Riom", Value(None, "not_an_identifier")),
        ("", Value()),
    ],
)
def test_a_commune_code_is_read(text: str, read: Value[str]) -> None:
    assert read_commune_code(text) == read


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("63200 Riom", "Riom"),
        ("CLERMONT FD CEDEX 1", "CLERMONT FD"),
        ("Bordeaux (33000)", "Bordeaux"),
        ("Paris 12", "Paris 12"),
        ("Riom ", "Riom"),
    ],
)
def test_a_city_is_read_alone(text: str, city: str) -> None:
    assert read_city(text) == Value(city)


def test_a_blank_city_is_no_problem() -> None:
    assert read_city("NC") == Value()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("8 rue Blatin - 63000 Clermont-Ferrand", Address("8 rue Blatin", "63000", "Clermont-Ferrand")),
        ("Mairie de Corscia 20224 CORSCIA", Address("Mairie de Corscia", "20224", "CORSCIA")),
        ("7 place X,\n63200 Riom cedex 1, France", Address("7 place X", "63200", "Riom")),
        ("12 rue du 63", Address("12 rue du 63", "", "")),
        ("Rue Blatin", Address("Rue Blatin", "", "")),
        ("1 rue X 99999 Nulle part", Address("1 rue X 99999 Nulle part", "", "")),
        ("", Address("", "", "")),
    ],
)
def test_an_address_is_cut(text: str, address: Address) -> None:
    assert split_address(text) == address
