"""Spreadsheets to tables."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from tests.engine.tabular.files import (
    Cell,
    compound,
    label,
    number,
    ods,
    ods_row,
    sheet_xml,
    workbook,
    xls_stream,
    xlsx,
)

from maillage.engine.tabular import Limits, Reading, Row, TableRefused, check, guess_columns, open_table
from maillage.engine.tabular.workbook import written

ROWS: list[list[Cell]] = [["Nom", "CP", "SIRET"], ["Atelier", 63000, 35600000063516], ["Lab", 1000, None]]


def refusal(data: bytes, **asked: object) -> str:
    with pytest.raises(TableRefused) as refused:
        open_table(data, **asked)  # type: ignore[arg-type] # keywords of open_table
    return refused.value.code


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  texte ", "  texte "),
        (63000.0, "63000"),
        (35600000063516.0, "35600000063516"),
        (0.1, "0.1"),
        (45.839574881764, "45.839574881764"),
        (-0.5, "-0.5"),
        (1e300, "1e+300"),
        (7, "7"),
        (True, "true"),
        (False, "false"),
        (dt.date(2021, 12, 7), "2021-12-07"),
        (dt.datetime(2021, 12, 7), "2021-12-07"),  # noqa: DTZ001 - spreadsheets have no time zone
        (dt.datetime(2021, 12, 7, 8, 30), "2021-12-07T08:30:00"),  # noqa: DTZ001
        (dt.time(8, 30), "08:30:00"),
        (dt.timedelta(hours=26, minutes=5), "26:05:00"),
    ],
)
def test_a_cell_is_one_text_without_loss(cell: float | str, text: str) -> None:
    assert written(cell) == text


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (workbook(ROWS), "xlsx"),
        (
            compound(
                xls_stream(label(0, 0, "Nom") + label(0, 1, "CP") + label(1, 0, "A") + number(1, 1, 63000.0))
            ),
            "xls",
        ),
        (ods(ods_row(["Nom", "CP"]) + ods_row(["A", "63000"]) + ods_row([""], 1_000_000)), "ods"),
    ],
)
def test_every_kind_of_workbook_is_read(data: bytes, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "classeur.bin"
    path.write_bytes(data)
    for given in (data, path):
        table = open_table(given)
        assert (table.reading.format.value, table.columns[:2]) == (kind, ["Nom", "CP"])
        assert next(table.rows()).values[1] == "63000"
        assert next(table.rows()).number == 2
        assert check(table, guess_columns(table)) == []


def test_numbers_keep_their_digits() -> None:
    assert [row.values for row in open_table(workbook(ROWS)).rows()] == [
        ("Atelier", "63000", "35600000063516"),
        ("Lab", "1000", ""),
    ]


def test_rows_have_the_number_of_the_sheet() -> None:
    data = xlsx(
        {"A": sheet_xml([["Liste des lieux"], [], ["Nom", "Ville"], ["A", "Riom"], [], ["B", "Lyon"]], 4)}
    )
    table = open_table(data)
    assert list(table.rows()) == [Row(7, ("A", "Riom")), Row(9, ("B", "Lyon"))]
    assert table.reading.header_row.value == 5
    assert [remark.code for remark in table.remarks] == ["title_lines", "blank_rows"]


def test_the_sheet_with_the_most_data_is_read() -> None:
    sheets = {"Lisez-moi": sheet_xml([["Bonjour"]]), "Données": sheet_xml(ROWS), "Vide": ""}
    table = open_table(xlsx(sheets))
    assert (table.reading.sheet.value, table.reading.sheet.reason) == ("Données", "most_data")
    assert [(remark.code, dict(remark.data)) for remark in table.remarks] == [
        ("other_sheets", {"sheets": {"Lisez-moi": 1}})
    ]


def test_a_hidden_sheet_is_read_only_when_there_is_no_other() -> None:
    sheets = {"Ancien": sheet_xml([*ROWS, ["Vieux", 1, 2]]), "Actuel": sheet_xml(ROWS)}
    assert open_table(xlsx(sheets, hidden=("Ancien",))).reading.sheet.value == "Actuel"
    assert open_table(xlsx({"Seule": sheet_xml(ROWS)}, hidden=("Seule",))).count == 2


def test_a_person_may_choose_the_sheet() -> None:
    sheets = {"A": sheet_xml([["Nom", "Ville"], ["x", "y"]]), "B": sheet_xml(ROWS)}
    table = open_table(xlsx(sheets), hints=Reading.of(sheet="A"))
    assert (table.columns, table.reading.sheet.reason) == (["Nom", "Ville"], "given")
    assert refusal(xlsx(sheets), hints=Reading.of(sheet="C")) == "unknown_sheet"


def test_errors_of_formulas_are_blank_and_told() -> None:
    table = open_table(workbook([["Nom", "CP"], ["A", "#N/A"], ["B", 63000]]))
    assert next(table.rows()).values == ("A", "")
    assert [(remark.code, dict(remark.data)) for remark in table.remarks] == [
        ("formula_errors", {"count": 1})
    ]


def test_workbooks_without_data_are_refused() -> None:
    assert refusal(xlsx({"A": ""})) == "no_sheet"
    assert refusal(workbook([["Nom", "CP"]])) == "only_header"
    assert refusal(xlsx({"A": "<row><c t="})) == "workbook_broken"


def test_spread_and_long_cells_are_refused() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    assert refusal(xlsx({"A": far})) == "too_many_cells"
    assert refusal(workbook([["Nom"], ["x" * 50]]), limits=Limits(max_cell=40)) == "cell_too_long"


def zipped(*names: str, **texts: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in names:
            archive.writestr(name, texts.get(name, b""))
    return kept.getvalue()


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("xl/workbook.bin",), "binary_workbook"),
        (("word/document.xml",), "document"),
        (("ppt/presentation.xml",), "document"),
        (("donnees.csv", "lisezmoi.txt"), "zip"),
        (("mimetype", "content.xml"), "zip"),
        ((), "zip"),
    ],
)
def test_other_zips_are_named(names: tuple[str, ...], code: str) -> None:
    assert refusal(zipped(*names)) == code


def test_a_text_document_is_named() -> None:
    assert refusal(ods("", "application/vnd.oasis.opendocument.text")) == "document"


def test_rows_can_be_read_again() -> None:
    table = open_table(workbook(ROWS))
    assert list(table.rows()) == list(table.rows())
