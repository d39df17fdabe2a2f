"""The rules of matching, hard ones first: one function and one sentence each.

Each rule takes a problem and a plan and returns the sentences of what breaks it, [] when it holds.
The engine keeps them by construction; the referee (`check`) asks each of them again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from maillage.engine.matching.lines import NO_LIMIT
from maillage.engine.matching.problem import MatchingProblem, summed
from maillage.engine.matching.validation import Ints


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Assignments as columns: indices of need and helper, and whole hours."""

    need: Ints
    helper: Ints
    hours: Ints

    def need_hours(self, problem: MatchingProblem) -> Ints:
        """Return the hours each need receives."""
        return summed(self.need, self.hours, len(problem.need_ids))

    def helper_hours(self, problem: MatchingProblem) -> Ints:
        """Return the hours each helper gives."""
        return summed(self.helper, self.hours, len(problem.helper_ids))


Rule = Callable[[MatchingProblem, Plan], list[str]]


def assignments_join_candidates(problem: MatchingProblem, plan: Plan) -> list[str]:
    """Every assignment joins a need and a helper who is one of its candidates."""
    found = positions(problem, plan)
    return [f"{_pair(problem, plan, k)} is not a candidate pair" for k in np.flatnonzero(found < 0).tolist()]


def assignments_respect_bars(problem: MatchingProblem, plan: Plan) -> list[str]:
    """Nobody is assigned to a need she is barred from."""
    staff = len(problem.helper_ids)
    barred = np.isin(plan.need * staff + plan.helper, problem.bars.need * staff + problem.bars.helper)
    return [f"{_pair(problem, plan, k)} is barred" for k in np.flatnonzero(barred).tolist()]


def assignments_are_distinct(problem: MatchingProblem, plan: Plan) -> list[str]:
    """A pair is assigned once, with all its hours."""
    _, first = np.unique(plan.need * len(problem.helper_ids) + plan.helper, return_index=True)
    again = np.setdiff1d(np.arange(len(plan.need)), first)
    return [f"{_pair(problem, plan, k)} is assigned more than once" for k in again.tolist()]


def assignments_have_hours(problem: MatchingProblem, plan: Plan) -> list[str]:
    """An assignment is of at least one whole hour."""
    empty = np.flatnonzero(plan.hours < 1)
    return [f"{_pair(problem, plan, k)} is assigned {plan.hours[k]} hours" for k in empty.tolist()]


def helpers_keep_their_hours(problem: MatchingProblem, plan: Plan) -> list[str]:
    """No helper gives more hours than she has left."""
    given = plan.helper_hours(problem)
    over = np.flatnonzero(given > problem.helper_hours)
    return [
        f"helper {problem.helper_ids[h]!r} gives {given[h]} hours and has {problem.helper_hours[h]} left"
        for h in over
    ]


def helpers_keep_their_cap(problem: MatchingProblem, plan: Plan) -> list[str]:
    """No helper gets more distinct new needs than she accepts."""
    taken = np.bincount(plan.helper, minlength=len(problem.helper_ids))
    limit = problem.helper_max_needs
    over = np.flatnonzero((limit != NO_LIMIT) & (taken > limit))
    return [f"helper {problem.helper_ids[h]!r} gets {taken[h]} needs and accepts {limit[h]}" for h in over]


def needs_get_no_more_than_asked(problem: MatchingProblem, plan: Plan) -> list[str]:
    """No need receives more hours than it asks."""
    received = plan.need_hours(problem)
    over = np.flatnonzero(received > problem.need_hours)
    return [
        f"need {problem.need_ids[n]!r} receives {received[n]} hours and asks {problem.need_hours[n]}"
        for n in over
    ]


def pairs_keep_their_cap(problem: MatchingProblem, plan: Plan) -> list[str]:
    """No pair carries more hours than its own cap."""
    found = positions(problem, plan)
    known = np.flatnonzero(found >= 0)
    cap = problem.pairs.hours[found[known]]
    over = known[(cap != NO_LIMIT) & (plan.hours[known] > cap)]
    return [f"{_pair(problem, plan, k)} carries {plan.hours[k]} hours, above its cap" for k in over.tolist()]


HARD_RULES: tuple[Rule, ...] = (
    assignments_join_candidates,
    assignments_respect_bars,
    assignments_are_distinct,
    assignments_have_hours,
    helpers_keep_their_hours,
    helpers_keep_their_cap,
    needs_get_no_more_than_asked,
    pairs_keep_their_cap,
)
"""What no plan may break, whatever its status."""


def group_floors(problem: MatchingProblem, served: int) -> Ints:
    """Each group is promised ``group_floor`` of its proportional share of the hours served, rounded down.

    The share is served x (hours the group asks / hours all groups ask); it never exceeds what the group asks.
    """
    asked = problem.group_hours
    total = max(1, int(asked.sum()))
    part = Fraction(str(float(problem.group_floor))) * served / total
    return np.array([int(part * hours) for hours in asked.tolist()], np.int64)


def received_by_group(problem: MatchingProblem, plan: Plan) -> Ints:
    """Return the hours each group receives, in the order of ``problem.groups``."""
    return summed(problem.need_group, plan.need_hours(problem), len(problem.groups))


def positions(problem: MatchingProblem, plan: Plan) -> Ints:
    """Return the position of each assignment among the candidate pairs, -1 for none."""
    staff = len(problem.helper_ids)
    keys, wanted = problem.pairs.need * staff + problem.pairs.helper, plan.need * staff + plan.helper
    if not len(keys):
        return np.full(len(wanted), -1)
    found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[found] == wanted, found, -1)


def _pair(problem: MatchingProblem, plan: Plan, row: int) -> str:
    return f"need {problem.need_ids[plan.need[row]]!r} with helper {problem.helper_ids[plan.helper[row]]!r}"
