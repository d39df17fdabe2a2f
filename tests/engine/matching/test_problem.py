"""A problem refuses nonsense at the door, and says where, why and what to do."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from tests.engine.matching.builders import problem_of, quarter

from maillage.engine.matching import (
    Bar,
    BarKind,
    Candidate,
    HelperLine,
    MatchingProblem,
    NeedLine,
    ProblemError,
)
from maillage.engine.matching.problem import summed

FATOU = NeedLine("fatou", 3, "association")
KARIM = NeedLine("karim", 2, "startup")
MARC = HelperLine("marc", 4, 2)
SOPHIE = HelperLine("sophie", 1)


def of(**changes) -> MatchingProblem:
    lines = {
        "needs": [FATOU, KARIM],
        "helpers": [MARC, SOPHIE],
        "candidates": [Candidate("fatou", "marc", 0.5)],
    }
    return MatchingProblem.of(**(lines | changes))


def columns(**changes) -> MatchingProblem:
    values = {
        "need_ids": ["fatou", "karim"],
        "need_hours": [3, 2],
        "need_groups": ["association", "startup"],
        "helper_ids": ["marc", "sophie"],
        "helper_hours": [4, 1],
        "pair_need": [0, 1],
        "pair_helper": [0, 1],
        "affinity": [0.5, 0.25],
    }
    return MatchingProblem.from_arrays(**(values | changes))


class TestLines:
    def test_lines_come_back_as_they_went_in(self):
        candidates = [Candidate("fatou", "marc", 0.5, 2), Candidate("karim", "marc", 0.0)]
        bars = [Bar("fatou", "sophie", BarKind.DECLINED), Bar("karim", "sophie", BarKind.LANGUAGE)]
        problem = of(candidates=candidates, bars=bars)
        assert problem.needs() == [FATOU, KARIM]
        assert problem.helpers() == [MARC, SOPHIE]
        assert problem.candidates() == candidates
        assert problem.barred() == bars

    def test_pairs_are_kept_sorted_by_need_then_helper(self):
        problem = of(candidates=[Candidate("karim", "sophie", 0.1), Candidate("karim", "marc", 0.2),
                                 Candidate("fatou", "sophie", 0.3)])  # fmt: skip
        assert list(zip(problem.pairs.need, problem.pairs.helper, strict=True)) == [(0, 1), (1, 0), (1, 1)]
        assert problem.pairs.affinity.tolist() == [0.3, 0.2, 0.1]

    def test_lines_may_come_from_iterators(self):
        assert len(of(candidates=iter([Candidate("fatou", "marc", 1)])).pairs) == 1

    def test_one_helper_may_be_barred_for_two_reasons(self):
        bars = [Bar("karim", "marc", BarKind.ABSENT), Bar("karim", "marc", BarKind.DECLINED)]
        assert of(bars=bars).barred() == bars

    def test_a_kind_of_bar_may_be_given_as_text(self):
        assert of(bars=[Bar("karim", "marc", "absent")]).barred()[0].kind is BarKind.ABSENT

    def test_groups_keep_the_order_in_which_they_appear(self):
        assert of().groups == ("association", "startup")

    def test_a_need_without_group_is_in_the_group_of_all(self):
        assert of(needs=[NeedLine("fatou", 1)], candidates=[]).groups == ("all",)


class TestFrozen:
    def test_problem_cannot_be_changed(self):
        with pytest.raises(dataclasses.FrozenInstanceError):
            of().group_floor = 0.5

    @pytest.mark.parametrize("name", ["need_hours", "need_group", "helper_hours", "helper_max_needs"])
    def test_columns_cannot_be_changed(self, name):
        with pytest.raises(ValueError, match="read-only"):
            getattr(of(), name)[0] = 1

    def test_pairs_cannot_be_changed(self):
        with pytest.raises(ValueError, match="read-only"):
            of().pairs.affinity[0] = 1

    def test_arrays_given_are_copied(self):
        hours = np.array([3, 2])
        problem = columns(need_hours=hours)
        hours[0] = 99
        assert problem.need_hours.tolist() == [3, 2]

    @pytest.mark.parametrize("line", [FATOU, MARC, Candidate("a", "b", 0.1), Bar("a", "b", BarKind.FULL)])
    def test_lines_cannot_be_changed(self, line):
        with pytest.raises((dataclasses.FrozenInstanceError, AttributeError, TypeError)):
            setattr(line, dataclasses.fields(line)[0].name, "other")


class TestFigures:
    def test_pair_caps_are_the_least_of_all_limits(self):
        pairs = {("a", "h"): 0.5, ("a", "k"): 0.5, ("b", "h"): 0.5, ("b", "k"): 0.5}
        problem = problem_of({"a": 3, "b": 9}, {"h": 4, "k": 2}, pairs, pair_hours={("b", "h"): 1})
        assert problem.pair_caps.tolist() == [3, 2, 1, 2]

    def test_pair_caps_are_zero_for_a_helper_who_accepts_no_need(self):
        problem = problem_of({"a": 3}, {"h": 4}, {("a", "h"): 0.5}, max_needs={"h": 0})
        assert problem.pair_caps.tolist() == [0]

    def test_group_hours_sum_what_each_group_asks(self):
        assert quarter().group_hours.tolist() == [3, 3, 2]

    def test_summed_is_exact_and_covers_every_index(self):
        assert summed(np.array([2, 0, 2]), np.array([1, 5, 7]), 4).tolist() == [5, 0, 8, 0]


class TestRefusedNeeds:
    @pytest.mark.parametrize(
        "hours", [0, -3, 10_001, 1.0, 1.5, float("nan"), "3", None, True, pytest.param(10**5000, id="huge")]
    )
    def test_need_hours_are_whole_and_in_range(self, hours):
        with pytest.raises(ProblemError, match=r"^needs\[1\]\.hours: .*\. .*\. .*\.$") as error:
            of(needs=[FATOU, NeedLine("karim", hours)], candidates=[])
        assert error.value.where == "needs[1].hours"

    @pytest.mark.parametrize("name", ["", None, 7, "a\0b", "\ud800"])
    def test_need_ids_are_text(self, name):
        with pytest.raises(ProblemError, match=r"^needs\[0\]\.id"):
            of(needs=[NeedLine(name, 1)], candidates=[])

    @pytest.mark.parametrize("group", ["", None, 7])
    def test_need_groups_are_text(self, group):
        with pytest.raises(ProblemError, match=r"^needs\[0\]\.group"):
            of(needs=[NeedLine("fatou", 1, group)], candidates=[])

    def test_need_ids_are_used_once(self):
        with pytest.raises(ProblemError) as error:
            of(needs=[FATOU, KARIM, FATOU], candidates=[])
        assert str(error.value) == (
            "needs[2].id: 'fatou' is already the id of needs[0] (1 repeated in all). "
            "An id names one line. Give each line its own id."
        )

    def test_ten_thousand_repeated_ids_are_one_message(self):
        with pytest.raises(ProblemError, match=r"needs\[1\]\.id.*9999 repeated in all"):
            of(needs=[FATOU] * 10_000, candidates=[])

    def test_needs_ask_a_bounded_number_of_hours_in_all(self):
        with pytest.raises(ProblemError, match=r"^needs: ask 2010000 hours in all"):
            of(needs=[NeedLine(f"n{i}", 10_000) for i in range(201)], candidates=[])


class TestRefusedHelpers:
    @pytest.mark.parametrize("hours", [-1, 1_000_001, 0.5, "4", None, False])
    def test_helper_hours_are_whole_and_in_range(self, hours):
        with pytest.raises(ProblemError, match=r"^helpers\[1\]\.hours"):
            of(helpers=[MARC, HelperLine("sophie", hours)])

    @pytest.mark.parametrize("limit", [-1, 1.5, "2", True])
    def test_helper_caps_are_whole(self, limit):
        with pytest.raises(ProblemError, match=r"^helpers\[0\]\.max_needs"):
            of(helpers=[HelperLine("marc", 4, limit)])

    def test_helper_ids_are_used_once(self):
        with pytest.raises(
            ProblemError, match=r"^helpers\[1\]\.id: 'marc' is already the id of helpers\[0\]"
        ):
            of(helpers=[MARC, MARC])


class TestRefusedCandidates:
    @pytest.mark.parametrize("affinity", [-0.1, 1.1, float("nan"), float("inf"), "0.5", None, True])
    def test_affinities_lie_between_0_and_1(self, affinity):
        with pytest.raises(ProblemError, match=r"^candidates\[0\]\.affinity"):
            of(candidates=[Candidate("fatou", "marc", affinity)])

    @pytest.mark.parametrize("cap", [-1, 0.5, "1", 10_001])
    def test_caps_of_pairs_are_whole_and_in_range(self, cap):
        with pytest.raises(ProblemError, match=r"^candidates\[0\]\.pair_hours"):
            of(candidates=[Candidate("fatou", "marc", 0.5, cap)])

    @pytest.mark.parametrize(
        ("need", "helper", "name"),
        [("x", "marc", "need"), ("fatou", "x", "helper"), ("fatou", None, "helper"), ([], "marc", "need")],
    )
    def test_candidates_join_lines_that_exist(self, need, helper, name):
        with pytest.raises(ProblemError, match=rf"^candidates\[1\]\.{name}: .* is the id of no {name}"):
            of(candidates=[Candidate("fatou", "marc", 0.5), Candidate(need, helper, 0.5)])

    def test_a_pair_is_given_once(self):
        twice = [
            Candidate("fatou", "marc", 0.5),
            Candidate("karim", "marc", 0.5),
            Candidate("fatou", "marc", 0.6),
        ]
        with pytest.raises(ProblemError, match=r"^candidates\[2\]: repeats candidates\[0\]"):
            of(candidates=twice)


class TestRefusedBars:
    def test_a_bar_has_a_known_kind(self):
        with pytest.raises(ProblemError, match=r"^bars\[0\]\.kind: 'busy' is not a kind of bar"):
            of(bars=[Bar("karim", "marc", "busy")])

    def test_a_bar_joins_lines_that_exist(self):
        with pytest.raises(ProblemError, match=r"^bars\[0\]\.need"):
            of(bars=[Bar("nobody", "marc", BarKind.FULL)])

    def test_a_candidate_is_not_barred(self):
        with pytest.raises(ProblemError, match=r"^bars\[0\]: bars a pair that is also a candidate"):
            of(bars=[Bar("fatou", "marc", BarKind.ABSENT)])

    def test_a_bar_is_given_once(self):
        with pytest.raises(ProblemError, match=r"^bars\[1\]: repeats bars\[0\]"):
            of(bars=[Bar("karim", "marc", BarKind.ABSENT)] * 2)


class TestRefusedSettings:
    @pytest.mark.parametrize("floor", [-0.1, 1.01, float("nan"), "high", None, True])
    def test_group_floor_is_a_fraction(self, floor):
        with pytest.raises(ProblemError, match=r"^group_floor"):
            of(group_floor=floor)

    @pytest.mark.parametrize("tolerance", [-1, float("inf"), float("nan"), "some"])
    def test_split_tolerance_is_not_negative(self, tolerance):
        with pytest.raises(ProblemError, match=r"^split_tolerance"):
            of(split_tolerance=tolerance)


class TestFromArrays:
    def test_arrays_give_the_same_problem_as_lines(self):
        lines = of(candidates=[Candidate("fatou", "marc", 0.5), Candidate("karim", "sophie", 0.25)])
        arrays = columns(helper_max_needs=[2, -1])
        assert (arrays.needs(), arrays.helpers(), arrays.candidates()) == (
            lines.needs(), lines.helpers(), lines.candidates(),
        )  # fmt: skip

    def test_arrays_may_be_numpy_of_any_integer_size(self):
        assert columns(need_hours=np.array([3, 2], np.int8)).need_hours.dtype == np.int64

    @pytest.mark.parametrize(
        ("name", "value", "where"),
        [
            ("need_hours", [3], "needs.hours"),
            ("need_hours", [[3, 2]], "needs.hours"),
            ("need_hours", [3.5, 2], "needs.hours"),
            ("need_hours", ["3", "2"], "needs.hours"),
            ("need_hours", [True, False], "needs.hours"),
            ("need_hours", [3, 0], r"needs\[1\].hours"),
            ("need_ids", ["fatou", "fatou"], r"needs\[1\].id"),
            ("need_groups", ["one", ""], r"needs\[1\].group"),
            ("need_groups", [["one"], "two"], r"needs\[0\].group"),
            ("need_groups", ["one"], "needs.group"),
            ("helper_hours", [4, -1], r"helpers\[1\].hours"),
            ("helper_max_needs", [1, -2], r"helpers\[1\].max_needs"),
            ("pair_need", [0, 2], r"candidates\[1\].need"),
            ("pair_helper", [0, -1], r"candidates\[1\].helper"),
            ("pair_helper", [0], "candidates.helper"),
            ("affinity", [0.5, np.nan], r"candidates\[1\].affinity"),
            ("affinity", [0.5], "candidates.affinity"),
            ("pair_hours", [1, -2], r"candidates\[1\].pair_hours"),
            ("bar_need", [7], "bars"),
        ],
    )
    def test_arrays_of_nonsense_are_refused_with_their_path(self, name, value, where):
        with pytest.raises(ProblemError, match=f"^{where}"):
            columns(**{name: value})

    def test_bars_are_refused_by_index(self):
        with pytest.raises(ProblemError, match=r"^bars\[0\].kind"):
            columns(bar_need=[0], bar_helper=[1], bar_kind=[9])
