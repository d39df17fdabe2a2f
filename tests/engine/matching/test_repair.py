"""Caps of distinct needs are repaired, idle hours filled in, splits undone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.matching.builders import problem_of, random_columns

from maillage.engine.matching import MatchingProblem, repair, rules, solve
from maillage.engine.matching.account import plan_of

CROWD = problem_of(
    {"fatou": 2, "karim": 2, "lea": 2},
    {"marc": 6, "sophie": 2},
    {("fatou", "marc"): 0.2, ("karim", "marc"): 0.9, ("lea", "marc"): 0.5, ("lea", "sophie"): 0.5},
    max_needs={"marc": 2},
)


class TestOverloaded:
    def test_overloaded_names_helpers_above_their_cap(self):
        assert repair.overloaded(CROWD, np.array([1, 1, 1, 1])).tolist() == [0]

    def test_overloaded_is_empty_at_the_cap(self):
        assert repair.overloaded(CROWD, np.array([1, 1, 0, 1])).tolist() == []


class TestForbid:
    def test_weakest_pair_is_of_the_need_others_could_serve(self):
        assert repair.weakest_pairs(CROWD, np.array([1, 1, 1, 0]), CROWD.pair_caps).tolist() == [2]

    def test_weakest_pair_is_then_the_one_of_fewest_hours(self):
        caps = np.array([2, 2, 2, 0])
        assert repair.weakest_pairs(CROWD, np.array([2, 1, 2, 0]), caps).tolist() == [1]

    def test_weakest_pair_is_then_the_one_of_least_affinity(self):
        caps = np.array([2, 2, 2, 0])
        assert repair.weakest_pairs(CROWD, np.array([1, 1, 1, 0]), caps).tolist() == [0]

    def test_forbid_closes_the_weakest_pair_only_at_first(self):
        assert repair.forbid(CROWD, np.array([1, 1, 1, 0]), CROWD.pair_caps, 0).tolist() == [2, 2, 0, 2]

    def test_forbid_closes_what_an_overloaded_helper_does_not_use_once_patience_ends(self):
        problem = problem_of(
            {"a": 1, "b": 1, "c": 1}, {"h": 3}, {(need, "h"): 0.5 for need in "abc"}, max_needs={"h": 1}
        )
        closed = repair.forbid(problem, np.array([1, 1, 0]), problem.pair_caps, repair.PATIENCE)
        assert sorted(closed.tolist()) == [0, 0, 1]

    def test_trim_always_ends_within_the_caps(self):
        trimmed = repair.trim(CROWD, np.array([2, 2, 2, 0]))
        assert trimmed.tolist() == [2, 2, 0, 0]


class TestFill:
    def test_fill_gives_idle_hours_to_the_need_served_least(self):
        problem = problem_of({"a": 2, "b": 2}, {"h": 1}, {("a", "h"): 0.9, ("b", "h"): 0.1})
        other = problem_of({"a": 2, "b": 2}, {"h": 2}, {("a", "h"): 0.9, ("b", "h"): 0.1})
        assert repair.fill(problem, np.array([1, 0])).tolist() == [1, 0]
        assert repair.fill(other, np.array([1, 0])).tolist() == [1, 1]

    def test_fill_gives_no_new_need_to_a_helper_at_her_cap(self):
        assert repair.fill(CROWD, np.array([2, 2, 0, 0])).tolist() == [2, 2, 0, 2]

    def test_fill_gives_more_hours_of_a_need_she_has(self):
        assert repair.fill(CROWD, np.array([1, 2, 0, 2])).tolist() == [2, 2, 0, 2]

    @settings(max_examples=40, deadline=None)
    @given(st.integers(0, 10_000), st.integers(0, 3))
    def test_fill_keeps_every_hard_rule(self, seed, cap):
        columns = random_columns(20, 8, 60, seed) | {"helper_max_needs": np.full(8, cap)}
        problem = MatchingProblem.from_arrays(**columns)
        filled = repair.fill(problem, np.zeros(60, np.int64))
        plan = plan_of(problem, filled)
        assert [line for rule in rules.HARD_RULES for line in rule(problem, plan)] == []


class TestMerger:
    def merged(self, problem, units):
        merger = repair.Merger(problem, np.array(units))
        merger.run()
        return merger

    def test_merger_passes_hours_on_to_a_helper_with_time(self):
        problem = problem_of({"a": 2}, {"h": 2, "k": 2}, {("a", "h"): 0.5, ("a", "k"): 0.5})
        merger = self.merged(problem, [1, 1])
        assert (sorted(merger.units.tolist()), merger.merges, merger.cost) == ([0, 2], 1, 0)

    def test_merger_exchanges_with_another_need(self):
        pairs = {("a", "h"): 0.5, ("a", "k"): 0.5, ("b", "h"): 0.5, ("b", "k"): 0.5}
        problem = problem_of({"a": 2, "b": 2}, {"h": 2, "k": 2}, pairs)
        merger = self.merged(problem, [1, 1, 1, 1])
        assert sorted(merger.units.tolist()) == [0, 0, 2, 2]

    @pytest.mark.parametrize(("tolerance", "units"), [(0.0, [1, 1]), (0.3, [1, 1]), (0.4, [0, 2])])
    def test_merger_pays_no_more_than_tolerated(self, tolerance, units):
        problem = problem_of(
            {"a": 2}, {"h": 1, "k": 2}, {("a", "h"): 0.9, ("a", "k"): 0.5}, split_tolerance=tolerance
        )
        assert self.merged(problem, [1, 1]).units.tolist() == units

    def test_merger_respects_the_cap_of_a_pair(self):
        pairs = {("a", "h"): 0.5, ("a", "k"): 0.5}
        problem = problem_of({"a": 2}, {"h": 2, "k": 2}, pairs, pair_hours=dict.fromkeys(pairs, 1))
        assert self.merged(problem, [1, 1]).merges == 0

    @settings(max_examples=30, deadline=None)
    @given(st.integers(0, 10_000))
    def test_merger_changes_nobodys_hours_and_adds_no_pair(self, seed):
        columns = random_columns(20, 8, 60, seed)
        columns["affinity"] = np.full(60, 0.5)
        problem = MatchingProblem.from_arrays(**columns)
        units = np.zeros(60, np.int64)
        for line in solve(problem).assignments:
            need, helper = problem.need_ids.index(line.need), problem.helper_ids.index(line.helper)
            units[(problem.pairs.need == need) & (problem.pairs.helper == helper)] = line.hours
        merger = self.merged(problem, units)
        before, after = plan_of(problem, units), plan_of(problem, merger.units)
        assert after.need_hours(problem).tolist() == before.need_hours(problem).tolist()
        assert len(after.need) <= len(before.need)
        assert [line for rule in rules.HARD_RULES for line in rule(problem, after)] == []
