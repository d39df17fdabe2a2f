"""When a place is open: the opening_hours of OpenStreetMap, read once and asked many times.

What we take from the library opening-hours-py, and what we do not:

- it parses and evaluates the rules, in **wall-clock time without zone**. Its own zone handling is not used:
  on the night the clocks go back, it opens « 02:30-05:00 » at the second half past two and closes
  « 18:00-02:00 » at the second two o'clock, an hour after the clock on the wall first said so. The change to
  instants is made here (see :func:`_instant`).
- public holidays (« PH ») are its own, a list by country drawn from the public database Nager.Date, inside
  the package: nothing is asked of the network. They are national: holidays of a region (Alsace-Moselle, a
  German Land, an overseas department) are not known, and must be written as dates (« Dec 26 off »).
- school holidays (« SH ») are unknown to it and would silently never apply: such a text is refused.
- fallbacks (« || ») give answers that depend on where one starts to look: such a text is refused.
- sunrise and sunset are 07:00 and 19:00, as the specification says when the position is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from maillage.common import clock
from maillage.places.opening_nights import Spans, days_of, merged, wall_spans
from maillage.places.opening_rules import (
    COMMENT,
    HORIZON,
    MAX_LENGTH,
    SCHOOL,
    HoursError,
    Wall,
    parsed,
    refuse_nonsense,
    rules_of,
)
from maillage.places.opening_words import in_words, is_weekly, summary_lines

__all__ = ["Hours", "HoursError", "in_words", "known_hours", "read_hours"]

DAY = timedelta(days=1)
MOMENT = timedelta(microseconds=1)
STEPS = (timedelta(days=8), timedelta(days=40), HORIZON)
"""How far to look for a change: most come within the week, and a longer look costs more."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Readable hours of a place; equal and hashed by what was written, the country and the zone."""

    text: str
    country: str
    zone: ZoneInfo

    def __post_init__(self) -> None:
        parsed(self.text, self.country)

    def is_open(self, moment: datetime) -> bool:
        """Whether it is open at an aware moment; the minute of closing is closed."""
        return bool(self.open_spans(moment, moment + MOMENT))

    def open_spans(self, start: datetime, end: datetime) -> tuple[Wall, ...]:
        """When it is open between two aware moments, in UTC: sorted, merged, cut to the window."""
        first, last = _utc(start), _utc(end)
        cut = ((max(a, first), min(b, last)) for a, b in self._around(first, last))
        return tuple((a, b) for a, b in cut if a < b)

    def until(self, moment: datetime) -> datetime | None:
        """When the present span ends (UTC); None when closed, or open for the next 400 days."""
        now = _utc(moment)
        for step in STEPS:
            spans = self._around(now, now + step)
            end = next((b for a, b in spans if a <= now < b), None)
            if end is None or end < now + step:
                return end
        return None

    def next_opening(self, moment: datetime) -> datetime | None:
        """The next time it opens after ``moment`` (UTC), whether open now or not; None within 400 days."""
        now = _utc(moment)
        for step in STEPS:
            found = next((a for a, _ in self._around(now, now + step) if a > now), None)
            if found is not None:
                return found
        return None

    def week(self, first_day: date) -> tuple[tuple[date, Spans], ...]:
        """Seven days of hours for a table, in wall-clock time, public holidays of these dates included.

        A night (18:00, 02:00) is told on the day it begins; (00:00, 00:00) is a whole day.
        """
        start = datetime.combine(first_day, time.min)
        return days_of(wall_spans(self.text, self.country, start - 2 * DAY, start + 9 * DAY), first_day)

    def summary(self) -> list[str]:
        """The ordinary week in sentences of the reader's language; the text itself when it is no week."""
        return summary_lines(self.text)

    @property
    def is_weekly(self) -> bool:
        """Whether :meth:`summary` says sentences, and not the OpenStreetMap text."""
        return is_weekly(self.text)

    def _around(self, start: datetime, end: datetime) -> list[Wall]:
        """The spans of a window and of a day on each side, in UTC, not cut."""
        first, last = (m.astimezone(self.zone).replace(tzinfo=None) for m in (start, end))
        walls = wall_spans(self.text, self.country, first - DAY, last + DAY)
        return merged([(_instant(a, self.zone), _instant(b, self.zone)) for a, b in walls])


def read_hours(text: str, *, country: str, zone: ZoneInfo) -> Hours:
    """Hours someone has just written; raises HoursError when they are unreadable or contradict themselves.

    ``country`` is the ISO code of the territory. The check looks at the 400 days that come: for hours already
    kept, which time may have outrun (« 2026 Mo-Fr 09:00-18:00 »), ask :func:`known_hours`.
    """
    return _checked(text.strip(), country.upper(), zone, clock.now().astimezone(zone).date())


@lru_cache(maxsize=4096)
def known_hours(text: str, *, country: str, zone: ZoneInfo) -> Hours:
    """Hours that were accepted once; raises HoursError only when the text cannot be read at all."""
    return Hours(text, country, zone)


@lru_cache(maxsize=1024)
def _checked(text: str, country: str, zone: ZoneInfo, today: date) -> Hours:
    if len(text) > MAX_LENGTH:
        raise HoursError("too_long", {"length": len(text), "limit": MAX_LENGTH})
    hours = known_hours(text, country=country, zone=zone)
    if SCHOOL.search(COMMENT.sub("", text)):
        raise HoursError("school_holidays", {"text": text})
    if any("||" in rule.before for rule in rules_of(hours.text)):
        raise HoursError("fallback", {"text": text})
    refuse_nonsense(hours.text, hours.country, today)
    return hours


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone: make it aware first.")
    return moment.astimezone(UTC)


def _instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a wall-clock time.

    Clocks going back: a time that is shown twice is its first showing, so that 01:00-04:00 lasts four hours.
    Clocks going forward: a time that is never shown is the jump itself, so that 01:00-04:00 lasts two hours,
    and 18:00-02:30 ends when the clocks jump.
    """
    first = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    other = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return first if other >= first else _jump(other, first, zone)


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant between two at which the zone's offset changes, to the second."""
    before, after = before.replace(microsecond=0), after.replace(microsecond=0) + timedelta(seconds=1)
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        same = middle.astimezone(zone).utcoffset() == old
        before, after = (middle, after) if same else (before, middle)
    return after
