"""What can be had at a moment: the free spaces, each with the time until which it stays free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from maillage.bookings.bridge import free_spans
from maillage.bookings.models import Space
from maillage.common import clock
from maillage.places.enums import STEP_FREE
from maillage.territory.models import Territory

LEAST = 45
"""Minutes: a space that is free for less is not offered, one would hardly have begun."""
AHEAD = timedelta(hours=12)
READ = (
    "ref",
    "place",
    "name",
    "units",
    "capacity",
    "access",
    "hours",
    "ahead_days",
    "notice_minutes",
    "longest_minutes",
    "needs_approval",
    "is_invented",
)
"""The columns of a space that are needed here: there may be hundreds of them."""


@dataclass(frozen=True, slots=True)
class FreeSpace:
    """A space that is free from a moment on, ``until`` (aware) another, at most twelve hours later."""

    space: Space
    until: datetime
    units: int

    def minutes(self, start: datetime) -> int:
        """How long it can be booked in one go from an instant: while free, as long as its rules allow."""
        left = int((self.until - start).total_seconds() // 60)
        return min(left, self.space.longest_minutes)


def free_at(
    territory: Territory, moment: datetime, *, people: int = 0, step_free: bool = False
) -> dict[int, list[FreeSpace]]:
    """By place (its key), what is free at an instant and can still be booked, the best fitting size first."""
    rows = Space.objects.filter(is_withdrawn=False, place__is_withdrawn=False, capacity__gte=people or 1)
    spaces = [space for space in rows.only(*READ) if _can_be_had(space, moment, step_free=step_free)]
    for space in spaces:
        space.territory = territory  # already known: not to be read again for each
    found = free_spans(spaces, territory, moment, moment + AHEAD, least_minutes=LEAST)
    free: dict[int, list[FreeSpace]] = {}
    for space in spaces:
        now = next((span for span in found.get(space.pk, ()) if span.start <= moment), None)
        if now is not None:
            free.setdefault(space.place_id, []).append(FreeSpace(space, now.end, now.units))
    for offers in free.values():
        offers.sort(key=lambda offer: (offer.space.capacity, offer.space.name, offer.space.pk))
    return free


def _can_be_had(space: Space, moment: datetime, *, step_free: bool) -> bool:
    """Not too soon nor too far for its rules, and without a step when none is wished."""
    now = clock.now()
    if space.notice_minutes and moment < now + timedelta(minutes=space.notice_minutes):
        return False
    if moment > now + timedelta(days=space.ahead_days):
        return False
    return not step_free or bool(set(space.access) & {str(code) for code in STEP_FREE})
