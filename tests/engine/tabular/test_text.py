"""Separated values from bytes to rows."""

from __future__ import annotations

import pytest

from maillage.engine.tabular import Limits, Reading, Row, TableRefused, open_table


def test_everything_guessed_is_told() -> None:
    reading = open_table("Nom;Café\r\nA;1,5\r\nB;2,5\r\n".encode("cp1252")).reading
    told = {name: getattr(reading, name).value for name in reading.__slots__}
    assert told == {
        "format": "csv",
        "encoding": "cp1252",
        "separator": ";",
        "decimal": ",",
        "header_row": 0,
        "sheet": None,
        "newline": "crlf",
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"])
def test_any_encoding_and_line_end_gives_the_same_rows(encoding: str, end: str) -> None:
    text = end.join(["Nom;Ville", "Café brûlé;Besançon", '"Ça, là";Orléans', "Élan;Saint-Étienne", ""])
    rows = list(open_table(text.encode(encoding)).rows())
    assert rows == [
        Row(2, ("Café brûlé", "Besançon")),
        Row(3, ("Ça, là", "Orléans")),
        Row(4, ("Élan", "Saint-Étienne")),
    ]


def test_values_are_those_of_the_source() -> None:
    table = open_table(b'Nom;Code\n  A  ;00123\n"x\r\ny";1.50\n')
    assert [row.values for row in table.rows()] == [("  A  ", "00123"), ("x\r\ny", "1.50")]


def test_a_file_of_two_encodings_is_read_line_by_line() -> None:
    data = "Nom;Ville\nCafé;Orléans\nÉté;Riom\n".encode() + "Forêt;Vichy\n".encode("cp1252")
    table = open_table(data)
    assert list(table.rows())[2] == Row(4, ("Forêt", "Vichy"), ("other_encoding",))
    assert [(remark.code, dict(remark.data)) for remark in table.remarks] == [
        ("mixed_encoding", {"count": 1, "rows": (4,)})
    ]


def test_what_was_repaired_is_remarked() -> None:
    table = open_table(b"\xef\xbb\xbfNom;Ville\r\nA\0B;Caf\xc3\x83\xc2\xa9\nC;D\n")
    assert [remark.code for remark in table.remarks] == [
        "bom",
        "nul_removed",
        "mixed_newlines",
        "double_encoded",
    ]
    assert next(table.rows()) == Row(2, ("AB", "Café"), ("double_encoded",))


def test_a_line_that_tells_the_separator_is_obeyed() -> None:
    table = open_table(b"sep=,\nNom,Note\na;b,c;d\n")
    assert (table.columns, next(table.rows())) == (["Nom", "Note"], Row(3, ("a;b", "c;d")))
    assert (table.reading.separator.value, table.reading.separator.reason) == (",", "declared")


def test_a_person_may_impose_the_separator() -> None:
    table = open_table(b"Nom;Ville,Code\na;b,c\n", hints=Reading.of(separator=","))
    assert table.columns == ["Nom;Ville", "Code"]


@pytest.mark.parametrize(
    "pasted",
    ["Nom\tVille\nA\tRiom\n", "| Nom | Ville |\n|---|---|\n| A | Riom |\n", "Nom;Ville\nA;Riom"],
)
def test_pasted_tables_are_read(pasted: str) -> None:
    table = open_table(pasted.encode())
    assert [name for name in table.columns if not name.startswith("colonne_")] == ["Nom", "Ville"]
    assert [cell.strip() for cell in next(table.rows()).values if cell.strip()] == ["A", "Riom"]


def test_a_very_long_line_is_refused() -> None:
    with pytest.raises(TableRefused) as refused:
        open_table(b"Nom;Ville\n" + b"a" * 5000, limits=Limits(max_line=1000))
    assert refused.value.code == "line_too_long"
