"""An independent referee: what the table and its guesses promise is counted again by other means."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from maillage.engine.tabular.coordinates import CoordinateGuess, guess_coordinates
from maillage.engine.tabular.departments import Box, in_france
from maillage.engine.tabular.problem import Row
from maillage.engine.tabular.recount import recount
from maillage.engine.tabular.region import Place
from maillage.engine.tabular.result import ColumnGuess
from maillage.engine.tabular.table import Table

COARSE = 0.5
"""Degrees beyond the départements that are still called France here."""


def check(
    table: Table,
    guess: ColumnGuess,
    coordinates: CoordinateGuess | None = None,
    *,
    box: Box | None = None,
    place: Place | None = None,
) -> list[str]:
    """What the table and its guesses promise and do not keep, in sentences; empty when all is kept.

    Every source row is given exactly once, with its letters; every row has a value a column, and every column
    one verdict; every place is on Earth, in the box (when given) and in France (when most of the file is), or
    carries a problem. It reads the whole source in memory.
    """
    rows = list(table.rows())
    known = coordinates or guess_coordinates(table, guess, box=box, place=place)
    broken = [*_of_rows(table, rows), *_of_columns(table, guess), *recount(table, rows)]
    return [*broken, *_of_places(rows, known, Box(*box) if box else None)]


def _of_rows(table: Table, rows: list[Row]) -> Iterator[str]:
    if len(rows) != table.count:
        yield f"the table says {table.count} rows and gives {len(rows)}"
    numbers = [row.number for row in rows]
    if numbers != sorted(set(numbers)):
        yield "row numbers do not grow"
    for row in rows:
        if len(row.values) != len(table.columns):
            yield f"row {row.number} has {len(row.values)} values for {len(table.columns)} columns"
        if row.surplus and not row.problems:
            yield f"row {row.number} has a surplus and no problem"


def _of_columns(table: Table, guess: ColumnGuess) -> Iterator[str]:
    if [column.name for column in guess.columns] != table.columns:
        yield "the columns judged are not those of the table"
    if len(set(table.columns)) != len(table.columns) or not all(name.strip() for name in table.columns):
        yield "two columns have the same name, or one has none"
    told = Counter(rank for ranks in guess.order.values() for rank in ranks)
    for column in guess.columns:
        if told[column.rank] != (column.field is not None):
            yield f"column {column.name!r} is read {told[column.rank]} times and has the field {column.field}"


def _of_places(rows: list[Row], known: CoordinateGuess, box: Box | None) -> Iterator[str]:
    for row in rows:
        where = known.of(row.values)
        if where.problem or where.point is None:
            continue
        latitude, longitude = where.point
        if not (math.isfinite(latitude + longitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
            yield f"row {row.number} is nowhere on Earth: {where.point}"
        elif box and not box.holds(latitude, longitude):
            yield f"row {row.number} is outside the box without a word: {where.point}"
        elif known.french and not in_france(latitude, longitude, COARSE):
            yield f"row {row.number} is out of France without a word: {where.point}"
