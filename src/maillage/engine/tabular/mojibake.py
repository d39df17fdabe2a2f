"""Accents encoded twice: « Ã© » is « é » in UTF-8 read as Windows-1252, « √© » the same read as Mac Roman.

Only sequences that give back a letter or sign of a western text are touched, so that « CAFÉ» » stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LEADS = {0xC2: 1, 0xC3: 1, 0xC5: 1, 0xE2: 2}
"""First bytes of UTF-8 sequences for western signs, with how many bytes follow."""


def _shown(byte: int, encoding: str) -> str:
    try:
        return bytes((byte,)).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


def _sequences(encoding: str) -> Iterator[tuple[str, str]]:
    follow = range(0x80, 0xC0)
    for lead, count in _LEADS.items():
        tails = (
            [bytes((a,)) for a in follow] if count == 1 else [bytes((a, b)) for a in follow for b in follow]
        )
        for tail in tails:
            meant = (bytes((lead,)) + tail).decode("utf-8")
            if _western(meant):
                yield "".join(_shown(byte, encoding) for byte in (lead, *tail)), meant


def _western(sign: str) -> bool:
    punctuation = (
        "\u2010" <= sign <= "\u2027" or "\u202f" <= sign <= "\u2044"
    )  # between them: invisible marks
    return "\xa0" <= sign <= "\xff" or sign in "ŒœŸŠšŽž€™" or punctuation


_MEANT = {shown: meant for encoding in ("mac_roman", "cp1252") for shown, meant in _sequences(encoding)}
_SUSPECT = re.compile("[" + "".join({shown[0] for shown in _MEANT}) + "]")
_SEQUENCE = re.compile("|".join(map(re.escape, sorted(_MEANT, key=len, reverse=True))))


def repair(text: str) -> str:
    """The text with doubly encoded signs put right; the very same object when there is none."""
    if not _SUSPECT.search(text):
        return text
    fixed = _SEQUENCE.sub(lambda found: _MEANT[found[0]], text)
    if fixed == text:
        return text
    # The no-break space of « à » (C3 A0) often became a plain one, and two often became one.
    return fixed.replace("Ã  ", "à ").replace("Ã ", "à ")
