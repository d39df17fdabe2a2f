"""What changed between two states of a record."""

from __future__ import annotations

import pytest
from django.utils import translation
from tests import factories

from maillage.actors.actions import Profile, describe_actor
from maillage.actors.queries import profile_of
from maillage.web.registry.profiles import Change, changes

SKILLS = {"compta": "Comptabilité"}


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ({}, {"hours": "lundi"}, Change("Horaires d’ouverture", (), ("lundi",))),
        ({"offered": ["compta"]}, {"offered": ["gone"]}, Change("Propose", ("Comptabilité",), ("gone",))),
        ({"sought": ["compta"]}, {}, Change("Cherche", ("Comptabilité",), ())),
        (
            {"descriptions": {"fr": "A"}},
            {"descriptions": {"fr": "B"}},
            Change("Ce qu’il fait, en français", ("A",), ("B",)),
        ),
        ({}, {"descriptions": {"en": "B"}}, Change("Ce qu’il fait, en anglais", (), ("B",))),
        (
            {},
            {"descriptions": {"pt": "Forja"}},
            Change("Ce qu’il fait, en d’autres langues", (), ("pt\u00a0: Forja",)),
        ),
        ({}, {"legal_form": "9220"}, Change("Forme juridique", (), ("9220 – Association déclarée",))),
        ({}, {"legal_form": "0123"}, Change("Forme juridique", (), ("0123",))),
        (
            {"activity": "62.01Z"},
            {},
            Change("Activité, en NAF rév. 2", ("62.01Z – Programmation informatique",), ()),
        ),
        ({}, {"size": "12"}, Change("Taille", (), ("20 à 49 salariés",))),
        ({}, {"names": [["legal", "FORGE"]]}, Change("Autres noms", (), ("FORGE (nom légal)",))),
        (
            {},
            {"identifiers": [["siren", "732829320"]]},
            Change("Numéros", (), ("SIREN 732829320",)),
        ),
    ],
)
def test_a_field_that_changed_is_told_in_words(
    before: dict[str, object], after: dict[str, object], change: Change
) -> None:
    with translation.override("fr"):
        assert changes(before, after, SKILLS) == [change]


def test_two_states_that_say_the_same_differ_in_nothing(city: factories.City) -> None:
    describe_actor(actor=city.forge, profile=Profile(hours="lundi", legal_form="9220"), who="system")
    assert changes(profile_of(city.forge), profile_of(city.forge), SKILLS) == []


def test_every_field_that_is_kept_has_its_words(city: factories.City) -> None:
    empty = profile_of(city.forge)
    full = {
        "descriptions": {"fr": "A"},
        "legal_form": "9220",
        "activity": "62.01Z",
        "activity_2025": "62.10Y",
        "size": "12",
        "hours": "lundi",
        "names": [["legal", "FORGE"]],
        "identifiers": [["siren", "732829320"]],
        "offered": ["compta"],
        "sought": ["compta"],
    }
    assert set(full) == set(empty)
    assert len(changes(empty, full, SKILLS)) == len(full)
