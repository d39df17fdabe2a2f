"""The referee sees each way in which an answer can be wrong."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.availability.spaces import desks, room, spaces

from maillage.engine.availability import Free, SpaceTime, check, free, is_free


def broken(space: SpaceTime, *found: Free, least: int = 1) -> list[str]:
    """What the referee says of an answer for the day."""
    return check([space], {space.key: found}, start=0, end=24, least=least)


def test_is_free_reads_opening_and_bookings() -> None:
    answers = [is_free(room((10, 12)), 0, moment) for moment in (7, 8, 9, 10, 11, 12, 19, 20)]
    assert answers == [False, True, True, False, False, True, True, False]


def test_is_free_asks_one_unit() -> None:
    assert [is_free(desks(2, (1, 8, 9)), unit, 8) for unit in (0, 1)] == [True, False]


def test_check_is_silent_when_all_is_right() -> None:
    assert broken(room((10, 12)), Free(8, 10, 1), Free(12, 20, 1)) == []
    assert broken(room((10, 12)), Free(12, 20, 1), least=3) == []


def test_check_sees_a_stretch_that_is_missing() -> None:
    assert broken(room(), *()) == ["space 1 is told free [], it is [Free(start=8, end=20, units=1)]"]


def test_check_sees_a_stretch_cut_short_and_a_wrong_count() -> None:
    assert len(broken(room(), Free(8, 19, 1))) == 1
    assert len(broken(desks(2), Free(8, 20, 1))) == 1


def test_check_sees_a_stretch_told_beside_the_one_that_contains_it() -> None:
    assert len(broken(desks(2, (1, 12, 20)), Free(8, 20, 1), Free(8, 12, 2))) == 1


def test_check_sees_spaces_that_are_forgotten_or_made_up() -> None:
    found = {2: (Free(8, 20, 1),)}
    told = ["space 2 was not asked about", "space 1 is not answered"]
    assert check([room()], found, start=0, end=24) == told


@settings(max_examples=100, deadline=None)
@given(spaces(), st.data())
def test_check_sees_any_stretch_taken_away(space: SpaceTime, data: st.DataObject) -> None:
    found = free([space], start=0, end=24)[space.key]
    if found:
        gone = data.draw(st.integers(0, len(found) - 1))
        assert len(broken(space, *found[:gone], *found[gone + 1 :])) == 1
