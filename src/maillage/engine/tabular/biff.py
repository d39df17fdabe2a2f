"""Old XLS workbooks, walked before they are read: how far the data spread, and whether they are locked.

Only the containers are understood: sectors of the compound file (MS-CFB), records of the workbook stream
(MS-XLS §2.3): enough to refuse a kilobyte that would spread over gigabytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from maillage.engine.tabular.problem import Limits, TableRefused
from maillage.engine.tabular.sheetsize import bound

_END = 0xFFFFFFFA
"""From here on, sector numbers are marks."""

_CELLS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
"""Records that hold a cell or a run of cells: row and first column come first."""


def measure(data: bytes, limits: Limits) -> None:
    """Refuse a compound file that is no workbook, is locked, or spreads too far.

    Raises ``TableRefused``: ``workbook_broken``, ``password``, ``document``, ``binary``, ``too_many_cells``.
    """
    try:
        streams = _streams(data)
        if "EncryptedPackage" in streams:
            raise TableRefused("password")
        if "WordDocument" in streams:
            raise TableRefused("document")
        chain = streams.get("Workbook") or streams.get("Book")
        if chain is None:
            raise TableRefused("binary")
        _records(chain, limits)
    except (struct.error, IndexError) as error:
        raise TableRefused("workbook_broken") from error


def _sectors(data: bytes, first: int, table: list[int], size: int) -> Iterator[bytes]:
    for _ in range(len(table)):  # a chain that loops ends
        if first >= _END:
            return
        yield data[(first + 1) * size : (first + 2) * size]
        first = table[first]


def _streams(data: bytes) -> dict[str, bytes]:
    """The large streams of a compound file by name; small ones are only named."""
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 12)
    table = _table(data, size)
    directory = b"".join(_sectors(data, struct.unpack_from("<L", data, 48)[0], table, size))
    streams: dict[str, bytes] = {}
    for at in range(0, len(directory) - 127, 128):
        length = min(struct.unpack_from("<H", directory, at + 64)[0], 64)
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        first, total = struct.unpack_from("<LL", directory, at + 116)
        if name in ("Workbook", "Book") and total >= 4096:
            streams[name] = b"".join(_sectors(data, first, table, size))[:total]
        elif name in ("EncryptedPackage", "WordDocument"):
            streams[name] = b""
    return streams


def _table(data: bytes, size: int) -> list[int]:
    """The table that chains sectors, from the sectors that hold it."""
    holders = list(struct.unpack_from("<109L", data, 76))
    following, count = struct.unpack_from("<LL", data, 68)
    for _ in range(min(count, len(data) // size)):
        if following >= _END:
            break
        *more, following = struct.unpack_from(f"<{size // 4}L", data, (following + 1) * size)
        holders += more
    table: list[int] = []
    for holder in holders:
        if holder < _END:
            sector = data[(holder + 1) * size : (holder + 2) * size]
            table += struct.unpack(f"<{len(sector) // 4}L", sector[: len(sector) // 4 * 4])
    return table


def _records(stream: bytes, limits: Limits) -> None:
    at = rows = columns = filled = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == 0x2F:
            raise TableRefused("password")
        if kind == 0x0809:
            bound(rows * columns, filled, limits)
            rows = columns = filled = 0
        elif kind in _CELLS and length >= 4:
            row, column = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, length - 2)[0] if kind == 0x00BD else column
            rows, columns, filled = max(rows, row + 1), max(columns, last + 1), filled + last + 1 - column
        elif kind == 0x0200 and length >= 12:
            first, end, left, right = struct.unpack_from("<LLHH", body)
            bound(max(end - first, 0) * max(right - left, 0), limits.max_grid, limits)
    bound(rows * columns, filled, limits)
