"""Blocking: which pairs are looked at, and that no block is unbounded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.engine.linkage.builders import north, nowhere, others, record, siret

from maillage.engine.linkage import Record
from maillage.engine.linkage.keys import block
from maillage.engine.linkage.profile import profile
from maillage.engine.linkage.rarity import Rarity


def meet(*records: Record, most: int = 60) -> bool:
    """Whether the first two records share a key."""
    profiles = [profile(one) for one in records]
    keys = block(profiles, Rarity(one.own for one in profiles), most)
    return not set(keys.of[0]).isdisjoint(keys.of[1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (nowhere("a", "Brumel", siret=siret()), nowhere("b", "Cordal", siret=siret())),
        (nowhere("a", "Brumel", siret=siret(site=1)), nowhere("b", "Cordal", siret=siret(site=2))),
        (nowhere("a", "Brumel", phones=("0199001122",)), nowhere("b", "Cordal", phones=("01 99 00 11 22",))),
        (nowhere("a", "Brumel", emails=("x@y.org",)), nowhere("b", "Cordal", websites=("www.y.org",))),
        (nowhere("a", "Brumel Cordal"), nowhere("b", "Falone Brumel")),
        (nowhere("a", "Mairie"), nowhere("b", "La mairie")),
        (record("a", "Brumel", street="3 rue Basse"), record("b", "Cordal", street="3, R. Basse")),
        (record("a", "Brumel", street="rue Basse"), record("b", "Cordal", street="7 rue Basse")),
        (record("a", "Médiathèque"), record("b", "Bibliothèque Cordal")),
        (record("a", "ADLC"), record("b", "Ateliers de la cité")),
        (record("a", "Brumeldo"), record("b", "Brumelda")),
    ],
)
def test_likely_doubles_meet(one: Record, other: Record) -> None:
    assert meet(one, other)


def test_strangers_do_not_meet() -> None:
    assert not meet(
        record("a", "Brumel", street="3 rue Basse"), nowhere("b", "Cordal", phones=("0199001122",))
    )


def test_neighbours_of_one_kind_meet_without_a_town() -> None:
    one = nowhere("a", "Médiathèque Brumel", lat=46.9, lon=6.1)
    assert meet(one, replace(north(one, 400), key="b", names=("Bibliothèque Cordal",)))


def test_a_key_that_many_bear_makes_no_pair() -> None:
    many = [nowhere(f"{n}", f"Nom{n}", phones=("0199001122",)) for n in range(10)]
    assert meet(*many, most=10)
    assert not meet(*many, most=9)


def test_keys_set_aside_are_counted() -> None:
    profiles = [profile(nowhere(f"{n}", f"Nom{n}", phones=("0199001122",))) for n in range(10)]
    assert block(profiles, Rarity(one.own for one in profiles), 9).set_aside == 1
    assert block(profiles, Rarity(one.own for one in profiles), 10).set_aside == 0


def test_keys_are_the_same_each_time() -> None:
    profiles = [profile(one) for one in others(20)]
    rarity = Rarity(one.own for one in profiles)
    assert block(profiles, rarity) == block(profiles, rarity)


def test_a_key_borne_once_is_left_out() -> None:
    profiles = [profile(nowhere("a", "Brumel")), profile(nowhere("b", "Cordal"))]
    assert block(profiles, Rarity(one.own for one in profiles)).of == ((), ())
