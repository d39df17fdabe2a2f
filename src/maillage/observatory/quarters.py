"""Quarters of a year: the periods of published figures, which never overlap.

Two periods that overlap give away by subtraction what each of them hides; quarters that have ended do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a year, ``number`` from 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter a day is in."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def code(self) -> str:
        """As an address names it: ``2026-2``."""
        return f"{self.year}-{self.number}"

    @property
    def label(self) -> str:
        """« avril à juin 2026 »."""
        first, last = date(self.year, self.month, 1), date(self.year, self.month + 2, 1)
        words = {"first": date_format(first, "F"), "last": date_format(last, "F"), "year": self.year}
        return _("%(first)s à %(last)s %(year)s") % words

    @property
    def month(self) -> int:
        """Its first month."""
        return 3 * self.number - 2

    @property
    def before(self) -> Quarter:
        """The one before it."""
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    @property
    def after(self) -> Quarter:
        """The one after it."""
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    def begins(self, zone: ZoneInfo) -> datetime:
        """Its first instant, by the clocks of a zone, in UTC; it lasts until the next one begins."""
        return datetime(self.year, self.month, 1, tzinfo=zone).astimezone(UTC)


def ended_quarters(today: date, count: int) -> list[Quarter]:
    """The last quarters that have ended, the latest first."""
    found = [Quarter.of(today).before]
    while len(found) < count:
        found.append(found[-1].before)
    return found
