"""``maillage doubles``: looks for records that may tell of one actor, for a person to decide."""

from __future__ import annotations

import argparse
from typing import Any

from maillage.cli.where import ask_format, ask_territory, in_territory, tell

HELP = "Look for possible doubles and print those that wait for a decision."


def describe(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    ask_territory(parser)
    ask_format(parser)


def run(options: argparse.Namespace) -> int:
    """Search, then print the pairs, the most likely first; nothing is ever merged by itself."""
    with in_territory(options.territory) as territory:
        from maillage.actors.actions import find_doubles
        from maillage.actors.queries import open_doubles
        from maillage.actors.reasons import double_reasons

        find_doubles(territory=territory)
        rows: list[dict[str, Any]] = [
            {
                "probability": round(double.probability, 3),
                "one": double.one.name,
                "two": double.two.name,
                "why": "; ".join(double_reasons(double)),
            }
            for double in open_doubles()
        ]
        tell(rows, options.format)
    return 0
