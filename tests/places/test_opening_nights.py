"""A night belongs to the day it began."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from maillage.places.opening_nights import Wall, days_of, merged, wall_spans


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 6, day, hour, minute)  # noqa: DTZ001  # wall-clock time; 8 June is a Monday


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Mo-We 22:00-06:00", [(at(8, 22), at(9, 6)), (at(9, 22), at(10, 6)), (at(10, 22), at(11, 6))]),
        ("Mo-We 22:00-06:00; Tu off", [(at(8, 22), at(9, 6)), (at(10, 22), at(11, 6))]),
        (
            "Mo-We 22:00-06:00; Tu 10:00-12:00",
            [(at(8, 22), at(9, 6)), (at(9, 10), at(9, 12)), (at(10, 22), at(11, 6))],
        ),
        ("Mo 22:00-06:00, Tu 07:00-08:00", [(at(8, 22), at(9, 6)), (at(9, 7), at(9, 8))]),
        ("Mo 18:00-26:00; Mo 20:00-21:00 off", [(at(8, 18), at(8, 20)), (at(8, 21), at(9, 2))]),
        ("Mo 09:00-09:00; We off", [(at(8, 9), at(9, 9))]),
    ],
)
def test_wall_spans_leave_whole_nights(text: str, spans: list[Wall]) -> None:
    assert wall_spans(text, None, at(8, 0), at(12, 0)) == spans


def test_merged_joins_what_touches_and_drops_what_is_empty() -> None:
    spans = [(at(8, 12), at(8, 14)), (at(8, 9), at(8, 12)), (at(8, 10), at(8, 11)), (at(9, 1), at(9, 1))]
    assert merged(spans) == [(at(8, 9), at(8, 14))]


def test_days_of_cuts_what_lasts_more_than_a_day() -> None:
    week = days_of([(at(8, 18), at(10, 2)), (at(12, 18), at(13, 2))], date(2026, 6, 8))
    assert [spans for _, spans in week] == [
        ((time(18), time(0)),),
        ((time(0), time(0)),),
        ((time(0), time(2)),),
        (),
        ((time(18), time(2)),),
        (),
        (),
    ]
