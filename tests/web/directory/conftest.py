"""The small directory of these tests, and the browsers of those who read it."""

from __future__ import annotations

import pytest
from django.test import Client
from tests import directory_stage, factories, visits

from maillage.people.enums import RoleKind
from maillage.territory.models import Territory


@pytest.fixture
def directory(territory: Territory) -> directory_stage.Stage:
    """Four actors with their lives and ties."""
    return directory_stage.a_directory(territory)


@pytest.fixture
def anyone() -> Client:
    """Somebody nobody knows."""
    return visits.visitor()


@pytest.fixture
def member(territory: Territory) -> Client:
    """Fatou, a person of the network."""
    return visits.signed_in(factories.a_person(territory, "Fatou Diallo"))


@pytest.fixture
def ines(territory: Territory) -> Client:
    """Inès, who coordinates."""
    return visits.signed_in(factories.a_person(territory, "Inès Morel", RoleKind.COORDINATOR))
