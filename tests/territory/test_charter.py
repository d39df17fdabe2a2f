"""The service charter: working days, holidays, deadlines at a local hour, settings refused by name."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.territory.charter import CharterError, ServiceCharter

PARIS = ZoneInfo("Europe/Paris")
CHARTER = ServiceCharter(country="FR", zone=PARIS)


def paris(*parts: int) -> datetime:
    """A moment at Volcanville."""
    return datetime(*parts, tzinfo=PARIS)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2026, 6, 8), True),  # a Monday
        (date(2026, 6, 12), True),  # a Friday
        (date(2026, 6, 13), False),  # a Saturday
        (date(2026, 6, 14), False),  # a Sunday
        (date(2026, 1, 1), False),  # New Year
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 5, 1), False),  # Labour Day
        (date(2026, 5, 8), False),  # 1945
        (date(2026, 5, 14), False),  # Ascension
        (date(2026, 5, 25), False),  # Whit Monday
        (date(2026, 7, 14), False),  # the national day
        (date(2026, 11, 11), False),  # 1918
        (date(2026, 12, 25), False),  # Christmas
        (date(2026, 12, 26), False),  # a Saturday, not an Alsatian holiday
        (date(2026, 4, 3), True),  # Good Friday is worked here
    ],
)
def test_working_days_leave_out_week_ends_and_french_holidays(day: date, counts: bool) -> None:
    assert CHARTER.is_working(day) is counts


def test_country_whose_holidays_are_unknown_has_week_ends_only() -> None:
    elsewhere = ServiceCharter(country="ZZ", zone=PARIS)
    assert elsewhere.is_working(date(2026, 12, 25))
    assert not elsewhere.is_working(date(2026, 12, 26))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 6, 8), 0, date(2026, 6, 8)),
        (date(2026, 6, 8), 5, date(2026, 6, 15)),  # over a week-end
        (date(2026, 6, 12), 1, date(2026, 6, 15)),  # from Friday to Monday
        (date(2026, 6, 13), 1, date(2026, 6, 15)),  # from Saturday
        (date(2026, 5, 7), 1, date(2026, 5, 11)),  # over a holiday and a week-end
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # over New Year
    ],
)
def test_adding_working_days_never_counts_the_day_itself(start: date, count: int, end: date) -> None:
    assert CHARTER.add_working_days(start, count) == end


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (paris(2026, 6, 8, 9), paris(2026, 6, 8, 18), 0),
        (paris(2026, 6, 8, 23, 59), paris(2026, 6, 9, 0, 1), 1),
        (paris(2026, 6, 12, 9), paris(2026, 6, 15, 9), 1),
        (paris(2026, 5, 7, 9), paris(2026, 5, 11, 9), 1),
        (paris(2026, 6, 9, 9), paris(2026, 6, 8, 9), 0),
        (datetime(2026, 6, 7, 22, 30, tzinfo=UTC), datetime(2026, 6, 8, 22, 30, tzinfo=UTC), 1),
    ],
)
def test_working_days_between_are_counted_on_local_dates(start: datetime, end: datetime, days: int) -> None:
    assert CHARTER.working_days_between(start, end) == days


def test_deadline_falls_at_the_charters_hour() -> None:
    assert CHARTER.deadline(paris(2026, 6, 8, 9), 2) == paris(2026, 6, 10, 18)


def test_deadline_of_a_need_written_late_at_night_counts_from_the_local_day() -> None:
    written = datetime(2026, 6, 8, 22, 30, tzinfo=UTC)  # Tuesday, half past midnight, at Volcanville
    assert CHARTER.deadline(written, 1) == paris(2026, 6, 10, 18)


@pytest.mark.parametrize(
    ("start", "deadline", "utc_hour"),
    [
        (paris(2026, 3, 27, 9), paris(2026, 3, 30, 18), 16),  # clocks go forward on 29 March
        (paris(2026, 10, 23, 9), paris(2026, 10, 26, 18), 17),  # and back on 25 October
    ],
)
def test_deadline_stays_at_eighteen_o_clock_when_the_clocks_change(
    start: datetime, deadline: datetime, utc_hour: int
) -> None:
    found = CHARTER.deadline(start, 1)
    assert found == deadline
    assert (found.hour, found.astimezone(UTC).hour) == (18, utc_hour)


@given(
    hours=st.integers(0, 7 * 365 * 24),
    count=st.integers(1, 30),
)
def test_working_days_elapsed_at_a_deadline_are_those_it_gave(hours: int, count: int) -> None:
    start = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    deadline = CHARTER.deadline(start, count)
    assert deadline > start
    assert CHARTER.working_days_between(start, deadline) == count
    assert CHARTER.is_working(deadline.date())
    assert CHARTER.working_days_between(start, deadline - timedelta(days=1)) < count


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"promised_anwser": 5}, "unknown settings: promised_anwser"),
        ({"qualify_within": 0}, "qualify_within is 0"),
        ({"good_answer": -1}, "good_answer is -1"),
        ({"promised_answer": 0}, "promised_answer is 0"),
        ({"helper_answer_within": 0}, "helper_answer_within is 0"),
        ({"min_cell": 0}, "min_cell is 0"),
        ({"default_hours": 0}, "default_hours is 0"),
        ({"pledge_notice_days": -1}, "pledge_notice_days is -1"),
        ({"confirm_address_within_days": 0}, "confirm_address_within_days is 0"),
        ({"group_floor": 1.2}, "group_floor is 1.2"),
        ({"group_floor": -0.1}, "group_floor is -0.1"),
        ({"answer_hour": 24}, "answer_hour is 24"),
        ({"answer_hour": 17.5}, "answer_hour is 17.5"),
        ({"promised_answer": "cinq"}, "promised_answer is 'cinq'"),
        ({"automatic_sending": "non"}, "automatic_sending is 'non'"),
        ({"qualify_within": True}, "qualify_within is True"),
        ({"helper_reminder_after": 2}, "lower helper_reminder_after"),
        ({"good_answer": 6}, "good_answer"),
        ({"confirm_every_months": 0}, "confirm_every_months is 0"),
        ({"confirm_reminder_days": 0}, "confirm_reminder_days is 0"),
        ({"unconfirmed_after_days": 0}, "unconfirmed_after_days is 0"),
        ({"archive_after_months": 0}, "archive_after_months is 0"),
        ({"confirm_reminder_days": 30}, "lower confirm_reminder_days"),
        ({"confirm_every_months": 24}, "lower confirm_every_months"),
    ],
)
def test_impossible_setting_is_refused_by_name(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(CharterError) as refused:
        ServiceCharter.of(settings, country="FR", zone=PARIS)
    assert said in str(refused.value)


def test_settings_left_out_have_the_public_default() -> None:
    assert ServiceCharter.of({}, country="FR", zone=PARIS) == CHARTER
    assert (CHARTER.good_answer, CHARTER.promised_answer, CHARTER.min_cell) == (3, 5, 5)
    assert (CHARTER.confirm_every_months, CHARTER.archive_after_months) == (12, 24)
    assert (CHARTER.confirm_reminder_days, CHARTER.unconfirmed_after_days) == (14, 30)


def test_whole_number_is_taken_where_a_share_is_asked() -> None:
    assert ServiceCharter.of({"group_floor": 1}, country="FR", zone=PARIS).group_floor == 1
