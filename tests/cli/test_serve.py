"""``maillage serve`` checks before it becomes the server, and changes no table."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run, free_port, page, sentence


def test_serve_refuses_tables_of_another_version(maillage: Run, environment: dict[str, str]) -> None:
    done = maillage("serve", "--port", str(free_port()))
    assert done.returncode == 2
    assert "maillage manage migrate" in sentence(done.stderr)


def test_serve_needs_a_worker(maillage: Run) -> None:
    done = maillage("serve", "--workers", "0")
    assert done.returncode == 2
    assert "--workers is 0" in sentence(done.stderr)


def test_serve_refuses_a_taken_port(maillage: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = maillage("serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "cannot be used" in sentence(done.stderr)


@pytest.mark.slow
def test_serve_answers_and_stops(maillage: Run, environment: dict[str, str], tmp_path: Path) -> None:
    assert maillage("manage", "migrate").returncode == 0
    assert maillage("manage", "createcachetable").returncode == 0
    port = free_port()
    command = [sys.executable, "-m", "maillage.cli.main", "serve", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(
        command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert page(f"http://127.0.0.1:{port}/api/health").status == 200
            assert (Path(environment["MAILLAGE_DATA"]) / "static" / "maillage" / "css").is_dir()
        finally:
            server.terminate()
        out, err = server.communicate(timeout=20)
    assert f"Serving on http://127.0.0.1:{port}" in out
    assert "There is no territory yet" in err
