"""JSON, JSON lines and GeoJSON to tables."""

from __future__ import annotations

import json
from typing import Any

import pytest

from maillage.engine.tabular import Limits, Row, Table, TableRefused, open_table

RECORDS: list[dict[str, Any]] = [{"nom": "Atelier", "ville": "Riom"}, {"nom": "Fabrique", "code": "03200"}]
ROWS = [Row(1, ("Atelier", "Riom", "")), Row(2, ("Fabrique", "", "03200"))]


def opened(data: Any, limits: Limits | None = None) -> Table:
    return open_table(json.dumps(data, ensure_ascii=False).encode(), limits=limits or Limits())


def refusal(text: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(TableRefused) as refused:
        open_table(text, limits=limits or Limits())
    return refused.value.code


@pytest.mark.parametrize(
    "wrapped",
    [
        RECORDS,
        {"data": RECORDS},
        {"results": RECORDS, "total": 2},
        {"result": {"success": True, "records": RECORDS}},
    ],
)
def test_records_are_found_whatever_wraps_them(wrapped: Any) -> None:
    table = opened(wrapped)
    assert (table.columns, list(table.rows())) == (["nom", "ville", "code"], ROWS)
    assert (table.reading.format.value, table.reading.header_row.value) == ("json", None)


def test_records_of_a_portal_keep_their_path() -> None:
    table = opened({"records": [{"recordid": "a1", "fields": {"nom": "Atelier", "geo": [45.7, 3.1]}}]})
    assert table.columns == ["recordid", "fields.nom", "fields.geo"]
    assert next(table.rows()).values == ("a1", "Atelier", "45.7 ; 3.1")


def test_the_longest_list_is_read_and_the_others_told() -> None:
    table = opened({"types": [{"a": 1}], "lieux": RECORDS})
    assert table.count == 2
    assert [(remark.code, dict(remark.data)) for remark in table.remarks] == [
        ("other_lists", {"lists": {"types": 1}})
    ]


def test_arrays_of_arrays_have_names_above() -> None:
    table = opened([["Nom", "Ville"], ["Atelier", "Riom"], ["Lab", None]])
    assert (table.columns, [row.values for row in table.rows()]) == (
        ["Nom", "Ville"],
        [("Atelier", "Riom"), ("Lab", "")],
    )


def test_what_is_no_record_is_kept_apart() -> None:
    table = opened([RECORDS[0], "oups", 3])
    assert list(table.rows())[1:] == [
        Row(2, ("", ""), ("not_a_record", "long_row"), ("oups",)),
        Row(3, ("", ""), ("not_a_record", "long_row"), ("3",)),
    ]


@pytest.mark.parametrize("text", [b"[]", b"{}", b'{"nom": "seul"}', b"[1, 2]", b'{"a": [1, 2]}', b"[{}]"])
def test_json_without_records_is_refused(text: bytes) -> None:
    assert refusal(text) == "no_records"


def test_limits_of_json() -> None:
    keys = json.dumps([{f"k{rank}": 1} for rank in range(20)]).encode()
    assert refusal(keys, Limits(max_columns=9)) == "too_many_columns"
    assert refusal(json.dumps(RECORDS * 9).encode(), Limits(max_rows=9)) == "too_many_rows"
    assert refusal(b'[{"a": "' + b"x" * 200 + b'"}]', Limits(max_cell=100)) == "cell_too_long"
    assert refusal(b'[{"a":{"b":{"c":1}}}]', Limits(max_depth=2)) == "json_too_deep"


def feature(lon: float, lat: float, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": properties,
    }


def test_geojson_has_latitude_and_longitude() -> None:
    table = opened(
        {"type": "FeatureCollection", "features": [feature(3.1, 45.7, nom="A"), feature(3.2, 45.8)]}
    )
    assert table.reading.format.value == "geojson"
    assert table.columns == ["nom", "latitude", "longitude"]
    assert [row.values for row in table.rows()] == [("A", "45.7", "3.1"), ("", "45.8", "3.2")]


@pytest.mark.parametrize(
    ("crs", "columns"),
    [
        ("urn:ogc:def:crs:EPSG::2154", ["nom", "y", "x"]),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", ["nom", "latitude", "longitude"]),
        ("EPSG:4326", ["nom", "latitude", "longitude"]),
    ],
)
def test_geojson_of_another_system_has_metres(crs: str, columns: list[str]) -> None:
    declared = {"type": "name", "properties": {"name": crs}}
    table = opened(
        {"type": "FeatureCollection", "crs": declared, "features": [feature(700000, 6500000, nom="A")]}
    )
    assert table.columns == columns
    assert [remark.code for remark in table.remarks] == ["projected_geometry"] * (columns[1] == "y")


def test_json_lines_are_numbered_by_line() -> None:
    text = '{"nom": "Atelier", "ville": "Riom"}\n\n{"nom": "Lab"},\n'
    table = open_table(text.encode())
    assert (table.reading.format.value, table.columns) == ("json_lines", ["nom", "ville"])
    assert list(table.rows()) == [Row(1, ("Atelier", "Riom")), Row(3, ("Lab", ""))]


def test_a_line_that_is_not_json_is_kept_apart() -> None:
    table = open_table(b'{"nom": "Atelier"}\n{"nom": "La\n{"nom": "Lab"}\n')
    assert list(table.rows())[1] == Row(2, ("",), ("bad_json", "long_row"), ('{"nom": "La',))
    assert {remark.code for remark in table.remarks} == {"bad_json_lines", "long_rows"}


def test_geojson_lines_are_read() -> None:
    text = "\n".join(json.dumps(feature(3.1, 45.7, nom=name)) for name in "AB")
    assert [row.values for row in open_table(text.encode()).rows()] == [
        ("A", "45.7", "3.1"),
        ("B", "45.7", "3.1"),
    ]


def test_nested_lists_are_bounded_by_the_interpreter() -> None:
    deep = b"[" * 985 + b"1" + b"]" * 985
    text = (
        b'[{"geometry":{"type":"Point","coordinates":' + deep + b'},"type":"Feature","properties":{"a":1}}]'
    )
    assert refusal(text) == "json_too_deep"
