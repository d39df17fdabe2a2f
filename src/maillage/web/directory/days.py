"""Dates as people type them in the directory's pages."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from maillage.common import clock
from maillage.common.partial_date import PartialDate, PartialDateError

AS_IN_FRENCH = re.compile(r"^(?:(\d{1,2})[/.])?(\d{1,2})[/.](\d{4})$")
LONGEST = 20


class DayField(forms.CharField):
    """A year, a month or a day that has come: 2017, 2017-05, 2017-05-12, 05/2017 or 12/05/2017."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "maxlength": LONGEST})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, strip=True, **kwargs)

    def clean(self, value: Any) -> PartialDate | None:
        """The date; None when nothing was typed. Refuses what is not in the calendar, or is to come."""
        text = super().clean(value)[:LONGEST]
        return read_day(text) if text else None


def read_day(text: str) -> PartialDate:
    """The date that was typed; raises ValidationError with what to write instead."""
    try:
        day = PartialDate.parse(_iso(text))
    except PartialDateError:
        raise ValidationError(
            _(
                "« %(text)s » n’est pas une date du calendrier. "
                "Écrivez une année, un mois ou un jour : 2017, 05/2017 ou 12/05/2017."
            )
            % {"text": text},
            code="bad_date",
        ) from None
    if day.first > clock.today():
        raise ValidationError(
            _("%(date)s : ce jour n’est pas encore arrivé. L’annuaire raconte ce qui a eu lieu.")
            % {"date": day.label},
            code="future_date",
        )
    return day


def _iso(text: str) -> str:
    found = AS_IN_FRENCH.match(text.strip())
    if found is None:
        return text
    day, month, year = found.groups()
    return "-".join([year, f"{int(month):02d}", *([f"{int(day):02d}"] if day else [])])
