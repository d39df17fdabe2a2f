"""One VEVENT, and the dates of a series that are not like the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
"""What TEXT cannot hold (RFC 5545 3.1)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One date of a series, by its nominal local start, that differs: its own ends (aware), its status."""

    local: datetime
    start: datetime
    end: datetime
    is_tentative: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """What happens once, or again and again; local times are naive, by the clock of ``zone``
    (``fold`` tells the second passage of an hour that comes twice).

    ``rule`` is an RRULE value with UNTIL in UTC; ``excluded`` and ``added`` are starts (EXDATE, RDATE).
    ``stamp`` is when it was last changed: DTSTAMP and LAST-MODIFIED, so that nothing depends on the hour at
    which it is read.
    """

    uid: str
    stamp: datetime
    summary: str
    start: datetime
    length: timedelta
    zone: ZoneInfo
    sequence: int = 0
    rule: str = ""
    excluded: tuple[datetime, ...] = ()
    added: tuple[datetime, ...] = ()
    changes: tuple[Change, ...] = ()
    is_tentative: bool = False
    location: str = ""
    description: str = ""

    @property
    def is_series(self) -> bool:
        """True when it has more than its first date."""
        return bool(self.rule or self.added)


def components(event: Event) -> Iterator[icalendar.Event]:
    """The VEVENT of an event, then one for each of its dates that differ."""
    yield _main(event)
    for change in sorted(event.changes, key=lambda found: found.local):
        row = _common(event, is_tentative=change.is_tentative)
        row.add("recurrence-id", change.local.replace(tzinfo=event.zone))
        _instants(row, change.start, change.end, event.zone)
        yield row


def _main(event: Event) -> icalendar.Event:
    row = _common(event, is_tentative=event.is_tentative)
    start = event.start.replace(tzinfo=event.zone)
    if not event.is_series:
        _instants(row, start, start.astimezone(UTC) + event.length, event.zone)
        return row
    row.add("dtstart", start)
    # A DTEND is read as hours of the clock by some programs and as elapsed time by others: DURATION is not
    row.add("duration", event.length)
    if event.rule:
        row.add("rrule", icalendar.vRecur.from_ical(event.rule))
    for name, locals_ in (("exdate", event.excluded), ("rdate", event.added)):
        if locals_:
            row.add(name, [local.replace(tzinfo=event.zone) for local in sorted(locals_)])
    return row


def _common(event: Event, *, is_tentative: bool) -> icalendar.Event:
    row = icalendar.Event()
    row.add("uid", event.uid)
    row.add("dtstamp", event.stamp)
    row.add("last-modified", event.stamp)
    row.add("sequence", event.sequence)
    row.add("summary", plain(event.summary))
    row.add("status", "TENTATIVE" if is_tentative else "CONFIRMED")
    row.add("transp", "OPAQUE")
    for name, text in (("location", event.location), ("description", event.description)):
        if text:
            row.add(name, plain(text))
    return row


def _instants(row: icalendar.Event, start: datetime, end: datetime, zone: ZoneInfo) -> None:
    """Both ends by the local clock, or in UTC where clocks change in between: nobody can misread those."""
    first, last = start.astimezone(zone), end.astimezone(zone)
    plain_hours = first.utcoffset() == last.utcoffset() and not first.fold and not last.fold
    row.add("dtstart", first if plain_hours else start.astimezone(UTC))
    row.add("dtend", last if plain_hours else end.astimezone(UTC))


def plain(text: str) -> str:
    """A text without the signs that no calendar can hold."""
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
