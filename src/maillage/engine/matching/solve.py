"""The one verb of the matching engine: `solve`."""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np

from maillage.engine.matching import account, repair
from maillage.engine.matching.network import Flow, build, cost_limit, solve_flow
from maillage.engine.matching.objective import (
    SCALE,
    Objective,
    affinity_objective,
    floor_objective,
    order_objective,
    slots_of,
)
from maillage.engine.matching.problem import MatchingProblem
from maillage.engine.matching.result import Certificate, MatchingResult, Proof, Repair
from maillage.engine.matching.rules import group_floors, received_by_group
from maillage.engine.matching.validation import Floats, Ints, ProblemError, whole

MAX_ROUNDS = 40
"""Rounds of repair after which overloaded helpers simply lose their weakest pairs."""


@dataclass(frozen=True, slots=True, eq=False)
class _Solved:
    """Hours on each candidate pair, with the proof that no other flow does better."""

    units: Ints
    proof: Proof


class _Clock:
    def __init__(self, limit: float) -> None:
        self._end = time.monotonic() + limit

    def is_over(self) -> bool:
        return time.monotonic() >= self._end


def solve(problem: MatchingProblem, *, seed: int = 0, time_limit: float = 10.0) -> MatchingResult:
    """Decide who helps whom: most hours, then group floors, then leximin of hours, then affinity.

    The order of rules is: hard rules; most hours served; group floors, relaxed to the best attainable;
    leximin of hours received over hours asked; most affinity; fewest helpers per need. The answer is
    proved optimal by node prices, except where a cap of distinct needs had to be repaired (status
    ``repaired``, with bound and gap) or the time ran out (``stopped``, a valid partial plan).

    Args:
        problem: needs, helpers and candidate pairs.
        seed: orders equal choices; the same problem and seed give the same answer, byte for byte.
        time_limit: seconds of wall time, checked between stages.

    Raises:
        ProblemError: ``seed`` or ``time_limit`` is not a number of 0 or more.

    Source:
        Ahuja, Magnanti and Orlin, *Network Flows* (1993), ch. 9-11; Megiddo (1974); Fujishige (1980).
    """
    clock = _Clock(_seconds(time_limit))
    seed = whole(seed, "seed", 0, 2**63 - 1)
    nothing = np.zeros(len(problem.pairs), np.int64)
    if clock.is_over():
        return _stopped(problem, nothing, nothing, seed)
    unfair = _most_affinity(problem, seed)
    if clock.is_over():
        return _stopped(problem, repair.trim(problem, unfair.units), unfair.units, seed)
    fair = _fairest(problem, problem.pair_caps, seed)
    if len(repair.overloaded(problem, fair.units)):
        return _repaired(problem, fair, unfair, seed, clock)
    prices = account.helper_prices(problem, fair.units, problem.pair_caps)
    certificate = Certificate(fair.proof, unfair.proof, _entries(problem, unfair.units))
    return _answer(problem, fair.units, unfair.units, prices, seed, certificate=certificate)


def _seconds(limit: Any) -> float:
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not isfinite(limit) or limit < 0:
        raise ProblemError(
            "time_limit", f"{limit!r} is not a number of seconds", "The search must know when to end",
            "Give a finite number of 0 or more",
        )  # fmt: skip
    return float(limit)


def _most_affinity(problem: MatchingProblem, seed: int) -> _Solved:
    """Solve for most hours, then most affinity: what fairness is compared with."""
    objective = affinity_objective(problem, cost_limit(problem))
    return _solve_for(problem, problem.pair_caps, objective, None, seed)


def _fairest(problem: MatchingProblem, pair_caps: Ints, seed: int) -> _Solved:
    """Solve for leximin, then affinity; again with group floors if a group falls below its floor."""
    limit = cost_limit(problem)
    slots = slots_of(problem, pair_caps)
    solved = _solve_for(problem, pair_caps, order_objective(problem, slots, limit), None, seed)
    plan = account.plan_of(problem, solved.units)
    floors = group_floors(problem, int(plan.hours.sum()))
    if (received_by_group(problem, plan) >= floors).all():
        return solved
    return _solve_for(problem, pair_caps, floor_objective(problem, slots, floors, limit), floors, seed)


def _solve_for(
    problem: MatchingProblem, pair_caps: Ints, objective: Objective, floors: Ints | None, seed: int
) -> _Solved:
    no_floors = np.zeros(len(problem.groups), np.int64)
    slots = slots_of(problem, pair_caps)
    network = build(problem, pair_caps, slots, objective, no_floors if floors is None else floors)
    flow: Flow = solve_flow(network, int(problem.need_hours.sum()), seed)
    prices = tuple(tuple(tier) for tier in flow.prices.tolist())
    return _Solved(flow.units[network.pairs], Proof(objective.mode, objective.weights, prices))


def _repaired(
    problem: MatchingProblem, relaxed: _Solved, unfair: _Solved, seed: int, clock: _Clock
) -> MatchingResult:
    """Forbid pairs until no helper gets more needs than she accepts; the first flow is the bound."""
    solved, caps, rounds = relaxed, problem.pair_caps, 0
    while len(repair.overloaded(problem, solved.units)) and rounds < MAX_ROUNDS and not clock.is_over():
        caps = repair.forbid(problem, solved.units, caps, rounds)
        solved = _fairest(problem, caps, seed)
        rounds += 1
    prices = account.helper_prices(problem, solved.units, caps)
    units = repair.fill(problem, repair.trim(problem, solved.units))
    report = Repair(
        rounds=rounds,
        forbidden_pairs=int(((caps == 0) & (problem.pair_caps > 0)).sum()),
        hours_bound=int(relaxed.units.sum()),
        affinity_bound=account.total_affinity(problem.pairs.affinity, relaxed.units),
        hours_gap=0,
        affinity_gap=0.0,
    )
    certificate = Certificate(
        relaxed.proof, unfair.proof, _entries(problem, unfair.units), _entries(problem, relaxed.units)
    )
    return _answer(problem, units, unfair.units, prices, seed, report=report, certificate=certificate)


def _answer(
    problem: MatchingProblem,
    units: Ints,
    unfair_units: Ints,
    prices: Floats,
    seed: int,
    *,
    certificate: Certificate,
    report: Repair | None = None,
) -> MatchingResult:
    merger = repair.Merger(problem, units)
    merger.run()
    units = merger.units
    fairness = account.fairness_of(problem, units, unfair_units)
    return MatchingResult(
        assignments=account.assignments_of(problem, units, prices),
        unmet=account.unmet_of(problem, units),
        groups=account.groups_of(problem, account.plan_of(problem, units)),
        fairness=fairness,
        status="optimal" if report is None else "repaired",
        seed=seed,
        merges=merger.merges,
        merge_cost=merger.cost / SCALE,
        repair=report and _with_gap(report, fairness.hours, fairness.affinity),
        certificate=certificate,
    )


def _with_gap(report: Repair, hours: int, affinity: float) -> Repair:
    return Repair(
        rounds=report.rounds,
        forbidden_pairs=report.forbidden_pairs,
        hours_bound=report.hours_bound,
        affinity_bound=report.affinity_bound,
        hours_gap=report.hours_bound - hours,
        affinity_gap=report.affinity_bound - affinity,
    )


def _stopped(problem: MatchingProblem, units: Ints, unfair_units: Ints, seed: int) -> MatchingResult:
    no_prices = np.zeros(len(problem.helper_ids))
    return MatchingResult(
        assignments=account.assignments_of(problem, units, no_prices),
        unmet=account.unmet_of(problem, units, stopped=True),
        groups=account.groups_of(problem, account.plan_of(problem, units)),
        fairness=account.fairness_of(problem, units, unfair_units),
        status="stopped",
        seed=seed,
    )


def _entries(problem: MatchingProblem, units: Ints) -> tuple[tuple[int, int, int], ...]:
    plan = account.plan_of(problem, units)
    return tuple(zip(plan.need.tolist(), plan.helper.tolist(), plan.hours.tolist(), strict=True))
