"""No published cell lets a group of fewer than five be recognised, even by subtraction."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.observatory.privacy import merge_small, suppress_column

COLUMNS = st.lists(st.integers(0, 30), min_size=2, max_size=7)


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([], []),
        ([0, 0], [0, 0]),
        ([12, 7, 5], [12, 7, 5]),
        ([12, 0, 5], [12, 0, 5]),
        ([12, 3, 7], [12, None, None]),  # 7 goes with 3, or the total would give it away
        ([12, 3, 4], [12, None, None]),
        ([12, 1, 0, 9], [12, None, None, None]),  # zero and 9 go with 1: together they reach five
        ([3], [None]),
        ([2, 1], [None, None]),
    ],
)
def test_small_cells_are_hidden_with_enough_company(values: list[int], shown: list[int | None]) -> None:
    assert suppress_column(values, 5) == shown


@settings(deadline=None)
@given(values=COLUMNS, minimum=st.integers(1, 8))
def test_no_small_cell_is_shown_and_no_other_figure_is_changed(values: list[int], minimum: int) -> None:
    shown = suppress_column(values, minimum)
    assert len(shown) == len(values)
    for value, cell in zip(values, shown, strict=True):
        assert cell is None or cell == value
        assert cell is None or cell == 0 or cell >= minimum


@settings(deadline=None, max_examples=300)
@given(values=COLUMNS, minimum=st.integers(2, 8))
def test_no_hidden_cell_can_be_found_from_the_shown_cells_and_the_total(
    values: list[int], minimum: int
) -> None:
    """Each hidden cell could hold any number from zero to what is hidden in all."""
    shown = suppress_column(values, minimum)
    hidden = [i for i, cell in enumerate(shown) if cell is None]
    if not hidden:
        return
    in_all = sum(values) - sum(cell for cell in shown if cell is not None)
    assert len(hidden) >= 2
    if sum(values) >= minimum:
        assert in_all >= minimum
    for cell in hidden:
        others = len(hidden) - 1
        possible = {mine for mine in range(in_all + 1) if others or mine == in_all}
        assert values[cell] in possible
        assert len(possible) >= 2


@settings(deadline=None)
@given(values=COLUMNS, minimum=st.integers(2, 8))
def test_nothing_is_hidden_for_nothing(values: list[int], minimum: int) -> None:
    if not any(0 < value < minimum for value in values):
        assert suppress_column(values, minimum) == values


@pytest.mark.parametrize(
    ("sizes", "groups"),
    [
        ({}, []),
        ({"a": 9, "b": 5}, [["a"], ["b"]]),
        ({"a": 9, "b": 0}, [["a"]]),
        ({"a": 9, "b": 3, "c": 2}, [["a"], ["b", "c"]]),
        ({"a": 9, "b": 3}, [["b", "a"]]),
        ({"a": 9, "d": 20, "b": 1, "c": 1}, [["d"], ["b", "c", "a"]]),
        ({"a": 2, "b": 1}, [["a", "b"]]),
    ],
)
def test_small_groups_are_put_together_and_with_the_smallest_large_one_if_need_be(
    sizes: dict[str, int], groups: list[list[str]]
) -> None:
    assert merge_small(sizes, 5) == groups


@settings(deadline=None)
@given(
    sizes=st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 20), max_size=7),
    minimum=st.integers(1, 8),
)
def test_every_group_is_large_enough_or_alone_and_nobody_is_lost(sizes: dict[str, int], minimum: int) -> None:
    groups = merge_small(sizes, minimum)
    named = [key for group in groups for key in group]
    assert sorted(named) == sorted(key for key, size in sizes.items() if size)
    counts = [sum(sizes[key] for key in group) for group in groups]
    assert len(groups) <= 1 or min(counts) >= minimum
