"""The flow network, its lexicographic minimum-cost flow, and the node prices that prove it.

Source -> group -> need -> (pair) -> helper -> sink, one unit for one hour. Node numbers: 0 the source,
1 the sink, then groups, needs and helpers in the problem's order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from maillage.engine.matching.objective import Objective, Slots, scaled, slot_costs
from maillage.engine.matching.problem import MatchingProblem
from maillage.engine.matching.validation import Ints

SOURCE, SINK, FIRST_GROUP = 0, 1, 2
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Arcs as columns; ``costs`` has one row for each tier; ``pairs`` are the last arcs but the helpers'."""

    nodes: int
    tail: Ints
    head: Ints
    capacity: Ints
    costs: Ints
    pairs: slice


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """Units on each arc, and for each tier the node prices that prove them optimal."""

    units: Ints
    prices: Ints


class FlowError(RuntimeError):
    """The flow solver refused or failed; this is a defect, never a property of the problem."""


def node_count(problem: MatchingProblem) -> int:
    """Return the number of nodes of the problem's network."""
    return FIRST_GROUP + len(problem.groups) + len(problem.need_ids) + len(problem.helper_ids)


def cost_limit(problem: MatchingProblem) -> int:
    """Return the largest cost at which sums along a path, and the solver's own scaling, stay in int64."""
    return int(2**61 // (node_count(problem) + 2))


def build(
    problem: MatchingProblem, pair_caps: Ints, slots: Slots, objective: Objective, floors: Ints
) -> Network:
    """Return the network of ``problem`` with pairs capped by ``pair_caps`` under ``objective``.

    ``floors`` (hours by group) matter in modes ``digits`` and ``ranks`` only.
    """
    first_need = FIRST_GROUP + len(problem.groups)
    first_helper = first_need + len(problem.need_ids)
    gated = (floors > 0) & (objective.mode in ("digits", "ranks"))
    gates = FIRST_GROUP + np.flatnonzero(gated)
    promised = np.minimum(floors, problem.group_hours)[gated]
    rest = problem.group_hours[gated] - promised
    group = problem.need_group[slots.need]
    entry = np.where(gated[group], FIRST_GROUP + group, SOURCE) if len(group) else group
    helpers = np.arange(len(problem.helper_ids))
    blocks = [
        (np.full(len(gates), SOURCE), gates, promised),
        (np.full(len(gates), SOURCE), gates, rest),
        (entry, first_need + slots.need, np.ones(len(entry), np.int64)),
        (first_need + problem.pairs.need, first_helper + problem.pairs.helper, pair_caps),
        (first_helper + helpers, np.full(len(helpers), SINK), problem.helper_hours),
    ]
    tail, head, capacity = (np.concatenate(columns).astype(np.int64) for columns in zip(*blocks, strict=True))
    begin = 2 * len(gates) + len(entry)
    pairs = slice(begin, begin + len(problem.pairs))
    costs = np.zeros((objective.tiers, len(tail)), np.int64)
    if len(gates):
        tier, weight = objective.weights[0]
        costs[tier, : len(gates)] = -weight
    costs[:, 2 * len(gates) : begin] = slot_costs(objective, slots)
    costs[-1, pairs] = -scaled(problem)
    return Network(node_count(problem), tail, head, capacity, costs, pairs)


def solve_flow(network: Network, asked: int, seed: int) -> Flow:
    """Return a maximum flow of lexicographically least cost over the tiers of ``network``.

    Each tier is solved on the optimal face of the tiers above: an arc with a non-zero reduced cost
    there stays at its bound. ``asked`` bounds the flow; ``seed`` orders nodes and arcs, which breaks ties.
    """
    units = np.zeros(len(network.tail), np.int64)
    free = network.capacity > 0
    supply = np.zeros(network.nodes, np.int64)
    supply[SOURCE], supply[SINK] = asked, -asked
    prices = np.zeros_like(network.costs, shape=(len(network.costs), network.nodes))
    for tier, cost in enumerate(network.costs):
        arcs = np.flatnonzero(free)
        units[arcs] = _run(network, arcs, cost, supply, seed, maximum=tier == 0)
        prices[tier] = potentials(network, arcs, units, cost)
        if tier + 1 < len(network.costs):
            free = _face(network, free, cost, prices[tier])
            supply = _supply(network, np.where(free, units, 0))
    return Flow(units, prices)


def _face(network: Network, free: Mask, cost: Ints, price: Ints) -> Mask:
    """Return the arcs that no optimum of this tier pins to a bound: free so far, of reduced cost zero."""
    reduced = cost + price[network.tail] - price[network.head]
    kept: Mask = free & (reduced == 0)
    return kept


def _supply(network: Network, moved: Ints) -> Ints:
    """Return what each node must send out for the free arcs to carry the flow ``moved`` on them."""
    supply = np.zeros(network.nodes, np.int64)
    np.add.at(supply, network.tail, moved)
    np.subtract.at(supply, network.head, moved)
    return supply


def _run(network: Network, arcs: Ints, cost: Ints, supply: Ints, seed: int, *, maximum: bool) -> Ints:
    """Solve one minimum-cost flow over ``arcs`` with OR-tools and return the units on each of them."""
    if not len(arcs):
        return np.zeros(0, np.int64)
    random = np.random.default_rng(seed)
    name = random.permutation(network.nodes)
    order = random.permutation(len(arcs))
    shuffled = arcs[order]
    solver = min_cost_flow.SimpleMinCostFlow()
    handles = solver.add_arcs_with_capacity_and_unit_cost(
        name[network.tail[shuffled]], name[network.head[shuffled]], network.capacity[shuffled], cost[shuffled]
    )
    solver.set_nodes_supplies(name, supply)
    status = solver.solve_max_flow_with_min_cost() if maximum else solver.solve()
    if status != solver.OPTIMAL:
        raise FlowError(f"the minimum-cost flow solver answered {status!r} on {len(arcs)} arcs")
    units = np.empty(len(arcs), np.int64)
    units[order] = solver.flows(handles)
    return units


def potentials(network: Network, arcs: Ints, units: Ints, cost: Ints) -> Ints:
    """Return node prices under which no residual arc among ``arcs`` has a negative reduced cost.

    Bellman-Ford over all arcs at once, every node starting at 0. Raises `FlowError` when the residual
    network has a negative cycle, that is, when the flow is not optimal.
    """
    ahead, back = arcs[units[arcs] < network.capacity[arcs]], arcs[units[arcs] > 0]
    tail = np.concatenate([network.tail[ahead], network.head[back]])
    head = np.concatenate([network.head[ahead], network.tail[back]])
    price = np.concatenate([cost[ahead], -cost[back]])
    return shortest(np.zeros(network.nodes, np.int64), tail, head, price)


def shortest(start: Ints, tail: Ints, head: Ints, cost: Ints) -> Ints:
    """Return the least cost of a path to each node, where beginning at a node costs its ``start``."""
    distance = start.copy()
    if not len(tail):
        return distance
    order = np.argsort(head, kind="stable")
    tail, cost, ends = tail[order], cost[order], head[order]
    starts = np.flatnonzero(np.concatenate([[True], ends[1:] != ends[:-1]]))
    ends = ends[starts]
    for _ in range(len(start) + 1):
        best = np.minimum.reduceat(distance[tail] + cost, starts)
        better = best < distance[ends]
        if not better.any():
            return distance
        distance[ends[better]] = best[better]
    raise FlowError("the residual network has a negative cycle: the flow is not optimal")
