"""One field a column and one column a field, with the largest sum of weights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

FORBIDDEN = -1e6
"""Weights at or below zero are never chosen; this one says so plainly."""


def assign(weights: Sequence[Sequence[float]]) -> list[int | None]:
    """For each row, the column it takes, or ``None``: a maximum-weight matching of positive weights.

    Rows may stay alone, so the answer never holds a weight at or below zero. Shortest augmenting paths with
    potentials (Kuhn 1955; Jonker & Volgenant 1987), rows² × columns steps; of equal answers, always the same.
    """
    rows = len(weights)
    if not rows or not len(weights[0]):
        return [None] * rows
    # One spare column a row, of weight zero, is where a row stays alone.
    gains = np.hstack([np.maximum(np.asarray(weights, dtype=np.float64), 0.0), np.zeros((rows, rows))])
    taken = _match(-gains)
    real = len(weights[0])
    return [
        int(column) if column < real and weights[row][column] > 0 else None
        for row, column in enumerate(taken)
    ]


def _match(costs: np.ndarray) -> list[int]:
    """The column of each row, with the least sum of costs; columns are at least as many as rows."""
    rows, columns = costs.shape
    of_rows, of_columns = np.zeros(rows + 1), np.zeros(columns + 1)
    owner = np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        owner[0] = row
        at = 0
        least = np.full(columns + 1, np.inf)
        way = np.zeros(columns + 1, dtype=int)
        used = np.zeros(columns + 1, dtype=bool)
        while owner[at]:
            used[at] = True
            reduced = costs[owner[at] - 1] - of_rows[owner[at]] - of_columns[1:]
            better = ~used[1:] & (reduced < least[1:])
            least[1:][better] = reduced[better]
            way[1:][better] = at
            open_least = np.where(used, np.inf, least)
            following = int(open_least.argmin())
            step = open_least[following]
            of_rows[owner[used]] += step
            of_columns[used] -= step
            least[~used] -= step
            at = following
        while at:
            owner[at] = owner[way[at]]
            at = int(way[at])
    taken = [0] * rows
    for column in range(1, columns + 1):
        if owner[column]:
            taken[owner[column] - 1] = column - 1
    return taken
