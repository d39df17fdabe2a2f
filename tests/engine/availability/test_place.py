"""On which unit something goes, and what goes nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.availability.spaces import stretches

from maillage.engine.availability import conflicts, unit_for


def test_unit_for_is_the_lowest_free() -> None:
    assert unit_for([(0, 8, 12), (2, 8, 12)], 3, 9, 10) == 1


def test_unit_for_is_none_when_all_are_taken() -> None:
    assert unit_for([(0, 8, 12), (1, 11, 13)], 2, 9, 12) is None


def test_unit_for_lets_one_begin_where_another_ends() -> None:
    assert unit_for([(0, 8, 12), (0, 14, 15)], 1, 12, 14) == 0


def test_unit_for_refuses_nonsense() -> None:
    with pytest.raises(ValueError, match=r"^The span asked for ends \(9\) before it begins \(9\): swap"):
        unit_for([], 1, 9, 9)
    with pytest.raises(ValueError, match=r"^Unit 1 of the space is taken, but its units go from 0 to 0\.$"):
        unit_for([(1, 8, 9)], 1, 8, 9)


def test_conflicts_chooses_a_unit_for_each_date() -> None:
    assert conflicts([(0, 1, 2), (1, 11, 12)], 2, [(1, 2), (11, 12)]) == ()


def test_conflicts_names_what_fits_nowhere() -> None:
    assert conflicts([(0, 1, 5), (1, 4, 6)], 2, [(0, 1), (4, 5), (7, 8), (3, 6)]) == (1, 3)


def test_conflicts_counts_what_was_asked_before() -> None:
    assert conflicts([], 2, [(1, 3), (2, 4), (2, 3), (3, 5)]) == (2,)


def test_conflicts_of_nothing_is_nothing() -> None:
    assert conflicts([(0, 1, 2)], 1, []) == ()


def test_conflicts_refuses_nonsense() -> None:
    with pytest.raises(ValueError, match=r"^The span asked for ends \(1\) before it begins \(2\): swap"):
        conflicts([], 1, [(2, 1)])
    with pytest.raises(
        ValueError, match=r"^Unit 0 of the space is taken until 4, before 5: swap the ends\.$"
    ):
        conflicts([(0, 5, 4)], 1, [(1, 2)])


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 3), st.data())
def test_conflicts_agrees_with_a_sheet_of_paper(units: int, data: st.DataObject) -> None:
    """Each unit has a line of seconds; a date goes on the first line with room for it."""
    some = st.lists(st.tuples(st.integers(0, units - 1), stretches()), max_size=5)
    busy = [(unit, *stretch) for unit, stretch in data.draw(some)]
    asked = data.draw(st.lists(stretches(), max_size=6))
    lines = [{second for u, s, e in busy if u == unit for second in range(s, e)} for unit in range(units)]
    refused = []
    for index, (start, end) in enumerate(asked):
        room = next((line for line in lines if not line & set(range(start, end))), None)
        if room is None:
            refused.append(index)
        else:
            room |= set(range(start, end))
    assert conflicts(busy, units, asked) == tuple(refused)
