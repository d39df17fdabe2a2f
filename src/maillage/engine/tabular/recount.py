"""The source read again by other means than the readers': for the referee only.

Texts are compared by the letters and digits of ASCII, which every encoding shares: those of the physical
lines from one row to the next must be those of the row. Sheets are counted by the XML of their cells, JSON
by the standard parser.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

import python_calamine

from maillage.engine.tabular.problem import Row
from maillage.engine.tabular.table import Table

PASSED = ("blank_rows", "repeated_header", "title_lines")
"""Remarks that count rows of the source that are not given."""

_OTHER = re.compile(r"[^A-Za-z0-9]+")


def recount(table: Table, rows: list[Row]) -> Iterator[str]:
    """What of the source is missing from the rows, or comes twice, in sentences."""
    ways: dict[str, Callable[[Table, list[Row]], Iterator[str]]] = {
        "csv": _lines,
        "json": _records,
        "geojson": _records,
        "json_lines": _json_lines,
        "xlsx": _cells,
        "xls": _sheet,
        "ods": _sheet,
    }
    yield from ways[str(table.reading.format.value)](table, rows)


def _bare(text: str) -> str:
    return _OTHER.sub("", text)


def _lines(table: Table, rows: list[Row]) -> Iterator[str]:
    """Each physical line, from that of one row to that of the next, has the letters of the row."""
    raw = table.source.whole()
    encoding = str(table.reading.encoding.value)
    wide = encoding.startswith(("utf-16", "utf-32"))
    text = raw.decode(encoding, "replace") if wide else raw.decode("latin-1").replace("\0", "")
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text)
    names = _bare("".join(_names(table)))
    ends = [*(row.number for row in rows[1:]), len(lines) + 1]
    for row, end in zip(rows, ends, strict=True):
        found = _bare("".join(lines[row.number - 1 : end - 1]))
        if not _repeats(found, _bare("".join((*row.values, *row.surplus))), names):
            yield f"row {row.number} does not say what its lines say"
    header = table.reading.header_row.value
    if header is not None and header >= 0 and rows:
        above = _bare("".join(lines[header : rows[0].number - 1]))
        if not _repeats(above, "", names):
            yield "what stands between the names and the first row is not told"


def _repeats(found: str, wanted: str, names: str) -> bool:
    """Whether ``found`` is ``wanted``, and then perhaps the names again and again."""
    rest = found.removeprefix(wanted)
    return found.startswith(wanted) and rest == names * (len(rest) // max(len(names), 1))


def _names(table: Table) -> Iterator[str]:
    """The names of the columns as the source has them: without what was added to make them distinct."""
    said = {r.code: r.data for r in table.remarks}
    blank = set(_list(said.get("blank_names", {}).get("columns")))
    twice = set(_list(said.get("duplicate_names", {}).get("names")))
    for column in table.columns:
        if column not in blank:
            base = re.sub(r" \(\d+\)$", "", column)
            yield base if base in twice and base != column else column


def _list(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _told(table: Table, *codes: str, default: int = 0) -> int:
    """How many rows of the source the remarks say were not given."""
    return sum(int(str(r.data.get("count", default))) for r in table.remarks if r.code in codes)


def _records(table: Table, rows: list[Row]) -> Iterator[str]:
    """The longest list of the JSON has as many records as rows, and every leaf of each is in its row."""
    encoding = str(table.reading.encoding.value)
    data = json.loads(table.source.whole().decode(encoding).lstrip("\ufeff"), parse_float=str, parse_int=str)
    lists = [found for found in _lists(data) if found and isinstance(found[0], dict)]
    sizes = {len(found) for found in lists}
    given = len(rows) + _told(table, "blank_rows")
    if lists and given not in sizes:
        yield f"no list of the source has the {given} records given"
    for found in lists:
        if len(found) == given:
            by_number = {row.number: row for row in rows}
            for number, record in enumerate(found, 1):
                row = by_number.get(number)
                if row and not _holds(row, record):
                    yield f"row {number} does not say what its record says"
            return


def _lists(data: Any, depth: int = 5) -> Iterator[list[Any]]:
    if isinstance(data, list):
        yield data
    elif isinstance(data, dict) and depth:
        for value in data.values():
            yield from _lists(value, depth - 1)


def _holds(row: Row, record: Any) -> bool:
    said = _bare("".join((*row.values, *row.surplus)))
    leaves = record.get("properties", record) if isinstance(record, dict) else record
    return all(_bare(leaf) in said for leaf in _leaves(leaves))


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    elif isinstance(value, str):
        yield value


def _json_lines(table: Table, rows: list[Row]) -> Iterator[str]:
    lines = sum(1 for line in table.source.whole().splitlines() if line.strip(b"\0 \t\xef\xbb\xbf\x1e"))
    given = len(rows) + _told(table, "blank_rows")
    if lines != given:
        yield f"the source has {lines} lines, and {given} are given or told"


def _cells(table: Table, rows: list[Row]) -> Iterator[str]:
    """Rows of the sheet that hold a value, by their XML."""
    with zipfile.ZipFile(io.BytesIO(table.source.whole())) as archive:
        part = _part(archive, str(table.reading.sheet.value))
        with archive.open(part) as sheet:
            parsed = ElementTree.iterparse(sheet)  # noqa: S314 - expat bounds what entities expand to
            filled = sum(_filled(row) for _, row in parsed if _tag(row) == "row")
    yield from _compare(table, rows, filled)


def _part(archive: zipfile.ZipFile, title: str) -> str:
    """The part of a workbook that holds the sheet of that title."""

    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {link.get("Id"): str(link.get("Target")) for link in links}
    sheet = next(each for each in book.iter() if _tag(each) == "sheet" and each.get("name") == title)
    wanted = next(value for key, value in sheet.attrib.items() if key.endswith("}id"))
    target = targets[wanted].lstrip("/")
    return target if target.startswith("xl/") else f"xl/{target}"


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _filled(row: ElementTree.Element) -> bool:
    """Whether a row has a cell with a value; errors and blanks are none."""
    return any(
        (_tag(part) == "v" or _tag(part) == "t") and (part.text or "").strip() != "" and cell.get("t") != "e"
        for cell in row
        for part in cell.iter()
    )


def _sheet(table: Table, rows: list[Row]) -> Iterator[str]:
    """Rows of the sheet that hold a value, asked of the reader all at once."""
    book = python_calamine.load_workbook(io.BytesIO(table.source.whole()))
    cells = book.get_sheet_by_name(str(table.reading.sheet.value)).to_python()
    yield from _compare(table, rows, sum(any(str(cell).strip() for cell in row) for row in cells))


def _compare(table: Table, rows: list[Row], filled: int) -> Iterator[str]:
    header = table.reading.header_row.value
    told = _told(table, "title_lines", "repeated_header") + (header is not None and header >= 0)
    if filled != len(rows) + told:
        yield f"the sheet has {filled} rows with values, and {len(rows)} are given, {told} told"
