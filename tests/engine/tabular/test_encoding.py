"""The encoding of a file and of each of its lines."""

from __future__ import annotations

import codecs

import pytest

from maillage.engine.tabular import DEFAULT, TableRefused
from maillage.engine.tabular.encoding import Decoder, survey
from maillage.engine.tabular.source import Source

TEXT = (
    "nom;ville\r\nÉpicerie «Chez l’ami»;Orléans\r\nCafé brûlé à côté;Besançon\r\n"
    "Forêt dorée;Saint-Étienne\r\n"
)


def seen(data: bytes, hint: str | None = None) -> tuple[str | None, str]:
    encoding = survey(Source(data, DEFAULT), hint).encoding
    return encoding.value, encoding.reason


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_mark_is_believed_and_skipped(mark: bytes, encoding: str) -> None:
    found = survey(Source(mark + TEXT.encode(encoding), DEFAULT))
    assert (found.encoding.value, found.encoding.reason, found.skip) == (encoding, "bom", len(mark))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark_shows_by_its_zeros(encoding: str) -> None:
    assert seen(TEXT.encode(encoding)) == (encoding, "zero_bytes")


def test_valid_utf8_is_utf8() -> None:
    assert seen(TEXT.encode()) == ("utf-8", "valid")
    assert seen(b"nom;ville\n") == ("utf-8", "ascii")


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_accents_tell_single_byte_encodings(encoding: str) -> None:
    text = TEXT.replace("’", "'") if encoding == "cp850" else TEXT
    assert seen(text.encode(encoding)) == (encoding, "letters")


def test_a_few_latin_lines_do_not_hide_utf8() -> None:
    data = TEXT.encode() + "café\r\n".encode("cp1252")
    assert seen(data) == ("utf-8", "most_lines")


def test_a_person_may_impose_the_encoding() -> None:
    assert seen(TEXT.encode(), "latin-1") == ("iso8859-1", "given")
    with pytest.raises(TableRefused) as refused:
        seen(b"a", "klingon")
    assert refused.value.code == "unknown_encoding"


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (b"a\nb\n", "lf"),
        (b"a\r\nb\r\n", "crlf"),
        (b"a\rb\r", "cr"),
        (b"a\r\nb\r\nc\n", "crlf+lf"),
        (b"a", None),
        (b"a\nb", "lf"),
    ],
)
def test_line_ends_are_counted(data: bytes, kinds: str | None) -> None:
    assert survey(Source(data, DEFAULT)).newline.value == kinds


def test_null_bytes_are_counted() -> None:
    assert survey(Source(b"a\0b\n\0\n", DEFAULT)).nuls == 2


def decoder(data: bytes, hint: str | None = None) -> Decoder:
    return Decoder(survey(Source(data, DEFAULT), hint))


def test_each_line_is_decoded_in_its_own_encoding() -> None:
    reader = decoder(TEXT.encode() + "café\r\n".encode("cp1252"))
    assert reader.decode("café\n".encode()) == ("café\n", ())
    assert reader.decode("café\n".encode("cp1252")) == ("café\n", ("other_encoding",))
    assert reader.decode(b"cafe\n") == ("cafe\n", ())


def test_utf8_lines_in_a_latin_file_are_heard() -> None:
    reader = decoder(TEXT.encode("cp1252"))
    assert reader.decode("café".encode("cp1252")) == ("café", ())
    assert reader.decode("café".encode()) == ("café", ("other_encoding",))


def test_an_imposed_encoding_is_obeyed() -> None:
    reader = decoder(TEXT.encode(), "cp1252")
    assert reader.decode("Ÿ".encode("cp1252")) == ("Ÿ", ())


def test_double_encoding_is_repaired_and_told() -> None:
    assert decoder(TEXT.encode()).decode("CafÃ©".encode()) == ("Café", ("double_encoded",))


def test_null_bytes_are_taken_out_of_lines() -> None:
    assert decoder(TEXT.encode()).decode(b"a\0b\n") == ("ab\n", ())


def test_bytes_without_meaning_are_marked() -> None:
    reader = decoder(TEXT.encode(), "utf-8")
    assert reader.decode(b"caf\x81") == ("caf\ufffd", ("undecodable",))
