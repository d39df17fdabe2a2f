"""The city that browsers visit: it lives on one Monday, in every thread of the service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.cache import cache
from django.utils import timezone, translation

from maillage.common.scope import territory_scope
from tests import factories
from tests.browser import time_shifted
from tests.conftest import MONDAY


@contextmanager
def city_on_monday(folder: Path) -> Iterator[factories.City]:
    """Volcanville, on Monday 8 June 2026 at nine o'clock."""
    with time_shifted(MONDAY):
        cache.clear()  # what limits too many visits is not a table that the tests empty
        territory = factories.open_volcanville(folder)
        with territory_scope(territory.pk), timezone.override(territory.zone), translation.override("fr"):
            yield factories.city(territory)
