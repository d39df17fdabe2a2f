"""Company numbers of other countries: keys, forms, and never a person's number."""

from __future__ import annotations

import pytest
from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError

from maillage.actors.national_numbers import CHECKS, FORMS, ORGANISATIONS, PersonalNumberError, check_national


@pytest.mark.parametrize(
    ("country", "typed", "kept"),
    [
        ("BE", "0403.170.701", "0403170701"),
        ("CH", "CHE-116.281.710", "CHE116281710"),
        ("DE", "Aachen hrb 11223", "Aachen HRB 11223"),
        ("ES", "B-58378431", "B58378431"),
        ("FI", "2077474-0", "20774740"),
        ("GB", "SC 123456", "SC123456"),
        ("IT", "00743110157", "00743110157"),
        ("LU", "B 123.456", "B123456"),
        ("LU", "150 274 42", "15027442"),
        ("NL", "1234 5678", "12345678"),
        ("PT", "501 964 843", "501964843"),
        ("SE", "123456-7897", "1234567897"),
        ("US", "12-345", "12-345"),
    ],
)
def test_number_of_a_country_has_one_form(country: str, typed: str, kept: str) -> None:
    assert check_national(typed, country) == kept
    assert check_national(kept, country) == kept


@pytest.mark.parametrize(
    ("country", "typed", "error"),
    [
        ("BE", "0403170702", InvalidChecksum),
        ("CH", "CHE-116.281.71", InvalidLength),
        ("ES", "54362315K", InvalidFormat),
        ("GB", "123", InvalidFormat),
    ],
)
def test_wrong_number_says_what_is_wrong(country: str, typed: str, error: type[ValidationError]) -> None:
    with pytest.raises(error):
        check_national(typed, country)


@pytest.mark.parametrize(
    ("country", "typed"), [("CZ", "7103192745"), ("PT", "287024008"), ("SE", "880320-0016")]
)
def test_number_of_a_person_is_never_an_organisation_s(country: str, typed: str) -> None:
    with pytest.raises(PersonalNumberError):
        check_national(typed, country)


def test_every_country_of_the_tables_is_checked() -> None:
    for country in {*CHECKS, *FORMS}:
        with pytest.raises(ValidationError):
            check_national("!", country)
    assert set(ORGANISATIONS) <= set(CHECKS)
