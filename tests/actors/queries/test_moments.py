"""The moments that dates stand for."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.conftest import PARIS

from maillage.actors.queries import Moment
from maillage.actors.queries.moments import known_at_end_of, moment_of
from maillage.common.partial_date import PartialDate

pytestmark = pytest.mark.usefixtures("territory")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2017", date(2017, 12, 31)),
        ("2017-02", date(2017, 2, 28)),
        ("2017-02-03", date(2017, 2, 3)),
        ("2026", date(2026, 6, 8)),  # today: the year is not over
    ],
)
def test_a_date_stands_for_its_last_day_that_has_come(written: str, day: date) -> None:
    assert moment_of(PartialDate.parse(written), None) == Moment(day)


def test_without_dates_it_is_today_as_known_now() -> None:
    assert moment_of(None, None) == Moment(date(2026, 6, 8))


@pytest.mark.parametrize(
    ("written", "end"),
    [
        ("2019-01-15", datetime(2019, 1, 15, 23, 59, 59, 999999, PARIS)),
        ("2019-07", datetime(2019, 7, 31, 23, 59, 59, 999999, PARIS)),
        ("2026-06-07", datetime(2026, 6, 7, 23, 59, 59, 999999, PARIS)),
        ("2026-06-08", None),
        ("2026", None),
    ],
)
def test_what_was_known_on_a_day_is_what_was_known_at_its_end_here(
    written: str, end: datetime | None
) -> None:
    assert known_at_end_of(PartialDate.parse(written)) == end
