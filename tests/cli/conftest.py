"""The program, run as a person would: another process, its own data folder, no colours."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The variables of an installation of its own."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAILLAGE_", "DJANGO_"))
    }
    return {**kept, "MAILLAGE_DATA": str(tmp_path / "data"), "MAILLAGE_SECRET_KEY": "only-for-tests"}


@pytest.fixture
def maillage(environment: dict[str, str], tmp_path: Path) -> Run:
    """Run ``maillage …`` and give what it said."""

    def run(*words: str, stdin: str | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "maillage.cli.main", *words],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
            cwd=tmp_path,
            env={**environment, **variables},
        )

    return run


def sentence(text: str) -> str:
    """The only line of an error; a traceback has many."""
    assert "Traceback" not in text
    assert len(text.strip().splitlines()) == 1, text
    return text.strip()
