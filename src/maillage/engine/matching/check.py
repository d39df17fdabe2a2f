"""The independent referee: recomputes every promise of a result without the solver's modules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import fsum, isclose

import numpy as np

from maillage.engine.matching.lines import BarKind
from maillage.engine.matching.problem import MatchingProblem, summed
from maillage.engine.matching.proof import STEPS, Claim, is_maximum, loss
from maillage.engine.matching.result import MatchingResult, Proof, UnmetCause
from maillage.engine.matching.rules import HARD_RULES, Plan, group_floors, positions, received_by_group
from maillage.engine.matching.validation import Floats, Ints

CLOSE = 1e-9
PRICE_STEP = 2 / STEPS


def check(problem: MatchingProblem, result: MatchingResult) -> list[str]:
    """Return the promises ``result`` breaks, in plain sentences; [] when all hold.

    Hard rules, affinities and accounts are recomputed whatever the status. With status ``optimal`` the
    node prices must prove most hours, floors, leximin and affinity; with ``repaired`` they must prove
    the bound; both prove the comparison plan of the fairness account.
    """
    unknown = _unknown_ids(problem, result)
    if unknown:
        return unknown
    plan = _plan(problem, result)
    broken = [sentence for rule in HARD_RULES for sentence in rule(problem, plan)]
    if broken:
        return broken
    units = _units(problem, plan)
    return [
        *_wrong_affinities(problem, result),
        *_wrong_unmet(problem, result, plan),
        *_wrong_groups(problem, result, plan),
        *_wrong_fairness(problem, result, units),
        *_wrong_status(problem, result, units),
    ]


def _unknown_ids(problem: MatchingProblem, result: MatchingResult) -> list[str]:
    needs, helpers = set(problem.need_ids), set(problem.helper_ids)
    return [
        f"an assignment names {line.need!r} and {line.helper!r}, which the problem does not both hold"
        for line in result.assignments
        if line.need not in needs or line.helper not in helpers
    ] + [f"an assignment of {line.hours} hours is beyond counting"
         for line in result.assignments if abs(line.hours) > 2**31]  # fmt: skip


def _plan(problem: MatchingProblem, result: MatchingResult) -> Plan:
    row = {name: index for index, name in enumerate(problem.need_ids)}
    place = {name: index for index, name in enumerate(problem.helper_ids)}
    lines = result.assignments
    return Plan(
        need=np.array([row[line.need] for line in lines], np.int64),
        helper=np.array([place[line.helper] for line in lines], np.int64),
        hours=np.array([line.hours for line in lines], np.int64),
    )


def _units(problem: MatchingProblem, plan: Plan) -> Ints:
    units = np.zeros(len(problem.pairs), np.int64)
    units[positions(problem, plan)] = plan.hours
    return units


def _wrong_affinities(problem: MatchingProblem, result: MatchingResult) -> list[str]:
    """Every assignment shows the affinity of its candidate pair."""
    plan = _plan(problem, result)
    true = problem.pairs.affinity[positions(problem, plan)].tolist()
    return [
        f"need {line.need!r} with helper {line.helper!r} shows affinity {line.affinity}, not {value}"
        for line, value in zip(result.assignments, true, strict=True)
        if line.affinity != value
    ]


def _wrong_unmet(problem: MatchingProblem, result: MatchingResult, plan: Plan) -> list[str]:
    """Every need that misses hours is listed once, in order, with its true counts and cause."""
    received = plan.need_hours(problem)
    missing = np.flatnonzero(received < problem.need_hours).tolist()
    if [line.need for line in result.unmet] != [problem.need_ids[need] for need in missing]:
        return ["the unmet needs listed are not those that miss hours"]
    return [
        f"need {line.need!r} is said to miss {line.hours_missing} hours ({line.cause}): {wrong}"
        for line, wrong in zip(result.unmet, _unmet_faults(problem, result, plan, missing), strict=True)
        if wrong
    ]


def _unmet_faults(
    problem: MatchingProblem, result: MatchingResult, plan: Plan, missing: list[int]
) -> Iterable[str]:
    received = plan.need_hours(problem)
    idle = (problem.helper_hours > plan.helper_hours(problem))[problem.pairs.helper]
    free = np.bincount(problem.pairs.need, minlength=len(problem.need_ids))
    waiting = np.bincount(problem.pairs.need[idle], minlength=len(problem.need_ids))
    kinds: dict[str, Counter[BarKind]] = {}
    barred: dict[str, set[str]] = {}
    for bar in problem.barred():
        kinds.setdefault(bar.need, Counter())[bar.kind] += 1
        barred.setdefault(bar.need, set()).add(bar.helper)
    for need, line in zip(missing, result.unmet, strict=True):
        count = kinds.get(line.need, Counter())
        true = (
            int(problem.need_hours[need] - received[need]), int(received[need]),
            int(free[need]) + len(barred.get(line.need, ())), int(free[need]),
            *(count[kind] for kind in BarKind),
        )  # fmt: skip
        said = (line.hours_missing, line.hours_received, line.able, line.candidates,
                line.absent, line.declined, line.not_with, line.language, line.full)  # fmt: skip
        cause = _cause(int(free[need]), set(count), bool(waiting[need]), result.status == "stopped")
        yield f"counts are {true}" if said != true else f"the cause is {cause}" if line.cause != cause else ""


def _cause(free: int, barred: set[BarKind], idle: bool, stopped: bool) -> UnmetCause:
    if free:
        unsearched = UnmetCause.STOPPED if stopped else UnmetCause.CAPPED
        return unsearched if idle else UnmetCause.ALL_TAKEN
    if not barred:
        return UnmetCause.NO_SKILL
    if barred == {BarKind.ABSENT}:
        return UnmetCause.ALL_ABSENT
    if barred == {BarKind.DECLINED}:
        return UnmetCause.ALL_DECLINED
    return UnmetCause.ALL_TAKEN if barred == {BarKind.FULL} else UnmetCause.CONFLICT


def _wrong_groups(problem: MatchingProblem, result: MatchingResult, plan: Plan) -> list[str]:
    """Every group's account says what it asked, received, was promised and misses."""
    floors = group_floors(problem, int(plan.hours.sum())).tolist()
    received = received_by_group(problem, plan).tolist()
    true = [
        (name, asked, got, floor, max(0, floor - got))
        for name, asked, got, floor in zip(
            problem.groups, problem.group_hours.tolist(), received, floors, strict=True
        )
    ]
    said = [(line.group, line.asked, line.received, line.floor, line.shortfall) for line in result.groups]
    return [] if said == true else [f"the accounts of the groups should be {true}"]


def _wrong_fairness(problem: MatchingProblem, result: MatchingResult, units: Ints) -> list[str]:
    """The fairness account is that of the plan and of the comparison plan in the certificate."""
    said = result.fairness
    figures = (said.affinity, said.served_histogram, said.hours, said.needs_with_nothing)
    wrong = _wrong_side(problem, units, "the plan", figures)
    if result.certificate is not None:
        other = _from_entries(problem, result.certificate.unfair_plan)
        if other is None:
            return [*wrong, "the comparison plan of the fairness account breaks a hard rule"]
        figures = (said.affinity_unfair, said.served_histogram_unfair, said.hours_unfair,
                   said.needs_with_nothing_unfair)  # fmt: skip
        wrong += _wrong_side(problem, other, "the comparison plan", figures)
    given_up = said.affinity_unfair - said.affinity
    price = given_up / said.affinity_unfair if said.affinity_unfair > 0 else 0.0
    if not isclose(said.price, price, rel_tol=CLOSE, abs_tol=CLOSE):
        wrong.append(f"the price of fairness is said to be {said.price} and is {price}")
    return wrong


def _wrong_side(
    problem: MatchingProblem, units: Ints, name: str, said: tuple[float, tuple[int, ...], int, int]
) -> list[str]:
    affinity, *counted = said
    received = summed(problem.pairs.need, units, len(problem.need_ids)).tolist()
    tally = Counter(received)
    histogram = tuple(tally[value] for value in range(max(received) + 1)) if received else ()
    total = fsum((problem.pairs.affinity * units).tolist())
    wrong = []
    if not isclose(affinity, total, rel_tol=CLOSE, abs_tol=CLOSE):
        wrong.append(f"the affinity of {name} is said to be {affinity} and is {total}")
    if counted != [histogram, sum(received), tally[0]]:
        wrong.append(f"the hours counted for {name} are not those it gives")
    return wrong


def _wrong_status(problem: MatchingProblem, result: MatchingResult, units: Ints) -> list[str]:
    """The status is earned: optimal and repaired results carry a proof, a stopped one claims none."""
    if result.status == "stopped":
        claims = result.certificate is not None or result.repair is not None
        return ["a stopped result claims a certificate or a repair"] if claims else []
    certificate = result.certificate
    if certificate is None:
        return [f"the result says {result.status} and gives no certificate"]
    other = _from_entries(problem, certificate.unfair_plan)
    wrong = [] if other is None else _unproved(problem, "the comparison plan", other, certificate.unfair)
    if certificate.unfair.mode != "affinity" or certificate.fair.mode == "affinity":
        return [*wrong, "the certificate proves other rules than the ones promised"]
    if result.status == "repaired":
        return wrong + _wrong_repair(problem, result, units)
    if result.repair is not None or certificate.relaxed_plan:
        wrong.append("an optimal result claims a repair")
    if merges := _wrong_merges(problem, result, int(units.sum())):
        return wrong + merges
    cost = round(result.merge_cost * STEPS)
    wrong += _unproved(problem, "the plan", units, certificate.fair, cost)
    return wrong if cost else wrong + _wrong_prices(problem, result, units)


def _unproved(problem: MatchingProblem, name: str, units: Ints, proof: Proof, allowed: int = 0) -> list[str]:
    """Most hours, then floors, leximin and affinity are proved by the prices."""
    if not is_maximum(problem, units):
        return [f"{name} could serve more hours"]
    served = int(units.sum())
    floors = group_floors(problem, served)
    received = summed(problem.need_group, summed(problem.pairs.need, units, len(problem.need_ids)),
                      len(problem.groups))  # fmt: skip
    if proof.mode == "order" and (received < floors).any():
        return [f"{name} leaves a group under its floor and its proof ignores floors"]
    missed = loss(Claim(problem, units, floors, proof))
    if isinstance(missed, str):
        return [f"{name} is not proved optimal: {missed}"]
    if missed != allowed:
        return [f"{name} is not proved optimal: its prices leave {missed} steps to a better one"]
    return []


def _wrong_merges(problem: MatchingProblem, result: MatchingResult, served: int) -> list[str]:
    """Undoing splits costs no more affinity than the problem tolerates for each; each leaves a pair fewer."""
    allowed = result.merges * problem.split_tolerance
    if not 0 <= result.merges <= served - len(result.assignments):
        return [f"{result.merges} splits cannot have been undone in a plan of {served} hours"]
    if not 0 <= result.merge_cost <= allowed + CLOSE:
        return [f"undoing {result.merges} splits cost {result.merge_cost} of affinity, more than {allowed}"]
    return []


def _wrong_repair(problem: MatchingProblem, result: MatchingResult, units: Ints) -> list[str]:
    """A repaired result gives the proved optimum without caps as its bound, and its true gap."""
    report, certificate = result.repair, result.certificate
    if report is None or certificate is None:
        return ["a repaired result gives no account of its repair"]
    relaxed = _from_entries(problem, certificate.relaxed_plan)
    if relaxed is None:
        return ["the relaxed plan of the repair breaks a hard rule"]
    bound = fsum((problem.pairs.affinity * relaxed).tolist())
    gap = bound - fsum((problem.pairs.affinity * units).tolist())
    wrong = _unproved(problem, "the relaxed plan", relaxed, certificate.fair)
    hours = int(relaxed.sum())
    if (report.hours_bound, report.hours_gap) != (hours, hours - int(units.sum())):
        wrong.append("the bound and gap in hours are not those of the relaxed plan")
    if not isclose(report.affinity_bound, bound, rel_tol=CLOSE, abs_tol=CLOSE) or not isclose(
        report.affinity_gap, gap, rel_tol=CLOSE, abs_tol=1e-6
    ):
        wrong.append("the bound and gap in affinity are not those of the relaxed plan")
    return wrong


def _wrong_prices(problem: MatchingProblem, result: MatchingResult, units: Ints) -> list[str]:
    """No helper's price is beaten: no need would rather have another helper at these prices."""
    pairs = problem.pairs
    price = np.zeros(len(problem.helper_ids))
    place = {name: index for index, name in enumerate(problem.helper_ids)}
    for line in result.assignments:
        price[place[line.helper]] = line.price
    if any(line.price != price[place[line.helper]] or not line.price >= 0 for line in result.assignments):
        return ["a helper has two prices, or a negative one"]
    spare = problem.helper_hours > summed(pairs.helper, units, len(price))
    if (price[spare] > PRICE_STEP).any():
        return ["a helper with hours to spare has a price"]
    net = pairs.affinity - price[pairs.helper]
    worst: Floats = np.full(len(problem.need_ids), np.inf)
    used = units > 0
    np.minimum.at(worst, pairs.need[used], net[used])
    better = (units < problem.pair_caps) & (net > worst[pairs.need] + PRICE_STEP)
    return ["a helper's price is too low: another need would rather have her"] if better.any() else []


def _from_entries(problem: MatchingProblem, entries: Iterable[tuple[int, int, int]]) -> Ints | None:
    """Return hours on each pair, or None when the entries are no flow (caps of distinct needs aside)."""
    rows = list(entries)
    needs, staff = len(problem.need_ids), len(problem.helper_ids)
    if any(not (0 <= n < needs and 0 <= h < staff and 0 < x < 2**31) for n, h, x in rows):
        return None
    table = np.array(rows, np.int64).reshape(-1, 3)
    plan = Plan(table[:, 0], table[:, 1], table[:, 2])
    rules = [rule for rule in HARD_RULES if rule.__name__ != "helpers_keep_their_cap"]
    return None if any(rule(problem, plan) for rule in rules) else _units(problem, plan)
