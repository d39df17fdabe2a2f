"""Series to occurrences: nights on which clocks change, limits, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.engine.recurrence.generated import local

from maillage.engine.recurrence import (
    SERIES_REFUSALS,
    Expansion,
    Occurrence,
    Rule,
    Series,
    SeriesError,
    aligned,
    check,
    expand,
    portable,
)

PARIS, HOUR = ZoneInfo("Europe/Paris"), timedelta(hours=1)


def series(start: str, rule: str | None = None, length: timedelta = HOUR) -> Series:
    """A series in Paris."""
    return Series(local(start), length, PARIS, rule and Rule.parse(rule, PARIS))


def starts(asked: Series, horizon: str | None = None) -> list[str]:
    """The local starts, after the referee has seen them."""
    expansion = expand(asked, most=100, horizon=horizon and local(horizon))
    assert check(asked, expansion) == []
    return [f"{one.local:%Y-%m-%d %H:%M}" for one in expansion.occurrences]


def refused(asked: Series, *, most: int = 100, horizon: str | None = None) -> tuple[str, dict[str, object]]:
    """Why a series is not expanded."""
    with pytest.raises(SeriesError) as refusal:
        expand(asked, most=most, horizon=horizon and local(horizon))
    return refusal.value.code, refusal.value.data


def test_a_single_one_has_both_ends_in_utc() -> None:
    occurrence = Occurrence(
        local("2026-07-01 10:00"), local("2026-07-01 08:00+00:00"), local("2026-07-01 09:00+00:00")
    )
    assert expand(series("2026-07-01 10:00"), most=1) == Expansion((occurrence,))


def test_the_wall_clock_stays_when_the_offset_changes() -> None:
    found = expand(series("2026-03-27 10:00", "FREQ=DAILY;COUNT=3"), most=9).occurrences
    assert [f"{one.start:%d %H:%M}" for one in found] == ["27 09:00", "28 09:00", "29 08:00"]


def test_a_missing_hour_is_skipped_and_not_counted() -> None:
    asked = series("2026-03-28 02:30", "FREQ=DAILY;COUNT=3")
    assert starts(asked) == ["2026-03-28 02:30", "2026-03-30 02:30", "2026-03-31 02:30"]
    assert expand(asked, most=9).skipped == (local("2026-03-29 02:30"),)


def test_the_hour_that_comes_twice_is_its_first_passage_and_length_elapses() -> None:
    asked = series("2026-10-25 02:30", length=timedelta(hours=2))
    (found,) = expand(asked, most=1).occurrences
    assert (found.start, found.end) == (local("2026-10-25 00:30+00:00"), local("2026-10-25 02:30+00:00"))


@pytest.mark.parametrize(
    ("start", "rule", "found"),
    [
        ("2026-01-31", "FREQ=MONTHLY;COUNT=3", ["2026-01-31", "2026-03-31", "2026-05-31"]),
        ("2024-02-29", "FREQ=YEARLY;COUNT=2", ["2024-02-29", "2028-02-29"]),
        ("2026-01-30", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", ["2026-01-30", "2026-02-27"]),
        (
            "1997-08-05",
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
            ["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"],
        ),
        (
            "1997-08-05",
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
            ["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"],
        ),
        (
            "1997-09-04",
            "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
            ["1997-09-04", "1997-10-07", "1997-11-06"],
        ),
        (
            "1998-02-13",
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3",
            ["1998-02-13", "1998-03-13", "1998-11-13"],
        ),
        ("1997-05-19", "FREQ=YEARLY;BYDAY=20MO;COUNT=2", ["1997-05-19", "1998-05-18"]),
        # dateutil counts the first week from its first start on, and reads a mixed list as « and »
        ("2026-07-01", "FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=2;COUNT=2", ["2026-07-01", "2026-07-08"]),
        ("2026-06-26", "FREQ=MONTHLY;BYDAY=FR,1TU;COUNT=3", ["2026-06-26", "2026-07-03", "2026-07-07"]),
    ],
)
def test_rules_name_the_days_of_the_standard(start: str, rule: str, found: list[str]) -> None:
    assert starts(series(f"{start} 09:00", rule)) == [f"{day} 09:00" for day in found]


def test_until_and_horizon_are_included() -> None:
    asked = series("2026-07-01 10:00", "FREQ=DAILY;UNTIL=20260703T080000Z")
    assert starts(asked)[-1] == "2026-07-03 10:00"
    assert starts(asked, "2026-07-02 10:00")[-1] == "2026-07-02 10:00"


def test_excluded_dates_are_left_out_and_still_counted() -> None:
    asked = replace(
        series("2026-07-01 10:00", "FREQ=DAILY;COUNT=3"), excluded=frozenset([local("2026-07-02 10:00")])
    )
    assert starts(asked) == ["2026-07-01 10:00", "2026-07-03 10:00"]


def test_added_dates_come_beside_the_rule_once_and_up_to_the_horizon() -> None:
    added = tuple(map(local, ("2026-07-05 15:00", "2026-07-02 10:00", "2026-07-05 15:00")))
    asked = replace(series("2026-07-01 10:00", "FREQ=DAILY;COUNT=2"), added=added)
    assert starts(asked) == ["2026-07-01 10:00", "2026-07-02 10:00", "2026-07-05 15:00"]
    assert starts(asked, "2026-07-04") == ["2026-07-01 10:00", "2026-07-02 10:00"]


def test_occurrences_may_touch() -> None:
    assert len(starts(series("2026-07-01", "FREQ=DAILY;COUNT=3", timedelta(days=1)))) == 3


def test_aligned_begins_on_the_first_day_of_the_rule() -> None:
    asked = series("2026-09-01 09:00", "FREQ=WEEKLY;BYDAY=MO;COUNT=2")
    assert starts(aligned(asked)) == ["2026-09-07 09:00", "2026-09-14 09:00"]
    assert aligned(series("2026-03-29 02:30", "FREQ=DAILY;COUNT=1")).start == local("2026-03-30 02:30")
    assert aligned(series("2026-09-01 09:00")) == series("2026-09-01 09:00")


@pytest.mark.parametrize("freq", ["DAILY", "MONTHLY", "YEARLY"])
def test_aligned_refuses_a_rule_that_names_no_day(freq: str) -> None:
    with pytest.raises(SeriesError) as refusal:
        aligned(series("2026-01-01", f"FREQ={freq};BYMONTH=2;BYMONTHDAY=30"))
    assert refusal.value.code == "nothing"


def test_portable_writes_what_is_skipped_as_exceptions() -> None:
    asked = series("2026-03-28 02:30", "FREQ=DAILY;COUNT=3")
    written = portable(asked, expand(asked, most=9))
    assert (written.rule and written.rule.text(PARIS)) == "FREQ=DAILY;UNTIL=20260331T003000Z"
    assert written.excluded == {local("2026-03-29 02:30")}
    assert starts(written) == starts(asked)


def test_portable_leaves_a_series_alone_that_skips_nothing() -> None:
    for asked in (series("2026-07-01 02:30", "FREQ=DAILY;COUNT=3"), series("2026-07-01 02:30")):
        assert portable(asked, expand(asked, most=9)) == asked


def test_portable_of_an_endless_series_goes_up_to_its_horizon() -> None:
    asked = series("2026-03-28 02:30", "FREQ=DAILY")
    written = portable(asked, expand(asked, most=400, horizon=local("2026-12-31")))
    assert (written.rule, written.excluded) == (asked.rule, {local("2026-03-29 02:30")})


DAILY = series("2026-07-01 10:00", "FREQ=DAILY")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (DAILY, "endless"),
        (series("2026-07-01 10:00", "FREQ=DAILY;COUNT=101"), "too_many"),
        (series("2026-07-01 10:00", "FREQ=YEARLY;INTERVAL=50;COUNT=9"), "too_far"),
        (series("2026-07-01 10:00", "FREQ=YEARLY;INTERVAL=50;UNTIL=99980101"), "too_far"),
        (series("2026-03-29 02:30"), "missing_hour"),
        (replace(series("2026-03-01 10:00"), added=(local("2026-03-29 02:00"),)), "missing_hour"),
        (series("2026-07-01 10:00", "FREQ=WEEKLY;COUNT=2;BYDAY=MO"), "out_of_step"),
        (series("2026-07-01 10:00", "FREQ=DAILY;COUNT=2", timedelta(hours=25)), "overlap"),
        (series("2026-03-28 10:00", "FREQ=DAILY;COUNT=2", timedelta(hours=24)), "overlap"),
        (series("2026-07-01 10:00", "FREQ=DAILY;UNTIL=20260630"), "nothing"),
        (replace(series("2026-07-01 10:00"), excluded=frozenset([local("2026-07-01 10:00")])), "nothing"),
    ],
)
def test_expand_refuses(asked: Series, code: str) -> None:
    assert refused(asked)[0] == code


def test_refusals_carry_what_a_sentence_needs() -> None:
    assert refused(DAILY, most=3, horizon="2026-07-09") == ("too_many", {"most": 3})
    lying = series("2026-07-01 10:00", "FREQ=DAILY;COUNT=2", timedelta(hours=25))
    assert refused(lying) == (
        "overlap",
        {"first": local("2026-07-01 10:00"), "second": local("2026-07-02 10:00")},
    )
    missing = {"local": local("2026-03-29 02:30"), "part": "start", "zone": "Europe/Paris"}
    assert refused(series("2026-03-29 02:30")) == ("missing_hour", missing)
    assert refused(DAILY, horizon="2026-07-09 00:00+02:00")[0] == "bad_time"
    assert [sentence[-1] for sentence in SERIES_REFUSALS.values()] == ["."] * len(SERIES_REFUSALS)


def test_most_counts_what_is_left() -> None:
    excluded = frozenset([local("2026-07-02 10:00")])
    asked = replace(series("2026-07-01 10:00", "FREQ=DAILY;COUNT=3"), excluded=excluded)
    assert len(expand(asked, most=2).occurrences) == 2
    assert refused(asked, most=1)[0] == "too_many"
