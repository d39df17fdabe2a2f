"""The share of a space's hours that is kept for some groups of actors, until a week before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from maillage.actors.models import Actor
from maillage.bookings import bridge
from maillage.bookings.bridge import Date
from maillage.bookings.models import Space
from maillage.bookings.queries import blocked_spans, hours_by_kind
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
    kept: set[Date] = set()
    for monday in sorted({row.local.date() - timedelta(days=row.local.weekday()) for row in ahead}):
        left = _left(space, monday, group)
        for row in ahead:
            if monday <= row.local.date() < monday + timedelta(days=7):
                left -= (row.end - row.start).total_seconds()
                if left < 0:
                    kept.add(row)
    return kept


def _left(space: Space, monday: date, group: str) -> float:
    """The seconds of a week that an actor of this group (blank: nobody's) can still have."""
    zone = space.territory.zone
    start, end = (
        datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
        for day in (monday, monday + timedelta(days=7))
    )
    opened = bridge.openings([space], space.territory, start, end)[space.pk].spans
    blocked = [(row.start, row.end) for row in blocked_spans([space], start, end) if row.unit == 1]
    total = (_seconds(opened) - sum(_overlap(span, opened) for span in blocked)) * space.units
    taken: dict[str, float] = defaultdict(float)
    for kind, seconds in hours_by_kind(space, start, end).items():
        taken[space.territory.group_of(kind) if kind else ""] += seconds
    others = sum(
        max(0.0, share * total - taken[other])
        for other, share in space.reserved_shares.items()
        if other != group
    )
    return float(total - sum(taken.values()) - others)


def _seconds(spans: Iterable[Span]) -> float:
    return sum((end - start).total_seconds() for start, end in spans)


def _overlap(span: Span, others: Iterable[Span]) -> float:
    pairs = ((max(span[0], a), min(span[1], b)) for a, b in others)
    return _seconds((a, b) for a, b in pairs if a < b)
