"""What the engine answers: who helps whom, what stays unmet and why, and what fairness cost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Status = Literal["optimal", "repaired", "stopped"]
"""``optimal``: proved by prices. ``repaired``: a cap of distinct needs was repaired, see `Repair`.
``stopped``: the time limit passed; the plan keeps every hard rule but may be improved."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """``hours`` of one helper for one need.

    ``price`` says who else competes for this helper: the affinity the plan would gain from one more
    hour of hers, everybody's hours unchanged. It is 0 when she has time to spare.
    """

    need: str
    helper: str
    hours: int
    affinity: float
    price: float


class UnmetCause(StrEnum):
    """Why a need did not receive all the hours it asked."""

    NO_SKILL = "no_skill"
    """Nobody is able: no candidate and no bar."""
    ALL_TAKEN = "all_taken"
    """The hours of those who can help went to other needs, or there were none left."""
    ALL_ABSENT = "all_absent"
    """Everybody able is absent."""
    ALL_DECLINED = "all_declined"
    """Everybody able declined."""
    CONFLICT = "conflict"
    """Everybody able is barred: not with, language, or several kinds of bar."""
    CAPPED = "capped"
    """Somebody able has hours left, but a cap (distinct needs, hours per pair) was reached."""
    STOPPED = "stopped"
    """Somebody able has hours left, but the time limit ended the search."""


@dataclass(frozen=True, slots=True)
class Unmet:
    """A need that misses hours, the cause, and the helpers behind the cause, counted.

    ``able`` counts helpers with the skill, of whom ``candidates`` were free to be asked; the other
    counts are of barred helpers by kind (one helper may count in several).
    """

    need: str
    hours_missing: int
    hours_received: int
    cause: UnmetCause
    able: int = 0
    candidates: int = 0
    absent: int = 0
    declined: int = 0
    not_with: int = 0
    language: int = 0
    full: int = 0


@dataclass(frozen=True, slots=True)
class GroupAccount:
    """Hours a group asked and received, the ``floor`` it is promised, and the hours missing to it."""

    group: str
    asked: int
    received: int
    floor: int
    shortfall: int


@dataclass(frozen=True, slots=True)
class FairnessAccount:
    """What fairness gives and costs, against the plan of most hours, then most affinity ("unfair").

    ``affinity`` sums affinity x hours; ``price`` is the fraction of affinity given up for fairness
    (negative when the fair plan has more). ``served_histogram[k]`` counts needs that receive k hours.
    """

    affinity: float
    affinity_unfair: float
    price: float
    served_histogram: tuple[int, ...]
    served_histogram_unfair: tuple[int, ...]
    hours: int
    hours_unfair: int
    needs_with_nothing: int
    needs_with_nothing_unfair: int


@dataclass(frozen=True, slots=True)
class Repair:
    """How the caps of distinct needs were repaired, against the same problem without those caps.

    ``hours_bound`` and ``affinity_bound`` are the hours and affinity of the relaxed optimum: no plan
    gives more hours, and none that gives the same hours to everybody has more affinity.
    ``hours_gap`` and ``affinity_gap`` are what the plan misses to them.
    """

    rounds: int
    forbidden_pairs: int
    hours_bound: int
    affinity_bound: float
    hours_gap: int
    affinity_gap: float


@dataclass(frozen=True, slots=True)
class Proof:
    """Node prices that prove a flow optimal, rule above rule.

    ``mode`` says which objective is proved (``affinity``: most affinity; ``order``, ``digits`` or
    ``ranks``: the fair rules). ``weights`` gives, from the highest rule to the lowest, the tier and
    weight of each. ``prices[tier]`` holds one integer for each node: source, sink, groups, needs, helpers.
    """

    mode: Literal["affinity", "order", "digits", "ranks"]
    weights: tuple[tuple[int, int], ...]
    prices: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the referee needs: the proof of the plan, and the plan of most affinity with its own proof.

    Plans list (need index, helper index, hours). ``relaxed_plan`` is the flow that ``fair`` proves when
    the result was repaired; it is empty otherwise, for the assignments themselves are that flow.
    """

    fair: Proof
    unfair: Proof
    unfair_plan: tuple[tuple[int, int, int], ...]
    relaxed_plan: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MatchingResult:
    """The answer to a `MatchingProblem`; `check` recomputes every promise in it.

    ``merges`` counts the splits undone by the rule of fewest helpers per need, ``merge_cost`` the
    affinity they cost. ``certificate`` is None only when the time limit stopped the search.
    """

    assignments: tuple[Assignment, ...]
    unmet: tuple[Unmet, ...]
    groups: tuple[GroupAccount, ...]
    fairness: FairnessAccount
    status: Status
    seed: int
    merges: int = 0
    merge_cost: float = 0.0
    repair: Repair | None = None
    certificate: Certificate | None = None
