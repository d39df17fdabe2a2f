"""One turn of the work that nobody asks for: the rounds of each territory, then its letters."""

from __future__ import annotations

from collections.abc import Callable

from maillage.common.delivery import deliver_due
from maillage.common.scope import territory_scope
from maillage.duty.rounds import run_due
from maillage.territory.models import Territory


def every_territory() -> list[Territory]:
    """All territories, in the order they were opened."""
    return list(Territory.objects.order_by("pk"))


def turn(
    territory: Territory, *, sends: bool = True, stop: Callable[[], bool] = lambda: False
) -> dict[str, int]:
    """Do what is due in a territory, then send its letters; returns how many times each was done."""
    done = run_due(territory)
    if sends:
        with territory_scope(territory.pk):
            done["sent"] = deliver_due(stop=stop)
    return done
