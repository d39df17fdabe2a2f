"""A short demonstration, played once for a module, and the folder of the city that is shipped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from maillage.cli.prepare import TERRITORIES
from maillage.common import clock
from maillage.common.scope import territory_scope
from maillage.scenario.build import build_demo
from maillage.territory.models import Territory

END = date(2026, 11, 23)
SHORT = 40


@pytest.fixture(scope="session")
def folder() -> Path:
    """The folder of the territory that is shipped."""
    return next(TERRITORIES.glob("*/demo")).parent


def built(folder: Path, *, end: date = END, seed: int = 1, limit: int | None = SHORT) -> Territory:
    """The city of these options, in silence."""
    return build_demo(folder=folder, end=end, seed=seed, limit=limit, progress=lambda *_told: None)


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: Any, folder: Path) -> Iterator[Territory]:
    """The short city, seen on its last morning; undone at the end of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        territory = built(folder)
        morning = datetime.combine(END, datetime.min.time(), tzinfo=territory.zone) + timedelta(hours=9)
        with clock.at(morning), territory_scope(territory.pk), timezone.override(territory.zone):
            yield territory
        transaction.set_rollback(True)
