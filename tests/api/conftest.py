"""The small directory that programs read in these tests."""

from __future__ import annotations

import pytest
from tests import directory_stage

from maillage.territory.models import Territory


@pytest.fixture
def directory(territory: Territory) -> directory_stage.Stage:
    """Four actors with their lives and ties."""
    return directory_stage.a_directory(territory)
