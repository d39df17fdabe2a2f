"""A series → its occurrences. The days come from `named`; limits, zones and refusals are ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice, pairwise

from maillage.engine.recurrence.errors import SeriesError
from maillage.engine.recurrence.named import named
from maillage.engine.recurrence.problem import Expansion, Occurrence, Series, plain
from maillage.engine.recurrence.zones import instant, is_missing

REACH = 100
"""Years after its beginning within which all of a series must lie."""


def expand(series: Series, *, most: int, horizon: datetime | None = None) -> Expansion:
    """The occurrences of a series that begin at or before the horizon (naive local time), at most ``most``.

    A start in a missing hour is skipped and not counted (RFC 5545 3.3.10); the end is the start plus the
    elapsed length (3.8.5.3); EXDATE takes away from what rule and RDATE give.

    Raises:
        SeriesError: it is endless, too long, begins in a missing hour or beside its own rule, gets in its own
            way, or has no occurrence.
    """
    _exists(series)
    horizon = horizon and plain(horizon, "horizon")
    limit = _limit(series, horizon)
    most_starts = most + len(series.excluded) + 1
    starts, skipped = _starts(series, limit, most_starts)
    _in_step(series, starts, limit)
    added = [local for local in series.added if horizon is None or local <= horizon]
    kept = sorted({*starts, *added} - series.excluded)
    if len(kept) > most:
        raise SeriesError("too_many", most=most)
    _ends_within_reach(series, starts, horizon)
    if not kept:
        raise SeriesError("nothing", horizon=horizon)
    occurrences = tuple(_occurrence(series, local) for local in kept)
    _never_overlaps(occurrences)
    return Expansion(occurrences, skipped, horizon)


def aligned(series: Series) -> Series:
    """The same series, begun on the first start that its rule names: « every Tuesday from 1 September ».

    Raises:
        SeriesError: the rule names none in a hundred years.
    """
    if series.rule is None:
        return series
    limit = min([*_asked_ends(series, None), _reach(series)])
    first = next((local for local in named(series, limit) if not is_missing(local, series.zone)), None)
    if first is None:
        raise SeriesError("nothing", horizon=None)
    return replace(series, start=first)


def portable(series: Series, expansion: Expansion) -> Series:
    """The series as programs that do not skip missing hours must read it, so that all agree.

    Skipped starts become EXDATE (those of an endless rule up to the horizon of its expansion); a COUNT, which
    those programs would use up on them, becomes an UNTIL.
    """
    rule, skipped = series.rule, expansion.skipped
    if rule is not None and (rule.count is not None or rule.until is not None):
        starts, skipped = _starts(series, min([*_asked_ends(series, None), _reach(series)]), None)
        if skipped and rule.count is not None:
            rule = replace(rule, count=None, until=starts[-1])
    return replace(series, rule=rule, excluded=series.excluded | set(skipped))


def starts_until(series: Series, limit: datetime) -> list[datetime]:
    """The starts of the rule up to a local time, also excluded ones, without those of missing hours."""
    return _starts(series, min(limit, _reach(series)), None)[0]


def _starts(series: Series, limit: datetime, most: int | None) -> tuple[list[datetime], tuple[datetime, ...]]:
    """The starts that count, and the ones skipped before the last of them."""
    skipped: list[datetime] = []

    def existing() -> Iterator[datetime]:
        for local in named(series, limit):
            if is_missing(local, series.zone):
                skipped.append(local)
            else:
                yield local

    count = series.rule.count if series.rule else None
    numbers = [number for number in (count, most) if number is not None]
    return list(islice(existing(), min(numbers, default=None))), tuple(skipped)


def _exists(series: Series) -> None:
    for part, locals_ in (("start", (series.start,)), ("added", series.added)):
        for local in locals_:
            if is_missing(local, series.zone):
                raise SeriesError("missing_hour", local=local, part=part, zone=series.zone.key)


def _limit(series: Series, horizon: datetime | None) -> datetime:
    """The last local time at which a start is looked for; refuses a series that nothing bounds."""
    rule = series.rule
    if rule is not None and rule.count is None and rule.until is None and horizon is None:
        raise SeriesError("endless")
    return min([*_asked_ends(series, horizon), _reach(series)])


def _asked_ends(series: Series, horizon: datetime | None) -> list[datetime]:
    until = series.rule.until if series.rule else None
    return [end for end in (until, horizon) if end is not None]


def _reach(series: Series) -> datetime:
    return series.start + timedelta(days=REACH * 365 + 25)


def _in_step(series: Series, starts: list[datetime], limit: datetime) -> None:
    if series.start <= limit and starts[:1] != [series.start]:
        raise SeriesError("out_of_step", start=series.start)


def _ends_within_reach(series: Series, starts: list[datetime], horizon: datetime | None) -> None:
    """Refuses what goes on where nobody looked: nothing is lost in silence."""
    counted = series.rule is None or (series.rule.count is not None and len(starts) == series.rule.count)
    seen = any(end <= _reach(series) for end in _asked_ends(series, horizon))
    if not (counted or seen):
        raise SeriesError("too_far", start=series.start, years=REACH)


def _occurrence(series: Series, local: datetime) -> Occurrence:
    start = instant(local, series.zone)
    return Occurrence(local, start, start + series.length)


def _never_overlaps(occurrences: tuple[Occurrence, ...]) -> None:
    for first, second in pairwise(occurrences):
        if first.end > second.start:
            raise SeriesError("overlap", first=first.local, second=second.local)
