"""JSON, JSON lines and GeoJSON: records with keys, whatever wraps them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from maillage.engine.tabular.delimited import Record
from maillage.engine.tabular.encoding import survey
from maillage.engine.tabular.flatten import feature, flatten, written
from maillage.engine.tabular.grid import build
from maillage.engine.tabular.jsontext import DECODER, Json, Path, elements, encoding_of
from maillage.engine.tabular.problem import Guess, Reading, Remark, TableRefused
from maillage.engine.tabular.source import Source
from maillage.engine.tabular.table import Table
from maillage.engine.tabular.text import decoded, heard

DEGREES = ("latitude", "longitude")
METRES = ("y", "x")

Found = Callable[[], Iterator[tuple[int, Json, tuple[str, ...]]]]
"""Gives the elements again and again, with their number and problems."""


@dataclass
class _List:
    """A list met in the file: how many records, which columns."""

    count: int = 0
    grids: int = 0
    columns: dict[str, None] = field(default_factory=dict)
    axes: tuple[str, str] = DEGREES


@dataclass
class _Lists:
    """The lists of a JSON text, whether it is GeoJSON, and the names of its two axes."""

    found: dict[Path, _List] = field(default_factory=dict)
    geo: bool = False
    axes: tuple[str, str] = DEGREES

    def hear(self, path: Path, element: Json, source: Source) -> None:
        """Take note of one element, or of a declaration."""
        if path[-1:] == ("=",):
            if "crs" in path and _projected(path, element):
                self.axes = METRES
            return
        self.geo = self.geo or _is_feature(element)
        _count(self.found.setdefault(path, _List()), element, source, self.axes)


def open_json(source: Source, reading: Reading) -> Table:
    """The table of the list of a JSON text that has the most in it; other lists are remarked.

    Raises ``TableRefused``: ``json_broken``, ``json_too_deep``, ``no_records``, ``line_too_long``,
    ``cell_too_long``, ``too_many_columns``, ``too_many_rows``, ``only_header``.
    """
    encoding = encoding_of(source) if reading.encoding.value is None else reading.encoding.value
    lists = _Lists()
    for path, element in elements(source, encoding):
        lists.hear(path, element, source)
    if not any(about.count for about in lists.found.values()):
        raise TableRefused("no_records")
    chosen = max(lists.found, key=lambda each: lists.found[each].count * (1 + len(lists.found[each].columns)))
    about = lists.found[chosen]
    remarks = _others(lists.found, chosen)
    if lists.geo and lists.axes == METRES:
        remarks.append(Remark("projected_geometry", {}))
    reading = reading.guessing(
        encoding=Guess(encoding.removesuffix("-sig"), 1.0, "valid"),
        format=Guess("geojson" if lists.geo else "json", 1.0, "shape"),
    )

    def found() -> Iterator[tuple[int, Json, tuple[str, ...]]]:
        those = (element for path, element in elements(source, encoding) if path == chosen)
        return ((number, element, ()) for number, element in enumerate(those, 1))

    if about.grids == about.count:
        return build(lambda _: _arrays(found()), reading, source, remarks)
    return keyed(found, about, reading, source, remarks)


def _count(about: _List, element: Json, source: Source, axes: tuple[str, str]) -> None:
    if not isinstance(element, dict | list):
        return
    about.count += 1
    about.grids += isinstance(element, list)
    if about.count > source.limits.max_rows:
        raise TableRefused("too_many_rows", limit=source.limits.max_rows)
    if isinstance(element, dict):
        about.axes = axes
        about.columns.update(dict.fromkeys(_flat(element, source, axes)))
        if len(about.columns) > source.limits.max_columns:
            raise TableRefused("too_many_columns", limit=source.limits.max_columns)


def _flat(element: Json, source: Source, axes: tuple[str, str]) -> dict[str, str]:
    limits = source.limits
    flatten_it = feature if _is_feature(element) else lambda record, depth, _: flatten(record, depth)
    try:
        flat = flatten_it(element, limits.max_depth, axes)
    except RecursionError as error:
        raise TableRefused("json_too_deep") from error
    if any(len(value) > limits.max_cell for value in flat.values()):
        raise TableRefused("cell_too_long", limit=limits.max_cell)
    return flat


def _is_feature(element: Json) -> bool:
    return isinstance(element, dict) and element.get("type") == "Feature" and "properties" in element


def _projected(path: Path, value: Json) -> bool:
    """Whether a declared reference system (GeoJSON 2008) is not WGS 84."""
    return path[-2] == "name" and not any(name in str(value) for name in ("CRS84", "4326", "4979"))


def _others(lists: dict[Path, _List], chosen: Path) -> list[Remark]:
    others = {".".join(path): about.count for path, about in lists.items() if path != chosen and about.count}
    return [Remark("other_lists", {"lists": others})] if others else []


def _arrays(found: Iterator[tuple[int, Json, tuple[str, ...]]]) -> Iterator[Record]:
    return (Record(number, [written(value) for value in element], (), 1) for number, element, _ in found)


def keyed(found: Found, about: _List, reading: Reading, source: Source, remarks: list[Remark]) -> Table:
    """The table of records whose keys are the names. What is no object is kept whole, apart."""
    if not about.columns:
        raise TableRefused("no_records")
    names = list(about.columns)

    def grid(_: int) -> Iterator[Record]:
        for number, element, problems in found():
            if isinstance(element, dict):
                flat = _flat(element, source, about.axes)
                yield Record(number, [flat.get(name, "") for name in names], problems, 1)
            else:
                cells = [*[""] * len(names), written(element)]
                yield Record(number, cells, problems or ("not_a_record",), 1)

    return build(grid, reading, source, remarks, names)


def open_json_lines(source: Source, reading: Reading) -> Table:
    """The table of a text with one JSON object a line. A line that is not JSON is kept whole, apart."""
    seen = survey(source, reading.encoding.value)
    reading = reading.guessing(encoding=seen.encoding, newline=seen.newline)
    about = _List()

    def found() -> Iterator[tuple[int, Json, tuple[str, ...]]]:
        for line in decoded(source, seen):
            text = line.text.strip().rstrip(",\x1e").lstrip("\x1e")
            if not text:
                continue
            try:
                yield line.number, DECODER.decode(text), line.problems
            except (json.JSONDecodeError, RecursionError):
                yield line.number, line.text.rstrip("\r\n"), (*line.problems, "bad_json")

    for _, element, _ in found():
        _count(about, element, source, DEGREES)
    reading = reading.guessing(format=Guess("json_lines", 1.0, "shape"))
    return keyed(found, about, reading, source, heard(seen))
