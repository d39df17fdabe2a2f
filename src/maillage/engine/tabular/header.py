"""Where the column names are, and what the columns are called.

Cities put titles, dates and blank lines above their tables, leave names blank and give the same one twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from maillage.engine.tabular.headers import known
from maillage.engine.tabular.problem import Guess, Remark

DEPTH = 40
"""Rows from the top among which the names are looked for."""

_DATA = re.compile(
    r"""^\s*(
        [-+]?[\d\s.,:/%€]+            # a number, a date, a telephone number
      | [^\s@]+@[^\s@]+\.\w+          # an e-mail address
      | (https?://|www\.)\S+
      | (true|false|vrai|faux|oui|non)
    )\s*$""",
    re.X | re.I,
)


def find(rows: Sequence[Sequence[str]]) -> Guess[int]:
    """The rank, in ``rows``, of the row of names; -1 when the first row is already data.

    ``rows`` are the first rows that are not blank.
    """
    width = usual_width(rows)
    scores = [_score(rows, rank, width) for rank in range(min(len(rows), DEPTH))]
    best = max(range(len(scores)), key=scores.__getitem__, default=-1)
    if best < 0:
        return Guess(-1, 0.0, "nothing")
    names, labels = known(rows[best]), _labels(rows[best])
    if names < 0.3 and labels < 0.75:
        return Guess(-1, round(1 - labels, 3), "data_at_once")
    others = max((score for rank, score in enumerate(scores) if rank != best), default=0.0)
    sure = max(0.4, min(0.99, 0.6 + (scores[best] - others) / 2))
    return Guess(best, round(sure, 3), "names" if names >= 0.3 else "labels" if best else "first_row")


def usual_width(rows: Sequence[Sequence[str]]) -> int:
    """The most frequent number of cells, the larger one of equals."""
    counts = Counter(map(len, rows))
    return max(counts, key=lambda count: (counts[count], count), default=0)


def common_width(rows: Sequence[Sequence[str]]) -> int:
    """The number of cells of at least half of the rows, 0 when they do not agree."""
    width = usual_width(rows)
    return width if 2 * sum(len(row) == width for row in rows) >= max(len(rows), 1) else 0


def _labels(cells: Sequence[str]) -> float:
    """The share of filled cells that read as labels rather than as data."""
    filled = [cell for cell in cells if cell.strip()]
    return sum(len(cell) < 250 and not _DATA.match(cell) for cell in filled) / len(filled) if filled else 0.0


def _score(rows: Sequence[Sequence[str]], rank: int, width: int) -> float:
    filled = [cell.strip() for cell in rows[rank] if cell.strip()]
    if not filled or width < 1:
        return 0.0
    share = min(len(filled) / width, 1.0)
    distinct = len(set(filled)) / len(filled)
    below = rows[rank + 1 : rank + 30]
    data = sum(_labels(row) for row in below) / len(below) if below else 1.0
    short = sum(len(cell) < 60 for cell in filled) / len(filled)
    labels = _labels(filled)
    return (
        1.5 * known(filled) + 0.8 * share + 0.5 * (labels - data) + 0.2 * distinct + 0.2 * short - 0.01 * rank
    )


def name_columns(cells: Sequence[str], width: int) -> tuple[list[str], list[Remark]]:
    """One distinct name a column: ``colonne_3`` when blank, « (2) » added when it comes twice."""
    given = [*(cell.strip() for cell in cells), *[""] * (width - len(cells))]
    blank = [rank for rank, name in enumerate(given) if not name]
    names: list[str] = []
    twice: list[str] = []
    taken = set(given)
    seen: set[str] = set()
    for rank, name in enumerate(given):
        unique = name or _free(f"colonne_{rank + 1}", taken)
        if unique in seen:
            twice.append(name)
            unique = _free(name, taken)
        seen.add(unique)
        taken.add(unique)
        names.append(unique)
    remarks = [Remark("blank_names", {"columns": [names[rank] for rank in blank]})] if blank else []
    if twice:
        remarks.append(Remark("duplicate_names", {"names": list(dict.fromkeys(twice))}))
    return names, remarks


def _free(name: str, taken: set[str]) -> str:
    """``name``, or ``name (2)``, ``name (3)``…: the first that no column has."""
    if name.startswith("colonne_") and name not in taken:
        return name
    rank = 2
    while f"{name} ({rank})" in taken:
        rank += 1
    return f"{name} ({rank})"
