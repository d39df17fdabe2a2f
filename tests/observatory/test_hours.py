"""Real seconds in an evening, a night, a weekend, an opening; the two odd nights included."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.conftest import PARIS

from maillage.observatory.hours import (
    EVENING,
    NIGHT,
    Span,
    seconds_inside,
    seconds_of_day,
    seconds_of_weekend,
    without,
)


def span(start: str, end: str) -> Span:
    """Two instants, by the clocks of Paris, in UTC."""
    first, last = (
        datetime.fromisoformat(text).replace(tzinfo=PARIS).astimezone(UTC) for text in (start, end)
    )
    return first, last


@pytest.mark.parametrize(
    ("start", "end", "evening", "night", "weekend"),
    [
        ("2026-06-08T09:00", "2026-06-08T19:00", 0, 0, 0),
        ("2026-06-08T18:00", "2026-06-08T23:00", 3, 1, 0),
        ("2026-06-08T00:00", "2026-06-09T00:00", 3, 8, 0),
        ("2026-06-08T05:00", "2026-06-08T07:00", 0, 1, 0),
        ("2026-06-12T22:00", "2026-06-15T06:00", 6, 24, 48),  # Friday night to Monday morning
        ("2026-10-24T22:00", "2026-10-25T06:00", 0, 9, 9),  # the clocks go back
        ("2026-03-28T22:00", "2026-03-29T06:00", 0, 7, 7),  # the clocks go forward
        ("2026-10-24T00:00", "2026-10-26T00:00", 6, 17, 49),
    ],
)
def test_hours_of_a_span(start: str, end: str, evening: int, night: int, weekend: int) -> None:
    told = span(start, end)
    found = (
        seconds_of_day(told, EVENING, PARIS),
        seconds_of_day(told, NIGHT, PARIS),
        seconds_of_weekend(told, PARIS),
    )
    assert found == (3600 * evening, 3600 * night, 3600 * weekend)


def test_what_lies_inside_spans_is_added_up() -> None:
    spans = [span("2026-06-08T08:00", "2026-06-08T10:00"), span("2026-06-08T11:00", "2026-06-08T12:00")]
    assert seconds_inside(span("2026-06-08T09:30", "2026-06-08T13:00"), spans) == 5400
    assert seconds_inside(span("2026-06-08T12:00", "2026-06-08T13:00"), spans) == 0


def test_blocks_are_taken_out_of_spans_however_they_overlap() -> None:
    day = [span("2026-06-08T08:00", "2026-06-08T12:00"), span("2026-06-08T14:00", "2026-06-08T18:00")]
    blocks = [
        span("2026-06-08T11:00", "2026-06-08T15:00"),
        span("2026-06-08T07:00", "2026-06-08T09:00"),
        span("2026-06-08T14:30", "2026-06-08T16:00"),
    ]
    assert list(without(day, blocks)) == [
        span("2026-06-08T09:00", "2026-06-08T11:00"),
        span("2026-06-08T16:00", "2026-06-08T18:00"),
    ]
    assert list(without(day, [span("2026-06-07T00:00", "2026-06-09T00:00")])) == []
    assert list(without(day, [])) == day
