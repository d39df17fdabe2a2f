"""``maillage demo``: where the city lives, which day it is there, and that it opens on every page."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.cli.conftest import Run, free_port, page, sentence

from maillage.cli.demo import data_folder, last_monday
from maillage.cli.main import main


@pytest.mark.parametrize("day", ["2026-11-23", "2026-11-24", "2026-11-29"])
def test_last_monday(day: str) -> None:
    assert last_monday(date.fromisoformat(day)) == date(2026, 11, 23)


def test_data_folder_is_the_one_that_is_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MAILLAGE_DATA", str(tmp_path / "here"))
    assert data_folder() == tmp_path / "here"


def test_data_folder_of_a_checkout_is_under_var(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("MAILLAGE_DATA", raising=False)
    (tmp_path / "src" / "maillage").mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.chdir(tmp_path)
    assert data_folder() == tmp_path / "var" / "demo"


def test_data_folder_elsewhere_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("MAILLAGE_DATA", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.chdir(tmp_path)
    assert data_folder() == tmp_path / "share" / "maillage" / "demo"


def test_a_folder_that_cannot_be_made_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("MAILLAGE_DATA", str(tmp_path / "file" / "data"))
    assert main(["demo", "--check"]) == 2
    assert "set MAILLAGE_DATA to another folder" in sentence(capsys.readouterr().err)


def test_a_date_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["demo", "--date", "demain"])
    assert "'demain' is not a date: write it as 2026-11-23" in capsys.readouterr().err


def test_a_taken_port_is_told_before_anything_is_built(maillage: Run, environment: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = maillage("demo", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "n’est pas libre" in sentence(done.stderr)
    assert not Path(environment["MAILLAGE_DATA"]).exists()


@pytest.mark.slow
def test_the_city_opens_is_kept_and_never_touches_a_real_database(
    maillage: Run, environment: dict[str, str], tmp_path: Path
) -> None:
    folder = Path(environment["MAILLAGE_DATA"])
    folder.mkdir()
    real = folder / "maillage.sqlite3"
    real.write_text("a real installation", encoding="utf-8")
    done = maillage("demo", "--check", "--date", "2026-11-23")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    assert "74 acteurs, 25 aidants de 8 partenaires" in done.stdout
    visits = re.findall(r"^  (\d{3})  ", done.stdout, re.M)
    assert len(visits) >= 16
    assert set(visits) == {"200"}
    assert real.read_text(encoding="utf-8") == "a real installation"
    assert json.loads((folder / "demo.json").read_text())["end"] == "2026-11-23"
    _serve_kept(environment, tmp_path)


def _serve_kept(environment: dict[str, str], cwd: Path) -> None:
    """The kept city is served with its clock, then everything stops together."""
    port = free_port()
    command = [sys.executable, "-m", "maillage.cli.main", "demo", "--keep", "--port", str(port)]
    with subprocess.Popen(
        command, env=environment, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as demo:
        assert demo.stdout is not None
        welcome = ""
        while "Ctrl-C" not in welcome and (line := demo.stdout.readline()):
            welcome += line
        try:
            door = page(f"http://127.0.0.1:{port}/demo/")
            assert door.status == 200
            assert "Fatou" in door.text
        finally:
            demo.send_signal(signal.SIGTERM)
        out, err = demo.communicate(timeout=30)
    assert demo.returncode == 0, err
    assert f"http://localhost:{port}/demo/" in welcome
    assert "Inès" in welcome
    assert "demo --keep" in out
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
