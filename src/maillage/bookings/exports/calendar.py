"""A whole calendar: its name, its time zones, its events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import chain
from zoneinfo import ZoneInfo

import icalendar

from maillage.bookings.exports.event import Event, components, plain
from maillage.bookings.exports.zones import timezone_of

PRODUCER = "-//Maillage//Maillage//FR"
AGAIN = timedelta(hours=1)
"""How often a program that subscribes may ask again (RFC 7986 5.7)."""


def calendar_text(name: str, zone: ZoneInfo, events: Iterable[Event]) -> bytes:
    """The calendar of this name, in the order of the beginnings; equal events give equal bytes.

    ``zone`` is told in any case: a calendar must hold something (RFC 5545 3.6).
    """
    rows = sorted(events, key=lambda event: (event.start, event.uid))
    calendar = empty(name)
    for found in sorted({zone, *(event.zone for event in rows)}, key=lambda found: found.key):
        calendar.add_component(timezone_of(found))
    for row in chain.from_iterable(components(event) for event in rows):
        calendar.add_component(row)
    return bytes(calendar.to_ical())


def empty(name: str) -> icalendar.Calendar:
    """A calendar without anything in it; no METHOD, because nobody is invited."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", plain(name))
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    return calendar
