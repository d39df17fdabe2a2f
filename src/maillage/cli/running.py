"""Serves the demonstration: the site and the worker in two processes that end with this one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from django.utils.translation import gettext as _

import maillage
from maillage.cli.serving import granian

WORKERS = 2
WORKER_EVERY = "2"
PATIENCE = 8.0  # seconds a process gets to end by itself
START_WITHIN = 30.0


class _Ended(Exception):  # noqa: N818  not an error: somebody asked to stop
    """Ctrl-C, or SIGTERM."""


def serve(host: str, port: int) -> int:
    """Start both, say where to go, and wait; 0 when it was stopped, 1 when a process died."""
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)
    worker = [
        sys.executable,
        "-m",
        "maillage.cli.main",
        "worker",
        "--every",
        WORKER_EVERY,
        "--parent",
        str(os.getpid()),
    ]
    running: list[subprocess.Popen[bytes]] = []
    try:
        for command in (granian(host=host, port=port, workers=WORKERS), worker):
            running.append(subprocess.Popen(command, start_new_session=True))
        if not _answers(host, port, running):
            print(_("Le site n’a pas démarré : voir les lignes ci-dessus."), file=sys.stderr)
            return 1
        _welcome(host, port)
        while all(process.poll() is None for process in running):
            time.sleep(0.3)
        print(_("Un des deux processus s’est arrêté : tout s’arrête."), file=sys.stderr)
    except _Ended:
        print("\n" + _("Arrêt. La ville est gardée : « maillage demo --keep » la rouvre telle quelle."))
        return 0
    finally:
        _stop(running)
    return 1


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise _Ended


def _answers(host: str, port: int, running: list[subprocess.Popen[bytes]]) -> bool:
    """Wait for the first answer, so that the address is printed when it works."""
    local = "127.0.0.1" if host in ("0.0.0.0", "localhost") else host  # noqa: S104  compared, not bound
    address = f"http://[{local}]:{port}/api/health" if ":" in local else f"http://{local}:{port}/api/health"
    limit = time.monotonic() + START_WITHIN
    while time.monotonic() < limit and all(process.poll() is None for process in running):
        try:
            with urlopen(address, timeout=2):  # noqa: S310  this machine's own address
                return True
        except (URLError, OSError):
            time.sleep(0.2)
    return False


def _welcome(host: str, port: int) -> None:
    from maillage.cli.pages import names_of_characters

    name = host if host not in ("127.0.0.1", "0.0.0.0") else "localhost"  # noqa: S104  compared, not bound
    root = f"http://{name}:{port}"
    print()
    print(_("  La ville est ouverte :  %s/") % root)
    print(_("  Entrer comme %(names)s :  %(root)s/demo/") % {"names": names_of_characters(), "root": root})
    print(_("  Les e-mails qui seraient partis :  %s/demo/courrier/") % root)
    if missing := front_end_missing():
        print(missing)
    print(_("  Pour arrêter : Ctrl-C."), flush=True)


def front_end_missing() -> str:
    """What is missing when the front end was not bundled; empty when it was."""
    built = Path(maillage.__file__).parent / "web/static/maillage/dist/maillage.js"
    if built.exists():
        return ""
    return _(
        "  Sans la partie construite avec Node, il manque la police et le confort au clavier ; "
        "tout le reste fonctionne. Installez Node, puis « make »."
    )


def _stop(running: list[subprocess.Popen[bytes]]) -> None:
    """End what was started here, kindly then firmly; a second Ctrl-C does not interrupt it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for process in running:
        if process.poll() is None:
            process.terminate()
    limit = time.monotonic() + PATIENCE
    for process in running:
        try:
            process.wait(timeout=max(0.1, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # its own group: its workers end with it
            process.wait()
