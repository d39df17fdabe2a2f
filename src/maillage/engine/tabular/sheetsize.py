"""How far the data of a sheet spread, before a reader lays them out in a full rectangle.

A file of a kilobyte may hold one cell in A1 and one in XFD1048576: the rectangle between has 17 thousand
million cells (ECMA-376 part 1, §18.3.1.4; OASIS OpenDocument 1.3, §19.675).
"""

from __future__ import annotations

import re
from xml.parsers import expat

from maillage.engine.tabular.problem import Limits, TableRefused

DENSE = 4_000_000
"""Cells of a rectangle that are held whatever they are."""

SPARSE = 100
"""Cells of a larger rectangle for one filled, beyond which it is refused: something stands far away."""


def bound(area: int, filled: int, limits: Limits) -> None:
    """Refuse a rectangle of ``area`` cells of which ``filled`` have a value, when it is too large to hold.

    Raises ``TableRefused("too_many_cells")``.
    """
    if area > limits.max_grid or (area > DENSE and area > SPARSE * filled):
        raise TableRefused("too_many_cells", cells=area, filled=filled, limit=limits.max_grid)


_FILLED = re.compile(rb"<(?:\w+:)?c\b([^<>]*[^/<>])?>")
_PLACE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{0,3})(\d{1,7})""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^<>]*?\br\s*=\s*["'](\d{1,7})""")


class XlsxSize:
    """Watches the parts of an XLSX: the rectangle of each, and how many cells show an error.

    Raises ``TableRefused("too_many_cells")``.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.errors = 0
        self._rest = b""
        self._far = [0, 0]
        self._run = self._count = 0

    def watch(self, name: str, piece: bytes) -> None:
        """See a piece of part ``name``; an empty one ends the part."""
        if not piece:
            bound(self._far[0] * self._far[1] + self._run, self._count, self.limits)
            self._rest, self._far, self._run, self._count = b"", [0, 0], 0, 0
            return
        if not name.endswith(".xml"):
            return
        text = self._rest + piece
        end = text.rfind(b">") + 1
        self._rest = text[end:][:4096]
        self._cells(text[:end])

    def _cells(self, text: bytes) -> None:
        rows = [int(number) for number in _ROW.findall(text)]
        columns = 0
        for attributes in _FILLED.findall(text):
            self._count += 1
            place = _PLACE.search(attributes)
            if place and place[1]:
                columns = max(columns, _column(place[1]))
                rows.append(int(place[2]))
            else:  # cells without a place follow one another
                self._run += 1
            self.errors += b't="e"' in attributes
        if not columns and not self._run:
            return
        self._far = [max(self._far[0], *rows, 0), max(self._far[1], columns)]


def _column(letters: bytes) -> int:
    rank = 0
    for letter in letters.upper():
        rank = rank * 26 + letter - 64
    return rank


class OdsSize:
    """Watches ``content.xml`` of an ODS: repeated rows and columns count as many times as they say.

    Raises ``TableRefused``: ``too_many_cells``, ``workbook_broken``.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._parser = expat.ParserCreate(namespace_separator="|")
        self._parser.StartElementHandler = self._start
        self._cells = self._last = self._rows = self._count = self._end = 0

    def watch(self, name: str, piece: bytes) -> None:
        """See a piece of part ``name``; an empty one ends the part."""
        if name != "content.xml":
            return
        try:
            self._parser.Parse(piece, not piece)
        except expat.ExpatError as error:
            raise TableRefused("workbook_broken", part=name) from error
        if not piece:
            self._close()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition("|")[2]
        if tag == "table":
            self._close()
        elif tag == "table-row":
            self._cells = 0
            self._rows += _times(attributes, "number-rows-repeated")
        elif tag in ("table-cell", "covered-table-cell"):
            self._cells += _times(attributes, "number-columns-repeated")
            if any(key.rpartition("|")[2].endswith(("value", "value-type")) for key in attributes):
                self._far()
        elif tag == "p":
            self._far()

    def _far(self) -> None:
        """Something is written in the present cell: the rectangle reaches it."""
        self._last = max(self._last, self._cells)
        self._end = self._rows
        self._count += 1
        if self._end * self._last > self.limits.max_grid:
            self._close()

    def _close(self) -> None:
        bound(self._end * self._last, self._count, self.limits)
        self._rows = self._last = self._count = self._end = 0


def _times(attributes: dict[str, str], wanted: str) -> int:
    text = next((value for key, value in attributes.items() if key.endswith(wanted)), "1")
    return min(int(text), 2**31) if text.isdecimal() else 1
