"""Identifiers of actors: one form each, refusals that explain, numbers that imply others."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.actors.identifiers import (
    LONGEST,
    IdentifierScheme,
    check_identifier,
    guess_scheme,
    related,
    siren_of,
)
from maillage.common.errors import Refusal

SIREN, SIRET, RNA = IdentifierScheme.SIREN, IdentifierScheme.SIRET, IdentifierScheme.RNA
VAT, NATIONAL, OTHER = IdentifierScheme.VAT, IdentifierScheme.NATIONAL, IdentifierScheme.OTHER


def said(scheme: str, text: str, country: str = "FR") -> Refusal:
    with translation.override("fr"), pytest.raises(Refusal) as refused:
        check_identifier(scheme, text, country=country)
    assert refused.value.status == 422
    return refused.value


@pytest.mark.parametrize(
    ("scheme", "typed", "kept"),
    [
        (SIREN, "732 829 320", "732829320"),
        (SIREN, "732829320.0", "732829320"),
        (SIRET, "\ufeff732\u00a0829\u202f320.00074", "73282932000074"),
        (SIRET, "7.3282932000074E+13", "73282932000074"),
        (RNA, "w751234567", "W751234567"),
        (VAT, "FR 44 732 829 320", "FR44732829320"),
        (VAT, "44732829320", "FR44732829320"),
        (VAT, "K7399859412", "FRK7399859412"),
        (VAT, "be 403.170.701", "BE0403170701"),
        (VAT, "GR 094259216", "EL094259216"),
        (VAT, "DE136695976", "DE136695976"),
        (VAT, "XI110305878", "XI110305878"),
        (OTHER, "  63-A   12 ", "63-A 12"),
    ],
)
def test_number_is_kept_in_one_form(scheme: IdentifierScheme, typed: str, kept: str) -> None:
    assert check_identifier(scheme, typed) == kept
    assert check_identifier(scheme, kept) == kept


@pytest.mark.parametrize(
    ("country", "typed", "kept"),
    [
        ("BE", "0403.170.701", "BE 0403170701"),
        ("be", "BE 0403 170 701", "BE 0403170701"),
        ("FR", "BE 0403170701", "BE 0403170701"),
        ("CH", "CHE-116.281.710", "CH CHE116281710"),
        ("DE", "Aachen HRA 11223", "DE Aachen HRA 11223"),
        ("US", "12-345", "US 12-345"),
    ],
)
def test_national_number_is_kept_behind_its_country(country: str, typed: str, kept: str) -> None:
    assert check_identifier(NATIONAL, typed, country=country) == kept
    assert check_identifier(NATIONAL, kept, country=country) == kept


@pytest.mark.parametrize(
    ("country", "typed", "kept"),
    [
        ("GR", "094259216", "EL094259216"),
        ("MC", "53000004605", "FR53000004605"),
        ("BE", "0403170701", "BE0403170701"),
    ],
)
def test_vat_number_without_prefix_takes_its_country_s(country: str, typed: str, kept: str) -> None:
    assert check_identifier(VAT, typed, country=country) == kept


@pytest.mark.parametrize(
    ("scheme", "typed", "country", "code"),
    [
        (SIREN, "", "FR", "value_empty"),
        (SIRET, "7,33E+13", "FR", "number_rounded"),
        (SIRET, "73282932000075", "FR", "siret_key"),
        (VAT, "FR45732829320", "FR", "identifier_key"),
        (VAT, "DE12", "FR", "identifier_form"),
        (VAT, "FR", "FR", "identifier_form"),
        (VAT, "GB980780684", "FR", "vat_country"),
        (VAT, "CHE-116.281.710 MWST", "CH", "vat_country"),
        (NATIONAL, "0403170702", "BE", "identifier_key"),
        (NATIONAL, "732829320", "FR", "national_french"),
        (NATIONAL, "287024008", "PT", "national_personal"),
        (OTHER, "x" * (LONGEST + 1), "FR", "identifier_long"),
    ],
)
def test_refusal_has_a_code(scheme: IdentifierScheme, typed: str, country: str, code: str) -> None:
    assert said(scheme, typed, country).code == code


def test_refusal_of_a_vat_number_says_which_check_failed() -> None:
    assert said(VAT, "FR45732829320").why == (
        "Sa clé de contrôle ne tombe pas juste\u00a0: un signe au moins est faux."
    )
    assert said(VAT, "DE12").why == "Il lui manque des signes, ou il en a trop."
    assert said(VAT, "FRI1732829320").why == "Sa forme n’est pas celle des numéros de ce pays."


def test_refusal_of_a_foreign_number_names_its_country() -> None:
    assert said(NATIONAL, "0403170702", "BE").what == (
        "«\u00a00403170702\u00a0» n’est pas un numéro d’entreprise (BE)."
    )


def test_unknown_scheme_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="tattoo"):
        check_identifier("tattoo", "1")


@settings(deadline=None)
@given(
    st.sampled_from(IdentifierScheme),
    st.text(max_size=50) | st.text("0123456789ABCDEFRUW .,+-", max_size=20),
    st.sampled_from(["FR", "BE", "DE", "GB", "NL", "RO", "ES", "US", "GR", "SE"]),
)
def test_any_text_is_refused_or_has_a_form_of_its_own(
    scheme: IdentifierScheme, text: str, country: str
) -> None:
    try:
        kept = check_identifier(scheme, text, country=country)
    except Refusal as refused:
        assert refused.what and refused.why and refused.todo
    else:
        assert 0 < len(kept) <= LONGEST
        assert check_identifier(scheme, kept, country=country) == kept


def test_siren_is_the_start_of_a_siret() -> None:
    assert siren_of("73282932000074") == "732829320"


@pytest.mark.parametrize(
    ("scheme", "value", "implied"),
    [
        (SIRET, "73282932000074", {SIREN: "732829320", VAT: "FR44732829320"}),
        (SIREN, "732829320", {VAT: "FR44732829320"}),
        (VAT, "FR44732829320", {SIREN: "732829320"}),
        (VAT, "FR53000004605", {}),
        (VAT, "BE0403170701", {}),
        (RNA, "W751234567", {}),
    ],
)
def test_number_implies_others(
    scheme: IdentifierScheme, value: str, implied: dict[IdentifierScheme, str]
) -> None:
    assert related(scheme, value) == implied
    for one, number in implied.items():
        assert check_identifier(one, number) == number


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("732 829 320 00074", SIRET),
        ("SIRET 73282932000075", SIRET),
        ("73282932000074.0", SIRET),
        ("6300001200011", SIRET),
        ("5580113000069", None),
        ("7,33E+13", SIRET),
        ("7,33E+08", SIREN),
        ("732829321", SIREN),
        ("w9r1011072", RNA),
        ("FR44732829320", VAT),
        ("FR45732829320", VAT),
        ("BE0403170701", VAT),
        ("BE0403170702", None),
        ("04 73 00 00 00", None),
        ("20240101", None),
        ("bonjour", None),
        ("", None),
    ],
)
def test_scheme_is_guessed_from_the_form(text: str, scheme: IdentifierScheme | None) -> None:
    assert guess_scheme(text) == scheme


def test_schemes_have_a_name_on_the_screens() -> None:
    with translation.override("fr"):
        assert [str(scheme.label) for scheme in IdentifierScheme] == [
            "SIREN",
            "SIRET",
            "RNA, numéro d’association",
            "numéro de TVA",
            "numéro d’entreprise d’un autre pays",
            "autre identifiant",
        ]
