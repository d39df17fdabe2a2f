"""The JSON of the command line: what is read, what is written, and what is refused in words."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.matching.builders import problem_of, quarter, small_problems

from maillage.engine.matching import BarKind, ProblemError, check, result, solve
from maillage.engine.matching.io import (
    problem_from_json,
    problem_to_json,
    result_from_json,
    result_to_json,
)
from maillage.engine.matching.lines import Bar, Candidate, HelperLine, NeedLine

DOCS = Path(__file__).parents[3] / "docs" / "engines"
SMALLEST = '{"needs": [], "helpers": []}'


def document(**changes) -> str:
    whole = {
        "needs": [{"id": "fatou", "hours": 2, "group": "association"}],
        "helpers": [{"id": "marc", "hours": 4, "max_needs": 2}],
        "candidates": [{"need": "fatou", "helper": "marc", "affinity": 0.5, "pair_hours": 1}],
    }
    return json.dumps(whole | changes)


class TestReadingProblems:
    def test_problem_reads_what_a_bridge_would_build(self):
        problem = problem_from_json(document(group_floor=0.9, split_tolerance=0.1))
        assert problem.needs() == [NeedLine("fatou", 2, "association")]
        assert problem.helpers() == [HelperLine("marc", 4, 2)]
        assert problem.candidates() == [Candidate("fatou", "marc", 0.5, 1)]
        assert (problem.group_floor, problem.split_tolerance) == (0.9, 0.1)

    def test_problem_may_leave_out_what_has_a_default(self):
        problem = problem_from_json(SMALLEST)
        assert (problem.group_floor, problem.split_tolerance, problem.barred()) == (0.98, 0.0, [])

    def test_problem_reads_null_as_no_limit(self):
        problem = problem_from_json(document(helpers=[{"id": "marc", "hours": 4, "max_needs": None}]))
        assert problem.helpers() == [HelperLine("marc", 4)]

    def test_problem_reads_bars(self):
        bars = [{"need": "fatou", "helper": "marc", "kind": "not_with"}]
        problem = problem_from_json(document(candidates=[], bars=bars))
        assert problem.barred() == [Bar("fatou", "marc", BarKind.NOT_WITH)]

    def test_problem_reads_ids_in_every_script(self):
        text = document(needs=[{"id": "فاطمة 🌱", "hours": 1}], candidates=[])
        assert problem_from_json(text).need_ids == ("فاطمة 🌱",)


class TestRefusedText:
    @pytest.mark.parametrize(
        ("text", "where"),
        [
            ("", "line 1, column 1"),
            ("{", "line 1, column 2"),
            ('{"needs": [],\n "helpers": [}', "line 2, column 14"),
            ("{'needs': []}", "line 1, column 2"),
            (SMALLEST + "x", "line 1, column 29"),
            ("\ufeff" + SMALLEST, "line 1, column 1"),
            ("[]", "the document"),
            ("null", "the document"),
            ("3", "the document"),
            ('"text"', "the document"),
            ("[" * 100_000, "the document"),
            ('{"needs": NaN, "helpers": []}', "NaN"),
            ('{"needs": [], "helpers": [], "group_floor": Infinity}', "Infinity"),
            ('{"needs": [], "needs": [], "helpers": []}', "'needs'"),
            ('{"needs": [{"id": "a", "hours": ' + "9" * 5000 + '}], "helpers": []}', "the document"),
            ('{"needs": [{"id": "a", "hours": 99999999999999999999}], "helpers": []}', "needs[0].hours"),
            ('{"format": "maillage.matching.problem/9", "needs": [], "helpers": []}', "format"),
            ('{"helpers": []}', "the document"),
            ('{"needs": []}', "the document"),
            ('{"needs": [], "helpers": [], "candidate": []}', "the document"),
            ('{"needs": {}, "helpers": []}', "needs"),
            ('{"needs": [3], "helpers": []}', "needs[0]"),
            ('{"needs": [{"id": "a"}], "helpers": []}', "needs[0]"),
            ('{"needs": [{"id": "a", "hours": 1, "urgent": true}], "helpers": []}', "needs[0]"),
            ('{"needs": [{"id": "a", "hours": 1e3}], "helpers": []}', "needs[0].hours"),
            ('{"needs": [{"id": ["a"], "hours": 1}], "helpers": []}', "needs[0].id"),
            ('{"needs": [], "helpers": [], "candidates": [{"need": {}, "helper": "h", "affinity": 1}]}',
             "candidates[0].need"),
            ('{"needs": [], "helpers": [], "group_floor": "0.9"}', "group_floor"),
            ('{"needs": [{"id": "\\ud800", "hours": 1}], "helpers": []}', "needs[0].id"),
            ('{"needs": [{"id": "a\\u0000", "hours": 1}], "helpers": []}', "needs[0].id"),
        ],
    )  # fmt: skip
    def test_problem_refuses_malformed_text_and_says_where(self, text, where):
        with pytest.raises(ProblemError) as error:
            problem_from_json(text)
        assert error.value.where == where

    def test_message_says_what_why_and_what_to_do(self):
        with pytest.raises(ProblemError) as error:
            problem_from_json(document(needs=[{"id": "a", "hour": 1}]))
        assert str(error.value) == (
            "needs[0]: has the unknown key 'hour'. A misspelt key would be silently ignored. "
            "Use group, hours, id."
        )

    @settings(max_examples=200, deadline=None)
    @given(st.text(max_size=60) | st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
        lambda part: st.lists(part, max_size=3)
        | st.dictionaries(st.sampled_from(["needs", "helpers", "id", "hours"]), part, max_size=4),
        max_leaves=12,
    ).map(json.dumps))  # fmt: skip
    def test_any_text_is_a_problem_or_a_clean_refusal(self, text):
        try:
            problem_from_json(text)
        except ProblemError as error:
            assert error.where


class TestRoundTrips:
    @settings(max_examples=60, deadline=None)
    @given(small_problems(capped=True))
    def test_problem_survives_writing_and_reading(self, problem):
        text = problem_to_json(problem)
        assert problem_to_json(problem_from_json(text)) == text

    @settings(max_examples=60, deadline=None)
    @given(small_problems(capped=True), st.integers(0, 9))
    def test_result_survives_writing_and_reading(self, problem, seed):
        answer = solve(problem, seed=seed)
        text = result_to_json(answer)
        assert result_from_json(text) == answer
        assert result_to_json(result_from_json(text)) == text

    def test_result_read_back_satisfies_the_referee(self):
        assert check(quarter(), result_from_json(result_to_json(solve(quarter())))) == []

    def test_stopped_result_survives_too(self):
        answer = solve(quarter(), time_limit=0)
        assert result_from_json(result_to_json(answer)) == answer

    def test_same_problem_and_seed_give_the_same_bytes(self):
        texts = {
            result_to_json(solve(problem_from_json(problem_to_json(quarter())), seed=4)) for _ in range(5)
        }
        assert len(texts) == 1

    def test_keys_are_written_sorted(self):
        written = json.loads(problem_to_json(quarter()))
        assert list(written) == sorted(written)
        assert list(written["needs"][0]) == ["group", "hours", "id"]

    def test_text_ends_with_a_newline_and_keeps_accents(self):
        text = problem_to_json(problem_of({"Léa": 1}))
        assert text.endswith("}\n")
        assert "Léa" in text


class TestRefusedResults:
    def tampered(self, change) -> str:
        written = json.loads(result_to_json(solve(quarter())))
        change(written)
        return json.dumps(written)

    @pytest.mark.parametrize(
        ("change", "where"),
        [
            (lambda w: w.pop("status"), "result"),
            (lambda w: w.update(status="perfect"), "result.status"),
            (lambda w: w.update(surprise=1), "result"),
            (lambda w: w.update(seed="0"), "result.seed"),
            (lambda w: w.update(seed=True), "result.seed"),
            (lambda w: w.update(assignments={}), "result.assignments"),
            (lambda w: w["assignments"][0].update(hours=1.5), "result.assignments[0].hours"),
            (lambda w: w["assignments"][0].pop("need"), "result.assignments[0]"),
            (lambda w: w["unmet"][0].update(cause="luck"), "result.unmet[0].cause"),
            (lambda w: w["unmet"].insert(0, 7), "result.unmet[0]"),
            (lambda w: w["fairness"].update(price=None), "result.fairness.price"),
            (lambda w: w["certificate"]["unfair_plan"].append([1, 2]), "result.certificate.unfair_plan[2]"),
            (lambda w: w["certificate"]["fair"].update(mode="magic"), "result.certificate.fair.mode"),
            (lambda w: w.update(format="other"), "format"),
        ],
    )
    def test_result_refuses_another_shape_and_says_where(self, change, where):
        with pytest.raises(ProblemError) as error:
            result_from_json(self.tampered(change))
        assert error.value.where.split("plan[")[0] == where.split("plan[")[0]

    def test_result_reads_whole_numbers_as_affinities(self):
        text = self.tampered(lambda written: written["fairness"].update(price=0))
        assert result_from_json(text).fairness.price == 0.0


class TestSchemas:
    def schema(self, name: str) -> dict:
        return json.loads((DOCS / f"matching-{name}.schema.json").read_text(encoding="utf-8"))

    @pytest.mark.parametrize(
        ("name", "kind"),
        [("need", NeedLine), ("helper", HelperLine), ("candidate", Candidate), ("bar", Bar)],
    )
    def test_problem_schema_names_every_column_of_a_line(self, name, kind):
        described = self.schema("problem")["$defs"][name]
        assert set(described["properties"]) == {field.name for field in fields(kind)}
        assert described["additionalProperties"] is False

    def test_problem_schema_names_every_key_of_the_document(self):
        assert set(self.schema("problem")["properties"]) == set(json.loads(problem_to_json(quarter())))

    @pytest.mark.parametrize(
        "kind",
        [result.Assignment, result.Unmet, result.GroupAccount, result.FairnessAccount, result.Repair,
         result.Proof, result.Certificate],
    )  # fmt: skip
    def test_result_schema_names_every_column(self, kind):
        described = self.schema("result")["$defs"][kind.__name__]
        assert set(described["properties"]) == {field.name for field in fields(kind)}

    def test_result_schema_names_every_key_of_the_document(self):
        assert set(self.schema("result")["properties"]) == set(json.loads(result_to_json(solve(quarter()))))

    def test_result_schema_names_every_cause(self):
        causes = self.schema("result")["$defs"]["Unmet"]["properties"]["cause"]["enum"]
        assert causes == [cause.value for cause in result.UnmetCause]

    def test_problem_schema_names_every_kind_of_bar(self):
        kinds = self.schema("problem")["$defs"]["bar"]["properties"]["kind"]["enum"]
        assert kinds == [kind.value for kind in BarKind]
