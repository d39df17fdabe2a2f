"""Small problems with our characters, random ones, and the answer found by trying every plan."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import strategies as st

from maillage.engine.matching import (
    Bar,
    BarKind,
    Candidate,
    HelperLine,
    MatchingProblem,
    MatchingResult,
    NeedLine,
)

SCALE = 1_000_000


def problem_of(
    needs: dict[str, int] | None = None,
    helpers: dict[str, int] | None = None,
    pairs: dict[tuple[str, str], float] | None = None,
    *,
    groups: dict[str, str] | None = None,
    max_needs: dict[str, int] | None = None,
    pair_hours: dict[tuple[str, str], int] | None = None,
    bars: dict[tuple[str, str], BarKind] | None = None,
    **settings: Any,
) -> MatchingProblem:
    """Build a problem from hours by need, hours by helper and affinity by (need, helper)."""
    groups, max_needs, pair_hours = groups or {}, max_needs or {}, pair_hours or {}
    return MatchingProblem.of(
        needs=[NeedLine(name, hours, groups.get(name, "all")) for name, hours in (needs or {}).items()],
        helpers=[HelperLine(name, hours, max_needs.get(name)) for name, hours in (helpers or {}).items()],
        candidates=[
            Candidate(need, helper, affinity, pair_hours.get((need, helper)))
            for (need, helper), affinity in (pairs or {}).items()
        ],
        bars=[Bar(need, helper, kind) for (need, helper), kind in (bars or {}).items()],
        **settings,
    )


def quarter(**settings: Any) -> MatchingProblem:
    """Fatou's association, Karim's start-up and Léa's studio ask 3, 3 and 2 hours; Marc and Sophie have 5."""
    return problem_of(
        {"fatou": 3, "karim": 3, "lea": 2},
        {"marc": 4, "sophie": 1},
        {
            ("fatou", "marc"): 0.5,
            ("karim", "marc"): 0.9,
            ("karim", "sophie"): 0.8,
            ("lea", "marc"): 0.4,
        },
        groups={"fatou": "association", "karim": "startup", "lea": "artist"},
        bars={("fatou", "sophie"): BarKind.ABSENT},
        **settings,
    )


def bound_by_floors() -> MatchingProblem:
    """Floors bind and leximin must exchange one hour in each of two groups at once.

    The groups must get exactly 2 and 5 hours. Either a 0, b 2, c 2, d 3, or a 1, b 1, c 1, d 4: the
    second is fairer, though the sum of the levels it fills is higher.
    """
    return problem_of(
        {"a": 4, "b": 4, "c": 4, "d": 4, "e": 12},
        {"h1": 2, "h2": 5},
        {("a", "h1"): 0.1, ("c", "h1"): 0.9, ("b", "h2"): 0.9, ("d", "h2"): 0.1},
        groups={"a": "one", "b": "one", "c": "two", "d": "two", "e": "two"},
        group_floor=1.0,
    )


def hours_by_need(result: MatchingResult) -> dict[str, int]:
    """Return the hours each served need receives."""
    received: dict[str, int] = {}
    for line in result.assignments:
        received[line.need] = received.get(line.need, 0) + line.hours
    return received


def shares(result: MatchingResult) -> set[tuple[str, str, int]]:
    """Return the assignments as (need, helper, hours)."""
    return {(line.need, line.helper, line.hours) for line in result.assignments}


@dataclass(frozen=True)
class Best:
    """The best plan there is: hours, shortfall to floors, sorted fractions, affinity steps."""

    hours: int
    shortfall: int
    fractions: tuple[Fraction, ...]
    affinity: int


def value_of(problem: MatchingProblem, hours: list[int], affinity: int, served: int) -> Best:
    """Return what a plan is worth, rule by rule, by the definitions alone."""
    asked = problem.need_hours.tolist()
    given = [0] * len(problem.groups)
    wanted = [0] * len(problem.groups)
    for need, group in enumerate(problem.need_group.tolist()):
        given[group] += hours[need]
        wanted[group] += asked[need]
    floor = Fraction(str(problem.group_floor)) * served / max(1, sum(asked))
    shortfall = sum(max(0, int(floor * want) - got) for want, got in zip(wanted, given, strict=True))
    fractions = tuple(sorted(Fraction(got, ask) for got, ask in zip(hours, asked, strict=True)))
    return Best(sum(hours), shortfall, fractions, affinity)


def rank(best: Best) -> tuple[Any, ...]:
    """Return a key by which the better of two plans is the larger."""
    return (best.hours, -best.shortfall, best.fractions, best.affinity)


def every_plan(problem: MatchingProblem, *, capped: bool = False) -> list[tuple[list[int], int]]:
    """Return (hours by need, affinity steps) of every plan that keeps the hard rules."""
    needs, helpers = problem.pairs.need.tolist(), problem.pairs.helper.tolist()
    steps = np.rint(problem.pairs.affinity * SCALE).astype(int).tolist()
    plans = []
    for units in itertools.product(*(range(cap + 1) for cap in problem.pair_caps.tolist())):
        received, given = [0] * len(problem.need_ids), [0] * len(problem.helper_ids)
        taken = [0] * len(problem.helper_ids)
        for need, helper, hours in zip(needs, helpers, units, strict=True):
            received[need] += hours
            given[helper] += hours
            taken[helper] += hours > 0
        fits = all(got <= ask for got, ask in zip(received, problem.need_hours.tolist(), strict=True))
        fits &= all(gave <= left for gave, left in zip(given, problem.helper_hours.tolist(), strict=True))
        if capped:
            limits = problem.helper_max_needs.tolist()
            fits &= all(limit < 0 or many <= limit for many, limit in zip(taken, limits, strict=True))
        if fits:
            plans.append((received, sum(a * h for a, h in zip(steps, units, strict=True))))
    return plans


def best_by_trying_all(problem: MatchingProblem) -> Best:
    """Return the worth of the best plan, found by trying every one."""
    plans = every_plan(problem)
    served = max(sum(hours) for hours, _ in plans)
    return max((value_of(problem, hours, affinity, served) for hours, affinity in plans), key=rank)


def worth(problem: MatchingProblem, result: MatchingResult) -> Best:
    """Return the worth of a result's plan, by the definitions alone."""
    received = hours_by_need(result)
    steps = sum(round(line.affinity * SCALE) * line.hours for line in result.assignments)
    hours = [received.get(name, 0) for name in problem.need_ids]
    return value_of(problem, hours, steps, sum(hours))


@st.composite
def small_problems(draw: st.DrawFn, *, capped: bool = False) -> MatchingProblem:
    """Draw a problem small enough to try every plan (at most 7 candidate pairs)."""
    needs = [f"n{i}" for i in range(draw(st.integers(1, 5)))]
    helpers = [f"h{i}" for i in range(draw(st.integers(1, 3)))]
    pairs = draw(st.lists(st.sampled_from(list(itertools.product(needs, helpers))), unique=True, max_size=7))
    affinity = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.8, 1.0])
    return problem_of(
        {name: draw(st.integers(1, 3)) for name in needs},
        {name: draw(st.integers(0, 4)) for name in helpers},
        {pair: draw(affinity) for pair in pairs},
        groups={name: draw(st.sampled_from(["one", "two", "three"])) for name in needs},
        max_needs={name: draw(st.integers(0, 2)) for name in helpers} if capped else {},
        pair_hours={pair: draw(st.integers(0, 2)) for pair in pairs if draw(st.integers(0, 4)) == 0},
        group_floor=draw(st.sampled_from([0.0, 0.5, 0.98, 1.0])),
    )


def random_columns(needs: int, helpers: int, pairs: int, seed: int) -> dict[str, Any]:
    """Draw the columns of a larger problem with four groups and too few hours."""
    draw = np.random.default_rng(seed)
    keys = draw.choice(needs * helpers, pairs, replace=False)
    group = np.minimum(draw.integers(0, 6, needs), 3)
    worth = np.round(draw.random(pairs) * np.where(group[keys // helpers] == 1, 0.5, 1.0), 3)
    return {
        "need_ids": [f"n{i}" for i in range(needs)],
        "need_hours": draw.integers(1, 5, needs),
        "need_groups": [f"g{g}" for g in group],
        "helper_ids": [f"h{i}" for i in range(helpers)],
        "helper_hours": draw.integers(0, 5, helpers),
        "pair_need": keys // helpers,
        "pair_helper": keys % helpers,
        "affinity": worth,
    }
