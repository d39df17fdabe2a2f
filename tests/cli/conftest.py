"""The program, run as a person would: another process, its own data folder, no colours."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError

import pytest

OURS = ("MAILLAGE_", "DJANGO_")
Run = Callable[..., "subprocess.CompletedProcess[str]"]


class Answer(NamedTuple):
    """A page as it came."""

    status: int
    text: str


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The variables of an installation of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
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


def free_port() -> int:
    """A port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def page(address: str, *, within: float = 40) -> Answer:
    """What an address answers once its server is up."""
    limit = time.monotonic() + within
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  our own address
                return Answer(answer.status, answer.read().decode())
        except HTTPError as refused:
            return Answer(refused.code, refused.read().decode())
        except OSError:
            assert time.monotonic() < limit, f"{address} never answered"
            time.sleep(0.2)


def sentence(text: str) -> str:
    """The only line of an error; a traceback has many."""
    assert "Traceback" not in text
    assert len(text.strip().splitlines()) == 1, text
    return text.strip()
