"""What somebody types to move a date and those after it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from maillage.bookings.actions import change_following
from maillage.bookings.forms.booking import NEAR
from maillage.bookings.forms.when import WhenForm
from maillage.bookings.models import Booking, Occurrence
from maillage.common.errors import Refusal


class ChangeForm(WhenForm):
    """The new day and hours of a date; those after it move alike."""

    skip_taken = forms.BooleanField(
        label=gettext_lazy("Prendre les dates libres et laisser les autres"), required=False
    )

    def __init__(self, *args: Any, occurrence: Occurrence, **kwargs: Any) -> None:
        start, end = localtime(occurrence.starts_at), localtime(occurrence.ends_at)
        kwargs.setdefault(
            "initial",
            {
                "day": start.date(),
                "start": start.time(),
                "end": end.time(),
                "overnight": end.date() > start.date(),
            },
        )
        super().__init__(*args, **kwargs)
        self.occurrence, self.space = occurrence, occurrence.space
        self.refused = ""

    def clean(self) -> dict[str, Any]:
        """The new beginning and how long it lasts."""
        data = super().clean() or {}
        if not self.errors:
            data["begins"] = datetime.combine(data["day"], data["start"])
            repeats = bool(self.occurrence.booking.rule)
            data["minutes"] = self.minutes(data["begins"], repeats=repeats)
        return data

    def change(self, *, who: str) -> Booking | None:
        """The booking as it is now; None when it was refused: the form says why, ``refused`` is the code."""
        data = self.cleaned_data
        try:
            return change_following(
                occurrence=self.occurrence,
                start=data["begins"],
                minutes=data["minutes"],
                who=who,
                skip_taken=data["skip_taken"],
            )
        except Refusal as refused:
            self.refused = refused.code
            near = NEAR.get(refused.code)
            field = near if near in self.fields else None
            self.add_error(field, ValidationError(str(refused), code=refused.code))
            return None
