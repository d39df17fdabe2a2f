"""Between our rows and the engines that know what repeats and what is free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import chain
from typing import NamedTuple
from zoneinfo import ZoneInfo

from maillage.bookings.models import Booking, Space
from maillage.bookings.queries import blocked_spans, taken_seconds
from maillage.engine.availability import Free, SpaceTime, free, unit_for
from maillage.engine.recurrence import (
    Expansion,
    Frequency,
    Occurrence,
    Rule,
    RuleError,
    Series,
    SeriesError,
    expand,
    portable,
    split,
)
from maillage.places.enums import WELCOMING
from maillage.places.models import Phase
from maillage.places.opening import Hours, known_hours
from maillage.places.queries import known_phases
from maillage.territory.models import Territory

__all__ = [
    "Date",
    "FreeSpan",
    "OtherDayError",
    "RuleError",
    "Series",
    "SeriesError",
    "after",
    "before",
    "dates_of",
    "dates_of_rule",
    "free_spans",
    "is_endless",
    "moved",
    "openings",
    "series_of",
    "series_said",
    "series_told",
    "units_for",
]

MOST = 400
YEAR = timedelta(days=366)
Date = Occurrence
Span = tuple[datetime, datetime]
Taken = tuple[int, int, int]


class FreeSpan(NamedTuple):
    """A stretch in which ``units`` of a space stay free all through; ends in UTC."""

    start: datetime
    end: datetime
    units: int


class OtherDayError(ValueError):
    """A repetition names its days, and a move would leave them."""


class FreeSpans(Mapping[int, list[FreeSpan]]):
    """What is free, by space; the stretches of a space become dates when they are looked at."""

    def __init__(self, found: Mapping[int, tuple[Free, ...]]) -> None:
        self._found = found

    def __getitem__(self, key: int) -> list[FreeSpan]:
        return [_span(stretch) for stretch in self._found[key]]

    def __iter__(self) -> Iterator[int]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


@dataclass(frozen=True, slots=True)
class Opened:
    """When a space is open, over a window: none told means always, within the phases of its place."""

    spans: tuple[Span, ...]

    def holds(self, start: datetime, end: datetime) -> bool:
        """True when it is open from one instant to the other without a break."""
        return any(a <= start and end <= b for a, b in self.spans)


def series_said(
    territory: Territory, start: datetime, minutes: int, rule: str, excluded: Iterable[datetime] = ()
) -> Series:
    """What was asked for, in the territory's zone; raises RuleError or SeriesError."""
    zone = territory.zone
    read = Rule.parse(rule, zone) if rule else None
    return Series(start, timedelta(minutes=minutes), zone, read, frozenset(excluded))


def series_of(booking: Booking) -> Series:
    """The series a booking keeps."""
    excluded = [datetime.fromisoformat(local) for local in booking.excluded]
    start = datetime.fromisoformat(booking.start_local)
    return series_said(booking.territory, start, booking.length_minutes, booking.rule, excluded)


def is_endless(series: Series) -> bool:
    """True for a rule that nothing ends."""
    return series.rule is not None and series.rule.count is None and series.rule.until is None


def dates_of(series: Series) -> Expansion:
    """The dates of a series, at most 400; of an endless one, those of a year. Raises SeriesError."""
    return expand(series, most=MOST, horizon=series.start + YEAR if is_endless(series) else None)


def dates_of_rule(rule: str, start: datetime, zone: ZoneInfo, *, horizon: datetime, most: int) -> Expansion:
    """The dates that a rule of another calendar names up to a local time, at most so many; their ends mean
    nothing. Raises RuleError or SeriesError."""
    return expand(
        Series(start, timedelta(seconds=1), zone, Rule.parse(rule, zone)), most=most, horizon=horizon
    )


def series_told(booking: Booking, locals_: Iterable[datetime]) -> Series:
    """What every calendar program reads as exactly these dates of a booking, at least one.

    The booking's own rule with its exceptions, where the rule names them all; else a list without any rule.
    """
    told = frozenset(locals_)
    whole = replace(series_of(booking), excluded=frozenset())
    try:
        expansion = dates_of(whole)
    except SeriesError:
        named = frozenset[datetime]()
    else:
        named = frozenset(date.local for date in expansion.occurrences)
    if not told <= named:
        return Series(
            min(told), whole.length, whole.zone, None, frozenset(), tuple(sorted(told - {min(told)}))
        )
    return portable(replace(whole, excluded=named - told), expansion)


def before(series: Series, at: datetime) -> Series:
    """What is left of a series when it is cut before one of its dates (a local start)."""
    return split(series, at)[0]


def after(series: Series, at: datetime) -> Series:
    """What a series has from one of its dates (a local start) on; all of it from its first date."""
    try:
        return split(series, at)[1]
    except SeriesError as error:
        if error.code != "nothing_before":
            raise
        return series


def moved(series: Series, at: datetime, start: datetime, minutes: int) -> Series:
    """The dates of a series from one of them on, as many, each as far from it as the new start is.

    Raises OtherDayError when the rule names days that a move to another day would contradict.
    """
    rest = after(series, at)
    rule, shift = rest.rule, start - at
    if rule is not None:
        dates = expand(replace(rest, excluded=frozenset()), most=MOST).occurrences
        rule = replace(rule, count=len(dates), until=None, by_day=_days_after(rule, at, start))
    excluded = frozenset(local + shift for local in rest.excluded)
    return replace(rest, start=start, length=timedelta(minutes=minutes), rule=rule, excluded=excluded)


def _days_after(rule: Rule, at: datetime, start: datetime) -> tuple[tuple[int, int], ...]:
    """The days a rule names, after a move from one date to another."""
    if at.date() == start.date():
        return rule.by_day
    if rule.by_month_day or rule.by_month or rule.by_set_pos or len(rule.by_day) > 1:
        raise OtherDayError
    if rule.by_day and (rule.freq != Frequency.WEEKLY or rule.by_day != ((0, at.weekday()),)):
        raise OtherDayError
    return ((0, start.weekday()),) if rule.by_day else ()


def openings(
    spaces: Iterable[Space], territory: Territory, start: datetime, end: datetime
) -> dict[int, Opened]:
    """When each space is open between two instants: by its own hours or those of its place, in the phases in
    which its place welcomes. Two queries at most."""
    rows = list(spaces)
    zone = territory.zone
    phases: dict[int, list[Phase]] = {}
    found = known_phases().filter(place__in={space.place_id for space in rows}, state__in=WELCOMING)
    days = (start.astimezone(zone).date(), end.astimezone(zone).date())
    for phase in found.filter(valid_from__lte=days[1], valid_until__gt=days[0]):
        phases.setdefault(phase.place_id, []).append(phase)

    @cache
    def spans(text: str, first: datetime, last: datetime) -> tuple[Span, ...]:
        if not text:
            return ((first, last),)
        hours: Hours = known_hours(text, country=territory.country, zone=zone)
        return hours.open_spans(first, last)

    opened: dict[int, Opened] = {}
    for space in rows:
        windows = [
            (space.hours or phase.hours, *_window(phase, territory, start, end))
            for phase in phases.get(space.place_id, ())
        ]
        told = chain.from_iterable(spans(text, a, b) for text, a, b in windows if a < b)
        opened[space.pk] = Opened(tuple(_joined(told)))
    return opened


def units_for(space: Space, asked: Sequence[Span]) -> list[int | None]:
    """The unit (from 1) on which each span fits, in their order; None for those that are taken or blocked."""
    if not asked:
        return []
    window = min(start for start, _ in asked), max(end for _, end in asked)
    taken = _taken([space], *window).get(space.pk, [])
    found: list[int | None] = []
    for start, end in asked:
        first, last = _seconds(start), _seconds(end)
        unit = unit_for([row for row in taken if row[1] < last and row[2] > first], space.units, first, last)
        if unit is not None:
            taken.append((unit, first, last))
        found.append(None if unit is None else unit + 1)
    return found


def free_spans(
    spaces: Iterable[Space], territory: Territory, start: datetime, end: datetime, *, least_minutes: int = 30
) -> FreeSpans:
    """By space, the longest stretches in which one same unit stays free, between two instants."""
    rows = list(spaces)
    opened = openings(rows, territory, start, end)
    taken = _taken(rows, start, end)
    times = [
        SpaceTime(
            space.pk,
            space.units,
            tuple((_seconds(a), _seconds(b)) for a, b in opened[space.pk].spans),
            tuple(taken.get(space.pk, ())),
        )
        for space in rows
    ]
    found = free(times, start=_seconds(start), end=_seconds(end), least=least_minutes * 60)
    return FreeSpans(found)


def _window(phase: Phase, territory: Territory, start: datetime, end: datetime) -> Span:
    """The part of a window that lies in a phase; a phase begins and ends at midnight."""
    zone = territory.zone
    first = datetime(phase.valid_from.year, phase.valid_from.month, phase.valid_from.day, tzinfo=zone)
    last = datetime(phase.valid_until.year, phase.valid_until.month, phase.valid_until.day, tzinfo=zone)
    return max(start, first).astimezone(UTC), min(end, last).astimezone(UTC)


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _taken(spaces: Sequence[Space], start: datetime, end: datetime) -> dict[int, list[Taken]]:
    """By space, what is taken or blocked of its units (from 0), in seconds."""
    units = {space.pk: space.units for space in spaces}
    taken: dict[int, list[Taken]] = {}
    for key, unit, first, last in taken_seconds(spaces, start, end):
        if unit <= units[key]:
            taken.setdefault(key, []).append((unit - 1, first, last))
    for row in blocked_spans(spaces, start, end):
        taken.setdefault(row.space, []).append((row.unit - 1, _seconds(row.start), _seconds(row.end)))
    return taken


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _span(stretch: Free) -> FreeSpan:
    start, end = (datetime.fromtimestamp(second, UTC) for second in stretch[:2])
    return FreeSpan(start, end, stretch.units)
