"""The local starts a rule names, by python-dateutil, as if no hour were ever missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta

from dateutil import rrule as dateutil

from maillage.engine.recurrence.problem import Series
from maillage.engine.recurrence.rule import Frequency, Rule

CYCLE = timedelta(days=146_097)
"""The calendar repeats every 400 years, weekdays included. dateutil looks at UNTIL only on a day that it
names; a rule that names none (30 February) it walks up to the year 9999. So it walks the last cycle: a
fraction of a second at most, instead of seconds."""

LAST_WALKED = 9890
"""The latest year to which a beginning is moved: a hundred years before the last."""

FREQUENCIES = {
    Frequency.YEARLY: dateutil.YEARLY,
    Frequency.MONTHLY: dateutil.MONTHLY,
    Frequency.WEEKLY: dateutil.WEEKLY,
    Frequency.DAILY: dateutil.DAILY,
}


def named(series: Series, limit: datetime) -> Iterator[datetime]:
    """The local starts that the rule names, in order, as if no hour were ever missing and without COUNT."""
    rule, start = series.rule, series.start
    if rule is None:
        yield from (start,) if start <= limit else ()
        return
    shift = CYCLE * ((LAST_WALKED - start.year) // 400)
    # dateutil takes the week of the first start from that day on; BYSETPOS counts in whole weeks (RFC 5545)
    into_week = (start.weekday() - rule.week_start) % 7 if rule.freq is Frequency.WEEKLY else 0
    days = dateutil.rrule(
        FREQUENCIES[rule.freq],
        dtstart=start - timedelta(days=into_week) + shift,
        interval=rule.interval,
        wkst=rule.week_start,
        until=limit + shift,
        bymonth=rule.by_month or _month_of(series, rule),
        bymonthday=rule.by_month_day or _month_day_of(series, rule),
        byweekday=_weekdays(series, rule),
        bysetpos=rule.by_set_pos or None,
    )
    with suppress(ValueError):  # a week that reaches into the year 10000: far behind any limit
        yield from (day - shift for day in days if day - shift >= start)


def _names_days(rule: Rule) -> bool:
    return bool(rule.by_day or rule.by_month_day)


def _month_of(series: Series, rule: Rule) -> int | None:
    """A year that names no day repeats on the month of its beginning."""
    return None if _names_days(rule) or rule.freq is not Frequency.YEARLY else series.start.month


def _month_day_of(series: Series, rule: Rule) -> int | None:
    """A month or a year that names no day repeats on the day of its beginning."""
    months = rule.freq in (Frequency.MONTHLY, Frequency.YEARLY)
    return series.start.day if months and not _names_days(rule) else None


def _weekdays(series: Series, rule: Rule) -> list[dateutil.weekday] | None:
    """BYDAY; a week that names no day repeats on the weekday of its beginning.

    « MO,1TU » is every Monday and the first Tuesday; dateutil reads a list that mixes both as « and », so
    every Monday is then written as the first, the second… up to the last there may be.
    """
    if not rule.by_day:
        return [dateutil.weekday(series.start.weekday())] if rule.freq is Frequency.WEEKLY else None
    mixed = {bool(rank) for rank, _weekday in rule.by_day} == {True, False}
    ranks = range(1, 54 if rule.freq is Frequency.YEARLY and not rule.by_month else 6)
    days = []
    for rank, weekday in rule.by_day:
        if rank or not mixed:
            days.append(dateutil.weekday(weekday, rank or None))
        else:
            days += [dateutil.weekday(weekday, every) for every in ranks]
    return days
