"""Free stretches, and the earliest of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.availability.spaces import desks, room, spaces

from maillage.engine.availability import Free, Place, SpaceTime, check, first_free, free, is_free
from maillage.engine.availability.free import clipped, joined, without


def told(space: SpaceTime, least: int = 1) -> list[tuple[int, int, int]]:
    """What is free on the day, from 0 to 24."""
    return [tuple(found) for found in free([space], start=0, end=24, least=least)[space.key]]


def test_an_empty_room_is_free_while_it_is_open() -> None:
    assert told(room()) == [(8, 20, 1)]


def test_a_booking_cuts_the_day_in_two() -> None:
    assert told(room((10, 12))) == [(8, 10, 1), (12, 20, 1)]


def test_what_is_taken_from_edge_to_edge_is_not_free() -> None:
    assert told(room((8, 14), (12, 20))) == []


def test_a_closed_space_has_an_empty_answer() -> None:
    assert free([SpaceTime(7, 3, ())], start=0, end=24) == {7: ()}


def test_stretches_shorter_than_least_are_left_out() -> None:
    assert told(room((9, 12), (14, 19)), least=2) == [(12, 14, 1)]


def test_the_window_cuts_what_is_free() -> None:
    assert free([room((10, 12))], start=9, end=13) == {1: (Free(9, 10, 1), Free(12, 13, 1))}


def test_openings_that_touch_are_one() -> None:
    assert told(SpaceTime(1, 1, ((12, 18), (8, 12), (9, 10)))) == [(8, 18, 1)]


def test_nobody_is_asked_to_change_desks() -> None:
    """Desk 0 is free in the morning, desk 1 in the afternoon; no desk stays free all day."""
    assert told(desks(2, (0, 14, 20), (1, 8, 12))) == [(8, 14, 1), (12, 20, 1)]


def test_units_counts_what_is_free_all_through() -> None:
    assert told(desks(12, (3, 9, 10), (4, 9, 10))) == [(8, 20, 10)]


def test_a_stretch_inside_another_is_not_told() -> None:
    assert told(desks(2, (1, 8, 10), (1, 12, 20))) == [(8, 20, 1)]


def test_equal_stretches_of_two_units_are_one() -> None:
    assert told(desks(2, (0, 10, 20), (1, 10, 20))) == [(8, 10, 2)]


def test_free_refuses_a_window_turned_round_and_a_length_of_nothing() -> None:
    with pytest.raises(ValueError, match=r"^A spell ends \(3\) before it begins \(9\): swap its ends\.$"):
        free([], start=9, end=3)
    with pytest.raises(ValueError, match=r"^least is 0: a free stretch lasts at least one second\.$"):
        free([], start=0, end=3, least=0)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.integers(1, 9), unique=True, max_size=3), st.data(), st.integers(1, 4))
def test_free_agrees_with_the_referee(keys: list[int], data: st.DataObject, least: int) -> None:
    asked = [data.draw(spaces(key)) for key in keys]
    start = data.draw(st.integers(0, 20))
    end = data.draw(st.integers(start + 1, 24))
    found = free(asked, start=start, end=end, least=least)
    assert check(asked, found, start=start, end=end, least=least) == []


def test_first_free_is_the_first_gap_that_is_long_enough() -> None:
    assert first_free(room((8, 10), (11, 13)), 0, 2, 20) == Place(13, 0)


def test_first_free_begins_where_one_asks() -> None:
    assert first_free(room(), 11, 2, 20) == Place(11, 0)


def test_first_free_takes_the_lowest_unit_of_that_moment() -> None:
    assert first_free(desks(4, (0, 8, 12), (1, 8, 9), (2, 8, 9)), 8, 1, 20) == Place(8, 3)
    assert first_free(desks(3, (0, 8, 12), (1, 8, 9), (2, 8, 9)), 8, 1, 20) == Place(9, 1)


def test_first_free_may_begin_as_late_as_asked_and_run_on() -> None:
    assert first_free(room((8, 18)), 8, 2, 18) == Place(18, 0)
    assert first_free(room((8, 18)), 8, 2, 17) is None
    assert first_free(room((8, 18)), 8, 3, 18) is None
    assert first_free(room(), 9, 1, 8) is None


def test_first_free_refuses_a_length_of_nothing() -> None:
    with pytest.raises(ValueError, match=r"^length is 0: something lasts at least one second\.$"):
        first_free(room(), 0, 0, 9)


@settings(max_examples=400, deadline=None)
@given(spaces(), st.integers(0, 24), st.integers(1, 6), st.integers(0, 24))
def test_first_free_agrees_with_asking_each_moment(
    space: SpaceTime, start: int, length: int, not_after: int
) -> None:
    fits = [
        Place(moment, unit)
        for moment in range(start, not_after + 1)
        for unit in range(space.units)
        if all(is_free(space, unit, second) for second in range(moment, moment + length))
    ]
    assert first_free(space, start, length, not_after) == min(fits, default=None)


def test_joined_clipped_and_without_do_what_their_names_say() -> None:
    assert joined([(5, 7), (1, 3), (3, 4), (6, 9)]) == [(1, 4), (5, 9)]
    assert clipped([(1, 4), (5, 9)], 3, 5) == [(3, 4)]
    assert list(without([(0, 10), (20, 30)], [(2, 9), (3, 4), (9, 22)])) == [(0, 2), (22, 30)]
