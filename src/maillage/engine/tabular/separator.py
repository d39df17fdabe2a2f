"""Which character separates the cells: the one that cuts the lines alike, above all into known names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from maillage.engine.tabular.delimited import Line, Records
from maillage.engine.tabular.headers import known
from maillage.engine.tabular.problem import DEFAULT, Guess, Limits, TableRefused

CANDIDATES = (";", ",", "\t", "|")
"""Separators looked for; the first wins ties (French spreadsheets write semicolons)."""

_TOLERANT = Limits(max_columns=10**9, max_cell=10**9)
_DECLARED = re.compile(r'^"?sep=(.)"?[;,\t]*$', re.I)


def declared(first: str) -> str | None:
    """The separator that a first line « sep=; » tells to spreadsheets, if it is one."""
    found = _DECLARED.match(first.strip("\r\n \ufeff"))
    return found[1] if found else None


def choose(lines: Sequence[Line], *, trusted: bool = False) -> Guess[str]:
    """The separator of the first lines of a text.

    Raises ``TableRefused("not_a_table")`` when none cuts them alike and they are no list of one column
    (which ``trusted`` grants).
    """
    scored = {separator: _score(lines, separator) for separator in CANDIDATES}
    best = max(CANDIDATES, key=lambda separator: scored[separator][0])
    score, share, names = scored[best]
    others = max(scored[separator][0] for separator in CANDIDATES if separator != best)
    if share >= (0.6 if names >= 0.2 else 0.8) or (share >= 0.2 and names >= 0.4):
        sure = min(0.99, 0.5 + (score - others) / 2)
        return Guess(best, round(sure, 3), "names" if names >= 0.4 else "same_count")
    first = next((line.text for line in lines if line.text.strip()), "")
    if (trusted or known([first]) >= 0.5) and len(lines) > 1:
        unused = (s for s in (*CANDIDATES, "\x1f") if not any(s in line.text for line in lines))
        return Guess(next(unused, "\x1f"), 0.6, "names")
    raise TableRefused("not_a_table", lines=len(lines))


def _score(lines: Sequence[Line], separator: str) -> tuple[float, float, float]:
    """The whole score, the share of records with the usual number of cells, and how known the names are."""
    records = [
        record.cells for record in Records(lines, separator, _TOLERANT) if any(map(str.strip, record.cells))
    ]
    counts = Counter(len(cells) for cells in records if len(cells) > 1)
    if not counts:
        return 0.0, 0.0, 0.0
    # The widest of the usual counts: lines of titles and short rows never have more cells than the table.
    usual = max(counts, key=lambda count: (counts[count] * min(count, 6), count))
    share = counts[usual] / len(records)
    names = max((known(cells) for cells in records[:30] if len(cells) > 1), default=0.0)
    return share + 0.7 * names + 0.01 * min(usual, DEFAULT.max_columns), share, names
