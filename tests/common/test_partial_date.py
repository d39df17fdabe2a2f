"""Dates with their precision: what they stand for, how they are written, what they refuse."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from maillage.common.partial_date import NO_END, PartialDate, PartialDateError

DATES = st.one_of(
    st.builds(PartialDate, st.integers(1000, 2200)),
    st.builds(PartialDate, st.integers(1000, 2200), st.integers(1, 12)),
    st.dates(date(1000, 1, 1), date(2200, 12, 31)).map(PartialDate.of),
)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2017-05", date(2017, 5, 1), date(2017, 5, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2015-02", date(2015, 2, 1), date(2015, 2, 28)),
        ("2017-12", date(2017, 12, 1), date(2017, 12, 31)),
        (" 2017-05-12 ", date(2017, 5, 12), date(2017, 5, 12)),
    ],
)
def test_a_date_stands_for_a_span_of_days(written: str, first: date, last: date) -> None:
    read = PartialDate.parse(written)
    assert (read.first, read.last, str(read)) == (first, last, written.strip())


@pytest.mark.parametrize(
    "written",
    ["", "17", "2017-5", "2017-05-1", "12/05/2017", "2017-05-12T10:00", "c. 2017", "2017 ?", "٢٠١٧-٠٥"],
)
def test_what_is_not_a_date_is_refused_with_what_to_write(written: str) -> None:
    with pytest.raises(PartialDateError):
        PartialDate.parse(written)


def test_a_refusal_says_what_to_write() -> None:
    with pytest.raises(PartialDateError) as refused:
        PartialDate.parse("31/02/2017")
    assert str(refused.value) == "'31/02/2017' is not a date: write 2017, 2017-05 or 2017-05-12."


@pytest.mark.parametrize("written", ["2017-02-31", "2017-13", "2017-00", "2017-05-00", "2015-02-29"])
def test_a_day_that_does_not_exist_is_refused(written: str) -> None:
    with pytest.raises(PartialDateError) as refused:
        PartialDate.parse(written)
    assert str(refused.value) == f"{written} does not exist in the calendar."


@pytest.mark.parametrize("year", ["0999", "2201", "0000"])
def test_a_year_out_of_reason_is_refused(year: str) -> None:
    with pytest.raises(PartialDateError) as refused:
        PartialDate.parse(year)
    assert str(refused.value) == f"{int(year)} is not a year between 1000 and 2200."


def test_a_day_needs_its_month() -> None:
    with pytest.raises(PartialDateError) as refused:
        PartialDate(2017, day=12)
    assert str(refused.value) == "A day needs its month."


def test_the_date_of_a_known_day_is_that_day() -> None:
    assert PartialDate.of(date(2017, 5, 12)) == PartialDate(2017, 5, 12)


@pytest.mark.parametrize(
    ("written", "french", "english"),
    [
        ("2017", "2017", "2017"),
        ("2017-05", "mai 2017", "May 2017"),
        ("2017-05-12", "12 mai 2017", "12 May 2017"),
    ],
)
def test_a_date_is_said_in_the_readers_language(written: str, french: str, english: str) -> None:
    with translation.override("fr"):
        assert PartialDate.parse(written).label == french
    with translation.override("en"):
        assert PartialDate.parse(written).label == english


def test_a_date_is_never_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        PartialDate(2017).year = 2018  # type: ignore[misc]  # this is what must not work


def test_no_end_is_after_everything() -> None:
    assert PartialDate(2200, 12, 31).last < NO_END


def test_dates_are_in_order_of_their_first_day_then_of_their_last() -> None:
    written = ["2018", "2017-05-12", "2017", "2017-05", "2017-01-01", "2017-01"]
    ordered = ["2017-01-01", "2017-01", "2017", "2017-05", "2017-05-12", "2018"]
    assert [str(read) for read in sorted(map(PartialDate.parse, written))] == ordered


@given(DATES)
def test_a_date_is_read_as_it_was_written(written: PartialDate) -> None:
    assert PartialDate.parse(str(written)) == written
    assert written.first <= written.last
    assert str(written.first).startswith(str(written))
    assert str(written.last).startswith(str(written))


@given(DATES, DATES)
def test_order_is_total_and_agrees_with_the_days(one: PartialDate, two: PartialDate) -> None:
    assert (one < two) + (two < one) + (one == two) == 1
    if one.last < two.first:
        assert one < two
