"""Being inside a territory: only its data is seen, its time zone holds, links carry its own address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from maillage.common.links import at_host
from maillage.common.scope import territory_scope
from maillage.territory.models import Territory


@contextmanager
def inside(territory: Territory) -> Iterator[Territory]:
    """Everything done in the block is done for this territory, and for no other."""
    with territory_scope(territory.pk), timezone.override(territory.zone), at_host(territory.host):
        yield territory
