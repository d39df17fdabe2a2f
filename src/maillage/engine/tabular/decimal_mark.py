"""Whether decimals are written with a comma or a point, by counting."""

from __future__ import annotations

import re
from collections.abc import Iterable

from maillage.engine.tabular.problem import Guess

_NUMBER = re.compile(r"^\s*[-+]?\d+([.,])\d+\s*$")


def decimal_mark(rows: Iterable[Iterable[str]]) -> Guess[str]:
    """The mark of most decimal numbers among the cells; ``None`` when there is none."""
    counts = {".": 0, ",": 0}
    for row in rows:
        for cell in row:
            found = _NUMBER.match(cell) if len(cell) < 40 else None
            if found:
                counts[found[1]] += 1
    total = sum(counts.values())
    if not total:
        return Guess(None, 0.0, "nothing")
    best = "," if counts[","] > counts["."] else "."
    return Guess(best, round(counts[best] / total, 3), "counted")
