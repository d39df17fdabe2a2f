"""One field a column and one column a field, with the largest sum."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.engine.tabular.assign import FORBIDDEN, assign

Weights = list[list[float]]


def total(weights: Weights, taken: list[int | None]) -> float:
    return sum(weights[row][column] for row, column in enumerate(taken) if column is not None)


def exhaustive(weights: Weights) -> float:
    choices = [None, *range(len(weights[0]))]
    best = 0.0
    for taken in product(choices, repeat=len(weights)):
        used = [column for column in taken if column is not None]
        if len(set(used)) == len(used):
            best = max(best, total(weights, list(taken)))
    return best


@pytest.mark.parametrize(
    ("weights", "taken"),
    [
        ([], []),
        ([[], []], [None, None]),
        ([[1.0]], [0]),
        ([[0.0]], [None]),
        ([[-1.0, FORBIDDEN]], [None]),
        ([[3.0, 2.0], [3.0, 0.5]], [1, 0]),
        ([[3.0], [4.0]], [None, 0]),
    ],
)
def test_the_largest_sum_is_taken(weights: Weights, taken: list[int | None]) -> None:
    assert assign(weights) == taken


matrices = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.floats(-5, 5).map(lambda number: round(number, 2)), min_size=width, max_size=width),
        min_size=1,
        max_size=4,
    )
)


@given(matrices)
def test_no_other_choice_is_better(weights: Weights) -> None:
    taken = assign(weights)
    used = [column for column in taken if column is not None]
    assert len(set(used)) == len(used)
    assert all(weights[row][column] > 0 for row, column in enumerate(taken) if column is not None)
    assert total(weights, taken) == pytest.approx(exhaustive(weights))


@given(matrices)
def test_the_answer_is_always_the_same(weights: Weights) -> None:
    assert assign(weights) == assign(weights)
