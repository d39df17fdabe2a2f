"""``maillage worker``: keeps doing what is due and sending the letters, until it is told to stop."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

from maillage.cli.errors import CommandError
from maillage.cli.prepare import expect_long_work, refuse_old_tables, start_django

HELP = "Keep doing what is due, and send the letters, until stopped."
log = logging.getLogger("maillage.worker")


def describe(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "--every", type=float, default=30.0, metavar="S", help="seconds between two turns (30)"
    )
    parser.add_argument("--parent", type=int, default=0, help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    """Turn until SIGTERM or SIGINT; both are heard between two letters, never inside one."""
    if not options.every > 0:
        raise CommandError(f"--every is {options.every}: write a number of seconds above 0.")
    ending = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        ending.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    start_django()
    refuse_old_tables()
    expect_long_work()

    def must_stop() -> bool:
        return ending.is_set() or bool(options.parent and os.getppid() != options.parent)

    while not must_stop():
        busy = one_cycle(must_stop)
        ending.wait(0 if busy else options.every)
    return 0


def one_cycle(must_stop: Callable[[], bool]) -> bool:
    """One turn of every territory; one that fails is logged, and the others have their turn.

    True when an import was worked on: the next turn follows at once.
    """
    from django.db import DatabaseError, close_old_connections

    from maillage.cli.turn import every_territory, turn

    close_old_connections()
    try:
        territories = every_territory()
    except DatabaseError:
        log.exception("the database did not answer; trying again at the next turn")
        return False
    busy = False
    for territory in territories:
        if must_stop():
            return False
        try:
            busy |= bool(turn(territory, stop=must_stop).get("imports"))
        except Exception:
            log.exception("%s: this turn failed; the next one tries again", territory)
    return busy
