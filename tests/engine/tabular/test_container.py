"""Zip containers opened without trust."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from maillage.engine.tabular import Limits, TableRefused
from maillage.engine.tabular.container import members, repack, unzip
from maillage.engine.tabular.source import Source

LIMITS = Limits(max_unzipped=30_000_000, max_members=50, max_ratio=100)


def archive(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", method) as zipped:
        for name, data in parts.items():
            zipped.writestr(name, data)
    return kept.getvalue()


def refusal(data: bytes, limits: Limits = LIMITS) -> str:
    source = Source(data, limits)
    with pytest.raises(TableRefused) as refused:
        repack(source, members(source), lambda name, piece: None)
    return refused.value.code


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_parts_are_repacked_as_they_are(method: int) -> None:
    parts = {"a.xml": b"<a/>" * 9, "b/c.xml": b"", "é.xml": bytes(range(256)) * 999}
    source = Source(archive(parts, method), LIMITS)
    seen: dict[str, bytes] = {}
    data = repack(
        source, members(source), lambda name, piece: seen.update({name: seen.get(name, b"") + piece})
    )
    with zipfile.ZipFile(io.BytesIO(data)) as again:
        assert {name: again.read(name) for name in again.namelist()} == parts == seen


def test_members_tell_what_the_directory_announces() -> None:
    (member,) = members(Source(archive({"a.xml": b"x" * 500}), LIMITS))
    assert (member.name, member.method, member.size) == ("a.xml", 8, 500)
    assert b"".join(unzip(Source(archive({"a.xml": b"x" * 500}), LIMITS), member)) == b"x" * 500


def test_a_bomb_is_refused_by_its_ratio() -> None:
    assert refusal(archive({"a.xml": b" " * 25_000_000})) == "ratio_too_high"


def test_parts_that_are_large_together_are_refused() -> None:
    parts = {f"{rank}.xml": bytes(range(256)) * 40_000 for rank in range(4)}
    assert refusal(archive(parts, zipfile.ZIP_STORED)) == "unzips_too_large"


def test_one_large_part_is_refused() -> None:
    assert (
        refusal(archive({"a.xml": bytes(9_000)}, zipfile.ZIP_STORED), Limits(max_unzipped=5_000))
        == "unzips_too_large"
    )


@pytest.mark.parametrize("announced", [10, 100_000])
def test_sizes_that_lie_are_refused(announced: int) -> None:
    data = bytearray(archive({"a.xml": b"abc" * 999}))
    at = data.find(b"PK\1\2")
    data[at + 24 : at + 28] = struct.pack("<L", announced)
    assert refusal(bytes(data)) == "zip_lies"


def test_many_parts_are_refused() -> None:
    assert refusal(archive({f"{rank}.xml": b"" for rank in range(51)})) == "too_many_members"


def test_a_locked_part_is_refused() -> None:
    data = bytearray(archive({"a.xml": b"abc"}))
    data[data.find(b"PK\1\2") + 8] |= 1
    assert refusal(bytes(data)) == "password"


def test_a_damaged_container_is_refused() -> None:
    data = archive({"a.xml": b"abc" * 999, "b.xml": b"d"})
    assert refusal(data[:-30]) == "zip_broken"
    assert refusal(b"PK\3\4" + bytes(60)) == "zip_broken"
    assert refusal(data.replace(b"PK\3\4", b"PK\3\5", 1)) == "zip_broken"
    broken = bytearray(data)
    broken[40:44] = b"\xff\xff\xff\xff"
    assert refusal(bytes(broken)) == "zip_broken"


def test_a_directory_shorter_than_announced_is_refused() -> None:
    data = bytearray(archive({"a.xml": b"abc"}))
    at = data.rfind(b"PK\5\6")
    data[at + 10 : at + 12] = struct.pack("<H", 2)
    assert refusal(bytes(data)) == "zip_broken"


def test_an_unknown_compression_is_refused() -> None:
    assert refusal(archive({"a.xml": b"abc"}, zipfile.ZIP_BZIP2)) == "zip_broken"
