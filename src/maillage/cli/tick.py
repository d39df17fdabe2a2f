"""``maillage tick``: do once all that is due, in every territory, then send the letters."""

from __future__ import annotations

import argparse
import sys

from maillage.cli.prepare import refuse_old_tables, start_django

HELP = "Do once what is due: reminders, expiries, letters. For a timer; maillage worker keeps doing it."


def describe(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--no-mail", action="store_true", help="record the letters without sending them")


def run(options: argparse.Namespace) -> int:
    """Print what was done; 1 when a duty failed (the log says which)."""
    start_django()
    refuse_old_tables()
    from maillage.cli.turn import every_territory, turn

    failed = 0
    territories = every_territory()
    for territory in territories:
        done = turn(territory, sends=not options.no_mail)
        failed += done.pop("failed")
        told = ", ".join(f"{name} {count}" for name, count in done.items() if count)
        print(f"{territory.slug}: {told or 'nothing was due'}")
    if not territories:
        print("There is no territory yet. Run: maillage setup --help", file=sys.stderr)
    return 1 if failed else 0
