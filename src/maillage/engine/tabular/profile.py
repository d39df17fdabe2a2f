"""What a column's cells look like together: shares of patterns, lengths, how often values come again."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from maillage.engine.tabular import patterns as p
from maillage.engine.tabular.dates import read_date
from maillage.engine.tabular.headers import plain
from maillage.engine.tabular.identifiers import read_siren, read_siret
from maillage.engine.tabular.value import is_blank

SEEN = 400
"""Characters of a value that patterns look at."""

MOST = 250
"""Distinct values of a column that are looked at, unless there are very many columns."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A column: how many cells of the sample are filled, how many values differ, shares in [0, 1].

    ``shares`` are over the cells of the first distinct values, by name of pattern; ``length`` is the middle
    number of characters, ``high`` that below which nine in ten are; ``words`` the middle number of words.
    """

    filled: int
    total: int
    distinct: int
    length: float
    high: float
    words: float
    shares: dict[str, float] = field(repr=False)
    values: tuple[str, ...] = field(repr=False)

    def share(self, name: str) -> float:
        """The share of a pattern; 0 when it was not looked for."""
        return self.shares.get(name, 0.0)

    @property
    def unique(self) -> float:
        """Distinct values over filled cells."""
        return self.distinct / self.filled if self.filled else 0.0


def profile(cells: Sequence[str], most: int = MOST) -> Profile:
    """Look at the cells of a column: at ``most`` distinct values of it."""
    filled = [cell.strip() for cell in cells if not is_blank(cell)]
    often = Counter(filled)
    seen = list(often)[:most]
    lengths = sorted(map(len, seen)) or [0]
    counts = dict.fromkeys(TESTS, 0)
    for value in seen:
        part = value[:SEEN]
        for name in _looked_for(part):
            counts[name] += often[value] * TESTS[name](part)
    looked = sum(often[value] for value in seen)
    shares = {name: count / looked for name, count in counts.items() if count}
    words = statistics.median(len(value.split()) for value in seen) if seen else 0
    high = lengths[int(0.9 * (len(lengths) - 1))]
    middle = statistics.median(lengths)
    return Profile(len(filled), len(cells), len(often), middle, high, words, shares, tuple(seen))


def _search(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: bool(pattern.search(text))


def _plainly(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: bool(pattern.search(plain(text[:400])))


def _is_tens(text: str) -> bool:
    return p.postcode_of(text).endswith("0")


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(?:1[6-9]|20)\d{2}(?:\.0)?", text))


def _is_dated(text: str) -> bool:
    """Whether a text is a day or a month; a year alone is a number like another."""
    return 6 <= len(text) <= 40 and len(read_date(text).value or "") > 4


_COORDINATE = re.compile(r"[-+−]?\d{1,3}[.,]\d{2,}")


def _is_pair(text: str) -> bool:
    return len(_COORDINATE.findall(text)) == 2 or "POINT" in text.upper() or '"coordinates"' in text


DIGITS: dict[str, Callable[[str], bool]] = {
    "number": _search(p.NUMBER),
    "whole": _search(p.WHOLE),
    "decimal": _search(p.DECIMAL),
    "siret": _search(p.SIRET),
    "siret_valid": lambda text: bool(p.SIRET.match(text)) and read_siret(text).problem != "wrong_checksum",
    "siren": _search(p.SIREN),
    "siren_valid": lambda text: bool(p.SIREN.match(text)) and read_siren(text).problem is None,
    "postcode": lambda text: bool(p.postcode_of(text)),
    "tens": _is_tens,
    "commune": _search(p.COMMUNE),
    "phone": lambda text: bool(p.PHONE.match(text)),
    "bare_phone": _search(p.BARE_PHONE),
    "date": _is_dated,
    "year": _is_year,
    "clock": lambda text: bool(re.search(r"\d{4}.*\d{1,2}:\d{2}", text)),
    "flag": _search(p.FLAG),
    "naf": _search(p.NAF),
    "legal_code": _search(p.LEGAL_CODE),
    "size": _search(p.SIZE),
    "hours": lambda text: bool(p.TIME.search(text)) or (bool(p.DAY.search(text)) and "@" not in text),
    "pair": _is_pair,
    "degrees": _search(p.DEGREES),
    "code": _search(p.CODE),
    "street_number": lambda text: bool(re.fullmatch(r"\d{1,4}(?:\.0)?\s?(?:bis|ter|[a-d])?", text, re.I)),
    "in_street": _search(p.IN_STREET),
    "numbered": _search(p.NUMBERED),
    "street": _plainly(p.STREET),
    "rna": _search(p.RNA),
    "vat": _search(p.VAT),
    "uuid": _search(p.UUID),
}
"""Tests of texts with a digit."""

LETTERS: dict[str, Callable[[str], bool]] = {
    "email": _search(p.EMAIL),
    "mailbox": lambda text: "@" in text and p.is_personal_mailbox(text),
    "url": _search(p.URL),
    "social": _search(p.SOCIAL),
    "calendar": _search(p.CALENDAR),
    "street": _plainly(p.STREET),
    "way": _plainly(p.WAY),
    "suffix": _search(p.SUFFIX),
    "city": _search(p.CITY),
    "flag": _search(p.FLAG),
    "hours": lambda text: bool(p.TIME.search(text)) or (bool(p.DAY.search(text)) and "@" not in text),
    "legal": lambda text: len(text) < 60 and bool(p.LEGAL.search(plain(text))),
    "size": _search(p.SIZE),
    "country": _plainly(p.COUNTRY),
    "person": p.is_person,
    "list": _search(p.LIST),
    "long": lambda text: len(text) > 60 and len(text.split()) > 8,
    "letters": lambda text: sum(map(str.isalpha, text)) >= 0.5 * len(text),
    "code": _search(p.CODE),
    "uuid": _search(p.UUID),
    "date": _is_dated,
    "pair": _is_pair,
}
"""Tests of texts with a letter."""

TESTS = DIGITS | LETTERS
_LETTERS_ONLY = tuple(LETTERS)
_BOTH = tuple(TESTS)
_DIGITS_ONLY = tuple(DIGITS)


def _looked_for(value: str) -> tuple[str, ...]:
    """The tests worth making of a value."""
    if any(map(str.isalpha, value)):
        return _BOTH if any(map(str.isdigit, value)) else _LETTERS_ONLY
    return _DIGITS_ONLY
