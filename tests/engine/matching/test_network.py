"""The network, its flow, and the prices that prove it."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.matching.builders import problem_of, quarter

from maillage.engine.matching import network, objective
from maillage.engine.matching.network import SINK, SOURCE, FlowError, Network


def built(problem, floors=None):
    caps = problem.pair_caps
    slots = objective.slots_of(problem, caps)
    limit = network.cost_limit(problem)
    if floors is None:
        rules = objective.order_objective(problem, slots, limit)
        floors = np.zeros(len(problem.groups), np.int64)
    else:
        rules = objective.floor_objective(problem, slots, floors, limit)
    return network.build(problem, caps, slots, rules, floors)


def line(*costs: int) -> Network:
    """Source to sink over one middle node, with as many parallel first arcs as costs."""
    many = len(costs)
    return Network(
        nodes=3,
        tail=np.array([SOURCE] * many + [2]),
        head=np.array([2] * many + [SINK]),
        capacity=np.array([1] * many + [many - 1]),
        costs=np.array([[*costs, 0]]),
        pairs=slice(0, 0),
    )


class TestBuild:
    def test_network_has_slots_pairs_and_helpers_where_no_floor_is_asked(self):
        net = built(quarter())
        assert len(net.tail) == 8 + 4 + 2
        assert set(net.tail[:8].tolist()) == {SOURCE}
        assert net.capacity[net.pairs].tolist() == [3, 3, 1, 2]

    def test_network_puts_groups_with_a_floor_between_source_and_need(self):
        net = built(quarter(), np.array([1, 0, 2]))
        assert list(zip(net.tail[:4], net.head[:4], net.capacity[:4], strict=True)) == [
            (SOURCE, 2, 1), (SOURCE, 4, 2), (SOURCE, 2, 2), (SOURCE, 4, 0),
        ]  # fmt: skip
        assert set(net.tail[4:12].tolist()) == {SOURCE, 2, 4}

    def test_network_rewards_the_part_of_a_group_below_its_floor(self):
        net = built(quarter(), np.array([1, 0, 2]))
        assert (net.costs[0, :2] < -np.abs(net.costs[0, 4:]).max()).all()
        assert net.costs[0, 2:4].tolist() == [0, 0]

    def test_network_of_an_empty_problem_has_no_arc(self):
        assert len(built(problem_of()).tail) == 0


class TestSolveFlow:
    def test_flow_takes_the_cheapest_arcs_first(self):
        flow = network.solve_flow(line(5, 1, 3), 3, seed=0)
        assert flow.units.tolist() == [0, 1, 1, 2]

    def test_flow_of_an_empty_network_is_empty(self):
        assert network.solve_flow(built(problem_of()), 0, seed=0).units.tolist() == []

    def test_flow_settles_ties_of_one_tier_by_the_next(self):
        net = line(1, 1, 1)
        tiers = Network(
            net.nodes, net.tail, net.head, net.capacity, np.array([[1, 1, 1, 0], [9, 0, 4, 0]]), net.pairs
        )
        assert network.solve_flow(tiers, 3, seed=0).units.tolist() == [0, 1, 1, 2]

    def test_flow_never_trades_a_higher_tier_for_a_lower_one(self):
        net = line(0, 0, 0)
        costs = np.array([[1, 2, 3, 0], [9, 9, 0, 0]])
        tiers = Network(net.nodes, net.tail, net.head, net.capacity, costs, net.pairs)
        assert network.solve_flow(tiers, 3, seed=0).units.tolist() == [1, 1, 0, 2]

    def test_flow_prices_leave_no_residual_arc_negative(self):
        net = built(quarter())
        flow = network.solve_flow(net, 8, seed=3)
        reduced = net.costs[0] + flow.prices[0][net.tail] - flow.prices[0][net.head]
        assert (reduced[flow.units < net.capacity] >= 0).all()
        assert (reduced[flow.units > 0] <= 0).all()

    def test_flow_reports_a_solver_that_refuses(self):
        with pytest.raises(FlowError, match="the minimum-cost flow solver answered"):
            network.solve_flow(line(2**62, 1), 2, seed=0)


class TestShortest:
    def test_shortest_adds_costs_along_a_path(self):
        found = network.shortest(np.array([0, 99, 99]), np.array([0, 1]), np.array([1, 2]), np.array([4, -2]))
        assert found.tolist() == [0, 4, 2]

    def test_shortest_without_arcs_is_the_start(self):
        nothing = np.zeros(0, np.int64)
        assert network.shortest(np.array([3, 1]), nothing, nothing, nothing).tolist() == [3, 1]

    def test_shortest_refuses_a_negative_cycle(self):
        with pytest.raises(FlowError, match="negative cycle"):
            network.shortest(np.zeros(2, np.int64), np.array([0, 1]), np.array([1, 0]), np.array([1, -2]))

    def test_potentials_refuse_a_flow_that_is_not_optimal(self):
        net = line(5, 1, 3)
        wrong = np.array([1, 0, 1, 2])
        with pytest.raises(FlowError, match="not optimal"):
            network.potentials(net, np.arange(4), wrong, net.costs[0])
