"""The model run by Splink on DuckDB: levels, counts, silence, and nothing left behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.engine.linkage.builders import OTHER_SIREN, SIREN, north, nowhere, record, siret

from maillage.engine.linkage import Record
from maillage.engine.linkage.engine import Scored, compare, database, patterns
from maillage.engine.linkage.model import COMPARISONS, level_at, settings
from maillage.engine.linkage.parameters import shipped
from maillage.engine.linkage.profile import profile
from maillage.engine.linkage.table import table


def score(one: Record, other: Record, *, among: bool = False) -> Scored:
    rows, _ = table([profile(one), profile(other)], 1, among=among)
    scored, _ = compare(rows, settings(shipped(), 1e-3), pairs=[(0, 1)])
    return scored[0]


def level(comparison: str, one: Record, other: Record) -> str | None:
    found = score(one, replace(other, key="other"))
    names = [each.name for each in COMPARISONS]
    at = level_at(COMPARISONS[names.index(comparison)], found.gammas[names.index(comparison)])
    return at.code if at else None


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("Brumel Cordal", "CORDAL & BRUMEL", "own_name"),
        ("Audo-Brico", "AudoBrico", "own_name"),
        ("BGE Falone - Espace Brumel", "Espace Brumel", "own_name"),
        ("Les Atelliers du Brumelin", "Ateliers du Brumellin", "close_name"),
        ("Permanence Brumelin 1", "Permanence Brumelin 2", "rare_words"),
        ("ADLC", "Ateliers de la citoyenneté", "initials"),
        ("Brumel Cordal", "Brumel Cordal Falone Gravin", "within_rare"),
        ("Jardin Jeunesse", "Brumel Jardin Jeunesse", "within"),
        ("Brumel Cordal Falone", "Brumel Cordal Jolvan Kermal Lisbor", "rare_words"),
        ("MSAP de Valmorin-sur-Loue", "France services Valmorin sur Loue", "common_name"),
        ("Mairie", "Mairie", "bare"),
        ("Mairie de Valmorin-sur-Loue", "Brumel", "bare"),
        ("Brumel Numérique", "Cordal Numérique", "few_words"),
        ("Brumel", "Cordal", "other_name"),
    ],
)
def test_names_have_levels(one: str, other: str, code: str) -> None:
    assert level("name", record("a", one), record("b", other)) == code


def test_any_name_of_one_may_be_the_usual_name_of_the_other() -> None:
    assert level("name", record("a", "Brumel"), record("b", "Boutique 12", "Brumel SARL")) == "own_name"


def test_two_legal_names_do_not_make_one_organisation() -> None:
    one, other = record("a", "Fabrique Cordal", "Brumel SARL"), record("b", "Marché Falone", "Brumel SARL")
    assert level("name", one, other) == "other_name"


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ({"street": "3 rue Basse"}, {"street": "3, R. Basse"}, "address"),
        ({"street": "1-3 rue Basse"}, {"street": "3 rue Basse"}, "address"),
        (
            {"street": "3 rue Basse"},
            {"street": "3 rue Basse", "city": "Brumel", "postcode": "99400"},
            "address",
        ),
        ({}, {"street": "9 rue Haute"}, "m50"),
    ],
)
def test_places_have_levels(one: dict[str, str], other: dict[str, str], code: str) -> None:
    assert level("where", record("a", **one), record("b", **other)) == code


@pytest.mark.parametrize(
    ("metres", "code"), [(40, "m50"), (150, "m200"), (700, "m1000"), (3000, "commune"), (30_000, "commune")]
)
def test_distances_have_levels(metres: float, code: str) -> None:
    assert level("where", record("a"), north(record("b"), metres)) == code


def test_far_places_are_away() -> None:
    other = {"postcode": "98100", "city": "Ormeval"}
    assert level("where", record("a"), record("b", **other, lat=47.0, lon=6.1)) == "away"
    assert level("where", record("a"), record("b", **other, lat=46.95, lon=6.1)) == "km10"


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ({"postcode": "99300"}, {"city": "Brumel"}, None),
        ({"postcode": "99300"}, {"commune_code": "99123"}, None),
        ({"postcode": "99300"}, {"commune_code": "98123"}, "away"),
        ({"postcode": "99300"}, {"postcode": "99400", "city": "Brumel"}, "away"),
        ({"postcode": "99300"}, {"lat": 46.9, "lon": 6.1}, None),
        ({}, {"city": "Brumel"}, None),
    ],
)
def test_places_that_cannot_be_compared_are_unknown(
    one: dict[str, Any], other: dict[str, Any], code: str | None
) -> None:
    assert level("where", nowhere("a", "Cordal", **one), nowhere("b", "Cordal", **other)) == code


def test_one_street_is_nearer_than_one_commune() -> None:
    one, other = record("a", street="3 rue Basse"), north(record("b", street="90 rue Basse"), 900)
    assert level("where", one, other) == "street"


def test_two_towns_of_one_name_are_not_one() -> None:
    one = nowhere("a", postcode="99300", city="Brumel")
    assert level("where", one, nowhere("b", postcode="98300", city="Brumel")) == "away"
    assert level("where", one, nowhere("b", city="Brumel")) == "commune"


@pytest.mark.parametrize(
    ("comparison", "one", "other", "code"),
    [
        ("kind", {"kind": "médiathèque"}, {"kind": "Bibliothèque"}, "same_kind"),
        ("kind", {"kind": "médiathèque"}, {"kind": "Mairie"}, "other_kind"),
        ("kind", {"kind": "médiathèque"}, {}, None),
        ("phone", {"phones": ("0199001122",)}, {"phones": ("01 99 00 11 22",)}, "phone"),
        ("phone", {"phones": ("0199001122",)}, {"phones": ("0199001133",)}, "other_phone"),
        ("phone", {"phones": ("0199001122",)}, {}, None),
        ("identity", {"siret": siret()}, {"siret": siret()}, "siret"),
        ("identity", {"siret": siret(site=1)}, {"siret": siret(site=2)}, "siren"),
        ("identity", {"siren": SIREN}, {"siren": OTHER_SIREN}, "other_number"),
        ("identity", {"rna": "W991234567"}, {"rna": "w991234567"}, "rna"),
        ("identity", {"rna": "W991234567"}, {"rna": "W991234568"}, "other_number"),
        ("identity", {"emails": ("a@b.org",)}, {"emails": ("A@b.org",)}, "email"),
        ("identity", {"websites": ("www.b.org",)}, {"websites": ("http://b.org/x",)}, "host"),
        ("identity", {"websites": ("www.b.org",)}, {"emails": ("a@b.org",)}, "domain"),
        ("identity", {"websites": ("www.b.org",)}, {"websites": ("c.org",)}, "other_web"),
        ("identity", {"siret": siret()}, {"websites": ("c.org",)}, None),
        ("identity", {"emails": ("a@gmail.com",)}, {"emails": ("b@gmail.com",)}, None),
        ("identity", {}, {}, None),
    ],
)
def test_other_comparisons_have_levels(
    comparison: str, one: dict[str, object], other: dict[str, object], code: str | None
) -> None:
    assert level(comparison, nowhere("a", "Brumel", **one), nowhere("b", "Brumel", **other)) == code


def test_what_names_say_goes_before_what_a_source_says() -> None:
    one, other = (
        record("a", "Médiathèque", kind="espace public"),
        record("b", "Centre social", kind="médiathèque"),
    )
    assert level("kind", one, other) == "other_kind"


def test_the_unknown_weighs_nothing() -> None:
    found = score(nowhere("a", "Brumel"), nowhere("b", "Brumel", phones=("0199001122",)))
    assert [weight for gamma, weight in zip(found.gammas, found.weights, strict=True) if gamma < 0] == [
        0.0
    ] * 5


def test_weights_add_up_to_the_whole() -> None:
    found = score(record("a"), record("b"))
    assert found.weight == pytest.approx(sum(found.weights) - 9.9643, abs=1e-3)


def test_nothing_to_compare_is_no_error() -> None:
    rows, _ = table([profile(record("a"))], 1)
    assert compare(rows, settings(shipped(), 1e-3)) == ([], 0)
    assert compare(rows, settings(shipped(), 1e-3), pairs=[]) == ([], 0)


def test_patterns_count_levels() -> None:
    counts = patterns([score(record("a"), record("b"))] * 2)
    assert (counts["name"]["own_name"], counts["where"]["m50"], sum(counts["phone"].values())) == (2, 2, 0)


def test_nothing_is_written_nor_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    score(record("a"), record("b"))
    assert (list(tmp_path.iterdir()), capfd.readouterr()) == ([], ("", ""))


def test_the_database_reaches_nothing_outside() -> None:
    with database() as api:
        connection = api.duckdb_con
        with pytest.raises(Exception, match="disabled"):
            connection.execute("SELECT * FROM read_csv('/etc/hostname')").fetchall()
        assert connection.execute("SELECT current_setting('threads')").fetchall() == [(1,)]
