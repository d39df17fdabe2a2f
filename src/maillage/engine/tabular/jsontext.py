"""JSON read piece by piece (RFC 8259): the elements of each list, one at a time, never the whole.

Numbers stay as they are written, so that « 46.10 » and « 01000 » lose nothing.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any

from maillage.engine.tabular.problem import Limits, TableRefused
from maillage.engine.tabular.source import Source

Json = Any
"""What the standard reader gives: dict, list, str, bool or None; numbers are texts here."""

Path = tuple[str, ...]
"""The keys that lead to a list; empty for the root."""

MAX_WRAPS = 4
"""Objects around the list of records."""

DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=lambda _: None)


def encoding_of(source: Source) -> str:
    """UTF-8, -16 or -32 as the RFC says, or Windows-1252 when it is not even that; without the mark."""
    head = source.part(0, 4)
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return name
    if head[:2].count(0) == 1:
        return "utf-16-be" if head[0] == 0 else "utf-16-le"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for piece in source.pieces():
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


class JsonText:
    """A place in a JSON text.

    Raises ``TableRefused``: ``json_broken``, ``json_too_deep``, ``line_too_long``.
    """

    def __init__(self, source: Source, encoding: str) -> None:
        self.limits: Limits = source.limits
        self._pieces = codecs.iterdecode(source.pieces(), encoding, errors="replace")
        self._text = ""
        self._at = 0
        self._passed = 0

    def peek(self) -> str:
        """The next character that is not blank, or "" at the end."""
        while True:
            while self._at < len(self._text):
                letter = self._text[self._at]
                if letter not in " \t\r\n\ufeff":
                    return letter
                self._at += 1
            if not self._more():
                return ""

    def take(self, expected: str) -> None:
        """Pass one of the characters ``expected``."""
        found = self.peek()
        if not found or found not in expected:
            raise self._broken()
        self._at += 1

    def value(self) -> Json:
        """The value that begins here."""
        self.peek()
        while True:
            try:
                found, end = DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if len(self._text) - self._at > self.limits.max_line:
                    raise TableRefused(
                        "line_too_long", at=self._passed, limit=self.limits.max_line
                    ) from error
                if not self._more():
                    raise self._broken() from error
                continue
            except RecursionError as error:
                raise TableRefused("json_too_deep", at=self._passed + self._at) from error
            if end < len(self._text) or not self._more():  # a number may go on in the next piece
                self._at = end
                return found

    def _more(self) -> bool:
        piece = next(self._pieces, "")
        self._passed += self._at
        self._text = self._text[self._at :] + piece
        self._at = 0
        return bool(piece)

    def _broken(self) -> TableRefused:
        return TableRefused("json_broken", at=self._passed + self._at)


def elements(source: Source, encoding: str) -> Iterator[tuple[Path, Json]]:
    """Every element of every list around records, with the path of the list; and lone values of objects.

    A lone value comes as ``(path + (key, "="), value)``, so that a declaration can be heard.
    """
    text = JsonText(source, encoding)
    yield from _walk(text, ())
    if text.peek():
        raise TableRefused("json_broken", at=text._passed + text._at)


def _walk(text: JsonText, path: Path) -> Iterator[tuple[Path, Json]]:
    first = text.peek()
    if first == "[":
        yield from _list(text, path)
    elif first == "{" and len(path) < MAX_WRAPS:
        yield from _object(text, path)
    else:
        yield (*path, "="), text.value()


def _list(text: JsonText, path: Path) -> Iterator[tuple[Path, Json]]:
    text.take("[")
    if text.peek() == "]":
        text.take("]")
        return
    while True:
        yield path, text.value()
        if text.peek() == "]":
            text.take("]")
            return
        text.take(",")


def _object(text: JsonText, path: Path) -> Iterator[tuple[Path, Json]]:
    text.take("{")
    if text.peek() == "}":
        text.take("}")
        return
    while True:
        if text.peek() != '"':
            text.take('"')
        key = text.value()
        text.take(":")
        yield from _walk(text, (*path, key))
        if text.peek() == "}":
            text.take("}")
            return
        text.take(",")
