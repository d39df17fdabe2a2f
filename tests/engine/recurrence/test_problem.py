"""What is refused when a series is described."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.engine.recurrence.generated import local

from maillage.engine.recurrence import Series, SeriesError

PARIS, HOUR, NOON = ZoneInfo("Europe/Paris"), timedelta(hours=1), local("2026-07-01 12:00")


@pytest.mark.parametrize(
    "written", ["2026-07-01 12:00+02:00", "2026-07-01 12:00:00.5", "1899-12-31", "3000-01-01"]
)
def test_a_time_is_a_naive_whole_second_of_a_possible_year(written: str) -> None:
    with pytest.raises(SeriesError) as refusal:
        Series(local(written), HOUR, PARIS)
    assert (refusal.value.code, refusal.value.data["part"]) == ("bad_time", "start")
    with pytest.raises(SeriesError) as refusal:
        Series(NOON, HOUR, PARIS, excluded=frozenset([local(written)]))
    assert (refusal.value.code, refusal.value.data["part"]) == ("bad_time", "excluded")


@pytest.mark.parametrize("seconds", [0, -3600, 0.5, 1.5])
def test_a_length_is_at_least_one_whole_second(seconds: float) -> None:
    with pytest.raises(SeriesError) as refusal:
        Series(NOON, timedelta(seconds=seconds), PARIS)
    assert refusal.value.code == "bad_length"


def test_nothing_is_added_before_the_beginning() -> None:
    with pytest.raises(SeriesError) as refusal:
        Series(NOON, HOUR, PARIS, added=(NOON - HOUR,))
    data = {"local": NOON - HOUR, "start": NOON}
    assert (refusal.value.code, refusal.value.data) == ("added_before_start", data)


def test_added_dates_are_sorted_and_told_once() -> None:
    added = (NOON + 2 * HOUR, NOON + HOUR, NOON + 2 * HOUR)
    assert Series(NOON, HOUR, PARIS, added=added).added == (NOON + HOUR, NOON + 2 * HOUR)


def test_a_fold_is_forgotten() -> None:
    assert Series(NOON.replace(fold=1), HOUR, PARIS).start.fold == 0
