"""The day a page of the quarter is read on: typed, slid to, or today; past or to come."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy

from maillage.common import clock
from maillage.common.partial_date import PartialDate
from maillage.places.forms.fields import AnyDateField

STOPS = 400
"""The most stops a slider has: a few pixels each."""


class DayForm(forms.Form):
    """A day; a month or a year stands for its first day. What cannot be read comes back as it was typed."""

    le = AnyDateField(label=gettext_lazy("Quel jour ?"), required=False)

    @property
    def day(self) -> date:
        """The day that was asked for; today when none was, or when it cannot be read."""
        text = self.cleaned_data.get("le", "") if self.is_valid() else ""
        return PartialDate.parse(text).first if text else clock.today()


@dataclass(frozen=True, slots=True)
class Slider:
    """The stops of a time slider: days in order, their words, and which one is chosen."""

    days: tuple[date, ...]
    at: int

    @property
    def isos(self) -> str:
        """The days as ISO 8601 writes them, in JSON."""
        return json.dumps([day.isoformat() for day in self.days])

    @property
    def labels(self) -> str:
        """The days in words, in JSON."""
        return json.dumps([PartialDate.of(day).label for day in self.days], ensure_ascii=False)

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last day in words."""
        return PartialDate.of(self.days[0]).label, PartialDate.of(self.days[-1]).label

    @property
    def last(self) -> int:
        """The number of the last stop."""
        return len(self.days) - 1


def slider(first: date, last: date, facts: set[date], chosen: date) -> Slider:
    """A stop at each month and at each fact from ``first`` to ``last``; each year where that is too many."""
    today = clock.today()
    step = 1 if (last.year - first.year + 1) * 12 + len(facts) <= STOPS else 12
    months = (
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13, step)
        if first <= date(year, month, 1) <= last
    )
    kept = sorted(facts)[:STOPS]
    days = tuple(sorted({*months, *kept, first, today, chosen}))
    return Slider(days, days.index(chosen))
