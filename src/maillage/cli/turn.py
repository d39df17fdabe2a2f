"""One turn of the work that nobody asks for: the rounds of each territory, then its letters."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from maillage.common.delivery import deliver_due
from maillage.common.scope import territory_scope
from maillage.duty.rounds import run_due
from maillage.imports.actions import advance_imports
from maillage.territory.inside import inside
from maillage.territory.models import Territory

IMPORT_SECONDS = 10.0  # then letters and reminders have their turn; the import goes on at the next one


def every_territory() -> list[Territory]:
    """All territories, in the order they were opened."""
    return list(Territory.objects.order_by("pk"))


def turn(
    territory: Territory, *, sends: bool = True, stop: Callable[[], bool] = lambda: False
) -> dict[str, int]:
    """Do what is due in a territory, then send its letters; returns how many times each was done."""
    done = run_due(territory)
    with inside(territory):
        done["imports"] = advance_imports(go_on=_budget(stop))
    if sends:
        with territory_scope(territory.pk):
            done["sent"] = deliver_due(stop=stop)
    return done


def _budget(stop: Callable[[], bool]) -> Callable[[], bool]:
    """True for ten seconds, unless the worker is told to stop."""
    end = monotonic() + IMPORT_SECONDS
    return lambda: monotonic() < end and not stop()
