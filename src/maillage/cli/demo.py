"""``maillage demo``: builds the demonstration city and serves it."""

from __future__ import annotations

import argparse
import os
from datetime import date, datetime, timedelta
from pathlib import Path

from maillage.cli.errors import CommandError
from maillage.cli.prepare import DEMO_DATABASE, demo_territory, start_django
from maillage.cli.serving import port_fault

HELP = "Build the demonstration city (six months, invented people) and serve it on this machine."


def describe(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "--date", type=_date, metavar="YYYY-MM-DD", help="the day it is in the city (last Monday)"
    )
    parser.add_argument("--seed", type=int, default=1, help="the same seed and date give the same city (1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (127.0.0.1: this machine only)"
    )
    parser.add_argument("--check", action="store_true", help="build, visit the main pages, and stop")
    parser.add_argument(
        "--keep", action="store_true", help="serve the city built last time, with what was done in it"
    )


def run(options: argparse.Namespace) -> int:
    """Build (or keep) the city, then visit its pages or serve it."""
    end = options.date or last_monday(date.today())  # noqa: DTZ011  the operator's own calendar
    if not options.check and (fault := port_fault(options.host, options.port)):
        raise CommandError(
            f"le port {options.port} n’est pas libre ({fault}). Arrêtez ce qui l’occupe, "
            "ou choisissez-en un autre, par exemple : maillage demo --port 8001"
        )
    folder = data_folder()
    _set_environment(folder, options.host, options.port)
    start_django()
    from maillage.cli import city, pages, running

    if not (options.keep and city.restore(folder)):
        city.build(folder, territory=demo_territory(), end=end, seed=options.seed)
    if options.check:
        return pages.visit_all()
    return running.serve(options.host, options.port)


def last_monday(day: date) -> date:
    """This day if it is a Monday, else the Monday before: the scenario ends on a Monday morning."""
    return day - timedelta(days=day.weekday())


def data_folder() -> Path:
    """Where the city is kept: MAILLAGE_DATA, else var/demo in a checkout, else the user's data folder."""
    if given := os.environ.get("MAILLAGE_DATA"):
        folder = Path(given).expanduser()
    elif Path("src/maillage").is_dir() and Path("pyproject.toml").is_file():
        folder = Path("var/demo")
    else:
        base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
        folder = Path(base).expanduser() / "maillage" / "demo"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(
            f"{folder} cannot be made ({error.strerror}): set MAILLAGE_DATA to another folder."
        ) from None
    return folder.resolve()


def _set_environment(folder: Path, host: str, port: int) -> None:
    """The settings of a demonstration. Its database has its own name: it never replaces a real one."""
    os.environ |= {
        "MAILLAGE_DEMO": "1",
        "MAILLAGE_DATA": str(folder),
        "MAILLAGE_DATABASE": f"sqlite:{DEMO_DATABASE}",
        "MAILLAGE_CLOCK_OFFSET": "0",
    }
    os.environ.setdefault("MAILLAGE_URL", f"http://localhost:{port}")
    if host not in ("127.0.0.1", "localhost", "::1"):
        os.environ.setdefault("MAILLAGE_HOSTS", "*")
    (folder / "static").mkdir(exist_ok=True)


def _date(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  a date has no zone
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date: write it as 2026-11-23") from None
