"""How a booking repeats, as RFC 5545 writes it."""

from __future__ import annotations

from datetime import date

import pytest

from maillage.bookings.forms.booking import FORTNIGHT, MONTH, WEEK, rule_of


@pytest.mark.parametrize(
    ("repeats", "day", "until", "rule"),
    [
        ("", "2026-06-09", "2026-07-01", ""),
        (WEEK, "2026-06-09", "2026-07-01", "FREQ=WEEKLY;UNTIL=20260701"),
        (FORTNIGHT, "2026-06-09", "2026-07-01", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20260701"),
        (MONTH, "2026-06-07", "2026-12-31", "FREQ=MONTHLY;BYDAY=1SU;UNTIL=20261231"),
        (MONTH, "2026-06-08", "2026-12-31", "FREQ=MONTHLY;BYDAY=2MO;UNTIL=20261231"),
        (MONTH, "2026-06-28", "2026-12-31", "FREQ=MONTHLY;BYDAY=4SU;UNTIL=20261231"),
        (MONTH, "2026-06-29", "2026-12-31", "FREQ=MONTHLY;BYDAY=-1MO;UNTIL=20261231"),
    ],
)
def test_a_repetition_is_written_as_calendars_read_it(repeats: str, day: str, until: str, rule: str) -> None:
    assert rule_of(repeats, date.fromisoformat(day), date.fromisoformat(until)) == rule


def test_a_repetition_without_a_last_day_is_endless_and_left_to_the_form_to_refuse() -> None:
    assert rule_of(WEEK, date(2026, 6, 9), None) == "FREQ=WEEKLY"
