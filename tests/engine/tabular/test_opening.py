"""The door: any file to a table, or a clear no, at a bounded price."""

from __future__ import annotations

import io
import resource
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.tabular.files import workbook

from maillage.engine.tabular import (
    REFUSALS,
    Limits,
    Reading,
    TableRefused,
    check,
    guess_columns,
    guess_coordinates,
    open_table,
)


def refusal(given: bytes | Path, **asked: object) -> str:
    with pytest.raises(TableRefused) as refused:
        open_table(given, **asked)  # type: ignore[arg-type] # keywords of open_table
    return refused.value.code


def test_a_path_and_its_bytes_give_the_same_table(tmp_path: Path) -> None:
    data = "Nom;Ville\nCafé;Riom\n".encode()
    path = tmp_path / "lieux.csv"
    path.write_bytes(data)
    assert list(open_table(path).rows()) == list(open_table(data).rows())


def test_a_missing_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_table(tmp_path / "absent.csv")


def test_the_content_decides_and_not_the_name() -> None:
    assert open_table(workbook([["Nom", "CP"], ["A", 1000]]), name="lieux.csv").reading.format.value == "xlsx"
    assert refusal(b"<html><table></table></html>", name="export.xls") == "html"


def test_a_name_lets_one_column_pass() -> None:
    assert open_table(b"Trucs\nun\ndeux\n", name="Trucs.CSV").columns == ["Trucs"]
    assert refusal(b"Trucs\nun\ndeux\n") == "not_a_table"


def test_a_person_may_impose_the_format() -> None:
    table = open_table(b"[Nom;Ville\nA;Riom\n", hints=Reading.of(format="csv"))
    assert table.columns == ["[Nom", "Ville"]
    assert refusal(b"Nom;Ville\n", hints=Reading.of(format="parquet")) == "unknown_format"
    assert refusal(b"Nom;Ville\n", hints=Reading.of(format="xlsx")) == "zip_broken"
    assert refusal(b"Nom;Ville\n", hints=Reading.of(format="geojson")) == "json_broken"


def bomb() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(80):
                part.write(b" " * 1_000_000)
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return kept.getvalue()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"a" * 30_000_000, "line_too_long"),
        (lambda: b"Nom;Ville\n" + b"a" * 30_000_000, "line_too_long"),
        (lambda: b";".join(b"c%d" % rank for rank in range(1_000_000)), "line_too_long"),
        (lambda: (b";".join(b"c%d" % rank for rank in range(9000)) + b"\n") * 9, "too_many_columns"),
        (bomb, "ratio_too_high"),
        (lambda: b"[" * 20_000_000, "json_too_deep"),
        (lambda: b"[" + b",".join(b'{"k%d":1}' % rank for rank in range(99_999)) + b"]", "too_many_columns"),
    ],
)
def test_attacks_are_refused_at_a_small_price(make: object, code: str, tmp_path: Path) -> None:
    path = tmp_path / "attaque"
    path.write_bytes(make())  # type: ignore[operator] # a maker of bytes
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refusal(path) == code
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown / (1e6 if sys.platform == "darwin" else 1e3) < 200


def test_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "vaste.csv"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    assert refusal(path) == "too_large"


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        table = open_table(data, limits=Limits(max_rows=200))
    except TableRefused as refused:
        assert refused.code in REFUSALS
        return
    guess = guess_columns(table)
    guess_coordinates(table, guess)
    assert check(table, guess) == []


_WORDS = (
    "Nom",
    "Ville",
    "Latitude",
    "45,7",
    "3.1",
    "63000",
    "é",
    "Ã©",
    "a@b.fr",
    "null",
    "sep=;",
    "rue X",
    "1",
)
_SIGNS = (";", ",", "\t", "\n", "\r\n", '"', " ", "{", "}", "[", "]", ":", '"a"', "-", "\ufeff", "\0")
PIECES = st.sampled_from((*_WORDS, *_SIGNS))


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["utf-8", "cp1252", "utf-16"]))
def test_any_text_like_a_table_loses_nothing(text: str, encoding: str) -> None:
    data = text.encode(encoding, "replace")
    try:
        table = open_table(data, name="essai.csv")
    except TableRefused as refused:
        assert refused.code in REFUSALS
        return
    assert check(table, guess_columns(table)) == []
