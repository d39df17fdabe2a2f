"""Lines to cells: separated values as people really write them (RFC 4180, and its offenders).

A line without quotes is split; one with proper quotes goes through Python's strict reader; what is left is
read by hand: quotes inside cells, cells over several lines, and quotes never closed, which must not swallow
the rows that follow.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from maillage.engine.tabular.problem import Limits, TableRefused

MAX_SPAN = 400
"""Most physical lines of one quoted cell."""

LOOK_AHEAD = 5_000_000
"""Characters that may be read ahead in one file in search of closing quotes; then they are held as lost."""


class Line(NamedTuple):
    """A physical line, decoded, its end included."""

    number: int
    text: str
    problems: tuple[str, ...] = ()


class Record(NamedTuple):
    """A logical line: ``number`` and ``span`` are physical (a quoted cell may hold line ends)."""

    number: int
    cells: list[str]
    problems: tuple[str, ...]
    span: int


@cache
def _cell(separator: str) -> re.Pattern[str]:
    """A cell and what ends it. Possessive, so that no text makes it slow."""
    s = re.escape(separator)
    return re.compile(
        rf'[ ]*"(?P<quoted>(?:[^"]++|""|"(?![{s}"]|[\r\n]*\Z))*+)"(?={s}|[\r\n]*\Z)|(?P<plain>[^{s}]*)'
    )


def split(text: str, separator: str) -> tuple[list[str], bool]:
    """The cells of one logical line, and whether a quote was opened and never closed.

    A quoted cell ends with a quote before a separator or the end; other quotes in it are text.
    """
    text = text.rstrip("\r\n")
    cells: list[str] = []
    at = 0
    while at <= len(text):
        found = _cell(separator).match(text, at)
        quoted = found and found["quoted"]
        if found is None or (quoted is None and found["plain"].lstrip(" ").startswith('"')):
            # No quote closes it, nor any of those that follow: the rest is plain.
            return [*cells, *text[at:].split(separator)], text.count('"', at) % 2 == 1
        cells.append(found["plain"] if quoted is None else quoted.replace('""', '"'))
        at = found.end() + 1
    return cells, False


class Records:
    """Records of physical lines. ``width``, once known, tells quotes never closed from cells over lines."""

    def __init__(self, lines: Iterable[Line], separator: str, limits: Limits, width: int = 0) -> None:
        self.lines = iter(lines)
        self.ahead: deque[Line] = deque()
        self.separator = separator
        self.limits = limits
        self.width = width
        self.budget = LOOK_AHEAD

    def __iter__(self) -> Iterator[Record]:
        separator, limit = self.separator, self.limits.max_cell
        while (line := self._next()) is not None:
            text = line.text
            if '"' in text:
                record = self._quoted(line)
            else:
                record = Record(line.number, text.rstrip("\r\n").split(separator), line.problems, 1)
            if len(text) > limit or record.span > 1:
                self._bound(record)
            yield record

    def _bound(self, record: Record) -> None:
        if any(len(cell) > self.limits.max_cell for cell in record.cells):
            raise TableRefused("cell_too_long", line=record.number, limit=self.limits.max_cell)
        if len(record.cells) > self.limits.max_columns:
            raise TableRefused("too_many_columns", line=record.number, limit=self.limits.max_columns)

    def _next(self) -> Line | None:
        return self.ahead.popleft() if self.ahead else next(self.lines, None)

    def _quoted(self, line: Line) -> Record:
        cells = None if self.separator + ' "' in line.text else self._strict(line.text)
        if cells is not None:
            return Record(line.number, cells, line.problems, 1)
        cells, lost = split(line.text, self.separator)
        if not lost:
            return Record(line.number, cells, line.problems, 1)
        whole = self._over_lines(line)
        if whole is not None:
            return whole
        return Record(line.number, cells, (*line.problems, "unbalanced_quote"), 1)

    def _strict(self, text: str) -> list[str] | None:
        try:
            return next(csv.reader((text.rstrip("\r\n"),), delimiter=self.separator, strict=True), [""])
        except csv.Error:
            return None

    def _over_lines(self, line: Line) -> Record | None:
        """The record that begins on ``line`` and ends further down, if that is what the file means."""
        taken = [line]
        text = line.text
        while len(taken) < MAX_SPAN and len(text) <= self.limits.max_cell and self.budget > 0:
            following = self._next()
            if following is None:
                break
            taken.append(following)
            text += following.text
            if '"' not in following.text:
                continue
            self.budget -= len(text)
            cells = self._strict(text)
            proper = cells is not None
            if cells is None:
                cells, lost = split(text, self.separator)
                if lost:
                    continue
            if not self._swallowed(taken, len(cells), proper=proper):
                problems = tuple(dict.fromkeys(code for each in taken for code in each.problems))
                return Record(line.number, cells, problems, len(taken))
            break
        self.ahead.extendleft(reversed(taken[1:]))
        return None

    def _swallowed(self, taken: list[Line], count: int, *, proper: bool) -> bool:
        """Whether a quote never closed took whole rows with it, rather than a cell's own lines.

        Rows have as many cells as the others by themselves; the lines of a cell hardly ever do.
        """
        first = len(split(taken[0].text, self.separator)[0])
        width = self.width or first
        alone = [len(split(each.text, self.separator)[0]) == width for each in taken]
        if all(alone):  # two lines with a proper end are rather a cell than two slips
            return width > 1 and not (proper and (width == 2 or len(taken) == 2))
        return bool(self.width) and count != width and alone[0] and 2 * sum(alone) >= len(alone)
