"""Wall clocks and instants. A missing hour has no instant; an hour that comes twice is its first passage."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

SECOND = timedelta(seconds=1)


def is_missing(local: datetime, zone: ZoneInfo) -> bool:
    """True when clocks jump over this local time: the offset after is then the larger one (PEP 495)."""
    before = local.replace(tzinfo=zone, fold=0).utcoffset()
    after = local.replace(tzinfo=zone, fold=1).utcoffset()
    return before is not None and after is not None and before < after


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The UTC instant of a local time that exists; where it comes twice, the first (RFC 5545 3.3.5)."""
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def last_instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The last whole second at which a clock shows this local time or an earlier one, on its first passage.

    For a limit: what starts at or before ``local`` starts at or before this instant, and the reverse. In a
    missing hour it is the last second before the jump.
    """
    if not is_missing(local, zone):
        return instant(local, zone)
    before, after = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (1, 0))
    return _jump(before, after, zone) - SECOND


def last_local(moment: datetime, zone: ZoneInfo) -> datetime:
    """The last local second whose first passage is at or before an instant: the reverse of `last_instant`."""
    shown = moment.astimezone(zone)
    local = shown.replace(tzinfo=None, fold=0)
    if not shown.fold:
        return local
    first = instant(local, zone)  # the second passage: all of the first one is over
    turn = _jump(first, moment, zone)
    return (turn - SECOND).astimezone(zone).replace(tzinfo=None, fold=0)


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant, between two of which one change of clocks lies, from which the later offset holds."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > SECOND:
        middle = before + timedelta(seconds=(after - before) // SECOND // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
