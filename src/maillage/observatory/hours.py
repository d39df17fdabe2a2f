"""Real hours inside an evening, a night, a weekend or an opening, whatever the clocks do meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Span = tuple[datetime, datetime]
EVENING = time(19), time(22)
NIGHT = time(22), time(6)
SATURDAY = 5
DAY = timedelta(days=1)


def seconds_of_day(span: Span, hours: tuple[time, time], zone: ZoneInfo) -> float:
    """Real seconds of a span between two hours of each day; the second may be the next morning's."""
    first, last = hours
    over = DAY if last <= first else timedelta(0)
    return sum(
        _shared(span, (_at(day, first, zone), _at(day + over, last, zone))) for day in _days(span, zone)
    )


def seconds_of_weekend(span: Span, zone: ZoneInfo) -> float:
    """Real seconds of a span on Saturdays and Sundays, from midnight to midnight."""
    return sum(
        _shared(span, (_at(day, time(), zone), _at(day + DAY, time(), zone)))
        for day in _days(span, zone)
        if day.weekday() >= SATURDAY
    )


def seconds_inside(span: Span, spans: Iterable[Span]) -> float:
    """Real seconds of a span that lie in others, which do not overlap."""
    return sum(_shared(span, other) for other in spans)


def without(spans: Iterable[Span], blocks: Iterable[Span]) -> Iterator[Span]:
    """What is left of spans (in order of time) once these blocks are taken out of them."""
    out = sorted(blocks)
    for start, end in spans:
        at = start
        for first, last in out:
            if last > at and first < end:
                if first > at:
                    yield at, first
                at = max(at, last)
        if at < end:
            yield at, end


def _shared(one: Span, other: Span) -> float:
    return max(0.0, (min(one[1], other[1]) - max(one[0], other[0])).total_seconds())


def _at(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)


def _days(span: Span, zone: ZoneInfo) -> Iterator[date]:
    """The local days a span touches, and the one before, whose night may last into it."""
    day, last = (moment.astimezone(zone).date() for moment in span)
    day -= DAY
    while day <= last:
        yield day
        day += DAY
