"""Costs: a higher rule outweighs everything below it along any simple cycle."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.matching.builders import bound_by_floors, problem_of, quarter

from maillage.engine.matching import objective
from maillage.engine.matching.objective import SCALE, Objective

PLENTY = 2**50


def slots(problem):
    return objective.slots_of(problem, problem.pair_caps)


class TestSlots:
    def test_slots_are_as_many_as_candidates_could_fill(self):
        problem = problem_of({"a": 5, "b": 2, "c": 1}, {"h": 3}, {("a", "h"): 0.5, ("b", "h"): 0.5})
        assert slots(problem).need.tolist() == [0, 0, 0, 1, 1]

    def test_slots_lift_a_need_from_one_fraction_to_the_next(self):
        found = slots(problem_of({"a": 2, "b": 4}, {"h": 9}, {("a", "h"): 0.5, ("b", "h"): 0.5}))
        assert found.values == 5
        assert found.start.tolist() == [0, 2, 0, 1, 2, 3]
        assert found.end.tolist() == [2, 4, 1, 2, 3, 4]

    def test_slots_are_ranked_by_level_then_by_fewer_hours_asked(self):
        found = slots(problem_of({"a": 2, "b": 4}, {"h": 9}, {("a", "h"): 0.5, ("b", "h"): 0.5}))
        assert found.rank.tolist() == [0, 3, 1, 2, 4, 5]

    def test_slots_of_equal_needs_share_their_ranks(self):
        found = slots(problem_of({"a": 2, "b": 2}, {"h": 9}, {("a", "h"): 0.5, ("b", "h"): 0.5}))
        assert found.rank.tolist() == [0, 1, 0, 1]

    def test_slots_of_an_empty_problem_are_none(self):
        assert slots(problem_of()).need.tolist() == []


class TestWeights:
    def test_affinity_alone_weighs_one(self):
        assert objective.affinity_objective(quarter(), PLENTY) == Objective("affinity", ((0, 1),), 1)

    def test_order_outweighs_the_affinity_of_a_simple_cycle(self):
        found = objective.order_objective(quarter(), slots(quarter()), PLENTY)
        assert found.weights == ((0, 2 * SCALE + 1), (0, 1))

    def test_digits_outweigh_what_each_origin_can_exchange(self):
        problem = bound_by_floors()
        found = objective.floor_objective(problem, slots(problem), np.array([2, 5]), PLENTY)
        affinity = 2 * SCALE + 1
        assert found.mode == "digits"
        assert [weight for _, weight in found.weights[::-1]] == [
            1, affinity, affinity * 5, affinity * 25, affinity * 125, affinity * 625,
        ]  # fmt: skip

    def test_digits_spread_over_tiers_where_the_limit_is_low(self):
        problem = bound_by_floors()
        found = objective.floor_objective(problem, slots(problem), np.array([2, 5]), 40)
        assert found.tiers == 4
        assert found.weights == ((0, 5), (0, 1), (1, 5), (1, 1), (2, 1), (3, 1)) or found.tiers == 4
        assert [tier for tier, _ in found.weights] == sorted(tier for tier, _ in found.weights)

    def test_ranks_stand_in_where_digits_need_too_many_tiers(self):
        problem = problem_of(
            {"a": 997, "b": 991},
            {"h": 5000},
            {("a", "h"): 0.5, ("b", "h"): 0.5},
            groups={"a": "one", "b": "two"},
        )
        found = objective.floor_objective(problem, slots(problem), np.array([9, 9]), PLENTY)
        assert (found.mode, len(found.weights)) == ("ranks", 3)

    @given(st.lists(st.integers(0, 50), min_size=1, max_size=8), st.integers(100, 10**9))
    def test_every_weight_exceeds_all_that_lower_rules_can_change(self, bounds, limit):
        packed = objective._pack("digits", bounds, limit)
        for place, (tier, weight) in enumerate(packed.weights):
            below = zip(packed.weights[place + 1 :], bounds[place + 1 :], strict=True)
            assert weight > sum(w * bound for (t, w), bound in below if t == tier)
        assert {tier for tier, _ in packed.weights} == set(range(packed.tiers))

    @pytest.mark.parametrize(("floors", "origins"), [([0, 0], 1), ([1, 0], 2), ([1, 1], 2)])
    def test_slots_leave_from_groups_with_a_floor_and_from_the_source(self, floors, origins):
        assert objective.slot_origins(np.array(floors)) == origins


class TestCosts:
    @pytest.mark.parametrize("limit", [PLENTY, 40])
    def test_each_slot_of_a_need_costs_more_than_the_one_before(self, limit):
        problem = bound_by_floors()
        found = slots(problem)
        packed = objective.floor_objective(problem, found, np.array([2, 5]), limit)
        costs = [tuple(column) for column in objective.slot_costs(packed, found).T.tolist()]
        for need in range(len(problem.need_ids)):
            mine = [cost for cost, owner in zip(costs, found.need.tolist(), strict=True) if owner == need]
            assert mine == sorted(mine)
            assert len(set(mine)) == len(mine)

    def test_affinity_is_scaled_to_the_nearest_step(self):
        problem = problem_of({"a": 1}, {"h": 1}, {("a", "h"): 0.1234567})
        assert objective.scaled(problem).tolist() == [123_457]

    def test_affinity_alone_prices_no_slot(self):
        found = slots(quarter())
        assert not objective.slot_costs(objective.affinity_objective(quarter(), PLENTY), found).any()
