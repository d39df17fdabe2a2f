"""Where one can go at a moment: what is open, until when, and what will open next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import NamedTuple

from maillage.places.enums import STEP_FREE, WELCOMING, Service
from maillage.places.models import Phase, Place
from maillage.places.opening import known_hours
from maillage.places.queries.days import known_phases
from maillage.places.queries.later import Later
from maillage.territory.models import Territory

ENOUGH_MINUTES = 45
"""Somebody who looks for a place wants to sit down: less than this is told as « closes soon »."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What one needs: services by their codes, so many people, no step, still open at another moment, and a
    ``room`` of one's own."""

    services: tuple[str, ...] = ()
    people: int = 0
    step_free: bool = False
    still_open_at: datetime | None = None
    room: bool = False


class Offered(NamedTuple):
    """What is read of every phase that welcomes, to put the places in order: there may be thousands."""

    phase_id: int
    place_id: int
    sort_name: str
    hours: str
    capacity: int | None
    services: list[str]
    access: list[str]


@dataclass(frozen=True, slots=True)
class Opening:
    """A place that welcomes at a moment (aware): until when (None: day and night, or hours not told).

    ``missing`` are the codes of what was asked for and is not there: of services, ``people`` (too small),
    ``people_unknown``, ``step_free``, ``hours_unknown``, ``closes_before`` and ``room``.
    """

    offered: Offered
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


@dataclass(frozen=True, slots=True)
class OpenPlace(Opening):
    """The same with the whole rows, to be shown."""

    phase: Phase

    @property
    def place(self) -> Place:
        """The place that welcomes."""
        return self.phase.place


def open_places(territory: Territory, moment: datetime, wish: Wish) -> Later[Opening, OpenPlace]:
    """Every welcoming place of that day, best first: what suits now, then what opens soonest, then the rest.

    Among those that suit: time enough to sit down, then the longest time left, then the name.
    """
    day = moment.astimezone(territory.zone).date()
    phases = known_phases().filter(valid_from__lte=day, valid_until__gt=day, state__in=WELCOMING).order_by()
    rows = phases.values_list("pk", "place_id", "place__sort_name", "hours", "capacity", "services", "access")
    return _ranked(_opening(territory, Offered(*row), moment, wish) for row in rows)


def with_rooms(
    rows: Later[Opening, OpenPlace], have: Collection[int], wish: Wish
) -> Later[Opening, OpenPlace]:
    """The same places, best first, once it is known which (by their keys) have a free room wide enough.

    A room answers for the number of people, and places that have one come first when a number is told; where
    a room is wished, its want is told with the rest.
    """
    told = [_with_room(key, key.offered.place_id in have, wish) for key in rows.keys]
    return _ranked(told, have if wish.people else ())


def _ranked(rows: Iterable[Opening], first: Collection[int] = ()) -> Later[Opening, OpenPlace]:
    return Later(sorted(rows, key=partial(_rank, first)), _whole)


def _whole(keys: Sequence[Opening]) -> list[OpenPlace]:
    phases = known_phases().in_bulk([key.offered.phase_id for key in keys])
    found = [(key, phases[key.offered.phase_id]) for key in keys if key.offered.phase_id in phases]
    return [
        OpenPlace(key.offered, key.is_open, key.until, key.opens, key.minutes, key.missing, phase)
        for key, phase in found
    ]


def _with_room(row: Opening, has_room: bool, wish: Wish) -> Opening:
    if not (has_room or wish.room):
        return row
    missing = [code for code in row.missing if not (has_room and code in ("people", "people_unknown"))]
    if wish.room and not has_room:
        missing.append("room")
    return replace(row, missing=tuple(missing))


def _opening(territory: Territory, offered: Offered, moment: datetime, wish: Wish) -> Opening:
    missing = list(_missing(offered, wish))
    if not offered.hours:
        return Opening(offered, False, None, None, None, ("hours_unknown", *missing))
    hours = known_hours(offered.hours, country=territory.country, zone=territory.zone)
    is_open = hours.is_open(moment)
    until = hours.until(moment) if is_open else None
    if is_open and wish.still_open_at and until is not None and until < wish.still_open_at:
        missing.append("closes_before")
    opens = None if is_open else hours.next_opening(moment)
    minutes = None if until is None else int((until - moment).total_seconds() // 60)
    return Opening(offered, is_open, until, opens, minutes, tuple(missing))


def _missing(phase: Offered, wish: Wish) -> Iterable[str]:
    yield from (code for code in wish.services if code not in phase.services)
    if wish.people and phase.capacity is None:
        yield "people_unknown"
    elif wish.people and phase.capacity is not None and phase.capacity < wish.people:
        yield "people"
    if wish.step_free and not set(phase.access) & {str(code) for code in STEP_FREE}:
        yield "step_free"


def _rank(first: Collection[int], row: Opening) -> tuple[object, ...]:
    """What suits and is open first, in the first places (their keys) before others; then what opens soonest;
    then what lacks least."""
    left = -(row.minutes if row.minutes is not None else 10**6) if row.is_open else 0
    opens = row.opens.timestamp() if row.opens else float("inf")
    return (
        not row.suits,
        len(row.missing),
        row.offered.place_id not in first,
        row.closes_soon,
        not row.is_open,
        left if row.is_open else opens,
        row.offered.sort_name,
        row.offered.place_id,
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
