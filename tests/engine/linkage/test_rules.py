"""Each rule of a sure pair, broken once and kept once, as the engine meets it."""

from __future__ import annotations

from typing import Any

from tests.engine.linkage.builders import OTHER_SIREN, SIREN, link, north, record, siret

from maillage.engine.linkage import READ, SURE, Record
from maillage.engine.linkage.rules import SURE_AT

PHONE: dict[str, Any] = {"phones": ("0199001122",)}
DOOR: dict[str, Any] = {"street": "3 rue Basse"}


def verdict(one: Record, other: Record) -> str | None:
    pair = link(one, other)
    return pair.verdict if pair else None


def test_two_alike_records_are_sure() -> None:
    pair = link(record("a", **PHONE, **DOOR), record("b", **PHONE, **DOOR))
    assert pair is not None
    assert (pair.verdict, pair.probability >= SURE_AT) == (SURE, True)


def test_two_sites_of_one_company_are_read() -> None:
    one = record("a", **PHONE, street="1 rue Haute", siret=siret(site=1))
    assert verdict(one, record("b", **PHONE, street="9 rue Basse", siret=siret(site=2))) == READ
    assert verdict(one, record("b", **PHONE, street="9 rue Basse", siret=siret(site=1))) == SURE


def test_two_numbers_at_one_door_may_be_sure() -> None:
    one = record("a", **PHONE, **DOOR, siret=siret(site=1))
    assert verdict(one, record("b", **PHONE, **DOOR, siret=siret(site=2))) == SURE


def test_two_companies_are_read() -> None:
    one = record("a", **PHONE, **DOOR, siren=SIREN)
    assert verdict(one, record("b", **PHONE, **DOOR, siren=OTHER_SIREN)) == READ
    assert verdict(one, record("b", **PHONE, **DOOR)) == SURE


def test_two_kinds_under_one_roof_are_read() -> None:
    one = record("a", "Médiathèque Brumel", **PHONE, **DOOR)
    assert verdict(one, record("b", "Centre social Brumel", **PHONE, **DOOR)) == READ
    assert verdict(one, record("b", "Bibliothèque Brumel", **PHONE, **DOOR)) == SURE


def test_two_names_are_read_whatever_they_share() -> None:
    one = record("a", "Brumel", **PHONE, **DOOR)
    assert verdict(one, record("b", "Cordal", **PHONE, **DOOR)) == READ


def test_two_names_with_one_number_are_sure() -> None:
    one = record("a", "Brumel", **DOOR, siret=siret())
    assert verdict(one, record("b", "Cordal", **DOOR, siret=siret())) == SURE


def test_plain_names_of_the_only_one_in_town_are_sure() -> None:
    one = record("a", "Maison des services", **PHONE, **DOOR)
    assert verdict(one, record("b", "France services", **PHONE, **DOOR)) == SURE
    assert verdict(one, record("b", "France services", "Cordal", **PHONE, street="9 rue Haute")) == SURE


def test_a_legal_name_may_be_that_of_the_body_behind() -> None:
    one = record("a", "Fabrique Cordal", "Brumel SARL", **PHONE, **DOOR)
    assert verdict(one, record("b", "Brumel", **PHONE, **DOOR)) == READ
    assert verdict(one, record("b", "Fabrique Cordal", **PHONE, **DOOR)) == SURE


def test_names_that_share_words_only_need_more() -> None:
    one, other = "Brumel Cordal", "Atelier Brumel Cordal Falone Gravin"
    near = north(record("b", other), 120)
    assert verdict(record("a", one), near) == READ
    assert verdict(record("a", one, **PHONE), record("b", other, **PHONE)) == SURE


def test_far_from_one_another_are_two_sites() -> None:
    one = record("a", **PHONE, websites=("lavoir.example.org",))
    there = record("b", **PHONE, websites=("lavoir.example.org",))
    assert verdict(one, north(there, 4000)) == READ
    assert verdict(one, north(there, 100)) == SURE


def test_the_only_one_in_town_may_have_moved() -> None:
    one = record("a", "Médiathèque de Valmorin-sur-Loue", **PHONE)
    assert verdict(one, north(record("b", "Bibliothèque de Valmorin-sur-Loue", **PHONE), 4000)) == SURE


def test_one_clue_is_not_enough() -> None:
    one = Record("a", ("Cordal",), siret=siret())
    assert verdict(one, Record("b", ("Brumel",), siret=siret())) == READ
    assert verdict(one, Record("b", ("Cordal",), siret=siret())) == SURE
