"""Each hard rule, kept once and broken once, with the sentence it is broken by."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from tests.engine.matching.builders import problem_of, quarter, small_problems

from maillage.engine.matching import BarKind, rules, solve
from maillage.engine.matching.account import plan_of
from maillage.engine.matching.rules import HARD_RULES, Plan

FATOU, KARIM, LEA = 0, 1, 2
MARC, SOPHIE = 0, 1


def plan(*lines: tuple[int, int, int]) -> Plan:
    table = np.array(lines, np.int64).reshape(-1, 3)
    return Plan(table[:, 0], table[:, 1], table[:, 2])


KEPT = plan((FATOU, MARC, 2), (KARIM, MARC, 1), (KARIM, SOPHIE, 1), (LEA, MARC, 1))

CAPPED = problem_of(
    {"fatou": 3, "karim": 3, "lea": 2},
    {"marc": 9, "sophie": 1},
    {("fatou", "marc"): 0.5, ("karim", "marc"): 0.9, ("lea", "marc"): 0.4},
    max_needs={"marc": 2},
    pair_hours={("karim", "marc"): 1},
)


class TestEveryRule:
    @pytest.mark.parametrize("rule", HARD_RULES)
    def test_rule_is_kept_by_a_fair_plan(self, rule):
        assert rule(quarter(), KEPT) == []

    @pytest.mark.parametrize("rule", HARD_RULES)
    def test_rule_is_kept_by_an_empty_plan(self, rule):
        assert rule(quarter(), plan()) == []

    @pytest.mark.parametrize("rule", HARD_RULES)
    def test_rule_is_kept_by_an_empty_problem(self, rule):
        assert rule(problem_of(), plan()) == []

    @pytest.mark.parametrize("rule", HARD_RULES)
    def test_rule_says_itself_in_one_sentence(self, rule):
        assert rule.__doc__.endswith(".")
        assert rule.__doc__.count(".") == 1

    @settings(max_examples=60, deadline=None)
    @given(small_problems(capped=True))
    def test_rules_are_kept_by_whatever_solve_answers(self, problem):
        result = solve(problem)
        row, place = problem.need_ids.index, problem.helper_ids.index
        answer = plan(*((row(line.need), place(line.helper), line.hours) for line in result.assignments))
        assert [sentence for rule in HARD_RULES for sentence in rule(problem, answer)] == []


class TestAssignmentsJoinCandidates:
    def test_rule_is_broken_by_a_pair_that_is_no_candidate(self):
        assert rules.assignments_join_candidates(quarter(), plan((LEA, SOPHIE, 1))) == [
            "need 'lea' with helper 'sophie' is not a candidate pair"
        ]

    def test_rule_is_broken_where_there_is_no_candidate_at_all(self):
        problem = problem_of({"fatou": 1}, {"marc": 1})
        assert len(rules.assignments_join_candidates(problem, plan((0, 0, 1)))) == 1


class TestAssignmentsRespectBars:
    def test_rule_is_broken_by_asking_somebody_absent(self):
        assert rules.assignments_respect_bars(quarter(), plan((FATOU, SOPHIE, 1))) == [
            "need 'fatou' with helper 'sophie' is barred"
        ]

    @pytest.mark.parametrize("kind", list(BarKind))
    def test_rule_holds_for_every_kind_of_bar(self, kind):
        problem = problem_of({"fatou": 1}, {"marc": 1}, bars={("fatou", "marc"): kind})
        assert len(rules.assignments_respect_bars(problem, plan((0, 0, 1)))) == 1


class TestAssignmentsAreDistinct:
    def test_rule_is_broken_by_a_pair_assigned_twice(self):
        twice = plan((FATOU, MARC, 1), (KARIM, MARC, 1), (FATOU, MARC, 1))
        assert rules.assignments_are_distinct(quarter(), twice) == [
            "need 'fatou' with helper 'marc' is assigned more than once"
        ]


class TestAssignmentsHaveHours:
    @pytest.mark.parametrize("hours", [0, -1])
    def test_rule_is_broken_by_no_hours(self, hours):
        assert rules.assignments_have_hours(quarter(), plan((FATOU, MARC, hours))) == [
            f"need 'fatou' with helper 'marc' is assigned {hours} hours"
        ]


class TestHelpersKeepTheirHours:
    def test_rule_is_broken_by_one_hour_too_many(self):
        assert rules.helpers_keep_their_hours(quarter(), plan((FATOU, MARC, 3), (KARIM, MARC, 2))) == [
            "helper 'marc' gives 5 hours and has 4 left"
        ]

    def test_rule_is_kept_by_the_last_hour(self):
        assert rules.helpers_keep_their_hours(quarter(), plan((FATOU, MARC, 3), (KARIM, MARC, 1))) == []


class TestHelpersKeepTheirCap:
    def test_rule_is_broken_by_one_need_too_many(self):
        spread = plan((FATOU, MARC, 1), (KARIM, MARC, 1), (LEA, MARC, 1))
        assert rules.helpers_keep_their_cap(CAPPED, spread) == ["helper 'marc' gets 3 needs and accepts 2"]

    def test_rule_is_kept_at_the_cap(self):
        assert rules.helpers_keep_their_cap(CAPPED, plan((FATOU, MARC, 1), (KARIM, MARC, 1))) == []

    def test_rule_knows_helpers_without_a_cap(self):
        assert rules.helpers_keep_their_cap(quarter(), KEPT) == []


class TestNeedsGetNoMoreThanAsked:
    def test_rule_is_broken_by_an_hour_nobody_asked(self):
        assert rules.needs_get_no_more_than_asked(quarter(), plan((LEA, MARC, 3))) == [
            "need 'lea' receives 3 hours and asks 2"
        ]

    def test_rule_adds_the_hours_of_all_helpers(self):
        over = plan((KARIM, MARC, 3), (KARIM, SOPHIE, 1))
        assert len(rules.needs_get_no_more_than_asked(quarter(), over)) == 1


class TestPairsKeepTheirCap:
    def test_rule_is_broken_above_the_cap_of_the_pair(self):
        assert rules.pairs_keep_their_cap(CAPPED, plan((KARIM, MARC, 2))) == [
            "need 'karim' with helper 'marc' carries 2 hours, above its cap"
        ]

    def test_rule_is_kept_at_the_cap_and_by_pairs_without_one(self):
        assert rules.pairs_keep_their_cap(CAPPED, plan((KARIM, MARC, 1), (FATOU, MARC, 3))) == []


class TestGroupFloors:
    def test_floors_are_the_share_of_hours_served_rounded_down(self):
        assert rules.group_floors(quarter(group_floor=1.0), 5).tolist() == [1, 1, 1]
        assert rules.group_floors(quarter(group_floor=1.0), 8).tolist() == [3, 3, 2]

    def test_floors_scale_with_the_promise(self):
        assert rules.group_floors(quarter(group_floor=0.5), 8).tolist() == [1, 1, 1]
        assert rules.group_floors(quarter(group_floor=0.0), 8).tolist() == [0, 0, 0]

    def test_floors_are_exact_where_floats_would_round_down_too_far(self):
        problem = problem_of({"a": 29, "b": 71}, groups={"a": "one", "b": "two"}, group_floor=1.0)
        assert rules.group_floors(problem, 100).tolist() == [29, 71]

    def test_floors_of_no_group_are_none(self):
        assert rules.group_floors(problem_of(), 0).tolist() == []

    @settings(max_examples=60, deadline=None)
    @given(small_problems())
    def test_floors_never_promise_more_than_asked_or_served(self, problem):
        served = int(problem.need_hours.sum())
        floors = rules.group_floors(problem, served)
        assert (floors <= problem.group_hours).all()
        assert floors.sum() <= served


class TestPlan:
    def test_plan_sums_hours_by_need_and_by_helper(self):
        assert KEPT.need_hours(quarter()).tolist() == [2, 2, 1]
        assert KEPT.helper_hours(quarter()).tolist() == [4, 1]

    def test_plan_sums_hours_by_group(self):
        assert rules.received_by_group(quarter(), KEPT).tolist() == [2, 2, 1]

    def test_plan_of_units_finds_its_positions_again(self):
        units = np.array([1, 0, 2, 1])
        assert rules.positions(quarter(), plan_of(quarter(), units)).tolist() == [0, 2, 3]
