"""Run a command on a throw-away PostgreSQL: made, started on loopback, and ended here.

    python tools/postgres.py pytest -q

Also works as root (PostgreSQL refuses to run as root: the server then runs as another user).
Without PostgreSQL's server programs it says so, and exits with 0 unless ``--required`` is given.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path


def programs() -> Path | None:
    """The folder that holds ``initdb`` and ``pg_ctl``, newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), reverse=True)
    if found:
        return found[0].parent
    which = shutil.which("pg_ctl")
    return Path(which).resolve().parent if which else None


def server_user() -> str | None:
    """Whom the server runs as when we are root: postgres if it exists, else nobody."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            pwd.getpwnam(name)
            return name
    return None


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def cluster(bin_folder: Path) -> Iterator[str]:
    """A running server; gives its address."""
    user = server_user()
    folder = Path(tempfile.mkdtemp(prefix="maillage-pg-"))
    data, log, port = folder / "data", folder / "log", free_port()
    if user:
        shutil.chown(folder, user)
    folder.chmod(0o755)

    def run(*command: str) -> None:
        prefix = ["runuser", "-u", user, "--"] if user else []
        subprocess.run(
            [*prefix, *command], check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
        )

    pg_ctl = str(bin_folder / "pg_ctl")
    run(
        str(bin_folder / "initdb"),
        "-D",
        str(data),
        "-U",
        "maillage",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    )
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
    options += " -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
    # each test is rolled back: without a quick vacuum its dead rows slow down every test that follows
    options += " -c autovacuum_naptime=2 -c autovacuum_vacuum_cost_delay=0 -c autovacuum_vacuum_threshold=20"
    run(pg_ctl, "-D", str(data), "-l", str(log), "-w", "-t", "60", "-o", options, "start")
    try:
        yield f"postgresql://maillage@127.0.0.1:{port}/postgres"
    finally:
        run(pg_ctl, "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _leave(_signal: int, _frame: object) -> None:
    """Told to end: go through the clean-up, so that the server is not left behind."""
    raise SystemExit(143)


def main() -> int:
    """Run the command given on the line with ``MAILLAGE_DATABASE`` set."""
    command = [word for word in sys.argv[1:] if word != "--required"]
    bin_folder = programs()
    if bin_folder is None:
        print("PostgreSQL's server programs were not found: the tests on PostgreSQL are skipped.")
        print("On Debian: apt-get install postgresql-15")
        return 1 if "--required" in sys.argv else 0
    signal.signal(signal.SIGTERM, _leave)
    print(f"PostgreSQL of {bin_folder}: a throw-away server for {getpass.getuser()}", flush=True)
    with cluster(bin_folder) as address:
        return subprocess.run(
            command, env={**os.environ, "MAILLAGE_DATABASE": address}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
