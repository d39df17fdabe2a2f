"""Whether reasons are true: each test of the referee, once true and once false."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.engine.linkage.builders import OTHER_SIREN, SIREN, north, nowhere, record, siret

from maillage.engine.linkage import Reason, Record
from maillage.engine.linkage.truth import is_true, kilometres, plain, same_town

FAR: dict[str, Any] = {"postcode": "98100", "city": "Ormeval", "lat": 48.0, "lon": 2.0}


def true(code: str, one: Record, other: Record, **more: Any) -> bool:
    return is_true(Reason(code, 1.0, **more), one, other)


@pytest.mark.parametrize(
    ("code", "one", "yes", "no"),
    [
        ("same_name", ("Les Ateliers du Lavoir",), ("ATELIERS DU LAVOIR",), ("Brumel",)),
        ("same_legal_name", ("Brumel",), ("Boutique", "Brumel SARL"), ("Boutique", "Cordal")),
        ("name_part", ("BGE - Brumel",), ("Brumel",), ("Cordal",)),
        ("name_within", ("Brumel",), ("Atelier Brumel",), ("Cordal",)),
        ("close_name", ("Brumelin Cordalo",), ("Brumelain Cordal",), ("Xyz Qvw",)),
        ("same_initials", ("ADLC",), ("Ateliers de la cité",), ("Brumel",)),
        ("same_common_name", ("MSAP Brumel",), ("France services Brumel",), ("Cordal",)),
        ("different_name", ("Brumel",), ("Cordal",), ("BRUMEL",)),
        ("same_kind", ("Médiathèque",), ("Bibliothèques du lac",), ("École",)),
        ("different_kind", ("Médiathèque",), ("École",), ("Bibliothèque",)),
        ("only_one_in_town", ("Mairie",), ("Commune de Valmorin",), ("École",)),
    ],
)
def test_names_are_judged(code: str, one: tuple[str, ...], yes: tuple[str, ...], no: tuple[str, ...]) -> None:
    assert true(code, record("a", *one), record("b", *yes))
    assert not true(code, record("a", *one), record("b", *no))


@pytest.mark.parametrize(
    ("code", "one", "yes", "no"),
    [
        ("same_address", {"street": "3 rue Basse"}, {"street": "3, R. BASSE"}, {"street": "4 rue Basse"}),
        (
            "same_address",
            {"street": "3 rue Basse"},
            {"street": "3 rue Basse"},
            {"street": "3 rue Basse", **FAR},
        ),
        ("same_street", {"street": "3 rue Basse"}, {"street": "rue Basse"}, {"street": "place Haute"}),
        ("same_commune", {}, {"lat": 47.0}, FAR),
        ("different_commune", {}, FAR, {}),
        ("only_one_in_town", {"kind": "mairie"}, {"kind": "mairie"}, {"kind": "mairie", **FAR}),
        (
            "same_phone",
            {"phones": ("0199001122",)},
            {"phones": ("+33 1 99 00 11 22",)},
            {"phones": ("0199001133",)},
        ),
        ("shared_switchboard", {"phones": ("0199001122",)}, {"phones": ("0199001122",)}, {}),
        ("different_phone", {"phones": ("0199001122",)}, {"phones": ("0199001133",)}, {}),
        ("same_email", {"emails": ("a@b.org",)}, {"emails": (" A@b.org",)}, {"emails": ("c@b.org",)}),
        (
            "same_website_host",
            {"websites": ("www.b.org",)},
            {"websites": ("http://b.org/x",)},
            {"websites": ("c.org",)},
        ),
        ("same_email_domain", {"emails": ("a@b.org",)}, {"websites": ("b.org",)}, {"emails": ("a@c.org",)}),
        (
            "different_website",
            {"websites": ("b.org",)},
            {"websites": ("c.org",)},
            {"websites": ("www.b.org",)},
        ),
        ("same_siret", {"siret": siret()}, {"siret": siret()}, {"siret": siret(site=2)}),
        ("same_siren", {"siret": siret()}, {"siren": SIREN}, {"siren": OTHER_SIREN}),
        ("same_siren_other_site", {"siret": siret()}, {"siret": siret(site=2)}, {"siret": siret()}),
        ("different_siret", {"siret": siret()}, {"siret": siret(OTHER_SIREN)}, {}),
        ("different_siren", {"siren": SIREN}, {"siren": OTHER_SIREN}, {"siret": siret()}),
        ("same_rna", {"rna": "W991234567"}, {"rna": "w99 1234567"}, {}),
        ("different_rna", {"rna": "W991234567"}, {"rna": "W991234568"}, {"rna": "w991234567"}),
    ],
)
def test_what_stands_in_the_records_is_judged(
    code: str, one: dict[str, Any], yes: dict[str, Any], no: dict[str, Any]
) -> None:
    assert true(code, record("a", **one), record("b", **yes))
    assert not true(code, record("a", **one), record("b", **no))


def test_words_said_to_be_shared_are_looked_for() -> None:
    one, other = record("a", "Brumel Cordal"), record("b", "Cordal Brumel Falone")
    assert true("shared_words", one, other, left_value="brumel cordal")
    assert not true("shared_words", one, other, left_value="zadrel")
    assert not true("shared_words", one, other, left_value="")


def test_metres_are_measured_again() -> None:
    one, other = record("a"), north(record("b"), 150)
    assert true("distance_m", one, other, metres=150)
    assert not true("distance_m", one, other, metres=160)
    assert not true("distance_m", one, replace(other, lat=None, lon=None), metres=150)


def test_the_haversine_of_a_known_distance() -> None:
    one = nowhere("a", "x", lat=0.0, lon=0.0)
    assert kilometres(one, nowhere("b", "x", lat=0.0, lon=90.0)) == pytest.approx(10007.557, abs=0.01)
    assert kilometres(one, nowhere("b", "x")) is None


def test_towns_are_compared_without_articles() -> None:
    assert same_town(nowhere("a", "x", city="La Brume"), nowhere("b", "x", city="BRUME CEDEX"))
    assert not same_town(nowhere("a", "x"), nowhere("b", "x"))


def test_words_are_plain() -> None:
    assert plain("L’Échoppe des Cœurs, n°12") == ["L", "ECHOPPE", "DES", "COEURS", "N", "12"]
