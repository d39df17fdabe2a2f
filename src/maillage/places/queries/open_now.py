"""Where one can go at a moment: what is open, until when, and what will open next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from maillage.places.enums import STEP_FREE, WELCOMING, Service
from maillage.places.models import Phase, Place
from maillage.places.opening import known_hours
from maillage.places.queries.days import known_phases
from maillage.territory.models import Territory

ENOUGH_MINUTES = 45
"""Somebody who looks for a place wants to sit down: less than this is told as « closes soon »."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What one needs: services by their codes, so many people, no step, and still open at another moment."""

    services: tuple[str, ...] = ()
    people: int = 0
    step_free: bool = False
    still_open_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A place that welcomes at a moment (aware): until when (None: day and night, or hours not told).

    ``missing`` are the codes of what was asked for and is not there: of services, ``people`` (too small),
    ``people_unknown``, ``step_free``, ``hours_unknown`` and ``closes_before``.
    """

    place: Place
    phase: Phase
    is_open: bool
    until: datetime | None
    opens: datetime | None
    minutes: int | None
    missing: tuple[str, ...]

    @property
    def suits(self) -> bool:
        """True when it is open and nothing that was asked for is missing."""
        return self.is_open and not self.missing

    @property
    def closes_soon(self) -> bool:
        """True when one would hardly have time to sit down."""
        return self.is_open and self.minutes is not None and self.minutes < ENOUGH_MINUTES


def open_places(territory: Territory, moment: datetime, wish: Wish) -> list[OpenPlace]:
    """Every welcoming place of that day, best first: what suits now, then what opens soonest, then the rest.

    Among those that suit: time enough to sit down, then the longest time left, then the name.
    """
    day = moment.astimezone(territory.zone).date()
    phases = known_phases().filter(valid_from__lte=day, valid_until__gt=day, state__in=WELCOMING)
    return sorted((_open_place(territory, phase, moment, wish) for phase in phases), key=_rank)


def _open_place(territory: Territory, phase: Phase, moment: datetime, wish: Wish) -> OpenPlace:
    missing = list(_missing(phase, wish))
    if not phase.hours:
        return OpenPlace(phase.place, phase, False, None, None, None, ("hours_unknown", *missing))
    hours = known_hours(phase.hours, country=territory.country, zone=territory.zone)
    is_open = hours.is_open(moment)
    until = hours.until(moment) if is_open else None
    if is_open and wish.still_open_at and until is not None and until < wish.still_open_at:
        missing.append("closes_before")
    opens = None if is_open else hours.next_opening(moment)
    minutes = None if until is None else int((until - moment).total_seconds() // 60)
    return OpenPlace(phase.place, phase, is_open, until, opens, minutes, tuple(missing))


def _missing(phase: Phase, wish: Wish) -> Iterable[str]:
    yield from (code for code in wish.services if code not in phase.services)
    if wish.people and phase.capacity is None:
        yield "people_unknown"
    elif wish.people and phase.capacity is not None and phase.capacity < wish.people:
        yield "people"
    if wish.step_free and not set(phase.access) & {str(code) for code in STEP_FREE}:
        yield "step_free"


def _rank(row: OpenPlace) -> tuple[object, ...]:
    """What suits and is open first; then, of what suits, what opens soonest; then what lacks least."""
    left = -(row.minutes if row.minutes is not None else 10**6) if row.is_open else 0
    opens = row.opens.timestamp() if row.opens else float("inf")
    return (
        not row.suits,
        len(row.missing),
        row.closes_soon,
        not row.is_open,
        left if row.is_open else opens,
        row.place.sort_name,
        row.place.pk,
    )


WISHED_SERVICES = (
    Service.QUIET,
    Service.COFFEE,
    Service.MEALS,
    Service.WIFI,
    Service.CALLS,
    Service.PRINTING,
)
"""What the page asks about: the services one looks for on the spur of the moment."""
