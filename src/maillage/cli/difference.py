"""``maillage difference``: what changed between two dates, or in what was known of one date."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from maillage.cli.where import ask_format, ask_territory, day_of, in_territory, moment_of, tell

HELP = "Print what appeared, ended, changed, was tied and untied between two dates."


def describe(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("first", metavar="FROM", help="2017, 2017-05 or 2017-05-12")
    parser.add_argument("second", metavar="TO", help="2017, 2017-05 or 2017-05-12")
    ask_territory(parser)
    parser.add_argument("--known-at-first", default="", metavar="DATE", help="FROM as it was known that day")
    parser.add_argument("--known-at-second", default="", metavar="DATE", help="TO as it was known that day")
    ask_format(parser)


def run(options: argparse.Namespace) -> int:
    """Print it."""
    with in_territory(options.territory):
        tell(_rows(options), options.format)
    return 0


def _rows(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    from maillage.actors.queries import Difference, Moment

    found = Difference(
        Moment(day_of(options.first), moment_of(options.known_at_first)),
        Moment(day_of(options.second), moment_of(options.known_at_second)),
    )
    for change, rows in (("appeared", found.appeared), ("ended", found.gone)):
        for row in rows:
            day = row.valid_from if change == "appeared" else row.valid_until
            yield _row(change, day.isoformat(), row.actor.ref, row.name, "")
    changed = list(found.changed)
    before = found.before(changed)
    for row in changed:
        old = before[row.actor_id]
        told = [(old.name, row.name), (old.kind, row.kind), (old.state, row.state)]
        told.append((str(old.address or ""), str(row.address or "")))
        detail = "; ".join(f"{a} → {b}" for a, b in told if a != b)
        yield _row("changed", row.valid_from.isoformat(), row.actor.ref, row.name, detail)
    for change, ties in (("tied", found.tied), ("untied", found.untied)):
        for tie in ties:
            day = tie.valid_from if change == "tied" else tie.valid_until
            yield _row(change, day.isoformat(), tie.actor.ref, tie.actor.name, f"{tie.kind} {tie.other}")


def _row(change: str, day: str, ref: str, name: str, detail: str) -> dict[str, Any]:
    return {"change": change, "date": day, "ref": ref, "name": name, "detail": detail}
