"""The source read again by other means: every kind of file, kept once and broken once."""

from __future__ import annotations

import json

import pytest
from tests.engine.tabular.files import Cell, compound, label, ods, ods_row, workbook, xls_stream

from maillage.engine.tabular import Row, Table, open_table
from maillage.engine.tabular.recount import recount

RECORDS = [{"nom": "Atelier", "geo": {"lat": 45.7}}, {"nom": "Fabrique"}, {"nom": "Lab", "tags": ["a", "b"]}]
ROWS: list[list[Cell]] = [
    ["Titre"],
    [],
    ["Nom", "Ville"],
    ["Atelier", "Riom"],
    [],
    ["Fabrique", "Vichy"],
    ["Lab", "Lyon"],
]
FEATURES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [3.1, 45.7]},
            "properties": {"nom": name},
        }
        for name in ("Atelier", "Fabrique", "Lab")
    ],
}
PAIRS = (("Nom", "Ville"), ("Atelier", "Riom"), ("Fabrique", "Vichy"), ("Lab", "Lyon"))
XLS = b"".join(label(row, rank, text) for row, pair in enumerate(PAIRS) for rank, text in enumerate(pair))
FILES = {
    "csv": b"Nom;Ville\nAtelier;Riom\nFabrique;Vichy\nLab;Lyon\n",
    "quoted": (
        b'sep=;\nListe\n\nNom;"Ville\nou bourg"\nAtelier;"Riom\n(63)"\n---;---\n'
        b'Nom;"Ville\nou bourg"\nFabrique;"a;b"\nLab;c;d\n'
    ),
    "wide": "Nom;Ville\nAtelier;Riom\nFabrique;Vichy\nLab;Lyon\n".encode("utf-16"),
    "mixed": "Nom;Ville\nAtelier;Orléans\nFabrique;Besançon\n".encode()
    + "Lab;Saint-Étienne\n".encode("cp1252"),
    "json": json.dumps(RECORDS).encode(),
    "wrapped": json.dumps({"results": RECORDS, "types": [{"a": 1}]}).encode(),
    "geojson": json.dumps(FEATURES).encode(),
    "json_lines": b"\n".join(json.dumps(record).encode() for record in RECORDS),
    "xlsx": workbook(ROWS),
    "xls": compound(xls_stream(XLS)),
    "ods": ods(
        ods_row(["Nom", "Ville"])
        + "".join(ods_row([name, "Riom"]) for name in ("Atelier", "Fabrique", "Lab"))
    ),
}


def without(table: Table, number: int) -> list[Row]:
    return [row for row in table.rows() if row.number != number]


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_is_recounted(name: str) -> None:
    table = open_table(FILES[name])
    assert [row.values[0] for row in table.rows()] == ["Atelier", "Fabrique", "Lab"]
    assert list(recount(table, list(table.rows()))) == []


@pytest.mark.parametrize("name", FILES)
def test_a_lost_row_is_seen_in_every_kind_of_file(name: str) -> None:
    table = open_table(FILES[name])
    lost = list(table.rows())[1].number
    assert len(list(recount(table, without(table, lost)))) >= 1


@pytest.mark.parametrize("name", ["json", "geojson", "csv", "wide"])
def test_a_changed_row_is_seen(name: str) -> None:
    table = open_table(FILES[name])
    rows = list(table.rows())
    rows[2] = rows[2]._replace(values=("Autre", *rows[2].values[1:]))
    assert list(recount(table, rows)) == [
        f"row {rows[2].number} does not say what its {'record says' if 'json' in name else 'lines say'}"
    ]
