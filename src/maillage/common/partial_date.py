"""Dates with their precision: a year is a valid date of birth for a place.

Written as in ISO 8601-1: ``2017``, ``2017-05`` or ``2017-05-12``. A date stands for a span of days; what
counts from its first day (a birth, a move) and what counts from its last (an end) is the caller's rule.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
FIRST_YEAR, LAST_YEAR = 1000, 2200
NO_END = date(9999, 1, 1)
"""The end of what has not ended."""


class PartialDateError(ValueError):
    """A text is not a date, or names a day that does not exist."""


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise PartialDateError(f"{self.year} is not a year between {FIRST_YEAR} and {LAST_YEAR}.")
        if self.day is not None and self.month is None:
            raise PartialDateError("A day needs its month.")
        try:
            date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)
        except ValueError:
            raise PartialDateError(f"{self} does not exist in the calendar.") from None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``2017``, ``2017-05`` or ``2017-05-12``.

        >>> PartialDate.parse("2017-05").last
        datetime.date(2017, 5, 31)
        """
        found = WRITTEN.fullmatch(text.strip())
        if found is None:
            raise PartialDateError(f"{text!r} is not a date: write 2017, 2017-05 or 2017-05-12.")
        year, month, day = found.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The date of a known day."""
        return cls(day.year, day.month, day.day)

    @property
    def first(self) -> date:
        """The first day it may stand for."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it may stand for."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def label(self) -> str:
        """In words, in the reader's language: « 12 mai 2017 », « mai 2017 », « 2017 »."""
        if self.day is not None:
            return format_date(self.first, _("j F Y"))
        if self.month is not None:
            return format_date(self.first, "F Y")
        return str(self.year)

    def __str__(self) -> str:
        parts = (f"{self.year:04d}", self.month, self.day)
        return "-".join(p if isinstance(p, str) else f"{p:02d}" for p in parts if p is not None)

    def __lt__(self, other: PartialDate) -> bool:
        return (self.first, self.last) < (other.first, other.last)
