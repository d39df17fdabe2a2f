"""Which letters the bytes stand for: the encoding of a file, and of each line that is unlike the rest.

A byte order mark is believed; else text valid in UTF-8 is UTF-8 (its multi-byte rules are not met by
chance); else the single-byte encoding in which the bytes above 127 make the most French letters. Lines are
decoded one by one, because files joined by hand mix encodings.
"""

from __future__ import annotations

import codecs
from collections import Counter
from dataclasses import dataclass

from maillage.engine.tabular.mojibake import repair
from maillage.engine.tabular.problem import Guess, TableRefused
from maillage.engine.tabular.source import Source

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; the four-byte ones come first because the two-byte ones begin them."""

SINGLE = ("cp1252", "mac_roman", "cp850")
"""Single-byte encodings of French files: Windows and Latin-1, old Macintosh, DOS. The first wins ties."""

_LIKELY = {
    **dict.fromkeys("éèàêç", 5),
    **dict.fromkeys("ôîâûùïëœ’É«»°–ÀÈÊÇÔÎ€", 3),
    **dict.fromkeys("üöäñáíóú…", 1),
}
_UNLIKELY = -4


@dataclass(frozen=True, slots=True)
class Survey:
    """What one pass over a text tells: its encoding, that of lines unlike the rest, its line ends.

    ``skip`` is the length of the byte order mark; ``nuls`` how many null bytes were seen.
    """

    encoding: Guess[str]
    other: str
    newline: Guess[str]
    skip: int
    nuls: int


def survey(source: Source, hint: str | None = None) -> Survey:
    """Read the whole text once. ``hint`` imposes the encoding.

    Raises ``TableRefused`` (``unknown_encoding``, ``line_too_long``).
    """
    marked = next(((mark, name) for mark, name in MARKS if source.part(0, len(mark)) == mark), None)
    skip = len(marked[0]) if marked else 0
    if hint:
        encoding = Guess(_known(hint), 1.0, "given")
    elif marked:
        encoding = Guess(marked[1], 1.0, "bom")
    else:
        encoding = _by_zeros(source)
    wide = (encoding.value or "").startswith(("utf-16", "utf-32"))
    counted = _Count(source, encoding.value if wide and encoding.value else "utf-8", skip)
    if encoding.value is None:
        encoding = counted.encoding()
    return Survey(encoding, counted.single, counted.newline(), skip, counted.nuls)


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError as error:
        raise TableRefused("unknown_encoding", encoding=name) from error


def _by_zeros(source: Source) -> Guess[str]:
    """UTF-16 without a mark: Latin letters leave one byte of two at zero."""
    head = source.part(0, 4096)
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = max(len(head) // 2, 1)
    for many, few, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if many > 0.4 * half and few < 0.05 * half:
            return Guess(name, 0.95, "zero_bytes")
    return Guess()


class _Count:
    """Counts over the whole text, by physical lines."""

    def __init__(self, source: Source, encoding: str, skip: int) -> None:
        self.ends: Counter[str] = Counter()
        self.nuls = self.valid = self.invalid = 0
        self.high: Counter[int] = Counter()
        for line in source.lines(encoding, skip):
            self.ends["crlf" if line.endswith(b"\r\n") else "lf" if line.endswith(b"\n") else "cr"] += 1
            self.last = line
            if not line.isascii():
                self._accents(line)
            if b"\0" in line:
                self.nuls += line.count(b"\0")
        self.single = max(SINGLE, key=self._french)

    def _accents(self, line: bytes) -> None:
        try:
            line.decode("utf-8")
            self.valid += 1
        except UnicodeDecodeError:
            self.invalid += 1
            if sum(self.high.values()) < 1_000_000:
                self.high.update(byte for byte in line if byte > 127)

    def _french(self, encoding: str) -> int:
        return sum(count * _worth(byte, encoding) for byte, count in self.high.items())

    def encoding(self) -> Guess[str]:
        """UTF-8 when most accented lines are valid in it, else the best single-byte encoding."""
        if not self.invalid:
            return Guess("utf-8", 1.0, "valid") if self.valid else Guess("utf-8", 1.0, "ascii")
        total = self.valid + self.invalid
        if self.valid >= self.invalid:
            return Guess("utf-8", self.valid / total, "most_lines")
        scores = sorted((self._french(name) for name in SINGLE), reverse=True)
        lead = (scores[0] - scores[1]) / (abs(scores[0]) + abs(scores[1]) + 1)
        return Guess(self.single, round(min(0.99, 0.6 + lead * 0.4) * self.invalid / total, 3), "letters")

    def newline(self) -> Guess[str]:
        """The kinds of line ends; a last line without end does not count."""
        if not self.last.endswith((b"\n", b"\r")):
            self.ends["cr"] -= 1
        kinds = [kind for kind, count in self.ends.most_common() if count > 0]
        share = max(self.ends.values()) / max(sum(self.ends.values()), 1)
        return Guess("+".join(kinds) or None, round(share, 3), "counted")


def _worth(byte: int, encoding: str) -> int:
    try:
        letter = bytes((byte,)).decode(encoding)
    except UnicodeDecodeError:
        return 2 * _UNLIKELY
    return _LIKELY.get(letter, 0 if letter.isalpha() else _UNLIKELY)


class Decoder:
    """Lines of bytes to text, each in its own encoding, with codes of what had to be repaired."""

    def __init__(self, seen: Survey) -> None:
        self.main = seen.encoding.value or "utf-8"
        wide = self.main.startswith(("utf-16", "utf-32"))
        imposed = seen.encoding.reason == "given"
        order = ["utf-8"] if wide else [self.main] if imposed else ["utf-8", self.main, seen.other]
        self.order = list(dict.fromkeys(order))
        self.usual = "utf-8" if wide else self.main

    def decode(self, line: bytes) -> tuple[str, tuple[str, ...]]:
        """The text of a line, its end included, and keys of ``PROBLEMS``."""
        if b"\0" in line:
            line = line.replace(b"\0", b"")
        if line.isascii():
            return line.decode("ascii"), ()
        for name in self.order:
            try:
                text = line.decode(name)
            except UnicodeDecodeError:
                continue
            fixed = repair(text)
            codes = () if name == self.usual else ("other_encoding",)
            return (text, codes) if fixed is text else (fixed, (*codes, "double_encoded"))
        return line.decode(self.usual, "replace"), ("undecodable",)
