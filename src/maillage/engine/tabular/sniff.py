"""What a file is, by its first bytes: never by its name alone, which often lies (« export.xls » in HTML)."""

from __future__ import annotations

import json
import re

from maillage.engine.tabular.encoding import MARKS
from maillage.engine.tabular.problem import TableRefused
from maillage.engine.tabular.source import Source

FORMATS = ("csv", "json", "geojson", "json_lines", "xlsx", "xls", "ods")
"""Formats that are read, as ``Reading.format`` says them; any separated text is "csv"."""

_SIGNATURES = (
    (b"PK\3\4", "zip"),
    (b"PK\5\6", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
)
_REFUSED = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"BM\x00", "image"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"Rar!", "archive"),
    (b"SQLite format 3", "database"),
    (b"PAR1", "database"),
    (b"{\\rtf", "document"),
)
_HTML = re.compile(rb"<(!doctype html|html|head|body|table|meta|script|div|style)\b", re.I)
_JSON = re.compile(rb'\s*(\{\s*(["}]|$)|\[\s*([{\["\]]|-?\d+\s*[,\]]|true|false|null|$))')
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b\0")
HEAD = 8192


def kind_of(source: Source) -> str:
    """ "zip", "xls", "json", "json_lines" or "csv".

    Raises ``TableRefused`` with what the file is, when it is no table.
    """
    head = source.part(0, HEAD)
    for signature, code in _REFUSED:
        if head.startswith(signature):
            raise TableRefused(code)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        raise TableRefused("image")
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    return _text(source, _bare(head))


def _bare(head: bytes) -> bytes:
    """The head without byte order mark, and one byte a Latin letter whatever the encoding."""
    mark = next((mark for mark, _ in MARKS if head.startswith(mark)), b"")
    return head[len(mark) :].replace(b"\0", b"") if mark or head.count(0) else head


def _text(source: Source, bare: bytes) -> str:
    if not bare.strip():
        if source.size <= HEAD:
            raise TableRefused("empty")
        raise TableRefused("binary")
    if sum(byte in _CONTROL for byte in bare) > 0.02 * len(bare):
        raise TableRefused("binary")
    start = bare.lstrip()
    if start.startswith(b"<"):
        raise TableRefused("html" if _HTML.search(start[:3000]) else "xml")
    if not _JSON.match(start):
        return "csv"
    return "json_lines" if _is_lines(bare) else "json"


def _is_lines(bare: bytes) -> bool:
    """Whether the first line is an object by itself and another follows."""
    lines = [line for line in bare.splitlines() if line.strip()]
    if not any(line.lstrip().startswith(b"{") for line in lines[1:]):
        return False
    try:
        return isinstance(json.loads(lines[0]), dict)
    except (ValueError, RecursionError):
        return False
