"""Spreadsheets (XLSX, XLS, ODS): checked first, then read by calamine; the sheet with the most data."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

import python_calamine

from maillage.engine.tabular import biff, container
from maillage.engine.tabular.delimited import Record
from maillage.engine.tabular.grid import build
from maillage.engine.tabular.problem import Guess, Reading, Remark, TableRefused
from maillage.engine.tabular.sheetsize import OdsSize, XlsxSize
from maillage.engine.tabular.source import Source
from maillage.engine.tabular.table import Table

Cell = float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def kind_of_zip(source: Source) -> tuple[str, list[container.Member]]:
    """Which workbook a zip container is, and its parts that matter.

    Raises ``TableRefused``: ``zip``, ``document``, ``binary_workbook``, and those of the container.
    """
    parts = container.members(source)
    names = {member.name for member in parts}
    if "xl/workbook.bin" in names:
        raise TableRefused("binary_workbook")
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise TableRefused("document")
    useful = [
        member for member in parts if member.name.endswith((".xml", ".rels")) or member.name == "mimetype"
    ]
    if any(name.startswith("xl/") for name in names):
        return "xlsx", useful
    mime = next((member for member in parts if member.name == "mimetype"), None)
    said = b"".join(container.unzip(source, mime)) if mime and mime.size < 200 else b""
    if said.startswith(b"application/vnd.oasis.opendocument"):
        if b"spreadsheet" not in said:
            raise TableRefused("document")
        return "ods", useful
    raise TableRefused("zip", names=sorted(names)[:10])


def open_workbook(source: Source, reading: Reading, kind: str) -> Table:
    """The table of a workbook; ``kind`` is "zip" or "xls".

    Raises ``TableRefused``: see ``container``, ``sheetsize``, ``biff``; ``workbook_broken``, ``no_sheet``,
    ``unknown_sheet``, and those of the grid.
    """
    data, kind, remarks = _checked(source, kind)
    reading = reading.guessing(format=Guess(kind, 1.0, "signature"))
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        sheet, chosen, others = _choose(book, reading.sheet.value)
    except TableRefused:
        raise
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise TableRefused("workbook_broken", told=str(error)[:200]) from error
    if others:
        remarks.append(Remark("other_sheets", {"sheets": others}))
    reading = reading.guessing(sheet=Guess(chosen, 1.0, "most_data" if others else "only_one"))

    def grid(_: int) -> Iterator[Record]:
        for number, cells in enumerate(sheet.iter_rows(), 1):
            texts = [written(cell) for cell in cells]
            if max(map(len, texts), default=0) > source.limits.max_cell:
                raise TableRefused("cell_too_long", line=number, limit=source.limits.max_cell)
            yield Record(number, texts, (), 1)

    return build(grid, reading, source, remarks)


def _checked(source: Source, kind: str) -> tuple[bytes, str, list[Remark]]:
    """The bytes that may be given to the reader, once measured; which workbook it is; what to say of it."""
    if kind == "xls":
        data = source.whole()
        biff.measure(data, source.limits)
        return data, kind, []
    kind, parts = kind_of_zip(source)
    size = XlsxSize(source.limits) if kind == "xlsx" else OdsSize(source.limits)
    data = container.repack(source, parts, size.watch)
    errors = size.errors if isinstance(size, XlsxSize) else 0
    return data, kind, [Remark("formula_errors", {"count": errors})] if errors else []


def _choose(
    book: python_calamine.CalamineWorkbook, wanted: str | None
) -> tuple[python_calamine.CalamineSheet, str, dict[str, int]]:
    """The sheet, its name, and how many cells the other sheets with data fill."""
    visible = {
        about.name: about.visible == python_calamine.SheetVisibleEnum.Visible
        for about in book.sheets_metadata
    }
    if wanted is not None and wanted not in book.sheet_names:
        raise TableRefused("unknown_sheet", wanted=wanted, sheets=list(book.sheet_names))
    sizes = {name: _filled(book.get_sheet_by_name(name)) for name in book.sheet_names}
    if not any(sizes.values()):
        raise TableRefused("no_sheet", sheets=list(book.sheet_names))
    best = wanted or max(sizes, key=lambda name: (visible[name] and sizes[name] > 0, sizes[name]))
    others = {name: size for name, size in sizes.items() if name != best and size}
    return book.get_sheet_by_name(best), best, others


def _filled(sheet: python_calamine.CalamineSheet) -> int:
    return sum(cell != "" for row in sheet.iter_rows() for cell in row)


def written(cell: Cell) -> str:
    """A cell as one text without loss: whole numbers without a point, dates and times in ISO 8601."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        whole = float(cell).is_integer() and abs(cell) < 1e17
        return str(int(cell)) if whole else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat()
    if isinstance(cell, dt.timedelta):
        seconds = int(cell.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return cell.isoformat()
