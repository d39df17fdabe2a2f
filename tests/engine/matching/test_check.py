"""The referee: green for every honest result, and red, with a sentence, for every tampering."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.matching.builders import (
    bound_by_floors,
    problem_of,
    quarter,
    random_columns,
    small_problems,
)

from maillage.engine import matching
from maillage.engine.matching import (
    Assignment,
    BarKind,
    MatchingProblem,
    MatchingResult,
    Proof,
    UnmetCause,
    check,
    solve,
)


@pytest.fixture
def problem() -> MatchingProblem:
    return quarter()


@pytest.fixture
def honest(problem) -> MatchingResult:
    return solve(problem)


def overloaded() -> MatchingProblem:
    """Marc accepts one need and three would need him."""
    needs = {"fatou": 1, "karim": 1, "lea": 1}
    pairs = {(need, "marc"): 0.5 for need in needs} | {("lea", "sophie"): 0.3}
    return problem_of(needs, {"marc": 3, "sophie": 1}, pairs, max_needs={"marc": 1})


def with_line(result: MatchingResult, row: int, **changes) -> MatchingResult:
    lines = list(result.assignments)
    lines[row] = replace(lines[row], **changes)
    return replace(result, assignments=tuple(lines))


def with_unmet(result: MatchingResult, row: int, **changes) -> MatchingResult:
    lines = list(result.unmet)
    lines[row] = replace(lines[row], **changes)
    return replace(result, unmet=tuple(lines))


def with_group(result: MatchingResult, row: int, **changes) -> MatchingResult:
    lines = list(result.groups)
    lines[row] = replace(lines[row], **changes)
    return replace(result, groups=tuple(lines))


def with_fairness(result: MatchingResult, **changes) -> MatchingResult:
    return replace(result, fairness=replace(result.fairness, **changes))


def with_proof(result: MatchingResult, **changes) -> MatchingResult:
    certificate = replace(result.certificate, fair=replace(result.certificate.fair, **changes))
    return replace(result, certificate=certificate)


def without_fatou() -> MatchingProblem:
    """The quarter where nobody could help Fatou."""
    return problem_of(
        {"fatou": 3, "karim": 3, "lea": 2},
        {"marc": 4, "sophie": 1},
        {("karim", "marc"): 0.9, ("karim", "sophie"): 0.8, ("lea", "marc"): 0.4},
        groups={"fatou": "association", "karim": "startup", "lea": "artist"},
        group_floor=0.0,
    )


class TestIndependence:
    @pytest.mark.parametrize("module", ["check", "proof", "rules"])
    def test_referee_imports_nothing_of_the_solver(self, module):
        tree = ast.parse(Path(matching.__file__).with_name(f"{module}.py").read_text(encoding="utf-8"))
        imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        solver = {"solve", "network", "objective", "repair", "account"}
        assert not {name for name in imported if name.rsplit(".", 1)[-1] in solver}
        assert not any("ortools" in name for name in imported)


class TestHonestResults:
    def test_check_is_green_for_the_quarter(self, problem, honest):
        assert check(problem, honest) == []

    def test_check_is_green_for_floors_that_bind(self):
        assert check(bound_by_floors(), solve(bound_by_floors())) == []

    def test_check_is_green_for_a_repair(self):
        result = solve(overloaded())
        assert result.status == "repaired"
        assert check(overloaded(), result) == []

    @settings(max_examples=40, deadline=None)
    @given(st.integers(0, 10_000), st.sampled_from([0.0, 0.9, 1.0]))
    def test_check_is_green_for_larger_problems(self, seed, floor):
        problem = MatchingProblem.from_arrays(**random_columns(40, 15, 200, seed), group_floor=floor)
        assert check(problem, solve(problem, seed=seed)) == []


class TestHardRules:
    def test_check_catches_an_unknown_need(self, problem, honest):
        assert check(problem, with_line(honest, 0, need="nobody")) == [
            "an assignment names 'nobody' and 'marc', which the problem does not both hold"
        ]

    def test_check_catches_an_unknown_helper(self, problem, honest):
        assert len(check(problem, with_line(honest, 0, helper="nobody"))) == 1

    def test_check_catches_hours_beyond_counting(self, problem, honest):
        assert len(check(problem, with_line(honest, 0, hours=10**30))) == 1

    @pytest.mark.parametrize("hours", [0, -1, 3, 4, 99])
    def test_check_catches_other_hours(self, problem, honest, hours):
        assert check(problem, with_line(honest, 0, hours=hours))

    def test_check_catches_a_barred_helper(self, problem, honest):
        assert check(problem, with_line(honest, 0, helper="sophie")) != []

    def test_check_catches_a_pair_that_is_no_candidate(self, problem, honest):
        line = Assignment("lea", "sophie", 1, 0.5, 0.0)
        tampered = replace(honest, assignments=(*honest.assignments, line))
        assert "need 'lea' with helper 'sophie' is not a candidate pair" in check(problem, tampered)

    def test_check_catches_an_assignment_repeated(self, problem, honest):
        tampered = replace(honest, assignments=(*honest.assignments, honest.assignments[0]))
        assert "need 'fatou' with helper 'marc' is assigned more than once" in check(problem, tampered)

    def test_check_catches_a_helper_above_her_cap(self):
        free = problem_of({"a": 1, "b": 1}, {"h": 2}, {("a", "h"): 0.5, ("b", "h"): 0.5})
        capped = problem_of(
            {"a": 1, "b": 1}, {"h": 2}, {("a", "h"): 0.5, ("b", "h"): 0.5}, max_needs={"h": 1}
        )
        assert check(capped, solve(free)) == ["helper 'h' gets 2 needs and accepts 1"]

    def test_check_catches_a_pair_above_its_cap(self):
        pair = ("a", "h")
        free = problem_of({"a": 2}, {"h": 2}, {pair: 0.5})
        capped = problem_of({"a": 2}, {"h": 2}, {pair: 0.5}, pair_hours={pair: 1})
        assert check(capped, solve(free)) == ["need 'a' with helper 'h' carries 2 hours, above its cap"]


class TestAccounts:
    def test_check_catches_another_affinity(self, problem, honest):
        assert check(problem, with_line(honest, 0, affinity=0.51)) == [
            "need 'fatou' with helper 'marc' shows affinity 0.51, not 0.5"
        ]

    @pytest.mark.parametrize(
        "changes",
        [
            {"hours_missing": 2},
            {"hours_received": 1},
            {"cause": UnmetCause.NO_SKILL},
            {"cause": UnmetCause.ALL_ABSENT},
            {"cause": UnmetCause.STOPPED},
            {"able": 5},
            {"candidates": 0},
            {"absent": 0},
            {"declined": 1},
            {"not_with": 1},
            {"language": 1},
            {"full": 1},
        ],
    )
    def test_check_catches_another_account_of_an_unmet_need(self, problem, honest, changes):
        (sentence,) = check(problem, with_unmet(honest, 0, **changes))
        assert sentence.startswith("need 'fatou' is said to miss")

    def test_check_catches_an_unmet_need_left_out(self, problem, honest):
        tampered = replace(honest, unmet=honest.unmet[1:])
        assert check(problem, tampered) == ["the unmet needs listed are not those that miss hours"]

    def test_check_catches_an_unmet_need_listed_twice(self, problem, honest):
        tampered = replace(honest, unmet=(*honest.unmet, honest.unmet[0]))
        assert check(problem, tampered) == ["the unmet needs listed are not those that miss hours"]

    @pytest.mark.parametrize("kind", list(BarKind))
    def test_check_knows_the_cause_of_every_kind_of_bar(self, kind):
        barred = problem_of({"a": 1}, {"h": 1}, bars={("a", "h"): kind})
        result = solve(barred)
        assert check(barred, result) == []
        assert check(barred, with_unmet(result, 0, cause=UnmetCause.CAPPED)) != []

    @pytest.mark.parametrize("name", ["asked", "received", "floor", "shortfall"])
    def test_check_catches_another_account_of_a_group(self, problem, honest, name):
        value = getattr(honest.groups[1], name) + 1
        (sentence,) = check(problem, with_group(honest, 1, **{name: value}))
        assert sentence.startswith("the accounts of the groups should be")

    def test_check_catches_a_group_left_out(self, problem, honest):
        assert len(check(problem, replace(honest, groups=honest.groups[1:]))) == 1

    @pytest.mark.parametrize(
        "changes",
        [
            {"affinity": 9.0},
            {"affinity_unfair": 9.0},
            {"affinity": float("nan")},
            {"price": 0.5},
            {"price": -0.5},
            {"served_histogram": (0, 1, 1, 1)},
            {"served_histogram": ()},
            {"served_histogram_unfair": (3,)},
            {"hours": 6},
            {"hours_unfair": 4},
            {"needs_with_nothing": 1},
            {"needs_with_nothing_unfair": 0},
        ],
    )
    def test_check_catches_other_figures_of_fairness(self, problem, honest, changes):
        assert check(problem, with_fairness(honest, **changes)) != []

    def test_check_catches_a_comparison_plan_that_breaks_a_rule(self, problem, honest):
        certificate = replace(honest.certificate, unfair_plan=((0, 0, 99),))
        tampered = replace(honest, certificate=certificate)
        assert "the comparison plan of the fairness account breaks a hard rule" in check(problem, tampered)

    @pytest.mark.parametrize("entry", [(9, 0, 1), (0, 9, 1), (-1, 0, 1), (0, 0, 10**20)])
    def test_check_catches_a_comparison_plan_of_nobody(self, problem, honest, entry):
        tampered = replace(honest, certificate=replace(honest.certificate, unfair_plan=(entry,)))
        assert check(problem, tampered) != []


class TestOptimality:
    def test_check_catches_a_plan_that_could_serve_more(self):
        two = {("a", "h"): 0.5, ("b", "h"): 0.5, ("a", "k"): 0.5}
        problem = problem_of({"a": 1, "b": 1}, {"h": 1, "k": 1}, two)
        greedy = solve(problem_of({"a": 1, "b": 1}, {"h": 1, "k": 0}, two))
        assert any("could serve more hours" in sentence for sentence in check(problem, greedy))

    def test_check_catches_a_plan_that_leaves_somebody_with_nothing(self):
        problem = quarter(group_floor=0.0)
        tampered = replace(solve(without_fatou()), certificate=solve(problem).certificate)
        assert any("the plan is not proved optimal" in sentence for sentence in check(problem, tampered))

    def test_check_catches_less_affinity_for_the_same_hours(self):
        pairs = {("a", "h"): 0.9, ("a", "k"): 0.5, ("b", "h"): 0.8, ("b", "k"): 0.7}
        problem = problem_of({"a": 1, "b": 1}, {"h": 1, "k": 1}, pairs)
        worse = problem_of(
            {"a": 1, "b": 1}, {"h": 1, "k": 1}, {key: pairs[key] for key in [("a", "k"), ("b", "h")]}
        )
        honest, swapped = solve(problem), solve(worse)
        tampered = replace(
            swapped,
            certificate=honest.certificate,
            fairness=replace(
                swapped.fairness, affinity_unfair=honest.fairness.affinity, price=(1.6 - 1.3) / 1.6
            ),
        )
        assert any("leave 300000 steps" in sentence for sentence in check(problem, tampered))

    @pytest.mark.parametrize("node", [0, 1, 5, 6, 7, 8, 9])
    def test_check_catches_a_price_that_moved(self, problem, honest, node):
        prices = [list(tier) for tier in honest.certificate.fair.prices]
        prices[0][node] -= 10**9
        assert check(problem, with_proof(honest, prices=tuple(map(tuple, prices)))) != []

    @pytest.mark.parametrize("prices", [(), ((0,),), ((0,) * 99,), ((10**40,) * 10,)])
    def test_check_catches_prices_of_another_shape(self, problem, honest, prices):
        assert any("not proved optimal" in line for line in check(problem, with_proof(honest, prices=prices)))

    @pytest.mark.parametrize(
        "weights",
        [(), ((0, 1),), ((0, 1), (0, 1)), ((0, 0), (0, 0)), ((5, 10**9), (0, 1)), ((0, 10**40), (0, 1))],
    )
    def test_check_catches_weights_that_do_not_dominate(self, problem, honest, weights):
        assert check(problem, with_proof(honest, weights=weights)) != []

    def test_check_catches_a_proof_of_affinity_alone(self, problem, honest):
        certificate = replace(honest.certificate, fair=honest.certificate.unfair)
        tampered = replace(honest, certificate=certificate)
        assert "the certificate proves other rules than the ones promised" in check(problem, tampered)

    def test_check_catches_a_proof_that_ignores_floors(self):
        bound = bound_by_floors()
        ignoring = problem_of(
            {line.id: line.hours for line in bound.needs()},
            {line.id: line.hours for line in bound.helpers()},
            {(line.need, line.helper): line.affinity for line in bound.candidates()},
            groups={line.id: line.group for line in bound.needs()},
            group_floor=0.0,
        )
        broken = check(bound, solve(ignoring))
        assert any("under its floor" in sentence for sentence in broken)

    def test_check_catches_floors_proved_for_another_plan(self):
        bound = bound_by_floors()
        honest = solve(bound)
        zero = tuple((0,) * len(tier) for tier in honest.certificate.fair.prices)
        assert any("not proved optimal" in line for line in check(bound, with_proof(honest, prices=zero)))

    def test_check_catches_a_missing_certificate(self, problem, honest):
        tampered = replace(honest, certificate=None)
        assert check(problem, tampered) == ["the result says optimal and gives no certificate"]


class TestPrices:
    def test_check_catches_a_helper_with_two_prices(self, problem, honest):
        assert check(problem, with_line(honest, 0, price=7.0)) == [
            "a helper has two prices, or a negative one"
        ]

    def test_check_catches_a_price_for_idle_hours(self):
        problem = problem_of({"a": 1}, {"h": 2}, {("a", "h"): 0.5})
        tampered = with_line(solve(problem), 0, price=0.3)
        assert check(problem, tampered) == ["a helper with hours to spare has a price"]

    @pytest.mark.parametrize("price", [-0.1, float("nan")])
    def test_check_catches_a_price_that_is_none(self, price):
        problem = problem_of({"a": 1}, {"h": 1}, {("a", "h"): 0.5})
        assert check(problem, with_line(solve(problem), 0, price=price)) != []

    def test_check_catches_a_price_that_is_too_low(self):
        pairs = {("a", "h"): 0.9, ("a", "k"): 0.2, ("b", "h"): 0.8, ("b", "k"): 0.6}
        problem = problem_of({"a": 1, "b": 1}, {"h": 1, "k": 1}, pairs)
        tampered = with_line(solve(problem), 0, price=0.0)
        assert check(problem, tampered) == ["a helper's price is too low: another need would rather have her"]


class TestStatus:
    def test_check_catches_a_stopped_result_that_claims_a_certificate(self, problem, honest):
        stopped = solve(problem, time_limit=0)
        tampered = replace(stopped, certificate=honest.certificate)
        assert "a stopped result claims a certificate or a repair" in check(problem, tampered)

    def test_check_catches_an_optimal_result_that_claims_a_repair(self, problem, honest):
        repair = solve(overloaded()).repair
        assert "an optimal result claims a repair" in check(problem, replace(honest, repair=repair))

    def test_check_catches_a_repaired_result_sold_as_optimal(self):
        tampered = replace(solve(overloaded()), status="optimal")
        assert "an optimal result claims a repair" in check(overloaded(), tampered)

    def test_check_catches_a_repair_without_account(self):
        tampered = replace(solve(overloaded()), repair=None)
        assert check(overloaded(), tampered) == ["a repaired result gives no account of its repair"]

    @pytest.mark.parametrize("name", ["hours_bound", "hours_gap", "affinity_bound", "affinity_gap"])
    def test_check_catches_another_bound_or_gap(self, name):
        result = solve(overloaded())
        moved = {name: getattr(result.repair, name) + 1}
        assert len(check(overloaded(), replace(result, repair=replace(result.repair, **moved)))) == 1

    def test_check_catches_a_bound_from_a_plan_that_breaks_a_rule(self):
        result = solve(overloaded())
        tampered = replace(result, certificate=replace(result.certificate, relaxed_plan=((0, 0, 50),)))
        assert check(overloaded(), tampered) == ["the relaxed plan of the repair breaks a hard rule"]

    def test_check_catches_a_bound_that_is_too_low(self):
        result = solve(overloaded())
        tampered = replace(result, certificate=replace(result.certificate, relaxed_plan=((0, 0, 1),)))
        assert "the relaxed plan could serve more hours" in check(overloaded(), tampered)

    @pytest.mark.parametrize("cost", [0.2, -0.2, float("nan"), float("inf")])
    def test_check_catches_merges_that_cost_more_than_tolerated(self, problem, honest, cost):
        (sentence,) = check(problem, replace(honest, merges=1, merge_cost=cost))
        assert sentence == f"undoing 1 splits cost {cost} of affinity, more than 0.0"

    @pytest.mark.parametrize("merges", [-1, 99])
    def test_check_catches_merges_that_cannot_have_been(self, problem, honest, merges):
        assert check(problem, replace(honest, merges=merges)) == [
            f"{merges} splits cannot have been undone in a plan of 5 hours"
        ]

    def test_check_catches_affinity_lost_under_the_name_of_merges(self):
        tolerant = quarter(split_tolerance=5.0)
        result = solve(tolerant)
        assert check(tolerant, result) == []
        assert check(tolerant, replace(result, merge_cost=result.merge_cost + 0.1)) != []


class TestRandomTampering:
    @settings(max_examples=120, deadline=None)
    @given(small_problems(), st.data())
    def test_check_catches_one_hour_moved_anywhere(self, problem, data):
        result = solve(problem)
        if not result.assignments:
            return
        row = data.draw(st.integers(0, len(result.assignments) - 1))
        change = data.draw(st.sampled_from([-1, 1]))
        assert check(problem, with_line(result, row, hours=result.assignments[row].hours + change)) != []

    @settings(max_examples=80, deadline=None)
    @given(small_problems(), st.data())
    def test_check_catches_an_assignment_removed(self, problem, data):
        result = solve(problem)
        if not result.assignments:
            return
        row = data.draw(st.integers(0, len(result.assignments) - 1))
        kept = result.assignments[:row] + result.assignments[row + 1 :]
        assert check(problem, replace(result, assignments=kept)) != []

    def test_check_reads_proofs_of_any_mode_without_failing(self, problem, honest):
        for mode in ("affinity", "order", "digits", "ranks"):
            proof = Proof(mode, honest.certificate.fair.weights, honest.certificate.fair.prices)
            tampered = replace(honest, certificate=replace(honest.certificate, fair=proof))
            assert (check(problem, tampered) == []) == (mode == "order")
