"""Zip containers opened without trust: what is inside is counted as it really unzips.

Sizes that a zip announces may lie, parts may overlap, and a few kilobytes may hold gigabytes. So the
directory is read by hand within bounds, each part is unzipped piece by piece with a count, and only what was
counted is handed on (PKWARE, *.ZIP File Format Specification*; Fifield 2019, *A better zip bomb*).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

from maillage.engine.tabular.problem import TableRefused
from maillage.engine.tabular.source import Source

_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_TAIL = 66_000
_PIECE = 1 << 16
_FREE = 10_000_000
"""Bytes that a part may unzip to whatever its ratio: short repetitive sheets are common."""


class Member(NamedTuple):
    """A part as the directory announces it; sizes and offset in bytes."""

    name: str
    method: int
    packed: int
    size: int
    offset: int


def members(source: Source) -> list[Member]:
    """The parts of a zip container.

    Raises ``TableRefused``: ``zip_broken``, ``too_many_members``, ``password``.
    """
    tail_at = max(0, source.size - _TAIL)
    tail = source.part(tail_at, _TAIL)
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) < at + _END.size:
        raise TableRefused("zip_broken", part="directory")
    _, _, _, _, count, length, start, _ = _END.unpack_from(tail, at)
    if count > source.limits.max_members or length > 1000 * source.limits.max_members:
        raise TableRefused("too_many_members", members=count, limit=source.limits.max_members)
    found = list(_entries(source.part(start, length)))
    if len(found) != count:
        raise TableRefused("zip_broken", part="directory")
    return found


def _entries(directory: bytes) -> Iterator[Member]:
    at = 0
    while at + _ENTRY.size <= len(directory) and directory[at : at + 4] == b"PK\1\2":
        entry = _ENTRY.unpack_from(directory, at)
        flags, method, packed, size, name, extra, comment, offset = (*entry[3:5], *entry[8:13], entry[16])
        if flags & 1:
            raise TableRefused("password")
        title = directory[at + _ENTRY.size : at + _ENTRY.size + name]
        yield Member(title.decode("utf-8", "replace"), method, packed, size, offset)
        at += _ENTRY.size + name + extra + comment


def unzip(source: Source, member: Member) -> Iterator[bytes]:
    """The real bytes of a part, piece by piece.

    Raises ``TableRefused``: ``zip_broken``, ``zip_lies``, ``ratio_too_high``, ``unzips_too_large``.
    """
    head = source.part(member.offset, _LOCAL.size)
    if len(head) < _LOCAL.size or head[:4] != b"PK\3\4" or member.method not in (0, 8):
        raise TableRefused("zip_broken", part=member.name)
    *_, name, extra = _LOCAL.unpack(head)
    start = member.offset + _LOCAL.size + name + extra
    done = 0
    for read, piece in _inflated(source, member, start):
        done += len(piece)
        if done > source.limits.max_unzipped:
            raise TableRefused("unzips_too_large", part=member.name, limit=source.limits.max_unzipped)
        if done > _FREE and done > source.limits.max_ratio * read:
            raise TableRefused("ratio_too_high", part=member.name, limit=source.limits.max_ratio)
        if done > member.size:
            raise TableRefused("zip_lies", part=member.name, announced=member.size)
        yield piece
    if done != member.size:
        raise TableRefused("zip_lies", part=member.name, announced=member.size, real=done)


def _inflated(source: Source, member: Member, start: int) -> Iterator[tuple[int, bytes]]:
    """(bytes read so far, piece unzipped)."""
    machine = zlib.decompressobj(-15)
    for at in range(0, member.packed, _PIECE):
        piece = source.part(start + at, min(_PIECE, member.packed - at))
        read = at + len(piece)
        if member.method == 0:
            yield read, piece
            continue
        while piece:
            try:
                yield read, machine.decompress(piece, 1 << 20)
            except zlib.error as error:
                raise TableRefused("zip_broken", part=member.name) from error
            piece = machine.unconsumed_tail


def repack(source: Source, parts: list[Member], watch: Callable[[str, bytes], None]) -> bytes:
    """A plain zip of the parts that unzip within the limits, and of nothing else.

    ``watch`` sees every piece with its part's name. Everything is unzipped once to be counted before any of
    it is kept. Raises what ``unzip`` raises.
    """
    total = 0
    for member in parts:
        for piece in unzip(source, member):
            total += len(piece)
            if total > source.limits.max_unzipped:
                raise TableRefused("unzips_too_large", part=member.name, limit=source.limits.max_unzipped)
            watch(member.name, piece)
        watch(member.name, b"")
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for member in parts:
            with archive.open(member.name, "w") as part:
                for piece in unzip(source, member):
                    part.write(piece)
    return kept.getvalue()
