"""Accounts: causes, groups, fairness and prices, from hours on pairs."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.matching.builders import problem_of, quarter

from maillage.engine.matching import BarKind, UnmetCause, account

FAIR = np.array([2, 1, 1, 1])
"""Fatou 2 and Karim 1 of Marc's hours, Karim 1 of Sophie's, Léa 1 of Marc's."""

NO_BARS = dict.fromkeys(BarKind, 0)


class TestCause:
    @pytest.mark.parametrize(
        ("candidates", "bars", "idle", "stopped", "cause"),
        [
            (0, {}, False, False, UnmetCause.NO_SKILL),
            (0, {}, False, True, UnmetCause.NO_SKILL),
            (2, {}, False, False, UnmetCause.ALL_TAKEN),
            (2, {BarKind.DECLINED: 3}, False, False, UnmetCause.ALL_TAKEN),
            (2, {}, False, True, UnmetCause.ALL_TAKEN),
            (2, {}, True, False, UnmetCause.CAPPED),
            (2, {}, True, True, UnmetCause.STOPPED),
            (0, {BarKind.FULL: 1}, False, False, UnmetCause.ALL_TAKEN),
            (0, {BarKind.ABSENT: 2}, False, False, UnmetCause.ALL_ABSENT),
            (0, {BarKind.DECLINED: 2}, False, False, UnmetCause.ALL_DECLINED),
            (0, {BarKind.NOT_WITH: 1, BarKind.LANGUAGE: 1}, False, False, UnmetCause.CONFLICT),
            (0, {BarKind.FULL: 1, BarKind.ABSENT: 1}, False, False, UnmetCause.CONFLICT),
        ],
    )
    def test_cause_is_chosen_from_the_counts(self, candidates, bars, idle, stopped, cause):
        assert account.cause_of(candidates, NO_BARS | bars, idle=idle, stopped=stopped) == cause


class TestUnmet:
    def test_unmet_lists_every_need_that_misses_hours(self):
        lines = account.unmet_of(quarter(), FAIR)
        assert [(line.need, line.hours_missing, line.hours_received) for line in lines] == [
            ("fatou", 1, 2), ("karim", 1, 2), ("lea", 1, 1),
        ]  # fmt: skip

    def test_unmet_counts_a_helper_barred_twice_once_among_the_able(self):
        pairs = [("fatou", "marc")]
        problem = problem_of({"fatou": 1}, {"marc": 1}, bars=dict.fromkeys(pairs, BarKind.ABSENT))
        (line,) = account.unmet_of(problem, np.zeros(0, np.int64))
        assert (line.able, line.absent, line.candidates) == (1, 1, 0)

    def test_unmet_leaves_out_needs_that_have_all_they_asked(self):
        problem = problem_of({"a": 1, "b": 1}, {"h": 1}, {("a", "h"): 0.5, ("b", "h"): 0.5})
        assert [line.need for line in account.unmet_of(problem, np.array([1, 0]))] == ["b"]


class TestGroups:
    def test_groups_say_what_was_promised_and_what_is_missing(self):
        lines = account.groups_of(
            quarter(group_floor=1.0), account.plan_of(quarter(), np.array([0, 3, 1, 1]))
        )
        assert [(line.group, line.asked, line.received, line.floor, line.shortfall) for line in lines] == [
            ("association", 3, 0, 1, 1), ("startup", 3, 4, 1, 0), ("artist", 2, 1, 1, 0),
        ]  # fmt: skip


class TestFairness:
    def test_fairness_compares_the_two_plans(self):
        found = account.fairness_of(quarter(), FAIR, np.array([1, 3, 0, 0]))
        assert found.affinity == pytest.approx(3.1)
        assert found.affinity_unfair == pytest.approx(3.2)
        assert found.price == pytest.approx(0.1 / 3.2)
        assert (found.served_histogram, found.served_histogram_unfair) == ((0, 1, 2), (1, 1, 0, 1))
        assert (found.hours, found.hours_unfair, found.needs_with_nothing_unfair) == (5, 4, 1)

    def test_price_is_zero_when_there_is_nothing_to_give_up(self):
        nothing = np.zeros(4, np.int64)
        assert account.fairness_of(quarter(), nothing, nothing).price == 0.0

    def test_histogram_of_no_need_is_empty(self):
        assert account.served_histogram(problem_of(), np.zeros(0, np.int64)) == ()

    def test_total_affinity_does_not_depend_on_the_order(self):
        worth, hours = np.array([0.1] * 10), np.ones(10, np.int64)
        assert account.total_affinity(worth, hours) == 1.0


class TestPrices:
    PAIRS = {("a", "h"): 0.9, ("a", "k"): 0.2, ("b", "h"): 0.8, ("b", "k"): 0.6}

    def test_price_follows_the_chain_of_exchanges(self):
        problem = problem_of({"a": 1, "b": 1}, {"h": 1, "k": 1}, self.PAIRS)
        prices = account.helper_prices(problem, np.array([1, 0, 0, 1]), problem.pair_caps)
        assert prices.tolist() == [pytest.approx(0.2), 0.0]

    def test_price_of_a_helper_nobody_wants_is_zero(self):
        problem = problem_of({"a": 1}, {"h": 1, "k": 1}, {("a", "h"): 0.9})
        assert account.helper_prices(problem, np.array([1]), problem.pair_caps).tolist() == [0.0, 0.0]

    def test_assignments_carry_hours_affinity_and_price(self):
        problem = problem_of({"a": 1, "b": 1}, {"h": 1, "k": 1}, self.PAIRS)
        lines = account.assignments_of(problem, np.array([1, 0, 0, 1]), np.array([0.2, 0.0]))
        assert [(line.need, line.helper, line.hours, line.affinity, line.price) for line in lines] == [
            ("a", "h", 1, 0.9, 0.2), ("b", "k", 1, 0.6, 0.0),
        ]  # fmt: skip
