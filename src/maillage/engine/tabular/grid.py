"""From a grid of cells (a text, a sheet, a JSON array of arrays) to a table with names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import islice

from maillage.engine.tabular import header
from maillage.engine.tabular.decimal_mark import decimal_mark
from maillage.engine.tabular.delimited import Record
from maillage.engine.tabular.problem import Guess, Limits, Reading, Remark, Row, TableRefused
from maillage.engine.tabular.source import Source
from maillage.engine.tabular.table import Table

Grid = Callable[[int], Iterator[Record]]
"""Gives the records again and again; told the number of columns once it is known, 0 before."""

BLANK = " \t\r\n\f\v\u00a0\u202f\u200b\ufeff-:=_+"
"""Characters of a cell that says nothing: spaces, and the rules drawn between names and rows."""

SHOWN = 10
"""How many row numbers a remark names."""


def build(
    grid: Grid, reading: Reading, source: Source, remarks: list[Remark], names: list[str] | None = None
) -> Table:
    """The table of a grid: finds its names, then reads it once through, to count, check and remark.

    ``names`` are given when the grid has only data (records whose keys are the names).
    Raises ``TableRefused``: ``empty``, ``only_header``, ``too_many_columns``, ``too_many_rows``, and what
    reading the grid raises.
    """
    top = _Top(names, 0, Guess(None, 1.0, "keys"), []) if names else _top(grid, reading)
    if top.width > source.limits.max_columns:
        raise TableRefused("too_many_columns", columns=top.width, limit=source.limits.max_columns)
    columns, about = header.name_columns(top.names, top.width)
    remarks = [*remarks, *top.remarks, *about]
    body = _Body(grid, top.last, top.names, top.width)
    count = body.survey(source.limits)
    mark = decimal_mark(row.values for row in islice(body.rows(), 500))
    reading = reading.guessing(header_row=top.guess, decimal=mark)
    told = (*remarks, *body.remarks())
    return Table(reading=reading, columns=columns, remarks=told, count=count, rows=body.rows, source=source)


class _Top:
    """What stands above the rows: the names, the number of their row (0 when none), titles."""

    def __init__(
        self, names: list[str], last: int, guess: Guess[int], remarks: list[Remark], width: int = 0
    ) -> None:
        self.names = names
        self.last = last
        self.guess = guess
        self.remarks = remarks
        self.width = max(len(names), width)


def _top(grid: Grid, reading: Reading) -> _Top:
    head = list(islice(_filled(grid(0)), 200))
    if not head:
        raise TableRefused("empty")
    rank, guess = _header(head, reading)
    width = header.common_width([record.cells for record in head[rank + 1 :]])
    if rank < 0:
        width = header.usual_width([record.cells for record in head])
        return _Top([], 0, guess, [Remark("no_header", {"columns": width})], width)
    return _Top(head[rank].cells, head[rank].number, guess, _above(head[:rank]), width)


def _filled(records: Iterator[Record]) -> Iterator[Record]:
    return (record for record in records if any(cell.strip(BLANK) for cell in record.cells))


def _header(head: list[Record], reading: Reading) -> tuple[int, Guess[int]]:
    """The rank of the names in ``head`` and the guess, in rows of the source."""
    if reading.header_row.reason == "given" and reading.header_row.value is not None:
        wanted = reading.header_row.value
        rank = next((rank for rank, record in enumerate(head) if record.number > wanted), -1)
        return (-1 if wanted < 0 else rank), reading.header_row
    found = header.find([record.cells for record in head])
    rank = -1 if found.value is None else found.value
    return rank, Guess(head[rank].number - 1 if rank >= 0 else -1, found.chance, found.reason)


def _above(records: list[Record]) -> list[Remark]:
    if not records:
        return []
    texts = [" ".join(cell for cell in record.cells if cell.strip()) for record in records]
    return [Remark("title_lines", {"count": len(records), "lines": [text[:200] for text in texts[:SHOWN]]})]


class _Body:
    """The rows below the names."""

    def __init__(self, grid: Grid, after: int, names: list[str], width: int) -> None:
        self.grid = grid
        self.after = after
        self.names = names
        self.width = width
        self.seen: dict[str, list[int]] = defaultdict(list)
        self.counts: Counter[str] = Counter()

    def rows(self) -> Iterator[Row]:
        """The rows, one at a time, read again from the source."""
        for record in self.grid(self.width):
            if record.number > self.after and not self._passed(record):
                yield self._row(record)

    def _passed(self, record: Record) -> str | None:
        if not any(cell.strip(BLANK) for cell in record.cells):
            return "blank_rows"
        return "repeated_header" if self.names and record.cells == self.names else None

    def _row(self, record: Record) -> Row:
        cells, width = record.cells, self.width
        extra = len(cells) - width
        if extra == 0:
            return Row(record.number, tuple(cells), record.problems)
        if extra < 0:
            return Row(record.number, (*cells, *[""] * -extra), (*record.problems, "short_row"))
        surplus = tuple(cells[width:])
        if not any(cell.strip() for cell in surplus):
            return Row(record.number, tuple(cells[:width]), record.problems)
        return Row(record.number, tuple(cells[:width]), (*record.problems, "long_row"), surplus)

    def survey(self, limits: Limits) -> int:
        """Count the rows and what there is to say of them."""
        count = 0
        for record in self.grid(self.width):
            if record.number <= self.after:
                continue
            passed = self._passed(record)
            if passed:
                self._see(passed, record.number)
                continue
            count += 1
            if count > limits.max_rows:
                raise TableRefused("too_many_rows", limit=limits.max_rows)
            if record.problems or len(record.cells) != self.width:
                for code in self._row(record).problems:
                    self._see(code, record.number)
        if not count:
            raise TableRefused("only_header", names=[name for name in self.names if name.strip()][:SHOWN])
        return count

    def _see(self, code: str, number: int) -> None:
        self.counts[code] += 1
        if len(self.seen[code]) < SHOWN:
            self.seen[code].append(number)

    def remarks(self) -> list[Remark]:
        """One remark a kind of problem, with how many rows and the first of them."""
        names = {"short_row": "short_rows", "long_row": "long_rows", "other_encoding": "mixed_encoding"}
        names |= {"bad_json": "bad_json_lines", "not_a_record": "bad_json_lines"}
        return [
            Remark(names.get(code, code), {"count": count, "rows": tuple(self.seen[code])})
            for code, count in self.counts.items()
        ]
