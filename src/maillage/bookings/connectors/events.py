"""The events of a calendar, as they are written: when, how long, how they repeat, except when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from maillage.bookings.connectors.lines import Line, parsed, plain, unfolded
from maillage.bookings.connectors.moments import Moment, length, moment, zone_named
from maillage.bookings.connectors.remarks import CalendarError, Remark

MOST_BYTES = 20_000_000
MOST_EVENTS = 100_000
DAY, LONGEST = timedelta(days=1), timedelta(days=366_000)
LAST_YEAR = 2999
WANTED = frozenset({
    b"UID", b"DTSTART", b"DTEND", b"DURATION", b"RRULE", b"EXDATE", b"RDATE", b"RECURRENCE-ID", b"TRANSP",
    b"STATUS", b"SUMMARY",
})  # fmt: skip
"""What is read of an event; anything else is passed over unread: who comes is nobody's concern here."""


@dataclass(slots=True)
class Happening:
    """One VEVENT that takes time. ``rule`` is an RRULE value, ``instead_of`` the date it replaces."""

    line: int
    uid: str
    start: Moment
    length: timedelta
    rule: str = ""
    except_at: list[Moment] = field(default_factory=list)
    also_at: list[Moment] = field(default_factory=list)
    instead_of: Moment | None = None
    is_free: bool = False
    summary: str = ""


@dataclass(slots=True)
class Calendar:
    """What was read: the events that could be, and what is to be said of the others."""

    happenings: list[Happening] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    events: int = 0


def read(rows: Iterable[bytes], zone: ZoneInfo) -> Calendar:
    """The events of a calendar given as lines; times without a zone are by the clock of ``zone``.

    Raises:
        CalendarError: it is no calendar, is cut, or has more than 100,000 events.
    """
    calendar = Calendar()
    for found in _events(rows, calendar):
        calendar.events += 1
        if calendar.events > MOST_EVENTS:
            raise CalendarError("too_many")
        _Reader(calendar, zone).take(found)
    return calendar


def _events(rows: Iterable[bytes], calendar: Calendar) -> Iterator[list[Line]]:
    """The wanted lines of each VEVENT, its BEGIN first; what is inside of it (alarms) is passed over."""
    stack: list[bytes] = []
    lines: list[Line] = []
    is_calendar = False
    for number, row in unfolded(rows):
        text = row.removeprefix(b"\xef\xbb\xbf") if number == 1 else row
        name = text.partition(b":")[0].partition(b";")[0].strip().upper()
        if name == b"BEGIN":
            stack.append(text[6:].strip().upper())
            if stack[0] != b"VCALENDAR":
                raise CalendarError("not_a_calendar")
            is_calendar = True
            if stack[1:] == [b"VEVENT"]:
                lines = [Line(number, "BEGIN", {}, "")]
        elif not stack:
            raise CalendarError("not_a_calendar")
        elif name == b"END":
            if stack.pop() != text[4:].strip().upper():
                raise CalendarError("cut")
            if stack == [b"VCALENDAR"] and text[4:].strip().upper() == b"VEVENT":
                yield lines
        elif stack[1:] == [b"VEVENT"] and name in WANTED:
            if (line := parsed(number, text)) is not None:
                lines.append(line)
            else:
                calendar.remarks.append(Remark(number, "bad_line", _shown(text)))
    if stack or not is_calendar:
        raise CalendarError("cut" if stack else "not_a_calendar")


class _Reader:
    """Makes a Happening of the lines of one event, and notes what it cannot."""

    def __init__(self, calendar: Calendar, zone: ZoneInfo) -> None:
        self.calendar, self.zone = calendar, zone

    def take(self, lines: list[Line]) -> None:
        """Read one event; what cannot be is remarked."""
        begun = lines[0].number
        by_name: dict[str, list[Line]] = {}
        for line in lines:
            by_name.setdefault(line.name, []).append(line)
        value = {name: found[0].value.strip() for name, found in by_name.items()}
        start = self._start(by_name.get("DTSTART"), begun)
        if start is None or (lasts := self._length(start, by_name)) is None:
            return
        is_cancelled = value.get("STATUS", "").upper() == "CANCELLED"
        is_transparent = value.get("TRANSP", "").upper() == "TRANSPARENT"
        event = Happening(
            begun,
            plain(value.get("UID", "")) or f"line-{begun}",
            start,
            lasts,
            rule=value.get("RRULE", ""),
            is_free=is_cancelled or is_transparent,
            summary=plain(value.get("SUMMARY", "")),
        )
        event.except_at = list(self._several(by_name.get("EXDATE"), "bad_exception"))
        event.also_at = list(self._several(by_name.get("RDATE"), "bad_date"))
        for line in by_name.get("RRULE", [])[1:]:
            self._remark(line, "bad_rule")
            return
        for line in by_name.get("RECURRENCE-ID", [])[:1]:
            event.instead_of = self._moment(line, line.value)
            if event.instead_of is None:
                self._remark(line, "bad_exception")
            if "RANGE" in line.parameters:
                self._remark(line, "and_following")
        self.calendar.happenings.append(event)

    def _start(self, lines: list[Line] | None, begun: int) -> Moment | None:
        if not lines:
            self.calendar.remarks.append(Remark(begun, "no_start"))
            return None
        found = self._moment(lines[0], lines[0].value)
        if found is None or found.local.year > LAST_YEAR:
            self._remark(lines[0], "bad_start")
            return None
        return found

    def _length(self, start: Moment, by_name: dict[str, list[Line]]) -> timedelta | None:
        """How long it lasts: in days of the calendar where it begins with a day, else in elapsed time."""
        lines = by_name.get("DTEND") or by_name.get("DURATION") or by_name["DTSTART"]
        line = lines[0]
        if line.name == "DTSTART":
            return self._or_a_day(timedelta(), start, line)
        end = self._moment(line, line.value) if line.name == "DTEND" else None
        if end is not None:
            by_days = start.is_day and end.is_day
            found = end.local - start.local if by_days else end.instant - start.instant
        else:
            told = length(line.value) if line.name == "DURATION" else None
            if told is None or told > LONGEST:
                self._remark(line, "bad_end")
                return None
            found = told
        if found < timedelta():
            self._remark(line, "ends_before")
            return None
        return self._or_a_day(found, start, line)

    def _or_a_day(self, found: timedelta, start: Moment, line: Line) -> timedelta | None:
        """What begins with a day lasts one at least; what ends as it begins takes no time."""
        if found or start.is_day:
            return found or DAY
        self._remark(line, "no_length")
        return None

    def _several(self, lines: list[Line] | None, code: str) -> Iterator[Moment]:
        """The dates of EXDATE and RDATE; of a period only the beginning counts."""
        for line in lines or ():
            for value in line.value.split(","):
                found = self._moment(line, value.partition("/")[0])
                if found is None:
                    self._remark(line, code)
                else:
                    yield found

    def _moment(self, line: Line, value: str) -> Moment | None:
        name = line.parameters.get("TZID", "")
        zone = zone_named(name) if name else self.zone
        if zone is None:
            self.calendar.remarks.append(Remark(line.number, "unknown_zone", name[:80]))
        return moment(value, zone or self.zone)

    def _remark(self, line: Line, code: str) -> None:
        self.calendar.remarks.append(Remark(line.number, code, line.value[:80]))


def _shown(text: bytes) -> str:
    return text[:80].decode("utf-8", "replace")
