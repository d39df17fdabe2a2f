"""Between a stored file and the engine that reads tables: what it holds, as plain values by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from maillage.actors.nomenclatures import sizes_are_counts
from maillage.engine import tabular
from maillage.engine.tabular.problem import FieldName
from maillage.engine.tabular.result import ColumnGuess, GuessedColumn, Reason
from maillage.engine.tabular.table import Table
from maillage.engine.tabular.value import Value
from maillage.imports.connectors import connector_of
from maillage.imports.connectors.base import NotUnderstoodError
from maillage.imports.connectors.gather import Told, told
from maillage.imports.models import ImportRun
from maillage.imports.storage import path_of

SAMPLE = 2000
SAMPLES_SHOWN = 3
LISTED = 20
CELL_SHOWN = 80
SYSTEM = "system"
"""The item of a reading that says how coordinates are read: the only one that the columns decide."""
BY_SERVICE = "service"
"""Why the answer of a service is read as it is: nothing was guessed."""
DATES = (FieldName.FOUNDED, FieldName.CLOSED, FieldName.UPDATED_AT)
PLACES = (FieldName.LATITUDE, FieldName.LONGITUDE, FieldName.X, FieldName.Y, FieldName.POINT)
SEVERAL = (FieldName.SKILLS, FieldName.OTHER_NAMES, FieldName.PHONE, FieldName.EMAIL, FieldName.SOCIAL)


class FileRefused(ValueError):  # noqa: N818  the answer « no », not a failure of ours
    """A file is not read at all; ``code`` and ``data`` say why, and are worded by ``words``."""

    def __init__(self, code: str, data: Mapping[str, Any]) -> None:
        super().__init__(code)
        self.code = code
        self.data = _plain(data)


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: its place in the source, its texts by field, its point (lat, lon in WGS84), its problems."""

    number: int
    values: dict[str, str]
    point: tuple[float, float] | None
    problems: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was understood: how it was read, its columns, what is to be said, its rows at will."""

    reading: dict[str, Any]
    columns: list[dict[str, Any]]
    remarks: list[dict[str, Any]]
    rows: Callable[[], Iterator[RawRow]]
    counted_sizes: bool = False


def open_run(run: ImportRun) -> Opened:
    """Read the stored file of an import, with what a person corrected; raises FileRefused."""
    try:
        imposed = {name: value for name, value in run.hints.items() if name != SYSTEM}
        hints = tabular.Reading.of(**imposed) if imposed else None
        said = _said_by_service(run)
        table = tabular.open_table(said.table if said else path_of(run.ref), name=run.file_name, hints=hints)
    except tabular.TableRefused as refused:
        raise FileRefused(refused.code, refused.data) from None
    except OSError:
        raise FileRefused("file_gone", {}) from None
    except NotUnderstoodError:
        raise FileRefused("answer_broken", {}) from None
    free = _as_named(table) if said else tabular.guess_columns(table, sample=SAMPLE)
    guess = _corrected(table, free, run.mapping)
    system = run.hints.get(SYSTEM)
    if said is None or system:
        return _opened(table, guess, tabular.System(system) if system else None)
    opened = _opened(table, guess, tabular.System.WGS84)
    opened.reading[SYSTEM]["reason"] = BY_SERVICE
    opened.remarks[:0] = [{"code": code, "data": _plain(data)} for code, data in said.remarks]
    return opened


def _said_by_service(run: ImportRun) -> Told | None:
    """The stored answer of a service, as a table; None for a file, whatever its source is called."""
    connector = connector_of(str(run.options.get("service", "")))
    return told(connector, path_of(run.ref).read_bytes()) if connector else None


def _as_named(table: Table) -> ColumnGuess:
    """The columns of a service's answer bear the names of their fields: nothing is guessed."""
    fields = {FieldName(name): (name,) for name in table.columns}
    imposed = ColumnGuess.imposing(tuple(table.columns), fields)
    why = (Reason(BY_SERVICE, {}),)
    return ColumnGuess(tuple(replace(column, reasons=why) for column in imposed.columns), imposed.order)


def _corrected(table: Table, guess: ColumnGuess, mapping: Mapping[str, str]) -> ColumnGuess:
    """The guess, with what a person said of some columns."""
    known = {name: field for name, field in mapping.items() if name in table.columns}
    if not known:
        return guess
    wanted: dict[FieldName, list[str]] = {}
    for field, ranks in guess.order.items():
        for rank in ranks:
            if table.columns[rank] not in known:
                wanted.setdefault(field, []).append(table.columns[rank])
    for name, said in known.items():
        if said in set(FieldName):
            wanted.setdefault(FieldName(said), []).append(name)
    fields = {field: tuple(names) for field, names in wanted.items()}
    imposed = ColumnGuess.imposing(tuple(table.columns), fields)
    columns = tuple(
        own if own.name in known or own.field != free.field else free
        for own, free in zip(imposed.columns, guess.columns, strict=True)
    )
    return ColumnGuess(columns, imposed.order)


def _opened(table: Table, guess: ColumnGuess, system: tabular.System | None) -> Opened:
    sample = table.sample(200)
    place = tabular.guess_coordinates(table, guess, system=system)
    where = {"value": place.system and str(place.system), "chance": place.chance, "reason": place.reason}
    sizes = [guess.text(row.values, FieldName.SIZE) for row in sample]
    return Opened(
        reading={name: _plain_guess(getattr(table.reading, name)) for name in table.reading.__slots__}
        | {SYSTEM: where},
        columns=[_column(column, [row.values[column.rank] for row in sample]) for column in guess.columns],
        remarks=[{"code": r.code, "data": _plain(r.data)} for r in table.remarks],
        rows=lambda: _rows(table, guess, place),
        counted_sizes=sizes_are_counts(filter(None, sizes)),
    )


def _plain_guess(guess: Any) -> dict[str, Any]:
    return {"value": guess.value, "chance": guess.chance, "reason": guess.reason}


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept with an import: numbers and short texts, and lists of them."""
    return {name: _plain_value(value) for name, value in data.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, int | float):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain_value(one) for one in list(value)[:LISTED]]
    return str(value)[:200]


def _column(column: GuessedColumn, cells: list[str]) -> dict[str, Any]:
    shown = [cell.strip()[:CELL_SHOWN] for cell in dict.fromkeys(cells) if cell.strip()]
    return {
        "name": column.name,
        "use": column.status,
        "field": str(column.field or ""),
        "chance": column.chance,
        "reasons": [{"code": r.code, "data": _plain(r.data)} for r in column.reasons],
        "others": [str(field) for field, _chance in column.others],
        "samples": [] if column.status == "personal" else shown[:SAMPLES_SHOWN],
    }


def _rows(table: Table, guess: ColumnGuess, place: tabular.CoordinateGuess) -> Iterator[RawRow]:
    fields = [field for field in guess.order if field not in PLACES]
    whole = FieldName.POSTCODE not in guess.order or FieldName.CITY not in guess.order
    for row in table.rows():
        problems = [(code, "", "") for code in row.problems]
        if row.surplus:
            problems.append(("long_row", "", " ; ".join(row.surplus)))
        values = {str(f): _read(f, guess, row.values, problems) for f in fields}
        if whole:
            _split_street(values)
        where = place.of(row.values)
        problems += [(code, "point", "") for code in where.problems]
        yield RawRow(row.number, values, where.point, tuple(problems))


def _read(
    field: FieldName, guess: ColumnGuess, cells: tuple[str, ...], problems: list[tuple[str, str, str]]
) -> str:
    """What a row says of a field, dates and codes in their canonical form."""
    text = guess.text(cells, field, joint=" ; " if field in SEVERAL else " ")
    if tabular.is_blank(text):
        return ""
    reader = _readers().get(field)
    if reader is None:
        return text
    read = reader(text)
    if read.problem and read.problem not in QUIET:
        problems.append((read.problem, str(field), text))
    return "" if read.value is None else str(read.value)


def _date(text: str) -> Value[str]:
    return tabular.read_date(text, serial=True)


@cache
def _readers() -> dict[FieldName, Callable[[str], Value[str]]]:
    return {
        **dict.fromkeys(DATES, _date),
        FieldName.POSTCODE: tabular.read_postcode,
        FieldName.COMMUNE_CODE: tabular.read_commune_code,
        FieldName.CITY: tabular.read_city,
    }


QUIET = ("zero_restored",)
"""Repairs that everybody expects."""


def _split_street(values: dict[str, str]) -> None:
    """An address in one column: its postal code and its town are taken out of the street."""
    found = tabular.split_address(values.get("street", ""))
    if found.postcode and not values.get("postcode"):
        values["street"], values["postcode"] = found.street, found.postcode
        values["city"] = values.get("city") or found.city
