"""Dates as people write them, to EDTF (ISO 8601-2:2019, level 0): « 2017 », « 2017-05 », « 2017-05-12 »."""

from __future__ import annotations

import datetime as dt
import re

from maillage.engine.tabular.headers import plain
from maillage.engine.tabular.value import Value, clip, is_blank

FIRST_YEAR, LAST_YEAR = 1000, 2200
"""Years beyond are slips of the keyboard."""

_MONTHS = {
    name: rank
    for rank, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev feb february",
            "mars mar march",
            "avril avr apr april",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout aou august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        1,
    )
    for name in names.split()
}
_TIME = (
    r"(?:[T ]+(?:[aà] ?)?\d{1,2}\s?[h:]\s?\d{0,2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|[AP]M|[+-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST = re.compile(rf"^(\d{{4}})[-/.](\d{{1,2}})(?:[-/.](\d{{1,2}}){_TIME})?$", re.I)
_DAY_FIRST = re.compile(rf"^(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d{{2}}){_TIME}$", re.I)
_MONTH_YEAR = re.compile(r"^(\d{1,2})[-/.](\d{4})$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?\d{6}Z?)?$")
_WORDS = re.compile(
    r"^(?:[a-z]{2,8}\.?,? )?(?:(?:le )?(\d{1,2})(?:er|st|nd|rd|th)?[ -])?([a-z]{3,9})\.?[ -](\d{4}|\d{2})"
    rf"{_TIME}$",
    re.I,
)
_ENGLISH = re.compile(rf"^([a-z]{{3,9}})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_TIME}$", re.I)
_SERIAL = re.compile(r"^(\d{3,5})(?:[.,]\d+)?$")
_EPOCH = dt.date(1899, 12, 30)


def read_date(text: str, *, serial: bool = False) -> Value[str]:
    """A day, month or year, without its hour.

    ``serial`` lets « 43966 » be a spreadsheet's count of days: only when the column is known to hold dates.
    Two-digit years are those from 1970 to 2069. Day comes before month, unless that cannot be
    (``ambiguous_date``). Problems: ``impossible_date``, ``not_a_date``.
    """
    if is_blank(text):
        return Value()
    text = clip(text)
    bare = re.sub(r"^(\d{4})[.,]0$", r"\1", " ".join(plain(text).split()))
    found = _numeric(bare) or _worded(bare)
    if found:
        return _day(*found)
    days = _SERIAL.match(bare) if serial else None
    if days and 366 <= int(days[1]) < 100_000 and not _is_year(days[1]):
        return Value((_EPOCH + dt.timedelta(int(days[1]))).isoformat())
    if re.fullmatch(r"\d{4}", bare):
        year = int(bare)
        return Value(f"{year:04}") if FIRST_YEAR <= year <= LAST_YEAR else Value(None, "impossible_date")
    return Value(None, "not_a_date")


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and 1500 <= int(digits) <= 2100


def _numeric(bare: str) -> tuple[int, int, int | None] | None:
    """(year, month, day) of a date in figures."""
    for pattern, order in ((_YEAR_FIRST, (1, 2, 3)), (_COMPACT, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1))):
        found = pattern.match(bare)
        if found:
            year, month, day = (found[rank] for rank in order)
            return _full(year), int(month), int(day) if day else None
    found = _MONTH_YEAR.match(bare)
    return (int(found[2]), int(found[1]), None) if found else None


def _worded(bare: str) -> tuple[int, int, int | None] | None:
    found = _WORDS.match(bare)
    if found and found[2] in _MONTHS:
        return _full(found[3]), _MONTHS[found[2]], int(found[1]) if found[1] else None
    found = _ENGLISH.match(bare)
    if found and found[1] in _MONTHS:
        return int(found[3]), _MONTHS[found[1]], int(found[2])
    return None


def _full(year: str) -> int:
    number = int(year)
    if len(year) > 2:
        return number
    return number + (1900 if number >= 70 else 2000)


def _day(year: int, month: int, day: int | None) -> Value[str]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Value(None, "impossible_date")
    if day is None:
        return Value(f"{year:04}-{month:02}") if 1 <= month <= 12 else Value(None, "impossible_date")
    for first, second, problem in ((month, day, None), (day, month, "ambiguous_date")):
        try:
            return Value(dt.date(year, first, second).isoformat(), problem)
        except ValueError:
            continue
    return Value(None, "impossible_date")
