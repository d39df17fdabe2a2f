"""What every test finds: a small territory, its scope, a fixed clock, our characters.

The story happens at Volcanville, an invented city; today is Monday 8 June 2026, nine o'clock.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from hypothesis import settings as hypothesis_settings

from maillage.common import clock
from maillage.common.scope import territory_scope
from maillage.territory.models import Territory
from tests import factories

if os.environ.get("MAILLAGE_CI"):  # what decides a landing answers the same twice; elsewhere chance explores
    hypothesis_settings.load_profile("ci")

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 6, 8, 9, 0, tzinfo=PARIS)


@pytest.fixture
def monday() -> Iterator[datetime]:
    """Monday 8 June 2026, 9 h: the clock is held there."""
    with clock.at(MONDAY):
        yield MONDAY


@pytest.fixture
def unscoped_territory(db: Any, tmp_path: Path, monday: datetime) -> Territory:
    """A territory that was opened from its folder, without its scope being active."""
    return factories.open_volcanville(tmp_path)


@pytest.fixture
def territory(unscoped_territory: Territory) -> Iterator[Territory]:
    """The territory, with its data visible, its time zone and French active."""
    with (
        territory_scope(unscoped_territory.pk),
        timezone.override(unscoped_territory.zone),
        translation.override("fr"),
    ):
        yield unscoped_territory


@pytest.fixture
def city(territory: Territory) -> factories.City:
    """The territory with our characters: Inès, Fatou, Karim, Léa, Marc, Sophie, Hélène."""
    return factories.city(territory)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's chromium, one for all the tests that need it; they are skipped where it is missing."""
    from tests.browser import launched

    yield from launched()
