"""Refusals: where, what, why, and what to do next."""

from __future__ import annotations

import numpy as np
import pytest

from maillage.engine.matching import validation
from maillage.engine.matching.validation import ProblemError


class TestProblemError:
    def test_error_is_three_sentences_after_its_place(self):
        error = ProblemError("needs[3].hours", "0 is out of range", "It must be 1 or more", "Correct it")
        assert str(error) == "needs[3].hours: 0 is out of range. It must be 1 or more. Correct it."
        assert error.where == "needs[3].hours"

    def test_error_is_a_value_error(self):
        assert issubclass(ProblemError, ValueError)


class TestNumbers:
    @pytest.mark.parametrize("value", [1, 5, np.int64(3), np.int8(1)])
    def test_whole_accepts_integers_in_range(self, value):
        assert validation.whole(value, "x", 1, 5) == value
        assert type(validation.whole(value, "x", 1, 5)) is int

    @pytest.mark.parametrize("value", [0, 6, 2.0, "2", None, True, np.float64(2), [2]])
    def test_whole_refuses_the_rest(self, value):
        with pytest.raises(ProblemError, match=r"^x: "):
            validation.whole(value, "x", 1, 5)

    @pytest.mark.parametrize("value", [0, 1, 0.5, np.float64(0.25), np.float32(1)])
    def test_fraction_accepts_numbers_from_0_to_1(self, value):
        assert validation.fraction(value, "x") == float(value)

    @pytest.mark.parametrize("value", [-0.01, 1.01, float("nan"), float("inf"), "1", None, False])
    def test_fraction_refuses_the_rest(self, value):
        with pytest.raises(ProblemError, match=r"^x: "):
            validation.fraction(value, "x")


class TestColumns:
    def test_column_converts_and_copies(self):
        given = np.array([1, 2], np.int16)
        column = validation.column(given, "x", np.int64)
        given[0] = 9
        assert (column.tolist(), column.dtype) == ([1, 2], np.int64)

    def test_column_of_nothing_is_empty(self):
        assert validation.column((), "x", np.float64, 0).tolist() == []

    @pytest.mark.parametrize("values", [[1.5], ["1"], [True], [[1]], [None], [1, 2]])
    def test_column_refuses_what_is_no_list_of_whole_numbers_of_that_length(self, values):
        with pytest.raises(ProblemError, match=r"^x: "):
            validation.column(values, "x", np.int64, 1)

    def test_caps_write_none_as_no_limit(self):
        assert validation.caps([None, 0, 3], "x", "cap", 9).tolist() == [-1, 0, 3]

    def test_unique_pairs_name_both_lines(self):
        with pytest.raises(ProblemError, match=r"^x\[2\]: repeats x\[0\] \(1 such lines in all\)"):
            validation.unique_pairs(np.array([4, 1, 4]), "x", "Once")

    def test_in_range_names_the_first_line_outside(self):
        with pytest.raises(ProblemError, match=r"^x\[1\]\.y: nan is out of range"):
            validation.in_range(np.array([0.5, np.nan, 7.0]), "x", "y", 0, 1)


class TestShown:
    def test_shown_quotes_what_is_short(self):
        assert validation.shown("marc") == "'marc'"

    def test_shown_cuts_what_is_long(self):
        assert len(validation.shown("x" * 50_000)) == 60

    def test_shown_survives_numbers_that_python_will_not_print(self):
        assert validation.shown(10**5000) == "this very large number"
