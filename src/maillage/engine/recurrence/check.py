"""The referee: walks day by day with what RFC 5545 3.3.10 says of a day, without the library of `named`."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from maillage.engine.recurrence.problem import Expansion, Series
from maillage.engine.recurrence.rule import Rule

FURTHEST = timedelta(days=36_525)
"""How long after its beginning up to which a series is walked: a hundred years."""

DAY = timedelta(days=1)
Period = Callable[[date], int]


def check(series: Series, expansion: Expansion) -> list[str]:
    """The promises that an expansion breaks; empty when it is exactly what the series says."""
    named, skipped = _walk(series, expansion.horizon)
    added = {a for a in series.added if expansion.horizon is None or a <= expansion.horizon}
    meant = sorted((set(named) | added) - series.excluded)
    told = [occurrence.local for occurrence in expansion.occurrences]
    broken = [f"{local} is missing" for local in meant if local not in set(told)]
    broken += [f"{local} is one too many" for local in told if local not in set(meant)]
    if told != sorted(set(told)):
        broken.append("the occurrences are not sorted and distinct")
    if list(expansion.skipped) != skipped:
        broken.append(f"{list(expansion.skipped)} are told as skipped, {skipped} fall into a missing hour")
    return broken + _wrong_times(series, expansion)


def _wrong_times(series: Series, expansion: Expansion) -> list[str]:
    broken = []
    for occurrence in expansion.occurrences:
        shown = occurrence.start.astimezone(series.zone)
        if shown.replace(tzinfo=None, fold=0) != occurrence.local or shown.fold:
            broken.append(f"{occurrence.local} begins when the clocks show {shown}")
        if occurrence.end - occurrence.start != series.length:
            broken.append(f"{occurrence.local} lasts {occurrence.end - occurrence.start}")
    return broken


def _walk(series: Series, horizon: datetime | None) -> tuple[list[datetime], list[datetime]]:
    """The starts that count, and those of missing hours; COUNT and UNTIL as the RFC says them."""
    if series.rule is None:
        return [s for s in (series.start,) if horizon is None or s <= horizon], []
    named: list[datetime] = []
    skipped: list[datetime] = []
    furthest = series.start + FURTHEST
    last = min(end for end in (series.rule.until, horizon, furthest) if end is not None)
    for day in named_days(series.rule, series.start.date(), last.date()):
        local = datetime.combine(day, series.start.time())
        if len(named) == series.rule.count or local > last:
            break
        (named if _exists(local, series.zone) else skipped).append(local)
    return named, skipped


def _exists(local: datetime, zone: ZoneInfo) -> bool:
    """A time that exists comes back from UTC as it was."""
    return local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local


def named_days(rule: Rule, first: date, last: date) -> Iterator[date]:
    """Each day that lies in a period in step with the first, fits each BY part, and has its position."""
    period = _period(rule)
    step, base = rule.interval, period(first)
    positions: dict[int, list[date]] = {}
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        number = period(day)
        if (number - base) % step or not _fits(rule, first, day):
            continue
        if rule.by_set_pos:
            if number not in positions:
                positions = {number: [d for d in _whole(day, period) if _fits(rule, first, d)]}
            fitting = positions[number]
            place = fitting.index(day)
            if not {place + 1, place - len(fitting)} & set(rule.by_set_pos):
                continue
        yield day


def _period(rule: Rule) -> Period:
    """The number of the year, month, week (which begins on WKST) or day that a day lies in."""
    return {
        "YEARLY": lambda day: day.year,
        "MONTHLY": lambda day: day.year * 12 + day.month,
        "WEEKLY": lambda day: (day.toordinal() - 1 - rule.week_start) // 7,  # day 1 was a Monday
        "DAILY": lambda day: day.toordinal(),
    }[rule.freq]


def _whole(day: date, period: Period) -> list[date]:
    """All the days of the period of a day."""
    number, first = period(day), day
    while period(first - DAY) == number:
        first -= DAY
    days = [first]
    while period(days[-1] + DAY) == number:
        days.append(days[-1] + DAY)
    return days


def _fits(rule: Rule, first: date, day: date) -> bool:
    """Each BY part names the day; what no part says is taken from the first start."""
    if rule.by_month and day.month not in rule.by_month:
        return False
    if rule.by_day or rule.by_month_day:
        return _fits_weekday(rule, day) and _fits_month_day(rule, day)
    if rule.freq == "DAILY":
        return True
    if rule.freq == "WEEKLY":
        return day.weekday() == first.weekday()
    same_month = rule.freq == "MONTHLY" or bool(rule.by_month) or day.month == first.month
    return same_month and day.day == first.day


def _fits_month_day(rule: Rule, day: date) -> bool:
    if not rule.by_month_day:
        return True
    from_the_end = day.day - monthrange(day.year, day.month)[1] - 1
    return day.day in rule.by_month_day or from_the_end in rule.by_month_day


def _fits_weekday(rule: Rule, day: date) -> bool:
    """BYDAY is a list of « or »: every such weekday, or the one of that rank in its month or year."""
    ranks = [rank for rank, weekday in rule.by_day if weekday == day.weekday()]
    if not rule.by_day or 0 in ranks:
        return True
    if not ranks:
        return False
    if rule.freq == "YEARLY" and not rule.by_month:
        place, length = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
    else:
        place, length = day.day, monthrange(day.year, day.month)[1]
    return (place - 1) // 7 + 1 in ranks or -((length - place) // 7 + 1) in ranks
