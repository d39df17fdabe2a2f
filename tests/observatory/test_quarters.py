"""Quarters follow each other without overlapping, by the clocks of the territory."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.conftest import PARIS

from maillage.observatory.quarters import Quarter, ended_quarters
from maillage.territory.models import Territory


@pytest.mark.parametrize(
    ("day", "code"), [("2026-01-01", "2026-1"), ("2026-03-31", "2026-1"), ("2026-12-31", "2026-4")]
)
def test_a_day_is_in_its_quarter(day: str, code: str) -> None:
    assert Quarter.of(date.fromisoformat(day)).code == code


def test_each_begins_at_midnight_here_where_the_one_before_ends() -> None:
    assert Quarter(2026, 1).begins(PARIS) == datetime(2025, 12, 31, 23, 0, tzinfo=UTC)
    assert Quarter(2026, 1).after.begins(PARIS) == datetime(2026, 3, 31, 22, 0, tzinfo=UTC)
    assert (Quarter(2026, 4).after, Quarter(2026, 1).before) == (Quarter(2027, 1), Quarter(2025, 4))
    assert (Quarter(2026, 2).after, Quarter(2026, 2).before) == (Quarter(2026, 3), Quarter(2026, 1))


def test_those_that_have_ended_come_the_latest_first() -> None:
    codes = [quarter.code for quarter in ended_quarters(date(2026, 6, 8), 4)]
    assert codes == ["2026-1", "2025-4", "2025-3", "2025-2"]


def test_it_is_named_by_its_months(territory: Territory) -> None:
    assert Quarter(2026, 2).label == "avril à juin 2026"
