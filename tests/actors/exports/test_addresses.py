"""The one address of an actor's page."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import translation
from tests import visits
from tests.directory_stage import Stage

from maillage.actors.exports.addresses import RESERVED, Addresses, page_address, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("L’Épicerie du Coin", "l-epicerie-du-coin"),
        ("D'ici & d'ailleurs (Sud)", "d-ici-d-ailleurs-sud"),
        ("模範", "fiche"),
        ("…", "fiche"),
        ("Mémoire", "fiche-memoire"),
        ("La Mémoire", "la-memoire"),
        ("a" * 100, "a" * 60),
        ("abc " * 15 + "d", "abc-" * 14 + "abc"),
    ],
)
def test_a_name_makes_an_address_of_letters_and_hyphens(name: str, slug: str) -> None:
    assert (slug_of(name), bool(re.fullmatch(r"[a-z0-9-]{1,66}", slug))) == (slug, True)


def test_no_name_takes_the_address_of_another_screen() -> None:
    after_a_reference = re.compile(r"^/annuaire/[^/]+/([a-z-]+)/$")
    others = [
        reverse(route, args=["x234567892345"])
        for route, names in visits.routes().items()
        if len(names) == 1 and not route.startswith("directory:")
    ]
    taken = {found.group(1) for path in others if (found := after_a_reference.match(path))}
    assert taken == RESERVED


def test_the_address_is_in_the_main_language_whoever_reads(directory: Stage) -> None:
    with translation.override("en"):
        address = page_address(directory.fil.ref, directory.fil.name)
    assert address == f"http://localhost:8000/annuaire/{directory.fil.ref}/fil-a-fil/"


def test_a_record_keeps_its_address_when_the_actor_is_renamed(directory: Stage) -> None:
    assert Addresses.here().record("x2345") == "http://localhost:8000/api/v1/actors/x2345"
