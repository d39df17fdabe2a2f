"""From flows to words: assignments with prices, unmet needs with causes, groups and fairness."""

from __future__ import annotations

import math

import numpy as np

from maillage.engine.matching.lines import BAR_KINDS, BarKind
from maillage.engine.matching.network import shortest
from maillage.engine.matching.objective import SCALE, scaled
from maillage.engine.matching.problem import MatchingProblem, summed
from maillage.engine.matching.result import Assignment, FairnessAccount, GroupAccount, Unmet, UnmetCause
from maillage.engine.matching.rules import Plan, group_floors, received_by_group
from maillage.engine.matching.validation import Floats, Ints

_ALONE = {
    BarKind.ABSENT: UnmetCause.ALL_ABSENT,
    BarKind.DECLINED: UnmetCause.ALL_DECLINED,
    BarKind.FULL: UnmetCause.ALL_TAKEN,
}
_UNREACHED = 2**60


def plan_of(problem: MatchingProblem, units: Ints) -> Plan:
    """Return the plan that carries ``units`` hours on each candidate pair."""
    used = np.flatnonzero(units > 0)
    return Plan(problem.pairs.need[used], problem.pairs.helper[used], units[used])


def helper_prices(problem: MatchingProblem, units: Ints, pair_caps: Ints) -> Floats:
    """Return, for each helper, the affinity one more hour of hers would bring, everybody's hours unchanged.

    The best chain of exchanges: she takes an hour of a need, its helper takes one elsewhere, and so on.
    """
    pairs, first = problem.pairs, len(problem.need_ids)
    start = np.zeros(first + len(problem.helper_ids), np.int64)
    start[:first] = _UNREACHED
    more, less = np.flatnonzero(units < pair_caps), np.flatnonzero(units > 0)
    worth = scaled(problem)
    loss = shortest(
        start,
        np.concatenate([pairs.need[more], first + pairs.helper[less]]),
        np.concatenate([first + pairs.helper[more], pairs.need[less]]),
        np.concatenate([-worth[more], worth[less]]),
    )
    return -loss[first:] / SCALE


def assignments_of(problem: MatchingProblem, units: Ints, prices: Floats) -> tuple[Assignment, ...]:
    """Return the assignments in the order of the problem's needs, then helpers."""
    used = np.flatnonzero(units > 0)
    pairs = problem.pairs
    rows = zip(
        pairs.need[used].tolist(), pairs.helper[used].tolist(), units[used].tolist(),
        pairs.affinity[used].tolist(), prices[pairs.helper[used]].tolist(), strict=True,
    )  # fmt: skip
    return tuple(
        Assignment(problem.need_ids[need], problem.helper_ids[helper], hours, affinity, price)
        for need, helper, hours, affinity, price in rows
    )


def total_affinity(affinity: Floats, hours: Ints) -> float:
    """Return the sum of affinity x hours, correctly rounded whatever the order."""
    return math.fsum((affinity * hours).tolist())


def unmet_of(problem: MatchingProblem, units: Ints, *, stopped: bool = False) -> tuple[Unmet, ...]:
    """Return the needs that miss hours, each with its honest cause and the counts behind it."""
    size = len(problem.need_ids)
    received = summed(problem.pairs.need, units, size)
    counts = _bar_counts(problem)
    candidates = np.bincount(problem.pairs.need, minlength=size)
    able = candidates + _barred(problem)
    idle = _idle_candidates(problem, units)
    unmet = []
    for need in np.flatnonzero(received < problem.need_hours).tolist():
        tally = {kind: int(counts[need, index]) for index, kind in enumerate(BAR_KINDS)}
        unmet.append(
            Unmet(
                need=problem.need_ids[need],
                hours_missing=int(problem.need_hours[need] - received[need]),
                hours_received=int(received[need]),
                cause=cause_of(int(candidates[need]), tally, idle=bool(idle[need]), stopped=stopped),
                able=int(able[need]),
                candidates=int(candidates[need]),
                **{str(kind): count for kind, count in tally.items()},
            )
        )
    return tuple(unmet)


def cause_of(candidates: int, bars: dict[BarKind, int], *, idle: bool, stopped: bool) -> UnmetCause:
    """Return why a need misses hours.

    ``candidates`` counts helpers free to be asked, ``bars`` the barred ones by kind; ``idle`` says that
    a candidate has hours left, ``stopped`` that the search was cut short.
    """
    present = [kind for kind, count in bars.items() if count]
    if candidates and idle:
        return UnmetCause.STOPPED if stopped else UnmetCause.CAPPED
    if candidates:
        return UnmetCause.ALL_TAKEN
    if not present:
        return UnmetCause.NO_SKILL
    return _ALONE.get(present[0], UnmetCause.CONFLICT) if len(present) == 1 else UnmetCause.CONFLICT


def groups_of(problem: MatchingProblem, plan: Plan) -> tuple[GroupAccount, ...]:
    """Return the account of each group: asked, received, promised, missing."""
    received = received_by_group(problem, plan)
    floors = group_floors(problem, int(plan.hours.sum()))
    rows = zip(problem.groups, problem.group_hours.tolist(), received.tolist(), floors.tolist(), strict=True)
    return tuple(
        GroupAccount(group, asked, got, floor, max(0, floor - got)) for group, asked, got, floor in rows
    )


def fairness_of(problem: MatchingProblem, units: Ints, unfair_units: Ints) -> FairnessAccount:
    """Return what the fair plan gives and costs against the plan of most affinity."""
    affinity = total_affinity(problem.pairs.affinity, units)
    unfair = total_affinity(problem.pairs.affinity, unfair_units)
    histogram, histogram_unfair = served_histogram(problem, units), served_histogram(problem, unfair_units)
    return FairnessAccount(
        affinity=affinity,
        affinity_unfair=unfair,
        price=(unfair - affinity) / unfair if unfair > 0 else 0.0,
        served_histogram=histogram,
        served_histogram_unfair=histogram_unfair,
        hours=int(units.sum()),
        hours_unfair=int(unfair_units.sum()),
        needs_with_nothing=histogram[0] if histogram else 0,
        needs_with_nothing_unfair=histogram_unfair[0] if histogram_unfair else 0,
    )


def served_histogram(problem: MatchingProblem, units: Ints) -> tuple[int, ...]:
    """Return how many needs receive 0, 1, 2, … hours; empty when there is no need."""
    if not problem.need_ids:
        return ()
    return tuple(np.bincount(summed(problem.pairs.need, units, len(problem.need_ids))).tolist())


def _bar_counts(problem: MatchingProblem) -> Ints:
    size, kinds = len(problem.need_ids), len(BAR_KINDS)
    flat = np.bincount(problem.bars.need * kinds + problem.bars.kind, minlength=size * kinds)
    return flat.reshape(size, kinds)


def _barred(problem: MatchingProblem) -> Ints:
    """Return how many distinct helpers are barred from each need."""
    staff = max(1, len(problem.helper_ids))
    distinct = np.unique(problem.bars.need * staff + problem.bars.helper)
    return np.bincount(distinct // staff, minlength=len(problem.need_ids))


def _idle_candidates(problem: MatchingProblem, units: Ints) -> Ints:
    """Return how many candidates of each need have hours left."""
    pairs = problem.pairs
    spare = problem.helper_hours - summed(pairs.helper, units, len(problem.helper_ids))
    return np.bincount(pairs.need[spare[pairs.helper] > 0], minlength=len(problem.need_ids))
