"""« This one and the following » : two series that are together the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from tests.engine.recurrence.generated import at_night, generated, local

from maillage.engine.recurrence import Occurrence, Rule, Series, SeriesError, expand, split

PARIS, HOUR = ZoneInfo("Europe/Paris"), timedelta(hours=1)
TUESDAYS = Series(local("2026-09-01 09:00"), HOUR, PARIS, Rule.parse("FREQ=WEEKLY;COUNT=5"))


def found(series: Series, horizon: datetime | None = None) -> tuple[Occurrence, ...]:
    """What a series comes to."""
    return expand(series, most=2000, horizon=horizon).occurrences


def test_split_turns_a_count_into_an_end_and_what_is_left() -> None:
    before, after = split(TUESDAYS, local("2026-09-15 09:00"))
    assert before.rule == Rule.parse("FREQ=WEEKLY;UNTIL=20260915T085959")
    assert (after.start, after.rule) == (local("2026-09-15 09:00"), Rule.parse("FREQ=WEEKLY;COUNT=3"))


def test_split_keeps_an_end() -> None:
    rule = Rule.parse("FREQ=WEEKLY;UNTIL=20261001")
    assert split(replace(TUESDAYS, rule=rule), local("2026-09-15 09:00"))[1].rule == rule


def test_split_shares_out_exceptions_and_added_dates() -> None:
    excluded = frozenset(map(local, ("2026-09-08 09:00", "2026-09-22 09:00")))
    added = tuple(map(local, ("2026-09-09 09:00", "2026-09-23 09:00")))
    before, after = split(replace(TUESDAYS, excluded=excluded, added=added), local("2026-09-15 09:00"))
    assert (before.excluded, before.added) == ({local("2026-09-08 09:00")}, (local("2026-09-09 09:00"),))
    assert (after.excluded, after.added) == ({local("2026-09-22 09:00")}, (local("2026-09-23 09:00"),))


def test_split_of_dates_without_rule_begins_at_an_added_one() -> None:
    added = (local("2026-09-02 09:00"), local("2026-09-03 09:00"))
    before, after = split(replace(TUESDAYS, rule=None, added=added), added[0])
    assert (before.added, after.start, after.added) == ((), added[0], added[1:])


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ("2026-09-01 09:00", "nothing_before"),
        ("2026-09-16 09:00", "not_an_occurrence"),
        ("2026-09-08 09:00", "not_an_occurrence"),
        ("2026-10-06 09:00", "not_an_occurrence"),
        ("2900-09-04 09:00", "not_an_occurrence"),
        ("2026-09-10 09:00", "split_at_added"),
        ("2026-09-15 09:00+02:00", "bad_time"),
    ],
)
def test_split_refuses(at: str, code: str) -> None:
    excluded, added = frozenset([local("2026-09-08 09:00")]), (local("2026-09-10 09:00"),)
    with pytest.raises(SeriesError) as refusal:
        split(replace(TUESDAYS, excluded=excluded, added=added), local(at))
    assert refusal.value.code == code


def test_two_parts_are_together_the_whole() -> None:
    random, cuts = Random(3), 0
    pairs = [*generated(1500), *((series, None) for series in at_night(300))]
    for series, horizon in pairs:
        whole = found(series, horizon)
        ruled = [one.local for one in whole[1:] if one.local not in series.added]
        if ruled:
            before, after = split(series, random.choice(ruled))
            assert found(before) + found(after, horizon) == whole
            assert after.start > found(before)[-1].local
            cuts += 1
    assert cuts > 1200
