"""The door: any file to a table, or a clear no."""

from __future__ import annotations

from pathlib import Path

from maillage.engine.tabular.problem import DEFAULT, Guess, Limits, Reading, TableRefused
from maillage.engine.tabular.records import open_json, open_json_lines
from maillage.engine.tabular.sniff import FORMATS, kind_of
from maillage.engine.tabular.source import Source
from maillage.engine.tabular.table import Table
from maillage.engine.tabular.text import open_text
from maillage.engine.tabular.workbook import open_workbook

_KINDS = {"geojson": "json", "xlsx": "zip", "ods": "zip"}


def open_table(
    given: Path | bytes, *, name: str = "", limits: Limits = DEFAULT, hints: Reading | None = None
) -> Table:
    """Read a file of organisations, whatever its shape: separated text, JSON, GeoJSON, XLSX, XLS, ODS.

    ``given`` is a path (read by pieces) or the bytes themselves, pasted text included (in UTF-8). ``name``
    is what the sender called it; a name in .csv or .tsv lets a list of one column pass. ``hints`` imposes
    items of the reading (``Reading.of``). The whole file is read once before this returns.

    Raises ``TableRefused`` when it is no table or costs more than ``limits``; ``OSError`` of the path.
    """
    source = Source(given, limits)
    title = name or (given.name if isinstance(given, Path) else "")
    reading = hints or Reading()
    wanted = reading.format.value
    if wanted is not None and wanted not in FORMATS:
        raise TableRefused("unknown_format", wanted=wanted, known=FORMATS)
    kind = _KINDS.get(wanted, wanted) if wanted else kind_of(source)
    if kind in ("zip", "xls"):
        return open_workbook(source, reading, kind)
    if kind == "json_lines":
        return open_json_lines(source, reading)
    if kind == "json":
        return open_json(source, reading)
    reading = reading.guessing(format=Guess("csv", 0.9, "shape"))
    return open_text(source, reading, trusted=title.lower().endswith((".csv", ".tsv", ".tab")))
