"""``maillage serve``: the site of an installation."""

from __future__ import annotations

import argparse
import os
import sys

from maillage.cli.errors import CommandError
from maillage.cli.prepare import refuse_old_tables, start_django
from maillage.cli.serving import granian, refuse_taken_port

HELP = "Serve the site (production: behind a proxy that speaks HTTPS)."


def describe(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--workers", type=int, default=2, help="processes that answer (2)")


def run(options: argparse.Namespace) -> int:
    """Check that the tables are those of this version, gather the static files, then become the server."""
    if options.workers < 1:
        raise CommandError(f"--workers is {options.workers}: at least one process must answer.")
    start_django()
    refuse_taken_port(options.host, options.port)
    refuse_old_tables()
    from django.core.management import call_command

    from maillage.cli.turn import every_territory

    call_command("collectstatic", interactive=False, verbosity=0)
    if not every_territory():
        print("There is no territory yet: every page says so. Run: maillage setup --help", file=sys.stderr)
    print(f"Serving on http://{options.host}:{options.port}. Stop it with Ctrl-C. Remember: maillage worker")
    sys.stdout.flush()
    command = granian(host=options.host, port=options.port, workers=options.workers)
    os.execv(command[0], command)  # noqa: S606  the program becomes the server, so that signals reach it
