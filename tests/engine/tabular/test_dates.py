"""Dates as people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.engine.tabular import Value, read_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2017", "2017"),
        ("2017.0", "2017"),
        ("2017-05", "2017-05"),
        ("05/2017", "2017-05"),
        ("mai 2017", "2017-05"),
        ("août 2019", "2019-08"),
        ("2017-05-12", "2017-05-12"),
        ("2017/5/2", "2017-05-02"),
        ("12/05/2017", "2017-05-12"),
        ("12.5.17", "2017-05-12"),
        ("12-05-1987", "1987-05-12"),
        ("01/01/70", "1970-01-01"),
        ("01/01/69", "2069-01-01"),
        ("20170512", "2017-05-12"),
        ("2020/06/30 14:16:50.898", "2020-06-30"),
        ("2021-01-01T00:00:00+01:00", "2021-01-01"),
        ("2021-01-01T00:00:00Z", "2021-01-01"),
        ("12/05/2017 08:30", "2017-05-12"),
        ("10/12/2021 à 14h30", "2021-12-10"),
        ("1er janvier 2020", "2020-01-01"),
        ("le 3 mars 1999", "1999-03-03"),
        ("lundi 12 mai 2017", "2017-05-12"),
        ("30 nov. 2021", "2021-11-30"),
        ("12-mai-17", "2017-05-12"),
        ("May 12, 2017", "2017-05-12"),
        ("12 May 2017", "2017-05-12"),
    ],
)
def test_a_date_is_read(text: str, date: str) -> None:
    assert read_date(text) == Value(date)


@pytest.mark.parametrize(
    "text", ["31/02/2017", "2017-13", "99/99/9999", "0017-01-01", "29/02/2023", "00/01/2020"]
)
def test_a_day_that_does_not_exist_is_told(text: str) -> None:
    assert read_date(text) == Value(None, "impossible_date")


@pytest.mark.parametrize("text", ["18h30", "demain", "12 rue", "1 2 3 4", "43966", "12 blabla 2017"])
def test_what_is_no_date_is_told(text: str) -> None:
    assert read_date(text) == Value(None, "not_a_date")


@pytest.mark.parametrize("text", ["", "#N/D", "NC", "-"])
def test_a_blank_is_no_problem(text: str) -> None:
    assert read_date(text) == Value()


def test_month_first_is_believed_when_there_is_no_other_way() -> None:
    assert read_date("05/13/2017") == Value("2017-05-13", "ambiguous_date")


def test_a_count_of_days_is_a_date_only_where_dates_are() -> None:
    assert read_date("43966", serial=True) == Value("2020-05-15")
    assert read_date("43966.75", serial=True) == Value("2020-05-15")
    assert read_date("1987", serial=True) == Value("1987")


@given(st.dates(dt.date(1600, 1, 1), dt.date(2100, 12, 31)))
def test_every_french_day_is_read_back(day: dt.date) -> None:
    assert read_date(f"{day.day:02}/{day.month:02}/{day.year}") == Value(day.isoformat())
    assert read_date(day.isoformat()) == Value(day.isoformat())


@given(st.text(max_size=40))
def test_any_text_is_read_or_told(text: str) -> None:
    read = read_date(text)
    assert (read.value is None) or dt.date.fromisoformat((read.value + "-01-01")[:10])
