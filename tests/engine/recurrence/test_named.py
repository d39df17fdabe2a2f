"""The local starts that a rule names, before hours are missing or anything is counted."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from tests.engine.recurrence.generated import local

from maillage.engine.recurrence import Rule, Series
from maillage.engine.recurrence.named import named


def days(start: str, limit: str, rule: str | None) -> list[str]:
    """The days named up to a limit."""
    series = Series(
        local(start), timedelta(hours=1), ZoneInfo("Europe/Paris"), Rule.parse(rule) if rule else None
    )
    return [f"{day:%Y-%m-%d}" for day in named(series, local(limit))]


def test_named_is_one_without_a_rule() -> None:
    assert days("2026-03-29 02:30", "2026-12-31", None) == ["2026-03-29"]
    assert days("2026-03-29 02:30", "2026-03-29", None) == []


def test_named_knows_no_missing_hour_and_no_count() -> None:
    assert days("2026-03-28 02:30", "2026-03-30 02:30", "FREQ=DAILY;COUNT=1") == [
        "2026-03-28",
        "2026-03-29",
        "2026-03-30",
    ]


def test_named_takes_what_the_rule_does_not_say_from_the_beginning() -> None:
    assert days("2026-07-01", "2026-07-20", "FREQ=WEEKLY;BYMONTH=7") == [
        "2026-07-01",
        "2026-07-08",
        "2026-07-15",
    ]
    assert days("2026-07-01", "2027-12-31", "FREQ=YEARLY;BYMONTH=7") == ["2026-07-01", "2027-07-01"]
    assert days("2026-12-31", "2027-03-31", "FREQ=MONTHLY") == ["2026-12-31", "2027-01-31", "2027-03-31"]


def test_named_of_other_centuries_are_on_the_same_days() -> None:
    for year in (1900, 2100, 2291, 2400):
        leap = days(f"{year}-01-31", f"{year}-12-31", "FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2")
        assert leap == [f"{year}-02-{29 if year == 2400 else 28}"]


def test_named_ends_where_a_rule_never_names_a_day_again() -> None:
    """Every 1,000 weeks there is seldom a Monday of January, also in the last week of the calendar."""
    assert days("2026-01-05", "2126-01-01", "FREQ=WEEKLY;INTERVAL=1000;BYMONTH=2;BYDAY=MO") == []
    assert days("2026-01-01", "2126-01-01", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30") == []
