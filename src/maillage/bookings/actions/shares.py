"""The share of a space's hours that is kept for some groups of actors, until a week before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from maillage.actors.models import Actor
from maillage.bookings import bridge
from maillage.bookings.bridge import Date
from maillage.bookings.models import Space
from maillage.bookings.queries import blocked_spans, spans_by_kind
from maillage.common import clock

FREED_DAYS = 7
"""What is kept for a group and that nobody of it asked for is anybody's a week before."""

Span = tuple[datetime, datetime]


def freed_on(local: datetime) -> date:
    """The day from which anybody can ask for a time."""
    return local.date() - timedelta(days=FREED_DAYS)


def kept_dates(space: Space, dates: Sequence[Date], actor: Actor | None) -> set[Date]:
    """The dates (in order) that would take hours kept for others.

    Week by week, from Monday: what is open, less what is taken, less what the other groups have not yet had
    of their shares, is what this asker can have. A share is a part of all open hours of all units.
    """
    today = clock.now().astimezone(space.territory.zone).date()
    ahead = [row for row in dates if freed_on(row.local) > today]
    if not space.reserved_shares or not ahead:
        return set()
    group = space.territory.group_of(actor.kind) if actor is not None else ""
    weeks: dict[date, list[Date]] = {}
    for row in ahead:
        weeks.setdefault(row.local.date() - timedelta(days=row.local.weekday()), []).append(row)
    calendar = _Calendar.of(space, _week(space, min(weeks))[0], _week(space, max(weeks))[1])
    kept: set[Date] = set()
    for monday, rows in weeks.items():
        left = calendar.left(_week(space, monday), group)
        for row in rows:
            left -= (row.end - row.start).total_seconds()
            if left < 0:
                kept.add(row)
    return kept


@dataclass(frozen=True, slots=True)
class _Calendar:
    """What is open, blocked and taken (by kind of actor) of a space, over all the weeks asked, read once."""

    space: Space
    opened: tuple[Span, ...]
    blocked: list[Span]
    taken: list[tuple[str, datetime, datetime]]

    @classmethod
    def of(cls, space: Space, start: datetime, end: datetime) -> _Calendar:
        opened = bridge.openings([space], space.territory, start, end)[space.pk].spans
        blocked = [(row.start, row.end) for row in blocked_spans([space], start, end) if row.unit == 1]
        return cls(space, opened, blocked, spans_by_kind(space, start, end))

    def left(self, week: Span, group: str) -> float:
        """The seconds of a week that an actor of this group (blank: nobody's) can still have."""
        opened = _clipped(self.opened, week)
        shut = sum(_seconds(_clipped(opened, span)) for span in self.blocked)
        total = (_seconds(opened) - shut) * self.space.units
        taken: dict[str, float] = defaultdict(float)
        for kind, start, end in self.taken:
            name = self.space.territory.group_of(kind) if kind else ""
            taken[name] += _seconds(_clipped([(start, end)], week))
        others = sum(
            max(0.0, share * total - taken[other])
            for other, share in self.space.reserved_shares.items()
            if other != group
        )
        return float(total - sum(taken.values()) - others)


def _week(space: Space, monday: date) -> Span:
    """From a Monday's midnight to the next one's, by the clocks of the territory."""
    zone = space.territory.zone
    days = (monday, monday + timedelta(days=7))
    start, end = (datetime.combine(day, time(), tzinfo=zone).astimezone(UTC) for day in days)
    return start, end


def _seconds(spans: Iterable[Span]) -> float:
    return sum((end - start).total_seconds() for start, end in spans)


def _clipped(spans: Iterable[Span], bounds: Span) -> list[Span]:
    """What of them lies within bounds."""
    pairs = ((max(bounds[0], a), min(bounds[1], b)) for a, b in spans)
    return [(a, b) for a, b in pairs if a < b]
