"""A rule: how often something repeats, and on which days (RFC 5545 3.3.10, but nothing within a day)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self, TypeVar
from zoneinfo import ZoneInfo

from maillage.engine.recurrence.errors import RuleError
from maillage.engine.recurrence.reading import (
    DAYS,
    FIELDS,
    FROM_THE_END,
    MOST,
    bounds,
    read,
)
from maillage.engine.recurrence.zones import last_instant

FIRST_YEAR, LAST_YEAR = 1900, 9998
"""The years of UNTIL: some programs write a far one for « without end »; 9999 has no room for offsets."""


class Frequency(StrEnum):
    """What repeats."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


WITHIN_A_DAY = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})
Value = TypeVar("Value", int, tuple[int, int])


@dataclass(frozen=True, slots=True)
class Rule:
    """How often something repeats. Lists are kept sorted and without doubles, so equal rules compare equal.

    ``until``: the last local time, included, as a naive whole second. ``by_day``: (rank, weekday), weekdays
    from Monday = 0; rank 0 is every one, 2 the second, -1 the last, in the month (in the year where a year
    repeats and ``by_month`` is empty). ``week_start`` is the weekday on which a week begins.

    Raises:
        RuleError: what RFC 5545 forbids, or what no booking needs; the message says what to do.
    """

    freq: Frequency
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    by_day: tuple[tuple[int, int], ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    by_set_pos: tuple[int, ...] = ()
    week_start: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "freq", _frequency(self.freq))
        for name in ("by_month_day", "by_month", "by_set_pos", "by_day"):
            object.__setattr__(self, name, _sorted(getattr(self, name)))
        _numbers_are_possible(self)
        _days_are_possible(self)
        _end_is_possible(self)
        _parts_go_together(self)

    @classmethod
    def parse(cls, text: str, zone: ZoneInfo | None = None) -> Self:
        """A rule from an RRULE value: « FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270101T000000Z ».

        An UNTIL with a Z needs the zone of the series; one without is local time; one that is a bare date
        includes the whole of that day.

        Raises:
            RuleError: what cannot be read, or is refused.
        """
        return cls(**read(text, zone))

    def text(self, zone: ZoneInfo | None = None) -> str:
        """The RRULE value in canonical form: parts in one order, defaults left out.

        With a zone UNTIL is in UTC, as RFC 5545 requires beside a DTSTART with a TZID (an UNTIL in a missing
        hour becomes the last second before it); without, it is local.
        """
        return ";".join(f"{name}={value}" for name in FIELDS if (value := self._written(name, zone)))

    def _written(self, part: str, zone: ZoneInfo | None) -> str:
        value = getattr(self, FIELDS[part][0])
        if part == "INTERVAL":
            return str(value) if value > 1 else ""
        if part == "WKST":
            return DAYS[value] if value else ""
        if part == "BYDAY":
            return ",".join(f"{rank or ''}{DAYS[weekday]}" for rank, weekday in value)
        if part == "UNTIL" and value:
            moment = last_instant(value, zone) if zone else value
            return f"{moment:%Y%m%dT%H%M%S}{'Z' if zone else ''}"
        return ",".join(map(str, value)) if isinstance(value, tuple) else str(value or "")


def _frequency(value: str) -> Frequency:
    if value in WITHIN_A_DAY:
        raise RuleError("unsupported_frequency", value=value)
    try:
        return Frequency(value)
    except ValueError:
        raise RuleError("unknown_frequency", value=value) from None


def _sorted(values: Iterable[Value]) -> tuple[Value, ...]:
    """Without doubles: what counts from the beginning, in order, then what counts from the end."""
    return tuple(sorted(set(values), key=lambda value: (_rank(value) < 0, value)))


def _rank(value: int | tuple[int, int]) -> int:
    return value if isinstance(value, int) else value[0]


def _numbers_are_possible(rule: Rule) -> None:
    """Each number lies within the bounds of its part; those that count from the end may be negative."""
    for part, most in MOST.items():
        held = getattr(rule, FIELDS[part][0])
        for number in held if isinstance(held, tuple) else (held,):
            if number is None and part == "COUNT":
                continue
            size = abs(number) if part in FROM_THE_END else number
            if not 1 <= size <= most:
                raise RuleError("bad_number", part=part, value=number, **bounds(part))


def _days_are_possible(rule: Rule) -> None:
    """Weekdays are 0 to 6; a rank needs a month (up to the 5th) or a year (up to the 53rd) to count in."""
    yearly = rule.freq is Frequency.YEARLY and not rule.by_month
    most = 53 if yearly else 5
    for rank, weekday in (*rule.by_day, (0, rule.week_start)):
        if not 0 <= weekday <= 6:
            raise RuleError("bad_day", value=weekday)
        if rank and rule.freq in (Frequency.DAILY, Frequency.WEEKLY):
            raise RuleError("rank_needs_month", value=f"{rank}{DAYS[weekday]}", frequency=rule.freq)
        if abs(rank) > most:
            raise RuleError("bad_number", part="BYDAY", value=rank, least=-most, most=most)


def _end_is_possible(rule: Rule) -> None:
    """A rule ends by COUNT, by UNTIL or not at all; UNTIL is a naive whole second."""
    if rule.until is None:
        return
    if rule.count is not None:
        raise RuleError("count_and_until")
    whole = rule.until.tzinfo is None and not rule.until.microsecond
    if not (whole and FIRST_YEAR <= rule.until.year <= LAST_YEAR):
        raise RuleError("bad_until", value=rule.until.isoformat())


def _parts_go_together(rule: Rule) -> None:
    """A week has no BYMONTHDAY, and BYSETPOS needs something to choose from (RFC 5545 3.3.10)."""
    if rule.by_month_day and rule.freq is Frequency.WEEKLY:
        raise RuleError("month_day_in_week")
    if rule.by_set_pos and not (rule.by_day or rule.by_month_day or rule.by_month):
        raise RuleError("position_alone")
