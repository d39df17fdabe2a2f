"""Separated values: from bytes to a table, streaming."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from maillage.engine.tabular import separator
from maillage.engine.tabular.delimited import Line, Record, Records
from maillage.engine.tabular.encoding import Decoder, Survey, survey
from maillage.engine.tabular.grid import build
from maillage.engine.tabular.problem import Guess, Reading, Remark
from maillage.engine.tabular.source import Source
from maillage.engine.tabular.table import Table

SAMPLE_LINES = 400
SAMPLE_LETTERS = 400_000


def decoded(source: Source, seen: Survey) -> Iterator[Line]:
    """The physical lines of a text, decoded."""
    decoder = Decoder(seen)
    for number, raw in enumerate(source.lines(decoder.main, seen.skip), 1):
        text, problems = decoder.decode(raw)
        yield Line(number, text, problems)


def heard(seen: Survey) -> list[Remark]:
    """What is to be said of the encoding and the line ends."""
    remarks = [Remark("bom", {"encoding": seen.encoding.value})] if seen.skip else []
    if seen.nuls:
        remarks.append(Remark("nul_removed", {"count": seen.nuls}))
    if "+" in (seen.newline.value or ""):
        remarks.append(Remark("mixed_newlines", {"kinds": seen.newline.value}))
    return remarks


def open_text(source: Source, reading: Reading, *, trusted: bool = False) -> Table:
    """The table of a text of separated values. ``trusted`` lets a text without separator be one column.

    Raises ``TableRefused``: ``not_a_table``, ``line_too_long``, ``cell_too_long``, and those of the grid.
    """
    seen = survey(source, reading.encoding.value)
    reading = reading.guessing(encoding=seen.encoding, newline=seen.newline)
    remarks = heard(seen)
    sample = _sample(decoded(source, seen))
    skipped = 0
    told = separator.declared(sample[0].text) if sample else None
    if told:
        skipped = 1
        remarks.append(Remark("separator_line", {"separator": told}))
    if reading.separator.value is None:
        chosen = Guess(told, 1.0, "declared") if told else separator.choose(sample[skipped:], trusted=trusted)
        reading = reading.guessing(separator=chosen)
    mark = reading.separator.value or ";"

    def grid(width: int) -> Iterator[Record]:
        lines = islice(decoded(source, seen), skipped, None)
        return iter(Records(lines, mark, source.limits, width))

    return build(grid, reading, source, remarks)


def _sample(lines: Iterator[Line]) -> list[Line]:
    taken: list[Line] = []
    size = 0
    for line in islice(lines, SAMPLE_LINES):
        taken.append(line)
        size += len(line.text)
        if size > SAMPLE_LETTERS:
            break
    return taken
