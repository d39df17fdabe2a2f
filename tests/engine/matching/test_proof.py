"""The referee's own costs and bounds, and what it makes of a claim."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import numpy as np
import pytest
from hypothesis import given, settings
from tests.engine.matching.builders import bound_by_floors, problem_of, quarter, small_problems

from maillage.engine.matching import network, objective, proof, solve
from maillage.engine.matching.proof import Claim
from maillage.engine.matching.rules import group_floors


def units_of(problem, result):
    units = np.zeros(len(problem.pairs), np.int64)
    for line in result.assignments:
        need, helper = problem.need_ids.index(line.need), problem.helper_ids.index(line.helper)
        units[(problem.pairs.need == need) & (problem.pairs.helper == helper)] = line.hours
    return units


def claim_of(problem) -> Claim:
    """Return the honest claim of the engine's answer."""
    result = solve(problem)
    units = units_of(problem, result)
    return Claim(problem, units, group_floors(problem, int(units.sum())), result.certificate.fair)


class TestMaximum:
    TWO = problem_of({"a": 1, "b": 1}, {"h": 1, "k": 1}, {("a", "h"): 0.5, ("a", "k"): 0.5, ("b", "h"): 0.5})

    def test_maximum_holds_when_everybody_is_served(self):
        assert proof.is_maximum(self.TWO, np.array([0, 1, 1]))

    def test_maximum_fails_when_an_exchange_would_serve_one_more(self):
        assert not proof.is_maximum(self.TWO, np.array([1, 0, 0]))

    def test_maximum_fails_when_an_hour_is_simply_left(self):
        assert not proof.is_maximum(self.TWO, np.array([0, 1, 0]))

    def test_maximum_holds_for_an_empty_problem(self):
        assert proof.is_maximum(problem_of(), np.zeros(0, np.int64))

    @settings(max_examples=60, deadline=None)
    @given(small_problems())
    def test_maximum_holds_for_whatever_solve_answers(self, problem):
        assert proof.is_maximum(problem, units_of(problem, solve(problem)))


class TestLoss:
    @pytest.mark.parametrize("problem", [quarter(), bound_by_floors(), problem_of()])
    def test_loss_of_an_honest_claim_is_nothing(self, problem):
        assert proof.loss(claim_of(problem)) == 0

    def test_loss_is_the_affinity_an_exchange_would_win_back(self):
        pairs = {("a", "h"): 0.9, ("a", "k"): 0.5, ("b", "h"): 0.8, ("b", "k"): 0.7}
        honest = claim_of(problem_of({"a": 1, "b": 1}, {"h": 1, "k": 1}, pairs))
        assert proof.loss(replace(honest, units=np.array([0, 1, 1, 0]))) == 300_000

    def test_loss_is_a_sentence_when_a_price_is_missing(self):
        honest = claim_of(quarter())
        short = replace(honest.proof, prices=(honest.proof.prices[0][:-1],))
        assert proof.loss(replace(honest, proof=short)) == "its proof does not have one price for each node"

    def test_loss_is_a_sentence_when_a_weight_does_not_dominate(self):
        honest = claim_of(quarter())
        light = replace(honest.proof, weights=((0, 1), (0, 1)))
        said = proof.loss(replace(honest, proof=light))
        assert said == "its proof weighs a rule no more than the rules below it"

    def test_loss_is_a_sentence_when_a_tier_above_is_broken(self, monkeypatch):
        monkeypatch.setattr(import_module("maillage.engine.matching.solve"), "cost_limit", lambda _: 40)
        honest = claim_of(bound_by_floors())
        assert len(honest.proof.prices) > 1
        assert proof.loss(honest) == 0
        said = proof.loss(replace(honest, units=np.array([0, 2, 2, 3])))
        assert said == "its prices do not prove that floors and leximin are kept: a better exchange exists"


class TestSameCostsTwice:
    @settings(max_examples=60, deadline=None)
    @given(small_problems())
    def test_referee_and_solver_agree_on_bounds_without_sharing_code(self, problem):
        claim = claim_of(problem)
        slots = objective.slots_of(problem, problem.pair_caps)
        limit = network.cost_limit(problem)
        if claim.proof.mode == "order":
            packed = objective.order_objective(problem, slots, limit)
        else:
            packed = objective.floor_objective(problem, slots, claim.floors, limit)
        assert packed.weights == claim.proof.weights
        assert proof.loss(claim) == 0

    @settings(max_examples=60, deadline=None)
    @given(small_problems())
    def test_referee_and_solver_agree_on_the_order_of_slots(self, problem):
        slots = objective.slots_of(problem, problem.pair_caps)
        assert len(proof._slot_keys(problem)) == len(set(slots.rank.tolist()))
        assert len(proof._values(problem)) == slots.values
