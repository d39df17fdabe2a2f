"""Rules of every shape, drawn by a seeded hand: the same ones each time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

from maillage.engine.recurrence import Frequency, Rule, Series, SeriesError, aligned, expand, named_days

GREENWICH = ZoneInfo("UTC")
ZONES = tuple(map(ZoneInfo, ("Europe/Paris", "America/New_York", "Australia/Lord_Howe")))
MINUTE = timedelta(minutes=1)

DAYS_AHEAD = {Frequency.DAILY: 100, Frequency.WEEKLY: 200, Frequency.MONTHLY: 500, Frequency.YEARLY: 1500}
"""How far a rule may go on, so that walking day by day stays short."""

CHANGES = {
    "Europe/Paris": ("2026-03-29", "2026-10-25"),
    "America/New_York": ("2026-03-08", "2026-11-01"),
    "Australia/Lord_Howe": ("2026-04-05", "2026-10-04"),
}
"""The Sundays of 2026 on which clocks change. On Lord Howe they change by half an hour."""


def local(written: str) -> datetime:
    """A wall clock's time, as « 2026-03-29 02:30 »; midnight when only the day is written."""
    return datetime.fromisoformat(written)


@cache
def generated(number: int, seed: int = 5545) -> tuple[tuple[Series, datetime], ...]:
    """Series in UTC, which has no missing hour, and a horizon for each."""
    random = Random(seed)
    drawn = _drawn(random)
    return tuple(next(drawn) for _ in range(number))


def _drawn(random: Random) -> Iterator[tuple[Series, datetime]]:
    while True:
        start = local("2024-01-01") + timedelta(random.randrange(1500), minutes=random.randrange(1440))
        freq = random.choice(list(Frequency))
        horizon = start + timedelta(days=random.randrange(DAYS_AHEAD[freq] // 2, DAYS_AHEAD[freq]))
        rule = Rule(freq, **parts(random, freq), **end(random, horizon))
        last = min(rule.until or horizon, horizon)
        first = next(named_days(rule, start.date(), last.date() - timedelta(days=1)), None)
        if first is not None:
            yield Series(datetime.combine(first, start.time()), MINUTE, GREENWICH, rule), horizon


def parts(random: Random, freq: Frequency) -> dict[str, object]:
    """An interval, a first day of the week, and BY parts that the frequency allows."""
    drawn: dict[str, object] = {
        "interval": random.choice((1, 1, 1, 2, 2, 3, 4, 5)),
        "week_start": random.choice((0, 0, 6, random.randrange(7))),
    }
    if random.random() < 0.6:
        drawn["by_day"] = days(random, freq)
    if freq is not Frequency.WEEKLY and random.random() < 0.3:
        numbers = [number for number in range(-31, 32) if number]
        drawn["by_month_day"] = tuple(random.sample(numbers, random.randint(1, 6)))
    if random.random() < 0.3:
        drawn["by_month"] = tuple(random.sample(range(1, 13), random.randint(1, 5)))
    if len(drawn) > 2 and random.random() < 0.3:
        drawn["by_set_pos"] = tuple(random.sample((1, 2, 3, 4, -1, -2, -3), random.randint(1, 2)))
    return drawn


def days(random: Random, freq: Frequency) -> tuple[tuple[int, int], ...]:
    """Weekdays, with ranks (or with and without) where a month or a year repeats."""
    weekdays = random.sample(range(7), random.randint(1, 4))
    ranked = freq in (Frequency.MONTHLY, Frequency.YEARLY) and random.random() < 0.5
    ranks = random.choice(((1, 2, 3, 4, 5, -1, -2), (0, 1, 2, -1))) if ranked else (0,)
    return tuple((random.choice(ranks), weekday) for weekday in weekdays)


def end(random: Random, horizon: datetime) -> dict[str, object]:
    """A COUNT, an UNTIL or none."""
    kind = random.randrange(3)
    if kind == 0:
        return {"count": random.randint(1, 25)}
    return {"until": horizon - timedelta(days=random.randrange(60))} if kind == 1 else {}


@cache
def at_night(number: int, seed: int = 8) -> tuple[Series, ...]:
    """Finite series that begin some days before clocks change, between one and four in the morning."""
    random = Random(seed)
    drawn: list[Series] = []
    while len(drawn) < number:
        zone = random.choice(ZONES)
        freq = random.choice((Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY))
        days_before = 7 * random.randrange(12) if freq is not Frequency.DAILY else random.randrange(20)
        start = local(random.choice(CHANGES[zone.key])) - timedelta(days=days_before)
        start += timedelta(minutes=random.randrange(60, 240, 15))
        rule = Rule(freq, interval=random.randint(1, 2), **_night(random, freq, start))
        drawn += _with_exceptions(random, Series(start, 45 * MINUTE, zone, rule))
    return tuple(drawn)


def _night(random: Random, freq: Frequency, start: datetime) -> dict[str, object]:
    drawn: dict[str, object] = random.choice(({"count": 18}, {"until": start + timedelta(days=100)}))
    if freq is Frequency.MONTHLY:
        drawn["by_day"] = ((random.choice((1, 2, -1)), 6),)
    return drawn


def _with_exceptions(random: Random, series: Series) -> list[Series]:
    """The series begun where its rule begins, without its third date and with another; none if that fails."""
    try:
        begun = aligned(series)
        third = expand(begun, most=200).occurrences[2].local
        added = (third + timedelta(days=random.randint(1, 40), hours=7),)
        return [replace(begun, excluded=frozenset([third]), added=added)]
    except (SeriesError, IndexError):
        return []
