"""Both processes of the demonstration end together, and what is missing is said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import maillage
from maillage.cli import running


@pytest.fixture
def handlers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the signals of the tests as they are."""
    monkeypatch.setattr(running.signal, "signal", lambda *_given: None)


def sleeper(program: str) -> subprocess.Popen[bytes]:
    """A process of its own group that runs this program."""
    return subprocess.Popen([sys.executable, "-c", program], start_new_session=True, stdout=subprocess.PIPE)


def test_stop_ends_what_runs(handlers: None) -> None:
    processes = [sleeper("import time; time.sleep(60)"), sleeper("pass")]
    running._stop(processes)
    assert [process.poll() is not None for process in processes] == [True, True]
    for process in processes:
        process.communicate()


def test_stop_ends_firmly_what_does_not_listen(handlers: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PATIENCE", 0.5)
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    process = sleeper(deaf)
    assert process.stdout is not None
    process.stdout.readline()
    running._stop([process])
    assert process.poll() == -9
    process.communicate()


def test_a_server_that_dies_is_told(
    handlers: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "granian", lambda **_options: [sys.executable, "-c", "pass"])
    assert running.serve("127.0.0.1", 9) == 1
    assert "n’a pas démarré" in capsys.readouterr().err


def test_what_is_missing_without_node_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(maillage, "__file__", str(tmp_path / "__init__.py"))
    assert "Installez Node" in running.front_end_missing()
    built = tmp_path / "web" / "static" / "maillage" / "dist"
    built.mkdir(parents=True)
    (built / "maillage.js").touch()
    assert running.front_end_missing() == ""
