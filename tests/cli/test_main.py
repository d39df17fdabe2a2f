"""The program says what it can do, and refuses in sentences."""

from __future__ import annotations

import argparse

import pytest
from tests.cli.conftest import Run, sentence

import maillage
from maillage.cli import main as program
from maillage.cli.errors import CommandError
from maillage.cli.main import COMMANDS, main


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    text = capsys.readouterr().out
    assert [name for name in COMMANDS if name not in text] == []


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["fly"])
    assert stopped.value.code == 2
    assert "invalid choice: 'fly'" in capsys.readouterr().err


def test_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"maillage {maillage.__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"]) if name != "manage" else program._parser().parse_args([name, "--help"])
    assert stopped.value.code == 0
    assert f"usage: maillage {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("raised", "code"), [(CommandError("no"), 2), (CommandError("no", code=3), 3), (KeyboardInterrupt(), 130)]
)
def test_what_stops_a_command_becomes_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, raised: BaseException, code: int
) -> None:
    def stop(_options: argparse.Namespace) -> int:
        raise raised

    monkeypatch.setattr(COMMANDS["tick"], "run", stop)
    assert main(["tick"]) == code


def test_a_reader_that_leaves_early_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(_options: argparse.Namespace) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(COMMANDS["tick"], "run", leave)
    assert main(["tick"]) == 0


def test_manage_passes_everything_to_django(maillage: Run) -> None:
    done = maillage("manage", "check", "--fail-level", "ERROR")
    assert (done.returncode, "no issues" in done.stdout) == (0, True)


def test_a_wrong_setting_is_one_sentence(maillage: Run) -> None:
    done = maillage("tick", MAILLAGE_DATABASE="mysql://here")
    assert done.returncode == 2
    assert "only sqlite and postgresql are known" in sentence(done.stderr)


def test_a_database_without_tables_is_one_sentence(maillage: Run) -> None:
    done = maillage("tick")
    assert done.returncode == 2
    assert "maillage manage migrate" in sentence(done.stderr)


def test_a_database_that_does_not_answer_is_one_sentence(maillage: Run) -> None:
    done = maillage("worker", MAILLAGE_DATABASE="postgresql://nobody@127.0.0.1:1/none")
    assert done.returncode == 2
    assert done.stderr.startswith("maillage worker: the database cannot be reached")
    assert "Traceback" not in done.stderr
