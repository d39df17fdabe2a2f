"""The content lines of a calendar (RFC 5545 3.1), unfolded one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

CONTROLS = re.compile("[\x00-\x1f\x7f]")
LONGEST = 1_000_000
"""Octets of one unfolded line that are kept: a description may be long, an attachment has no use here."""


@dataclass(slots=True)
class Line:
    """A property: where it begins (from 1), its name, its parameters by name, its value as written."""

    number: int
    name: str
    parameters: dict[str, str]
    value: str


def unfolded(rows: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each line with the number it begins at; what follows a line and begins with a blank belongs to it.

    Folding may cut a letter in two, so octets are put together before they are read.
    """
    begun, pieces, size = 0, list[bytes](), 0
    for number, row in enumerate(rows, 1):
        text = row.rstrip(b"\r\n")
        if text[:1] in (b" ", b"\t") and pieces:
            size += len(text)
            if size <= LONGEST:
                pieces.append(text[1:])
            continue
        if pieces:
            yield begun, b"".join(pieces)
        begun, pieces, size = number, [text] if text else [], len(text)
    if pieces:
        yield begun, b"".join(pieces)


def parsed(number: int, row: bytes) -> Line | None:
    """The property of a line; None for what is none. Text that is not UTF-8 is read as Windows wrote it."""
    try:
        text = row.decode()
    except UnicodeDecodeError:
        text = row.decode("cp1252", "replace")
    head, colon, value = text.partition(":")
    if '"' in head:
        head, value = _quoted(text)
    elif not colon:
        return None
    name, *parts = _pieces(head)
    pairs = [part.partition("=") for part in parts]
    if not name or not all(sign for _name, sign, _value in pairs):
        return None
    parameters = {key.strip().upper(): found.strip('"') for key, _sign, found in pairs}
    return Line(number, name.strip().upper(), parameters, value)


def _quoted(text: str) -> tuple[str, str]:
    """Name and parameters, and the value after the first colon that no quotation marks hold."""
    is_held = False
    for place, sign in enumerate(text):
        if sign == '"':
            is_held = not is_held
        elif sign == ":" and not is_held:
            return text[:place], text[place + 1 :]
    return "", ""


def _pieces(head: str) -> list[str]:
    if '"' not in head:
        return head.split(";")
    pieces, held = [""], False
    for sign in head:
        held ^= sign == '"'
        if sign == ";" and not held:
            pieces.append("")
        else:
            pieces[-1] += sign
    return pieces


def plain(value: str) -> str:
    """The text behind the escapes of a TEXT value (RFC 5545 3.3.11), on one line."""
    value = CONTROLS.sub(" ", value)
    if "\\" not in value:
        return value.strip()
    pieces = value.replace("\\\\", "\0").replace("\\n", " ").replace("\\N", " ")
    return pieces.replace("\\,", ",").replace("\\;", ";").replace("\0", "\\").strip()
