"""When a space is taken, as free/busy time (RFC 5545 3.6.4): no event, no name, only times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

import icalendar

from maillage.bookings.exports.calendar import empty


class BusyKind(StrEnum):
    """How a time is taken (FBTYPE): for sure, asked for, or blocked."""

    BUSY = "BUSY"
    TENTATIVE = "BUSY-TENTATIVE"
    UNAVAILABLE = "BUSY-UNAVAILABLE"


class Busy(NamedTuple):
    """A stretch of time (aware), how it is taken, and of how many units of a space."""

    start: datetime
    end: datetime
    kind: BusyKind
    units: int = 1


def taken_whole(rows: Iterable[Busy], units: int, start: datetime, end: datetime) -> list[Busy]:
    """The times between two instants at which no unit of a space is left, in order, without overlap.

    Blocked counts first; a time in which only what is still asked for takes the last unit is tentative.
    """
    marks: dict[datetime, list[tuple[BusyKind, int]]] = {}
    for row in rows:
        first, last = max(row.start, start), min(row.end, end)
        if first < last:
            marks.setdefault(first, []).append((row.kind, row.units))
            marks.setdefault(last, []).append((row.kind, -row.units))
    found: list[Busy] = []
    counts = dict.fromkeys(BusyKind, 0)
    since, kind = start, None
    for moment in sorted(marks):
        for mark, change in marks[moment]:
            counts[mark] += change
        if (now := _kind(counts, units)) != kind:
            if kind is not None:
                found.append(Busy(since, moment, kind))
            since, kind = moment, now
    return found


def _kind(counts: dict[BusyKind, int], units: int) -> BusyKind | None:
    if counts[BusyKind.UNAVAILABLE]:
        return BusyKind.UNAVAILABLE
    if counts[BusyKind.BUSY] >= units:
        return BusyKind.BUSY
    if counts[BusyKind.BUSY] + counts[BusyKind.TENTATIVE] >= units:
        return BusyKind.TENTATIVE
    return None


def busy_text(
    rows: Iterable[Busy], *, name: str, uid: str, stamp: datetime, start: datetime, end: datetime
) -> bytes:
    """A VFREEBUSY from one instant to another; periods in UTC, in order."""
    calendar, told = empty(name), icalendar.FreeBusy()
    told.add("uid", uid)
    told.add("dtstamp", stamp.astimezone(UTC))
    told.add("dtstart", start.astimezone(UTC))
    told.add("dtend", end.astimezone(UTC))
    for row in _in_order(rows):
        period = icalendar.vPeriod((row.start.astimezone(UTC), row.end.astimezone(UTC)))
        told.add("freebusy", period, parameters={"FBTYPE": row.kind.value})
    calendar.add_component(told)
    return bytes(calendar.to_ical())


def _in_order(rows: Iterable[Busy]) -> Iterator[Busy]:
    yield from sorted(rows, key=lambda row: (row.start, row.end))
