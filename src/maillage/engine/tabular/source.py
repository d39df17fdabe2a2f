"""Where the bytes come from: a file or bytes at hand, read by pieces, again and again."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from maillage.engine.tabular.problem import Limits, TableRefused

PIECE = 1 << 18
"""Bytes read at a time."""


class Source:
    """The bytes of a file, never held whole when they come from a path.

    Raises ``TableRefused`` (``too_large``, ``empty``) before anything is read.
    """

    def __init__(self, given: Path | bytes, limits: Limits) -> None:
        self.given = given
        self.limits = limits
        self.size = len(given) if isinstance(given, bytes) else given.stat().st_size
        if self.size > limits.max_bytes:
            raise TableRefused("too_large", size=self.size, limit=limits.max_bytes)
        if not self.size:
            raise TableRefused("empty")

    def pieces(self, start: int = 0) -> Iterator[bytes]:
        """The bytes from ``start`` to the end, ``PIECE`` at a time."""
        if isinstance(self.given, bytes):
            for at in range(start, self.size, PIECE):
                yield self.given[at : at + PIECE]
            return
        with self.given.open("rb") as file:
            file.seek(start)
            while piece := file.read(PIECE):
                yield piece

    def part(self, start: int, length: int) -> bytes:
        """``length`` bytes from ``start``; fewer at the end of the file."""
        if isinstance(self.given, bytes):
            return self.given[start : start + length]
        with self.given.open("rb") as file:
            file.seek(start)
            return file.read(length)

    def whole(self) -> bytes:
        """All the bytes, for readers that cannot do with less."""
        return self.given if isinstance(self.given, bytes) else self.given.read_bytes()

    def as_utf8(self, encoding: str, skip: int) -> Iterator[bytes]:
        """The text from byte ``skip`` on, in UTF-8 when ``encoding`` is one of two or four bytes a character.

        Other encodings are given as they are: their lines can be cut before they are decoded.
        """
        if not encoding.startswith(("utf-16", "utf-32")):
            yield from self.pieces(skip)
            return
        decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        for piece in self.pieces(skip):
            yield decoder.decode(piece).encode("utf-8", "replace")
        yield decoder.decode(b"", final=True).encode("utf-8", "replace")

    def lines(self, encoding: str, skip: int) -> Iterator[bytes]:
        """Physical lines with their ends (``\\n``, ``\\r\\n`` or ``\\r``), still encoded.

        Raises ``TableRefused("line_too_long")`` as soon as a line passes the limit, before its end is found.
        """
        rest = b""
        number = 0
        for piece in self.as_utf8(encoding, skip):
            lines = (rest + piece).splitlines(keepends=True)
            rest = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
            for line in lines:
                number += 1
                self._bound(line, number)
                yield line
            self._bound(rest, number + 1)
        if rest:
            yield from rest.splitlines(keepends=True)

    def _bound(self, line: bytes, number: int) -> None:
        if len(line) > self.limits.max_line:
            raise TableRefused("line_too_long", line=number, limit=self.limits.max_line)
