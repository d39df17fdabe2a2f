"""The referee sees each way in which an expansion can be wrong, and reads days from the definition."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.engine.recurrence.generated import local

from maillage.engine.recurrence import Expansion, Rule, Series, check, expand, named_days

PARIS, HOUR = ZoneInfo("Europe/Paris"), timedelta(hours=1)
SERIES = Series(local("2026-03-27 02:30"), HOUR, PARIS, Rule.parse("FREQ=DAILY;COUNT=4"))
RIGHT = expand(SERIES, most=9)


def days(rule: str, first: str, last: str) -> list[str]:
    """The days that a rule names, by month and day."""
    named = named_days(Rule.parse(rule), local(first).date(), local(last).date())
    return [f"{day:%m-%d}" for day in named]


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        ("FREQ=DAILY;INTERVAL=20", ["01-01", "01-21", "02-10"]),
        ("FREQ=WEEKLY;INTERVAL=3", ["01-01", "01-22", "02-12"]),
        ("FREQ=MONTHLY", ["01-01", "02-01"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1,31,30", ["01-30", "01-31", "02-28"]),
        ("FREQ=MONTHLY;BYDAY=2TH,-1MO", ["01-08", "01-26", "02-12", "02-23"]),
        ("FREQ=YEARLY", ["01-01"]),
        ("FREQ=YEARLY;BYMONTH=2", ["02-01"]),
        ("FREQ=YEARLY;BYMONTHDAY=7", ["01-07", "02-07"]),
        ("FREQ=YEARLY;BYDAY=6MO", ["02-09"]),
        ("FREQ=YEARLY;BYMONTH=2;BYDAY=1MO", ["02-02"]),
        ("FREQ=YEARLY;BYDAY=SA;BYSETPOS=2,5", ["01-10", "01-31"]),
        (
            "FREQ=WEEKLY;BYDAY=MO,TH;BYSETPOS=1;WKST=WE;INTERVAL=2",
            ["01-01", "01-15", "01-29", "02-12", "02-26"],
        ),
    ],
)
def test_named_days_are_those_of_the_definition(rule: str, named: list[str]) -> None:
    assert days(rule, "2026-01-01", "2026-02-28") == named


def test_check_is_silent_when_all_is_right() -> None:
    assert check(SERIES, RIGHT) == []


def test_check_sees_an_occurrence_that_is_missing() -> None:
    less = replace(RIGHT, occurrences=RIGHT.occurrences[:-1])
    assert check(SERIES, less) == ["2026-03-31 02:30:00 is missing"]


def test_check_sees_one_too_many() -> None:
    other = expand(replace(SERIES, rule=Rule.parse("FREQ=DAILY;COUNT=5")), most=9)
    assert check(SERIES, other) == ["2026-04-01 02:30:00 is one too many"]


def test_check_sees_what_is_not_in_order_or_told_twice() -> None:
    said = ["the occurrences are not sorted and distinct"]
    assert check(SERIES, replace(RIGHT, occurrences=RIGHT.occurrences[::-1])) == said
    assert check(SERIES, replace(RIGHT, occurrences=(*RIGHT.occurrences, RIGHT.occurrences[-1]))) == said


def test_check_sees_a_skipped_hour_that_is_not_told() -> None:
    said = f"[] are told as skipped, {[local('2026-03-29 02:30')]} fall into a missing hour"
    assert check(SERIES, replace(RIGHT, skipped=())) == [said]


def test_check_sees_a_wrong_instant_and_a_wrong_length() -> None:
    first, *others = RIGHT.occurrences
    late = replace(first, start=first.start + HOUR, end=first.end + HOUR)
    said = ["2026-03-27 02:30:00 begins when the clocks show 2026-03-27 03:30:00+01:00"]
    assert check(SERIES, replace(RIGHT, occurrences=(late, *others))) == said
    long = replace(first, end=first.end + HOUR)
    assert check(SERIES, replace(RIGHT, occurrences=(long, *others))) == ["2026-03-27 02:30:00 lasts 2:00:00"]


def test_check_sees_the_second_passage_of_an_hour() -> None:
    once = Series(local("2026-10-25 02:30"), HOUR, PARIS)
    (first,) = expand(once, most=1).occurrences
    second = replace(first, start=first.start + HOUR, end=first.end + HOUR)
    said = ["2026-10-25 02:30:00 begins when the clocks show 2026-10-25 02:30:00+01:00"]
    assert check(once, Expansion((second,))) == said


def test_check_reads_exceptions_added_dates_and_the_horizon() -> None:
    excluded, added = frozenset([local("2026-03-28 02:30")]), (local("2026-03-28 12:00"), local("2026-06-01"))
    asked = replace(SERIES, rule=Rule.parse("FREQ=DAILY"), excluded=excluded, added=added)
    told = expand(asked, most=9, horizon=local("2026-03-30 12:00"))
    assert check(asked, told) == []
    assert check(replace(asked, excluded=frozenset(), added=()), told) == [
        "2026-03-28 02:30:00 is missing",
        "2026-03-28 12:00:00 is one too many",
    ]
