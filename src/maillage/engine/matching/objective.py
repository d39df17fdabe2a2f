"""The rules as integer costs: which digit outweighs which, and what each slot of an hour costs.

The rules are lexicographic. Each is one *digit* of a cost vector; digits are packed into as few int64
*tiers* as fit. A flow is optimal when no simple cycle of its residual network improves it, and one such
cycle changes each digit by a bounded amount; a digit therefore strictly dominates the ones below it as
soon as its weight exceeds what they can change together along one simple cycle. See
``docs/engines/matching.md`` for the bounds and the proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from maillage.engine.matching.problem import MatchingProblem, summed
from maillage.engine.matching.validation import Ints

SCALE = 1_000_000
"""Affinity is compared at this many steps between 0 and 1."""

MAX_TIERS = 6
"""Above this many tiers, mode ``digits`` gives way to ``ranks``."""

Mode = Literal["affinity", "order", "digits", "ranks"]
Weight = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Slots:
    """One slot for each hour a need could receive: the need, and the values it lifts it from and to.

    ``start`` and ``end`` index ``values``, the sorted distinct fractions hours / hours asked;
    ``rank`` orders the slots by start, then by fewer hours asked.
    """

    need: Ints
    start: Ints
    end: Ints
    rank: Ints
    values: int


@dataclass(frozen=True, slots=True)
class Objective:
    """The digits of a mode, packed: ``weights`` from the highest rule to the lowest, over ``tiers``."""

    mode: Mode
    weights: tuple[Weight, ...]
    tiers: int


def slots_of(problem: MatchingProblem, pair_caps: Ints) -> Slots:
    """Return the slots of every need, no more than its candidates could ever fill."""
    size = len(problem.need_ids)
    reach = np.minimum(problem.need_hours, summed(problem.pairs.need, pair_caps, size))
    need = np.repeat(np.arange(size), reach)
    hour = np.arange(len(need)) - np.repeat(np.cumsum(reach) - reach, reach)
    asked = problem.need_hours[need]
    start, end = hour / asked, (hour + 1) / asked
    values = np.unique(np.concatenate([start, end]))
    return Slots(
        need=need,
        start=np.searchsorted(values, start),
        end=np.searchsorted(values, end),
        rank=_dense_rank(start, asked),
        values=len(values),
    )


def affinity_objective(problem: MatchingProblem, limit: int) -> Objective:
    """Return the objective of most affinity alone."""
    return _pack("affinity", [_affinity_bound(problem)], limit)


def order_objective(problem: MatchingProblem, slots: Slots, limit: int) -> Objective:
    """Return the objective leximin, then affinity, where no group floor can bind.

    All slots leave from the source, so a simple cycle fills at most one and empties at most one:
    the order of slot costs is all that matters and their rank is exact.
    """
    return _pack("order", [int(slots.rank.max(initial=0)), _affinity_bound(problem)], limit)


def floor_objective(problem: MatchingProblem, slots: Slots, floors: Ints, limit: int) -> Objective:
    """Return the objective group floors, then leximin, then affinity.

    A simple cycle may now exchange one slot at each group, so leximin needs one digit for each
    fraction of hours received (mode ``digits``). Where that takes more than `MAX_TIERS` tiers, the
    order of slots stands in for them (mode ``ranks``): floors stay exact, leximin is approximate.
    """
    origins = slot_origins(floors)
    levels = [2 * origins] * max(0, slots.values - 1)
    exact = _pack("digits", [1, *levels, _affinity_bound(problem)], limit)
    if exact.tiers <= MAX_TIERS:
        return exact
    rank = origins * int(slots.rank.max(initial=0))
    return _pack("ranks", [1, rank, _affinity_bound(problem)], limit)


def slot_origins(floors: Ints) -> int:
    """Return from how many nodes slots leave: each group with a floor, and the source for the others."""
    gated = floors > 0
    return int(gated.sum()) + int(not gated.all())


def slot_costs(objective: Objective, slots: Slots) -> Ints:
    """Return the cost of each slot, one row for each tier."""
    costs = np.zeros((objective.tiers, len(slots.need)), np.int64)
    if objective.mode in ("order", "ranks"):
        tier, weight = objective.weights[-2]
        costs[tier] = slots.rank * weight
    elif objective.mode == "digits":
        table = np.zeros((objective.tiers, slots.values), np.int64)
        for value, (tier, weight) in enumerate(objective.weights[1:-1]):
            table[tier, value] = weight
        costs = table[:, slots.end] - table[:, slots.start]
    return costs


def scaled(problem: MatchingProblem) -> Ints:
    """Return each candidate pair's affinity in integer steps of 1 / `SCALE`."""
    return np.rint(problem.pairs.affinity * SCALE).astype(np.int64)


def _affinity_bound(problem: MatchingProblem) -> int:
    """Return how much affinity one simple cycle can move: it enters each need and each helper once."""
    return SCALE * min(len(problem.need_ids), len(problem.helper_ids))


def _pack(mode: Mode, bounds: list[int], limit: int) -> Objective:
    """Give each digit (bounds from highest to lowest) a weight above all lower digits of its tier."""
    weights: list[Weight] = []
    tier, span = 0, 0
    for bound in reversed(bounds):
        if span and (span + 1) * (bound + 1) > limit:
            tier, span = tier + 1, 0
        weights.append((tier, span + 1))
        span += (span + 1) * bound
    tiers = tier + 1
    return Objective(mode, tuple((tiers - 1 - tier, weight) for tier, weight in reversed(weights)), tiers)


def _dense_rank(start: np.typing.NDArray[np.float64], asked: Ints) -> Ints:
    order = np.lexsort((asked, start))
    first, second = start[order], asked[order]
    step = np.zeros(len(order), np.int64)
    step[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
    rank = np.empty(len(order), np.int64)
    rank[order] = np.cumsum(step)
    return rank
