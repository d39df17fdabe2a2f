"""``maillage match``: an answer for every problem, a sentence for everything else, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import sentence

from maillage.cli import match
from maillage.cli.main import main
from maillage.engine.matching.io import result_from_json

NEED = {"id": "fatou", "hours": 2, "group": "association"}
HELPER = {"id": "marc", "hours": 4}
PAIR = {"need": "fatou", "helper": "marc", "affinity": 0.8}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the problem is."""
    return tmp_path / "problem.json"


def write(file: Path, **parts: Any) -> str:
    """A problem in its file; gives the file's name."""
    file.write_text(json.dumps({"needs": [], "helpers": [], **parts}), encoding="utf-8")
    return str(file)


def test_fatou_is_given_marc(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", write(file, needs=[NEED], helpers=[HELPER], candidates=[PAIR])]) == 0
    result = result_from_json(capsys.readouterr().out)
    assert [(a.need, a.helper, a.hours) for a in result.assignments] == [("fatou", "marc", 2)]


def test_an_empty_problem_is_an_answer(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", write(file)]) == 0
    assert result_from_json(capsys.readouterr().out).assignments == ()


@pytest.mark.parametrize(
    ("parts", "cause"),
    [
        ({"needs": [NEED], "helpers": []}, "no_skill"),
        (
            {
                "needs": [NEED],
                "helpers": [HELPER],
                "bars": [{"need": "fatou", "helper": "marc", "kind": "absent"}],
            },
            "all_absent",
        ),
        ({"needs": [NEED], "helpers": [{**HELPER, "hours": 0}], "candidates": [PAIR]}, "all_taken"),
    ],
)
def test_nobody_can_help_is_an_answer_with_its_cause(
    file: Path, capsys: pytest.CaptureFixture[str], parts: dict[str, Any], cause: str
) -> None:
    assert main(["match", write(file, **parts)]) == 0
    assert [u.cause for u in result_from_json(capsys.readouterr().out).unmet] == [cause]


def test_the_result_goes_where_it_is_asked(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "result.json"
    assert main(["match", write(file), "--out", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert result_from_json(out.read_text(encoding="utf-8")).status == "optimal"


def test_the_same_seed_gives_the_same_bytes(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = write(file, needs=[NEED], helpers=[HELPER], candidates=[PAIR])
    main(["match", name, "--seed", "7"])
    first = capsys.readouterr().out
    main(["match", name, "--seed", "7"])
    assert capsys.readouterr().out == first
    assert result_from_json(first).seed == 7


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "line 1, column 1"),
        ("{", "line 1, column 2"),
        ("[]", "is a list, not an object"),
        ('{"needs": []}', "has no 'helpers'"),
        ('{"needs": [], "helpers": [], "nedes": []}', "unknown key 'nedes'"),
        ('{"needs": [], "needs": [], "helpers": []}', "written twice"),
        ('{"needs": [{"id": "a", "hours": NaN}], "helpers": []}', "NaN"),
        ('{"needs": [{"id": "a", "hours": -1}], "helpers": []}', "-1"),
        ('{"needs": [{"id": "a"}], "helpers": []}', "has no 'hours'"),
        ('{"needs": [{"id": "a", "hours": "two"}], "helpers": []}', "two"),
        ('{"format": "other/9", "needs": [], "helpers": []}', "other/9"),
        ('{"needs": ' + "[" * 5000 + "]" * 5000 + "}", ""),
        ('{"needs": [], "helpers": [], "candidates": [{"need": "x", "helper": "y", "affinity": 1}]}', "x"),
    ],
)
def test_what_is_malformed_is_told_in_a_sentence(
    file: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    file.write_text(text, encoding="utf-8")
    assert main(["match", str(file)]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"maillage match: {file} is not a matching problem.")
    assert told in error
    assert "Traceback" not in error


def test_a_missing_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", str(tmp_path / "nowhere.json")]) == 2
    assert "is not there: check the name" in sentence(capsys.readouterr().err)


def test_a_folder_is_not_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", str(tmp_path)]) == 2
    assert "cannot be read" in sentence(capsys.readouterr().err)


def test_bytes_that_are_no_text_are_told(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(b"\xff\xfe\x00")
    assert main(["match", str(file)]) == 2
    assert "not a text in UTF-8" in sentence(capsys.readouterr().err)


def test_a_result_that_cannot_be_written_is_told(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["match", write(file), "--out", str(tmp_path / "no" / "where.json")]) == 2
    assert "cannot be written" in sentence(capsys.readouterr().err)


@pytest.mark.parametrize("option", [("--seed", "-1"), ("--time-limit", "0"), ("--time-limit", "nan")])
def test_an_impossible_option_is_told(
    file: Path, capsys: pytest.CaptureFixture[str], option: tuple[str, str]
) -> None:
    assert main(["match", write(file), *option]) == 2
    assert option[0] in sentence(capsys.readouterr().err)


def test_a_broken_promise_gives_no_result(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(match, "check", lambda _problem, _result: ["marc gives 5 of 4 hours"])
    assert main(["match", write(file)]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert "marc gives 5 of 4 hours" in sentence(said.err)


def test_the_engine_needs_no_django(maillage: Any, environment: dict[str, str]) -> None:
    done = maillage(
        "match", "-", stdin='{"needs": [], "helpers": []}', DJANGO_SETTINGS_MODULE="no.such.module"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert not Path(environment["MAILLAGE_DATA"]).exists()
