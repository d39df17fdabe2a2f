"""``maillage match``: the matching engine on a file, without any database."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from maillage.cli.errors import CommandError
from maillage.engine.matching import ProblemError, check, solve
from maillage.engine.matching.io import problem_from_json, result_to_json

HELP = "Decide who helps whom in a problem file (JSON in, JSON out, no database)."
BROKEN_PROMISE = 3


def describe(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("problem", metavar="PROBLEM.json", help="the problem; - reads the standard input")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the result there, not on the screen")
    parser.add_argument("--seed", type=int, default=0, help="breaks ties; the same seed, the same result (0)")
    parser.add_argument(
        "--time-limit",
        type=float,
        default=10.0,
        metavar="S",
        help="seconds after which the best plan is given (10)",
    )


def run(options: argparse.Namespace) -> int:
    """Solve, have the referee recompute every promise, write the result."""
    if options.seed < 0:
        raise CommandError(f"--seed is {options.seed}: write a whole number from 0.")
    if not options.time_limit > 0:
        raise CommandError(f"--time-limit is {options.time_limit}: write a number of seconds above 0.")
    try:
        problem = problem_from_json(_read(options.problem))
        result = solve(problem, seed=options.seed, time_limit=options.time_limit)
    except ProblemError as error:
        raise CommandError(f"{options.problem} is not a matching problem. {error}") from None
    if broken := check(problem, result):
        raise CommandError(
            "the referee found broken promises, so no result is given: " + "; ".join(broken),
            code=BROKEN_PROMISE,
        )
    _write(options.out, result_to_json(result))
    return 0


def _read(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CommandError(f"{name} is not there: check the name of the file.") from None
    except UnicodeDecodeError:
        raise CommandError(f"{name} is not a text in UTF-8: save it in that encoding.") from None
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from None


def _write(file: Path | None, text: str) -> None:
    if file is None:
        sys.stdout.write(text)
        return
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{file} cannot be written: {error.strerror}.") from None
