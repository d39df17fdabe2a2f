"""Bytes read by pieces, from a path or at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillage.engine.tabular import Limits, TableRefused
from maillage.engine.tabular.source import PIECE, Source

LIMITS = Limits(max_bytes=2_000_000, max_line=400_000)


def both(data: bytes, folder: Path) -> list[Source]:
    path = folder / "given.csv"
    path.write_bytes(data)
    return [Source(data, LIMITS), Source(path, LIMITS)]


def test_pieces_give_every_byte_from_both(tmp_path: Path) -> None:
    data = bytes(range(256)) * 3000
    for source in both(data, tmp_path):
        assert b"".join(source.pieces()) == data
        assert b"".join(source.pieces(700_000)) == data[700_000:]
        assert source.part(10, 5) == data[10:15]
        assert source.whole() == data
        assert len(list(source.pieces())) == -(-len(data) // PIECE)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    for given in (b"", tmp_path / "empty.csv"):
        (tmp_path / "empty.csv").touch()
        with pytest.raises(TableRefused) as refused:
            Source(given, LIMITS)
        assert refused.value.code == "empty"


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(2_000_001)
    with pytest.raises(TableRefused) as refused:
        Source(path, LIMITS)
    assert (refused.value.code, dict(refused.value.data)) == (
        "too_large",
        {"size": 2_000_001, "limit": 2_000_000},
    )


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"a\nb\n", [b"a\n", b"b\n"]),
        (b"a\r\nb", [b"a\r\n", b"b"]),
        (b"a\rb\r", [b"a\r", b"b\r"]),
        (b"a\n\r\nb", [b"a\n", b"\r\n", b"b"]),
        (b"\n", [b"\n"]),
    ],
)
def test_lines_keep_their_ends(data: bytes, lines: list[bytes], tmp_path: Path) -> None:
    for source in both(data, tmp_path):
        assert list(source.lines("utf-8", 0)) == lines


def test_a_line_end_across_two_pieces_is_one(tmp_path: Path) -> None:
    data = b"a" * (PIECE - 1) + b"\r\n" + b"b"
    for source in both(data, tmp_path):
        assert [len(line) for line in source.lines("utf-8", 0)] == [PIECE + 1, 1]


def test_wide_characters_become_utf8(tmp_path: Path) -> None:
    for encoding in ("utf-16-le", "utf-16-be", "utf-32-le"):
        data = "nom;ville\r\né;œ\r\n".encode(encoding)
        for source in both(data, tmp_path):
            assert list(source.lines(encoding, 0)) == [b"nom;ville\r\n", "é;œ\r\n".encode()]


def test_the_mark_is_skipped() -> None:
    assert list(Source(b"\xef\xbb\xbfa\n", LIMITS).lines("utf-8", 3)) == [b"a\n"]


def test_an_endless_line_is_refused_before_its_end() -> None:
    with pytest.raises(TableRefused) as refused:
        list(Source(b"a\n" + b"b" * 900_000, LIMITS).lines("utf-8", 0))
    assert (refused.value.code, dict(refused.value.data)) == ("line_too_long", {"line": 2, "limit": 400_000})


def test_a_line_at_the_limit_passes() -> None:
    assert len(list(Source(b"b" * 399_999 + b"\nc", LIMITS).lines("utf-8", 0))) == 2
