"""Rows known by their keys: nothing is read before it is asked for, and only that part."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from maillage.places.queries.later import Later


@pytest.fixture
def asked() -> list[list[int]]:
    """What was read, read by read."""
    return []


@pytest.fixture
def rows(asked: list[list[int]]) -> Later[int, str]:
    """Five rows, which answer to their numbers."""

    def read(keys: Sequence[int]) -> list[str]:
        asked.append(list(keys))
        return [f"row {key}" for key in keys]

    return Later([1, 2, 3, 4, 5], read)


def test_length_and_keys_read_nothing(rows: Later[int, str], asked: list[list[int]]) -> None:
    assert (len(rows), rows.keys, asked) == (5, [1, 2, 3, 4, 5], [])


def test_a_part_is_one_read_of_its_keys(rows: Later[int, str], asked: list[list[int]]) -> None:
    assert (rows[1:3], asked) == (["row 2", "row 3"], [[2, 3]])


def test_one_row_is_read_alone(rows: Later[int, str], asked: list[list[int]]) -> None:
    assert (rows[-1], asked) == ("row 5", [[5]])


def test_going_through_all_is_one_read(rows: Later[int, str], asked: list[list[int]]) -> None:
    assert list(rows) == ["row 1", "row 2", "row 3", "row 4", "row 5"]
    assert asked == [[1, 2, 3, 4, 5]]


def test_backwards_is_as_late(rows: Later[int, str], asked: list[list[int]]) -> None:
    last = rows.backwards()
    assert (len(last), asked) == (5, [])
    assert (last[:2], asked) == (["row 5", "row 4"], [[5, 4]])


def test_beyond_the_end_there_is_no_row(rows: Later[int, str]) -> None:
    assert rows[5:] == []
    with pytest.raises(IndexError):
        rows[5]
