"""The referee's half of optimality: prices against a plan, with the referee's own costs.

Nothing here comes from the solver's modules. Costs are built again from the documented formulas, and the
weights are not trusted: each must outweigh everything below it along any simple cycle.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maillage.engine.matching.problem import MatchingProblem, summed
from maillage.engine.matching.result import Proof
from maillage.engine.matching.validation import Ints

STEPS = 1_000_000
SOURCE, SINK, GROUPS = 0, 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """Hours on each candidate pair, said to be optimal under ``floors``, and the proof given for it."""

    problem: MatchingProblem
    units: Ints
    floors: Ints
    proof: Proof

    @property
    def received(self) -> Ints:
        """Hours each need receives."""
        return summed(self.problem.pairs.need, self.units, len(self.problem.need_ids))

    @property
    def gated(self) -> NDArray[np.bool_]:
        """Groups whose floor the proof enforces."""
        return (self.floors > 0) & (self.proof.mode in ("digits", "ranks"))


def is_maximum(problem: MatchingProblem, units: Ints) -> bool:
    """Tell whether no chain of exchanges could serve one more hour (no augmenting path)."""
    pairs, size, staff = problem.pairs, len(problem.need_ids), len(problem.helper_ids)
    open_needs = summed(pairs.need, units, size) < problem.need_hours
    spare = problem.helper_hours > summed(pairs.helper, units, staff)
    ahead, back = units < problem.pair_caps, units > 0
    while True:
        reached = np.zeros(staff, bool)
        reached[pairs.helper[ahead & open_needs[pairs.need]]] = True
        if (reached & spare).any():
            return False
        wider = open_needs.copy()
        wider[pairs.need[back & reached[pairs.helper]]] = True
        if (wider == open_needs).all():
            return True
        open_needs = wider


def loss(claim: Claim) -> int | str:
    """Return how many affinity steps the plan misses to the optimum, or a sentence when a rule is broken.

    Complementary slackness, tier above tier: an arc that could carry more has no negative reduced cost,
    an arc that carries hours no positive one. What is broken in the last tier alone adds up to the loss.
    """
    if problem := _malformed(claim) or _undominated(claim):
        return problem
    prices = np.array(claim.proof.prices, np.int64)
    total = 0
    for tail, head, room, cost in (*_group_arcs(claim), *_slot_arcs(claim), *_pair_arcs(claim)):
        wrong, amount = _violations(cost + prices[:, tail] - prices[:, head], room)
        if wrong:
            return "its prices do not prove that floors and leximin are kept: a better exchange exists"
        total += amount
    return total


Arcs = tuple[Ints, Ints, Ints, Ints]


def _violations(reduced: Ints, room: Ints) -> tuple[bool, int]:
    """Return whether an arc with room breaks a tier above the last, and the loss in the last tier."""
    reduced = reduced[:, room > 0]
    undecided = np.ones(reduced.shape[1], bool)
    for row in reduced[:-1]:
        if (undecided & (row < 0)).any():
            return True, 0
        undecided &= row == 0
    last = np.where(undecided, np.minimum(reduced[-1], 0), 0)
    return False, -int((last.astype(object) * room[room > 0]).sum()) if last.any() else 0


def _both_ways(tail: Ints, head: Ints, capacity: Ints, units: Ints, cost: Ints) -> tuple[Arcs, Arcs]:
    return (tail, head, capacity - units, cost), (head, tail, units, -cost)


def _group_arcs(claim: Claim) -> tuple[Arcs, ...]:
    """Source to group: a first part up to the floor, which is rewarded, and the rest."""
    gated = np.flatnonzero(claim.gated)
    if not len(gated):
        return ()
    asked = claim.problem.group_hours[gated]
    floor = np.minimum(claim.floors[gated], asked)
    received = summed(claim.problem.need_group, claim.received, len(claim.problem.groups))[gated]
    first = np.minimum(received, floor)
    source, group = np.full(len(gated), SOURCE), GROUPS + gated
    reward = _blank(claim, len(gated))
    tier, weight = claim.proof.weights[0]
    reward[tier] = -weight
    return (
        *_both_ways(source, group, floor, first, reward),
        *_both_ways(source, group, asked - floor, received - first, _blank(claim, len(gated))),
    )


def _slot_arcs(claim: Claim) -> tuple[Arcs, ...]:
    """Group (or source) to need: the next hour a need could get, and the last it got."""
    problem, received = claim.problem, claim.received
    next_one = np.flatnonzero(received < _reach(problem))
    last_one = np.flatnonzero(received > 0)
    entry = np.where(claim.gated, GROUPS + np.arange(len(problem.groups)), SOURCE)[problem.need_group]
    node = GROUPS + len(problem.groups) + np.arange(len(problem.need_ids))
    return (
        (entry[next_one], node[next_one], np.ones(len(next_one), np.int64),
         _slot_cost(claim, next_one, received[next_one])),
        (node[last_one], entry[last_one], np.ones(len(last_one), np.int64),
         -_slot_cost(claim, last_one, received[last_one] - 1)),
    )  # fmt: skip


def _pair_arcs(claim: Claim) -> tuple[Arcs, ...]:
    """Need to helper, at minus the affinity; helper to sink, free."""
    problem = claim.problem
    first_need = GROUPS + len(problem.groups)
    first_helper = first_need + len(problem.need_ids)
    worth = _blank(claim, len(problem.pairs))
    worth[-1] = -np.rint(problem.pairs.affinity * STEPS).astype(np.int64)
    staff = np.arange(len(problem.helper_ids))
    given = summed(problem.pairs.helper, claim.units, len(staff))
    tail, head = first_need + problem.pairs.need, first_helper + problem.pairs.helper
    sink = np.full(len(staff), SINK)
    return (
        *_both_ways(tail, head, problem.pair_caps, claim.units, worth),
        *_both_ways(first_helper + staff, sink, problem.helper_hours, given, _blank(claim, len(staff))),
    )


def _slot_cost(claim: Claim, need: Ints, before: Ints) -> Ints:
    """Return the cost, tier by tier, of lifting ``need`` from ``before`` hours by one."""
    costs = _blank(claim, len(need))
    asked = claim.problem.need_hours[need]
    if claim.proof.mode == "digits":
        values = _values(claim.problem)
        for sign, hours in ((-1, before), (1, before + 1)):
            place = np.searchsorted(values, hours / asked)
            for value, (tier, weight) in enumerate(claim.proof.weights[1:-1]):
                costs[tier, place == value] += sign * weight
    elif claim.proof.mode in ("order", "ranks"):
        keys = _slot_keys(claim.problem)
        tier, weight = claim.proof.weights[-2]
        costs[tier] = weight * np.searchsorted(keys, _key(before, asked))
    return costs


def _malformed(claim: Claim) -> str:
    nodes = GROUPS + len(claim.problem.groups) + len(claim.problem.need_ids) + len(claim.problem.helper_ids)
    prices, weights = claim.proof.prices, claim.proof.weights
    if len(weights) != len(_bounds(claim)) or not prices:
        return "its proof does not have one weight for each rule"
    if any(len(tier) != nodes for tier in prices):
        return "its proof does not have one price for each node"
    if any(abs(price) > 2**61 for tier in prices for price in tier):
        return "its proof has a price no sum of costs can reach"
    return ""


def _undominated(claim: Claim) -> str:
    """Refuse weights under which lower rules together could outweigh a higher one."""
    tiers, spans = len(claim.proof.prices), [0] * len(claim.proof.prices)
    above = tiers - 1
    for (tier, weight), bound in zip(reversed(claim.proof.weights), reversed(_bounds(claim)), strict=True):
        if not 0 <= tier <= above or not spans[tier] < weight < 2**62:
            return "its proof weighs a rule no more than the rules below it"
        spans[tier] += weight * bound
        above = tier
    return ""


def _bounds(claim: Claim) -> list[int]:
    """Return how much one simple cycle can change each rule, from the highest rule to the lowest."""
    problem, mode = claim.problem, claim.proof.mode
    affinity = STEPS * min(len(problem.need_ids), len(problem.helper_ids))
    gated = claim.floors > 0
    origins = int(gated.sum()) + int(not gated.all())
    top = max(0, len(_slot_keys(problem)) - 1)
    if mode == "affinity":
        return [affinity]
    if mode == "order":
        return [top, affinity]
    if mode == "ranks":
        return [1, origins * top, affinity]
    return [1, *[2 * origins] * max(0, len(_values(problem)) - 1), affinity]


def _blank(claim: Claim, size: int) -> Ints:
    return np.zeros((len(claim.proof.prices), size), np.int64)


def _reach(problem: MatchingProblem) -> Ints:
    able = summed(problem.pairs.need, problem.pair_caps, len(problem.need_ids))
    return np.minimum(problem.need_hours, able)


def _deepest(problem: MatchingProblem) -> list[tuple[int, int]]:
    """Return, for each distinct number of hours asked, the most hours such a need could receive."""
    deepest: dict[int, int] = {}
    for asked, reach in zip(problem.need_hours.tolist(), _reach(problem).tolist(), strict=True):
        deepest[asked] = max(deepest.get(asked, 0), reach)
    return [(asked, reach) for asked, reach in deepest.items() if reach]


def _values(problem: MatchingProblem) -> NDArray[np.float64]:
    """Return the distinct fractions of hours asked that needs could receive, in order."""
    parts = [np.arange(reach + 1) / asked for asked, reach in _deepest(problem)]
    return np.unique(np.concatenate(parts)) if parts else np.zeros(0)


def _slot_keys(problem: MatchingProblem) -> NDArray[np.complex128]:
    """Return the distinct keys of slots in their order: by fraction received, then by hours asked."""
    parts = [_key(np.arange(reach), np.full(reach, asked)) for asked, reach in _deepest(problem)]
    return np.unique(np.concatenate(parts)) if parts else np.zeros(0, np.complex128)


def _key(before: Ints, asked: Ints) -> NDArray[np.complex128]:
    """Return a key NumPy sorts by its real part (fraction received), then its imaginary part (asked)."""
    return before / asked + 1j * asked
