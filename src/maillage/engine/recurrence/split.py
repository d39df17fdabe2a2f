"""« This one and the following »: one series cut in two."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from maillage.engine.recurrence.errors import SeriesError
from maillage.engine.recurrence.expand import starts_until
from maillage.engine.recurrence.problem import Series, plain
from maillage.engine.recurrence.zones import SECOND


def split(series: Series, at: datetime) -> tuple[Series, Series]:
    """The series before an occurrence, given by its local start, and the one that begins with it.

    The first gets an UNTIL one second before ``at`` in place of its end; the second keeps an UNTIL, or what
    is left of a COUNT. Together they have exactly the occurrences of the whole.

    Raises:
        SeriesError: ``at`` is no occurrence, none comes before it, or it was added beside a rule.
    """
    at = plain(at, "at")
    starts = starts_until(series, at)
    if at in series.excluded or at not in {*starts[-1:], *series.added}:
        raise SeriesError("not_an_occurrence", local=at)
    if series.rule is not None and starts[-1:] != [at]:
        raise SeriesError("split_at_added", local=at)
    earlier = {local for local in {*starts, *series.added} - series.excluded if local < at}
    if not earlier:
        raise SeriesError("nothing_before", local=at)
    return _before(series, at), _after(series, at, sum(local < at for local in starts))


def _before(series: Series, at: datetime) -> Series:
    rule = series.rule and replace(series.rule, count=None, until=at - SECOND)
    excluded = frozenset(local for local in series.excluded if local < at)
    return replace(series, rule=rule, excluded=excluded, added=tuple(a for a in series.added if a < at))


def _after(series: Series, at: datetime, used: int) -> Series:
    rule = series.rule
    if rule is not None and rule.count is not None:
        rule = replace(rule, count=rule.count - used)
    excluded = frozenset(local for local in series.excluded if local > at)
    added = tuple(local for local in series.added if local > at)
    return replace(series, start=at, rule=rule, excluded=excluded, added=added)
