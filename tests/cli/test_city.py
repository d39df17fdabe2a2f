"""The city is replaced whole or not at all, found again with its clock, and shown as it fills up."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from django.conf import settings

from maillage.cli import city
from maillage.cli.city import MARK, Progress


@pytest.fixture(autouse=True)
def offset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the clock back after the test."""
    monkeypatch.setattr(settings, "CLOCK_OFFSET_SECONDS", 0.0)
    monkeypatch.setenv("MAILLAGE_CLOCK_OFFSET", "0")


def test_restore_finds_nothing_in_an_empty_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert city.restore(tmp_path) is False
    assert "Aucune ville n’a été gardée" in capsys.readouterr().out


def test_restore_goes_on_with_the_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(city, "migrate", lambda: None)
    (tmp_path / MARK).write_text(json.dumps({"offset": -86400.5}), encoding="utf-8")
    assert city.restore(tmp_path) is True
    assert settings.CLOCK_OFFSET_SECONDS == -86400.5


def test_restore_does_not_trust_a_spoilt_mark(tmp_path: Path) -> None:
    (tmp_path / MARK).write_text("{", encoding="utf-8")
    assert city.restore(tmp_path) is False


def test_progress_is_ten_lines_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress()
    for day in range(190):
        progress("2026-05-18", day, 189)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 11
    assert (lines[0], lines[-1]) == ("    0 %  mai 2026", "  100 %  mai 2026")


def test_progress_is_one_line_on_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    progress = Progress()
    for day in range(190):
        progress("2026-05-18", day, 189)
    shown = screen.getvalue()
    assert shown.count("\n") == 1
    assert "██████████" in shown
    assert shown.endswith("100 %  mai 2026        \n")
