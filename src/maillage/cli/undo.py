"""``maillage undo``: takes an import back, whole."""

from __future__ import annotations

import argparse

from maillage.cli.errors import CommandError
from maillage.cli.where import ask_territory, in_territory

HELP = "Take an import back: what it created leaves, what it completed is as it was."


def describe(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("ref", metavar="REF", help="the reference that maillage import printed")
    ask_territory(parser)


def run(options: argparse.Namespace) -> int:
    """Do it, and say what stayed because it had been used since."""
    with in_territory(options.territory):
        from maillage.common.errors import Refusal
        from maillage.imports.actions import undo_run
        from maillage.imports.queries import run_with_ref

        found = run_with_ref(options.ref)
        if found is None:
            raise CommandError(f"there is no import {options.ref!r} here.")
        try:
            undo_run(run=found, who="system")
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        print(f"{found.ref}: undone; {found.counts.get('kept', 0)} records stay, since they are used.")
    return 0
