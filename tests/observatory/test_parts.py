"""A column of hours shows no small cell, and none that the others give away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from maillage.observatory.parts import Part, column, hours, size

START = datetime(2026, 6, 8, tzinfo=UTC)


def cell(*people: int, times: int = 1) -> list[Part]:
    """An hour for each of these people, so many times."""
    span = START, START + timedelta(hours=1)
    return [
        Part("g", f"person {one}", 100 * one + time, 1, "held", span, 3600)
        for one in people
        for time in range(times)
    ]


def test_the_size_of_a_cell_is_its_bookings_or_its_people_if_they_are_fewer() -> None:
    assert (size(cell(1, 2, times=4)), size(cell(1, 2) + cell(1, 2)), size([])) == (2, 2, 0)
    assert hours(cell(1, 2, times=4)) == 8


def test_nothing_is_hidden_where_everybody_is_many() -> None:
    many, others = cell(*range(5)), cell(*range(10, 16))
    assert column([many, others, []], 5) == ([5, 6, 0], 11)


def test_a_small_cell_takes_the_next_smallest_with_it() -> None:
    few, some, many = cell(1, 2), cell(*range(10, 15)), cell(*range(20, 30))
    assert column([few, some, many], 5) == ([None, None, 10], 17)


def test_a_total_of_few_people_is_hidden_too() -> None:
    assert column([cell(1, 2, times=9), []], 5) == ([None, None], None)


def test_the_same_few_people_in_two_cells_hide_the_whole_column() -> None:
    few, many = cell(1, 2, 3), cell(*range(20, 30))
    assert column([few, list(few), many], 5) == ([None, None, None], 16)


def test_empty_columns_say_zero() -> None:
    assert column([[], []], 5) == ([0, 0], 0)
