"""What a file is, by its first bytes."""

from __future__ import annotations

import pytest

from maillage.engine.tabular import DEFAULT, TableRefused
from maillage.engine.tabular.sniff import kind_of
from maillage.engine.tabular.source import Source


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"Nom;Ville\nA;Riom\n", "csv"),
        (b"\xef\xbb\xbfNom;Ville\n", "csv"),
        ("Nom;Ville\n".encode("utf-16"), "csv"),
        (b"[Nom];[Ville]\n", "csv"),
        (b"{Nom};{Ville}\n", "csv"),
        (b'[{"a": 1}]', "json"),
        (b'\xef\xbb\xbf {"a": []}', "json"),
        ('[{"a": 1}]'.encode("utf-16"), "json"),
        (b"[[1, 2]]", "json"),
        (b"[]", "json"),
        (b'{\n "a": [\n {"b": 1}\n]}', "json"),
        (b'{"a": 1}\n{"a": 2}\n', "json_lines"),
        (b'{"a": 1}\noups\n{"a": 2}\n', "json_lines"),
        (b'{"a": [{"b": 1}]}\n', "json"),
        (b"PK\3\4rest", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "xls"),
    ],
)
def test_what_is_read_is_recognised(data: bytes, kind: str) -> None:
    assert kind_of(Source(data, DEFAULT)) == kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"\x89PNG\r\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"GIF89a", "image"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image"),
        (b"\x1f\x8b\x08", "archive"),
        (b"7z\xbc\xaf\x27\x1c", "archive"),
        (b"SQLite format 3\0", "database"),
        (b"PAR1", "database"),
        (b"{\\rtf1 text}", "document"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"\n <table><tr><td>Nom</td></tr></table>", "html"),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', "html"),
        (b'<?xml version="1.0"?><Workbook/>', "xml"),
        (b" \r\n\t ", "empty"),
        (b"\0" * 100, "empty"),
        (b"\0" * 20_000, "binary"),
        (bytes(range(1, 32)) * 9, "binary"),
    ],
)
def test_what_is_no_table_is_named(data: bytes, code: str) -> None:
    with pytest.raises(TableRefused) as refused:
        kind_of(Source(data, DEFAULT))
    assert refused.value.code == code
