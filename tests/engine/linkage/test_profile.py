"""A record as the model sees it."""

from __future__ import annotations

import math

import pytest
from tests.engine.linkage.builders import SIREN, nowhere, record, siret

from maillage.engine.linkage.profile import FIELDS, profile, xyz


def test_everything_is_in_one_spelling() -> None:
    one = profile(
        record(
            "a", "Les Ateliers du Lavoir", kind="Médiathèque", street="3 bis, r. du Lavoir",
            commune_code="99123", phones=("01 99 00 11 22", "0199001122"), emails=("A@Lavoir.example.org",),
            websites=("https://www.lavoir.example.org",), siret=siret(), rna="w991234567", source="list",
        )
    )  # fmt: skip
    assert one.towns == ("code 99123", "post 99300", "town loue valmorin")
    assert (one.town, one.department) == ("town loue valmorin", "99")
    assert (one.doors, one.way) == (("3|lavoir",), "rue|lavoir")
    assert one.phones == ("+33199001122",)
    assert (one.emails, one.domains) == (("a@lavoir.example.org",), ("lavoir.example.org",))
    assert one.hosts == ("lavoir.example.org",)
    assert (one.siret, one.siren, one.rna, one.source) == (siret(), SIREN, "W991234567", "list")
    assert (one.kinds, one.said_kinds) == ({"library"}, frozenset())


def test_what_is_missing_is_empty() -> None:
    one = profile(nowhere("a", "Le Lavoir"))
    assert (one.towns, one.department, one.doors, one.way, one.xyz) == ((), "", (), "", None)
    assert (one.phones, one.emails, one.hosts, one.siret, one.siren, one.rna) == ((), (), (), "", "", "")


def test_a_bad_number_is_missing() -> None:
    one = profile(nowhere("a", siret="12345678901234", siren=SIREN))
    assert (one.siret, one.siren) == ("", SIREN)


def test_a_distance_is_a_chord() -> None:
    here, there = xyz(46.9, 6.1), xyz(46.9 + 0.01, 6.1)
    assert here is not None and there is not None
    assert math.isclose(math.dist(here, there), 6371.0088 * math.radians(0.01), rel_tol=1e-6)


def test_the_null_island_is_no_place() -> None:
    assert xyz(0, 0) is None


def test_the_name_of_a_body_behind_is_not_the_records_own() -> None:
    library = profile(record("a", "Médiathèque du Lavoir", "Commune de Valmorin-sur-Loue"))
    assert [name.key for name in library.names] == ["#library lavoir"]
    assert library.kinds == {"library"}


def test_a_town_hall_keeps_both_its_names() -> None:
    hall = profile(record("a", "Mairie", "Commune de Valmorin-sur-Loue"))
    assert [name.key for name in hall.names] == ["#town_hall", "#town_hall loue valmorin"]


def test_parts_are_set_apart() -> None:
    one = profile(nowhere("a", "BGE Brumel - Espace Cordal (Falone)"))
    assert [name.own for name in one.parts] == [("bge", "brumel"), ("espace", "cordal"), ("falone",)]


def test_a_compound_word_is_also_read_in_one() -> None:
    assert [name.compact for name in profile(nowhere("a", "Audo-Brico")).parts] == ["audobrico", "audobrico"]


def test_a_plain_name_has_no_parts() -> None:
    assert profile(nowhere("a", "Le Lavoir")).parts == ()


def test_the_hyphens_of_the_town_are_left() -> None:
    assert profile(record("a", "Lavoir de Valmorin-sur-Loue")).parts == ()


def test_short_names_may_be_initials() -> None:
    assert profile(nowhere("a", "ADLC (Ateliers de la cité)")).shorts == {"adlc"}


@pytest.mark.parametrize(("code", "department"), [("2A004", "20"), ("2B033", "20"), ("99123", "99")])
def test_corsica_is_one_as_in_postcodes(code: str, department: str) -> None:
    assert profile(nowhere("a", commune_code=code)).department == department


@pytest.mark.parametrize("name", [*FIELDS, "name"])
def test_what_is_withheld_is_not_seen(name: str) -> None:
    full = record(
        "a", "Médiathèque du Lavoir", street="3 rue Basse", phones=("0199001122",), kind="MJC",
        emails=("a@lavoir.example.org",), websites=("lavoir.example.org",), siret=siret(), rna="W991234567",
    )  # fmt: skip
    seen = profile(full, frozenset((name,)))
    hidden = {
        "name": [seen.names, seen.parts],
        "kind": [seen.kinds, seen.said_kinds],
        "where": [seen.towns, seen.department, seen.doors, seen.way, seen.xyz],
        "phone": [seen.phones],
        "web": [seen.emails, seen.domains, seen.hosts],
        "identity": [seen.siret, seen.siren, seen.rna],
    }
    assert not any(hidden.pop(name))
    assert all(any(values) for values in hidden.values())
