"""What is said of a pair is what counted, with what stands in the two records."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.engine.linkage.builders import OTHER_SIREN, SIREN, codes, link, north, nowhere, record, siret

from maillage.engine.linkage import CODES, Reason, Record
from maillage.engine.linkage.reasons import WORDING

LOW = 0.000001


def reason(code: str, one: Record, other: Record) -> Reason | None:
    pair = link(one, replace(other, key="b"), threshold=LOW)
    return next((found for found in pair.reasons if found.code == code), None) if pair else None


def said(code: str, one: Record, other: Record) -> tuple[str, str]:
    found = reason(code, one, other)
    assert found is not None, (code, codes(link(one, other, threshold=LOW)))
    return found.left_value, found.right_value


@pytest.mark.parametrize(
    ("code", "one", "other", "left", "right"),
    [
        ("same_name", ("Brumel Cordal",), ("CORDAL BRUMEL",), "Brumel Cordal", "CORDAL BRUMEL"),
        ("same_legal_name", ("Brumel",), ("Boutique 12", "Brumel SARL"), "Brumel", "Brumel SARL"),
        ("name_part", ("BGE Cordal - Brumel",), ("Brumel",), "BGE Cordal - Brumel", "Brumel"),
        (
            "close_name",
            ("Atelliers Brumelin",),
            ("Ateliers Brumellin",),
            "Atelliers Brumelin",
            "Ateliers Brumellin",
        ),
        ("same_initials", ("ADLC",), ("Ateliers de la cité",), "ADLC", "Ateliers de la cité"),
        (
            "name_within",
            ("Brumel Cordal",),
            ("Falone Gravin Brumel Cordal",),
            "Brumel Cordal",
            "Falone Gravin Brumel Cordal",
        ),
        (
            "shared_words",
            ("Brumel Cordal Jolvan",),
            ("Brumel Cordal Falone Gravin",),
            "brumel cordal",
            "brumel cordal",
        ),
    ],
)
def test_names_are_quoted(
    code: str, one: tuple[str, ...], other: tuple[str, ...], left: str, right: str
) -> None:
    assert said(code, record("a", *one), record("b", *other)) == (left, right)


@pytest.mark.parametrize(
    ("code", "one", "other", "left", "right"),
    [
        (
            "same_address",
            {"street": "3 rue Basse"},
            {"street": "3, R. Basse"},
            "3 rue Basse, 99300 Valmorin-sur-Loue",
            "3, R. Basse, 99300 Valmorin-sur-Loue",
        ),
        (
            "same_phone",
            {"phones": ("0199001122",)},
            {"phones": ("x", "01 99 00 11 22")},
            "0199001122",
            "01 99 00 11 22",
        ),
        (
            "different_phone",
            {"phones": ("0199001122",)},
            {"phones": ("0199001133",)},
            "0199001122",
            "0199001133",
        ),
        ("same_email", {"emails": ("a@b.org",)}, {"emails": ("A@b.org",)}, "a@b.org", "A@b.org"),
        (
            "same_website_host",
            {"websites": ("www.b.org",)},
            {"websites": ("http://b.org/x",)},
            "www.b.org",
            "http://b.org/x",
        ),
        ("same_email_domain", {"websites": ("www.b.org",)}, {"emails": ("a@b.org",)}, "b.org", "b.org"),
        ("different_website", {"websites": ("b.org",)}, {"websites": ("c.org",)}, "b.org", "c.org"),
        ("same_siret", {"siret": siret()}, {"siret": siret()}, siret(), siret()),
        ("same_siren", {"siret": siret()}, {"siren": SIREN}, siret(), SIREN),
        (
            "same_siren_other_site",
            {"siret": siret(site=1)},
            {"siret": siret(site=2)},
            siret(site=1),
            siret(site=2),
        ),
        ("different_siret", {"siret": siret()}, {"siret": siret(OTHER_SIREN)}, siret(), siret(OTHER_SIREN)),
        ("different_siren", {"siren": SIREN}, {"siren": OTHER_SIREN}, SIREN, OTHER_SIREN),
        ("same_rna", {"rna": "W991234567"}, {"rna": "w991234567"}, "W991234567", "w991234567"),
        ("different_rna", {"rna": "W991234567"}, {"rna": "W991234568"}, "W991234567", "W991234568"),
        ("different_kind", {"kind": "Mairie"}, {"kind": "École"}, "town_hall", "school"),
    ],
)
def test_what_stands_in_the_records_is_quoted(
    code: str, one: dict[str, Any], other: dict[str, Any], left: str, right: str
) -> None:
    assert said(code, record("a", **one), record("b", **other)) == (left, right)


def test_a_distance_is_told_in_metres() -> None:
    found = reason("distance_m", record("a"), north(record("b"), 150))
    assert found is not None and found.metres == 150
    assert (found.left_value, found.right_value) == ("99300 Valmorin-sur-Loue",) * 2


def test_places_without_coordinates_have_no_metres() -> None:
    bare = {"lat": None, "lon": None}
    found = reason("same_commune", record("a", **bare), record("b", **bare))
    assert found is not None and found.metres is None


def test_another_commune_counts_against() -> None:
    found = reason("different_commune", record("a"), record("b", postcode="98100", city="Ormeval", lat=48.0))
    assert found is not None and found.weight < 0
    assert (found.left_value, found.right_value) == ("99300 Valmorin-sur-Loue", "98100 Ormeval")


def test_the_only_one_in_town_is_told_with_its_kind() -> None:
    one, other = record("a", "MSAP"), record("b", "France services")
    assert said("only_one_in_town", one, other) == ("france_services", "france_services")
    assert said("same_kind", record("a", "École Brumel"), record("b", "Collège Brumel")) == (
        "school",
        "school",
    )


def test_plain_names_that_agree_are_told_apart_from_names_of_ones_own() -> None:
    one, other = "MSAP de Valmorin-sur-Loue", "France services Valmorin-sur-Loue"
    assert said("same_common_name", record("a", one), record("b", other)) == (one, other)


def test_reasons_come_heaviest_first() -> None:
    pair = link(record("a", phones=("0199001122",)), record("b", "Cordal", phones=("0199001122",)))
    assert pair is not None
    weights = [found.weight for found in pair.reasons]
    assert weights == sorted(weights, reverse=True)
    assert codes(pair) == ["same_phone", "distance_m", "different_name"]


def test_what_weighs_nothing_is_no_reason() -> None:
    pair = link(
        nowhere("a", "Mairie", phones=("0199001122",)), nowhere("b", "Mairie", phones=("0199001122",))
    )
    assert "same_phone" in codes(pair)
    assert not {"different_name", "same_common_name"} & set(codes(pair))


def test_the_words_shown_are_those_that_counted() -> None:
    pair = link(record("a"), record("b"), withhold=frozenset(("where",)))
    assert codes(pair) == ["same_name"]


def test_every_wording_gives_a_code_the_application_knows() -> None:
    assert len(WORDING) == 33
    assert len(CODES) == 31
