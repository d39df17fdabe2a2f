"""The one verb: propose doubles among records, for a person to decide."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from maillage.engine.linkage.clusters import clusters
from maillage.engine.linkage.engine import Scored, compare
from maillage.engine.linkage.model import settings
from maillage.engine.linkage.networks import Networks
from maillage.engine.linkage.parameters import Parameters, shipped
from maillage.engine.linkage.problem import LinkageError, LinkageProblem, Record
from maillage.engine.linkage.profile import FIELDS, Profile, profile
from maillage.engine.linkage.reasons import Side, reasons
from maillage.engine.linkage.result import LinkageResult, Pair
from maillage.engine.linkage.rules import READ_AT, Case, verdict
from maillage.engine.linkage.table import table

MOST_PRIOR = 0.1
"""Two records are never presumed to be one with more than this chance before they are compared."""

MARGIN = 6.0
"""Bits under the threshold that are still scored: competition between known records needs its losers."""


@dataclass(frozen=True, slots=True)
class Run:
    """Rows compared in one go: the new records with one another, or with the known ones."""

    profiles: Sequence[Profile]
    fresh: int
    among: bool


def solve(
    problem: LinkageProblem,
    *,
    seed: int = 0,
    threshold: float = READ_AT,
    withhold: frozenset[str] = frozenset(),
    parameters: Parameters | None = None,
) -> LinkageResult:
    """Propose pairs of records that are one organisation, each with its chance and its reasons.

    Args:
        problem: the records, and those they are compared with.
        seed: the door is that of every engine; nothing is drawn by lot here, so every seed gives one answer.
        threshold: least probability of a pair that is given, between 0 and 1.
        withhold: comparisons not to use (``name``, ``kind``, ``where``, ``phone``, ``web``, ``identity``),
            for instance to judge the model by what it did not see.
        parameters: figures other than those that ship, as ``bench.linkage train`` makes them.

    Raises:
        LinkageError: a threshold or a seed that is none, or an unknown comparison.
    """
    _refuse(seed, threshold, withhold)
    records = (*problem.records, *problem.against)
    profiles, fresh = [profile(record, withhold) for record in records], len(problem.records)
    runs = [Run(profiles[:fresh], fresh, True)]
    runs += [Run(profiles, fresh, False)] if problem.against else []
    found = [_propose(run, records, parameters or shipped(), threshold) for run in runs]
    pairs = sorted(
        (pair for proposed, _, _ in found for pair in proposed),
        key=lambda pair: (-pair.probability, -pair.weight, pair.left, pair.right),
    )
    compared, set_aside = sum(count for _, count, _ in found), sum(capped for _, _, capped in found)
    return LinkageResult(tuple(pairs), clusters(pairs), compared, set_aside, withhold)


def _propose(
    run: Run, records: Sequence[Record], figures: Parameters, threshold: float
) -> tuple[list[Pair], int, int]:
    """The pairs of one run that are likely enough, how many were compared, how many were set aside.

    Set aside are keys that too many records bear, and pairs of which a network's places explain the likeness.
    """
    scored, count, capped = _score(run, figures, threshold)
    networks, kept = Networks(run.profiles), []
    for one, chance in zip(scored, chances_of(scored, among=run.among), strict=True):
        if chance < threshold:
            continue
        case, pair = _pair(records, run.profiles, one, chance)
        if networks.explains(case):
            capped += 1
        elif any(reason.weight > 0 for reason in pair.reasons):  # never for want of something to compare
            kept.append(pair)
    return kept, count, capped


def chances_of(scored: Sequence[Scored], *, among: bool) -> list[float]:
    """The probability of each pair; known records compete for a new one, since it is one of them at most.

    Without competition it is odds / (1 + odds); with it, the odds of all known records share the certainty.
    """
    odds = [2.0 ** min(one.weight, 60) for one in scored]
    total: dict[int, float] = defaultdict(float)
    for one, weight in zip(scored, odds, strict=True):
        total[one.left] += weight
    return [
        weight / (1 + (weight if among else total[one.left]))
        for one, weight in zip(scored, odds, strict=True)
    ]


def prior(figures: Parameters, fresh: int, known: int) -> float:
    """The chance that two records at random are one: the share of new ones with a double, over the pairs."""
    others = known or (fresh - 1) / 2
    return min(MOST_PRIOR, figures.share / max(others, 1))


def _score(run: Run, figures: Parameters, threshold: float) -> tuple[list[Scored], int, int]:
    known = 0 if run.among else len(run.profiles) - run.fresh
    rows, keys = table(run.profiles, run.fresh, among=run.among)
    adapted = adapt(figures, run)
    chance = prior(figures, run.fresh, known)
    at_least = math.log2(max(threshold, 1e-6) / (1 - min(threshold, 1 - 1e-6))) - (0 if run.among else MARGIN)
    scored, count = compare(rows, settings(adapted, chance, among=run.among), at_least=at_least)
    return scored, count, keys.set_aside


def adapt(figures: Parameters, run: Run) -> Parameters:
    """The figures for this run: how often its pairs share a town, and a kind, by chance."""
    new = run.profiles[: run.fresh]
    known = new if run.among else run.profiles[run.fresh :]
    town, kind = coincidences(new, known, among=run.among)
    return figures.adapted(town or figures.same_town, kind or figures.same_kind)


def coincidences(new: Sequence[Profile], known: Sequence[Profile], *, among: bool) -> tuple[float, float]:
    """How often a new and another record share a town, and a kind; 0 when that cannot be told."""
    return (
        _coincidence(new, known, lambda one: [one.town] if one.town else [], among),
        _coincidence(new, known, lambda one: one.kinds, among),
    )


def _coincidence(
    new: Sequence[Profile], known: Sequence[Profile], read: Callable[[Profile], Iterable[str]], among: bool
) -> float:
    """How often a new and another record that both say something say the same."""
    here = Counter(value for one in new for value in read(one))
    there = Counter(value for one in known for value in read(one))
    bearers = sum(bool(list(read(one))) for one in new), sum(bool(list(read(one))) for one in known)
    pairs = bearers[0] * (bearers[1] - among)
    same = sum(times * (there[value] - among) for value, times in here.items())
    return same / pairs if pairs > 0 else 0.0


def _pair(
    records: Sequence[Record], profiles: Sequence[Profile], one: Scored, chance: float
) -> tuple[Case, Pair]:
    left, right = Side(records[one.left], profiles[one.left]), Side(records[one.right], profiles[one.right])
    why = reasons(left, right, one)
    case = Case(left.profile, right.profile, one, why)
    keys = left.record.key, right.record.key
    return case, Pair(*keys, round(chance, 6), round(one.weight, 3), why, verdict(case, chance))


def _refuse(seed: int, threshold: float, withhold: frozenset[str]) -> None:
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        raise LinkageError(f"The seed is {seed!r}, and runs are told apart by whole numbers. Give 0 or more.")
    if isinstance(threshold, bool) or not isinstance(threshold, (int, float)) or not 0 < threshold < 1:
        raise LinkageError(
            f"The threshold is {threshold!r}, and pairs are kept by their chance. Give a number between 0 "
            f"and 1, both left out, such as {READ_AT}."
        )
    unknown = sorted(set(withhold) - {"name", *FIELDS})
    if unknown:
        raise LinkageError(
            f"The comparison {unknown[0]!r} cannot be withheld: the model has none of that name. "
            f"Use some of: {', '.join(('name', *FIELDS))}."
        )
