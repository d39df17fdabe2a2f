"""A letter comes from somebody."""

from __future__ import annotations

from tests import factories

from maillage.people.enums import RoleKind
from maillage.people.letters import signature
from maillage.territory.models import Territory


def test_letter_is_signed_by_the_coordinator_once_there_is_one(territory: Territory) -> None:
    assert signature() == ("L’équipe du réseau",)
    factories.a_person(territory, "Inès Morel", RoleKind.COORDINATOR)
    assert signature() == ("Inès Morel, pour le réseau",)
