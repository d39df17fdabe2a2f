"""``maillage manage``: Django's own management commands, with the settings of this installation."""

from __future__ import annotations

import argparse

from maillage.cli.prepare import start_django

HELP = "Pass a command to Django (migrate, check, shell, …)."


def describe(parser: argparse.ArgumentParser) -> None:
    """Everything after the name is Django's."""
    parser.add_argument(
        "arguments", nargs=argparse.REMAINDER, metavar="…", help="the command and its options"
    )


def run(options: argparse.Namespace) -> int:
    """Run Django's command."""
    start_django()
    from django.core.management import ManagementUtility

    ManagementUtility(["maillage manage", *options.arguments]).execute()
    return 0
