"""What no flow can promise: caps of distinct needs (repaired), and fewest helpers per need (merged)."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from maillage.engine.matching.lines import NO_LIMIT
from maillage.engine.matching.objective import SCALE, scaled
from maillage.engine.matching.problem import MatchingProblem, summed
from maillage.engine.matching.validation import Ints

PATIENCE = 4
"""Rounds in which only the weakest pairs are forbidden; later, an overloaded helper keeps her needs."""


def overloaded(problem: MatchingProblem, units: Ints) -> Ints:
    """Return the helpers who get more distinct needs than they accept."""
    taken = np.bincount(problem.pairs.helper[units > 0], minlength=len(problem.helper_ids))
    return np.flatnonzero((problem.helper_max_needs != NO_LIMIT) & (taken > problem.helper_max_needs))


def weakest_pairs(problem: MatchingProblem, units: Ints, pair_caps: Ints) -> Ints:
    """Return the used pairs that overloaded helpers must give up to keep their caps.

    A helper keeps first the needs that fewest others could serve, then those she gives most hours to,
    then those of highest affinity.
    """
    pairs = problem.pairs
    used = np.flatnonzero((units > 0) & np.isin(pairs.helper, overloaded(problem, units)))
    choices = np.bincount(pairs.need[pair_caps > 0], minlength=len(problem.need_ids))
    order = np.lexsort(
        (-pairs.affinity[used], -units[used], np.minimum(choices[pairs.need[used]], 5), pairs.helper[used])
    )
    used = used[order]
    return used[_place_in_run(pairs.helper[used]) >= problem.helper_max_needs[pairs.helper[used]]]


def forbid(problem: MatchingProblem, units: Ints, pair_caps: Ints, round_number: int) -> Ints:
    """Return ``pair_caps`` with the weakest pairs of overloaded helpers forbidden (cap 0).

    From round `PATIENCE` on, an overloaded helper also gives up every pair she does not use, so that
    she cannot be overloaded again and the repair ends.
    """
    closed = pair_caps.copy()
    weak = weakest_pairs(problem, units, pair_caps)
    if round_number >= PATIENCE:
        closed[np.isin(problem.pairs.helper, overloaded(problem, units)) & (units == 0)] = 0
    closed[weak] = 0
    return closed


def trim(problem: MatchingProblem, units: Ints) -> Ints:
    """Return ``units`` without the weakest pairs of overloaded helpers: always within the caps."""
    trimmed = units.copy()
    trimmed[weakest_pairs(problem, units, problem.pair_caps)] = 0
    return trimmed


def fill(problem: MatchingProblem, units: Ints) -> Ints:
    """Return ``units`` with idle hours given, one by one, to the need served least, within every cap."""
    filled, pairs = units.copy(), problem.pairs
    spare = problem.helper_hours - summed(pairs.helper, units, len(problem.helper_ids))
    taken = np.bincount(pairs.helper[units > 0], minlength=len(problem.helper_ids))
    limit = problem.helper_max_needs
    room = np.where(limit == NO_LIMIT, np.iinfo(np.int64).max, limit) - taken
    received = summed(pairs.need, units, len(problem.need_ids))
    options = _options(problem, units, spare)
    queue = [(received[n] / problem.need_hours[n], problem.need_hours[n], n) for n in options]
    heapq.heapify(queue)
    while queue:
        _, asked, need = heapq.heappop(queue)
        pair = _best(options[need], filled, spare, room, pairs.helper)
        if pair is None or received[need] >= asked:
            continue
        helper = pairs.helper[pair]
        room[helper] -= filled[pair] == 0
        filled[pair] += 1
        spare[helper] -= 1
        received[need] += 1
        heapq.heappush(queue, (received[need] / asked, asked, need))
    return filled


def _options(problem: MatchingProblem, units: Ints, spare: Ints) -> dict[int, list[tuple[int, int]]]:
    """Return, for each need, its (pair, cap) options whose helper has hours to spare, best affinity first."""
    caps = problem.pair_caps
    open_pairs = np.flatnonzero((units < caps) & (spare[problem.pairs.helper] > 0))
    open_pairs = open_pairs[np.argsort(-problem.pairs.affinity[open_pairs], kind="stable")]
    options: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in open_pairs.tolist():
        options[int(problem.pairs.need[pair])].append((pair, int(caps[pair])))
    return options


def _best(options: list[tuple[int, int]], units: Ints, spare: Ints, room: Ints, helper: Ints) -> int | None:
    for pair, cap in options:
        who = helper[pair]
        if units[pair] < cap and spare[who] > 0 and (units[pair] > 0 or room[who] > 0):
            return pair
    return None


class Merger:
    """Gives needs fewer helpers where nobody's hours change and affinity loses no more than tolerated.

    Two moves: all hours of one helper for a need pass to another helper of that need who has hours to
    spare; or the two helpers exchange these hours against as many that the second gives another need.
    """

    def __init__(self, problem: MatchingProblem, units: Ints) -> None:
        self._problem = problem
        self._caps = problem.pair_caps
        self._affinity = scaled(problem)
        self._spare = problem.helper_hours - summed(problem.pairs.helper, units, len(problem.helper_ids))
        self._tolerance = int(problem.split_tolerance * SCALE)
        self.units = units.copy()
        self.merges = 0
        self.cost = 0
        self._by_need: dict[int, list[int]] = defaultdict(list)
        self._by_helper: dict[int, list[int]] = defaultdict(list)
        for pair in np.flatnonzero(units > 0).tolist():
            self._by_need[int(problem.pairs.need[pair])].append(pair)
            self._by_helper[int(problem.pairs.helper[pair])].append(pair)

    def run(self) -> None:
        """Merge what can be merged, need by need in the problem's order."""
        for need in sorted(self._by_need):
            while self._merge_one(need):
                self.merges += 1

    def _merge_one(self, need: int) -> bool:
        for leaving, staying in self._splits(need):
            if self._pass_on(leaving, staying) or self._exchange(leaving, staying):
                return True
        return False

    def _splits(self, need: int) -> Iterator[tuple[int, int]]:
        used = sorted(self._by_need[need], key=lambda pair: (self.units[pair], self._affinity[pair], pair))
        return ((leaving, staying) for leaving in used for staying in reversed(used) if leaving != staying)

    def _pass_on(self, leaving: int, staying: int) -> bool:
        hours = int(self.units[leaving])
        cost = hours * int(self._affinity[leaving] - self._affinity[staying])
        helper = self._problem.pairs.helper
        if cost > self._tolerance or self._spare[helper[staying]] < hours or not self._fits(staying, hours):
            return False
        self._move(((leaving, -hours), (staying, hours)), cost)
        return True

    def _exchange(self, leaving: int, staying: int) -> bool:
        hours = int(self.units[leaving])
        if not self._fits(staying, hours):
            return False
        helper, need = self._problem.pairs.helper, self._problem.pairs.need
        gain = int(self._affinity[staying] - self._affinity[leaving])
        for other in self._by_helper[int(helper[staying])]:
            if other == staying or self.units[other] != hours:
                continue
            target = self._pair(int(need[other]), int(helper[leaving]))
            if target is None or not self._fits(target, hours):
                continue
            cost = hours * (int(self._affinity[other] - self._affinity[target]) - gain)
            if cost <= self._tolerance:
                moves = ((leaving, -hours), (staying, hours), (other, -hours), (target, hours))
                self._move(moves, cost)
                return True
        return False

    def _fits(self, pair: int, hours: int) -> bool:
        return bool(self.units[pair] + hours <= self._caps[pair])

    def _pair(self, need: int, helper: int) -> int | None:
        pairs = self._problem.pairs
        low, high = np.searchsorted(pairs.need, [need, need + 1])
        place = int(low + np.searchsorted(pairs.helper[low:high], helper))
        return place if place < high and pairs.helper[place] == helper else None

    def _move(self, moves: tuple[tuple[int, int], ...], cost: int) -> None:
        self.cost += cost
        for pair, hours in moves:
            need, helper = int(self._problem.pairs.need[pair]), int(self._problem.pairs.helper[pair])
            before = self.units[pair]
            self.units[pair] += hours
            self._spare[helper] -= hours
            if before == 0:
                self._by_need[need].append(pair)
                self._by_helper[helper].append(pair)
            elif self.units[pair] == 0:
                self._by_need[need].remove(pair)
                self._by_helper[helper].remove(pair)


def _place_in_run(values: NDArray[np.int64]) -> Ints:
    """Return the place of each element within its run of equal values: 0, 1, 2, …"""
    if not len(values):
        return np.zeros(0, np.int64)
    starts = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]]))
    lengths = np.diff(np.append(starts, len(values)))
    return np.arange(len(values)) - np.repeat(starts, lengths)
