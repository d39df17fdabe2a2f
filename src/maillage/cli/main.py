"""Reads the command line and runs one command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Protocol

import maillage
from maillage.cli import (
    actors,
    demo,
    difference,
    doubles,
    importing,
    manage,
    match,
    serve,
    setup,
    tick,
    undo,
    worker,
)
from maillage.cli.errors import CommandError


class Command(Protocol):
    """What a module of this folder offers."""

    HELP: str

    def describe(self, parser: argparse.ArgumentParser) -> None: ...
    def run(self, options: argparse.Namespace) -> int: ...


COMMANDS: dict[str, Command] = {
    "demo": demo,
    "setup": setup,
    "serve": serve,
    "worker": worker,
    "tick": tick,
    "match": match,
    "import": importing,
    "undo": undo,
    "doubles": doubles,
    "actors": actors,
    "difference": difference,
    "manage": manage,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``maillage …``; returns the exit code (0: done, 2: the command or a file was not understood)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = _parser()
    if not arguments:
        parser.print_help()
        return 0
    if arguments[0] == "manage":
        options = argparse.Namespace(command="manage", arguments=arguments[1:])
    else:
        options = parser.parse_args(arguments)
    try:
        return COMMANDS[options.command].run(options)
    except CommandError as error:
        print(f"maillage {options.command}: {error}", file=sys.stderr)
        return error.code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="maillage",
        description="The free software with which a city runs its innovation ecosystem.",
        epilog="Try it: maillage demo",
    )
    parser.add_argument("--version", action="version", version=f"maillage {maillage.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        command.describe(commands.add_parser(name, help=command.HELP, description=command.HELP))
    return parser


if __name__ == "__main__":
    sys.exit(main())
