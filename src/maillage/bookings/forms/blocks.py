"""When a space cannot be had, and why not: what the coordinator types."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.record_forms.fields import attempt
from maillage.bookings.actions import block_period, decline_booking
from maillage.bookings.actions.rules import SERIES_WORDS
from maillage.bookings.models import BlockedPeriod, Booking, Occurrence, Space
from maillage.bookings.queries import occurrences_of
from maillage.common import clock

LONGEST_BLOCK = timedelta(days=3660)
SHOWN_CLASHES = 10


class DeclineForm(forms.Form):
    """No to a booking, and why: whoever asked is owed it."""

    why = forms.CharField(
        label=gettext_lazy("Pourquoi ?"),
        help_text=gettext_lazy("Une phrase suffit ; elle reste avec la demande."),
        max_length=200,
    )

    def decline(self, booking: Booking, *, who: str) -> int:
        """Its dates are free again. Returns how many."""
        return decline_booking(booking=booking, who=who, why=self.cleaned_data["why"])


class BlockForm(forms.Form):
    """From which local day and hour to which, and why."""

    first_day = forms.DateField(
        label=gettext_lazy("Du"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    first_hour = forms.TimeField(
        label=gettext_lazy("à"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    last_day = forms.DateField(
        label=gettext_lazy("Jusqu’au"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    last_hour = forms.TimeField(
        label=gettext_lazy("à"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    why = forms.CharField(
        label=gettext_lazy("Pourquoi ?"),
        help_text=gettext_lazy("Des travaux, une soirée privée… Seule la coordination le lit."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.space = space
        self.clashes: list[Occurrence] = []

    def clean(self) -> dict[str, Any]:
        """Both ends as instants; refuses an hour that does not exist, and days out of all reason."""
        data = super().clean() or {}
        for end, fold in (("first", 0), ("last", 1)):
            day, hour = data.get(f"{end}_day"), data.get(f"{end}_hour")
            if day is not None and hour is not None:
                data[end] = self._instant(end, day, hour, fold)
        last = data.get("last")
        if last is not None and last <= clock.now():
            self.add_error("last_day", ValidationError(_("Cette période est déjà passée."), code="past"))
        return data

    def _instant(self, end: str, day: date, hour: time, fold: int) -> datetime | None:
        """The instant of a local time; of an hour that comes twice, the one that blocks more."""
        today = clock.today()
        if not today - LONGEST_BLOCK < day < today + LONGEST_BLOCK:
            words = _("Cette date est à plus de dix ans d’ici : vérifiez l’année.")
            self.add_error(f"{end}_day", ValidationError(words, code="too_far"))
            return None
        wall = datetime.combine(day, hour.replace(second=0, microsecond=0, fold=fold))
        moment = wall.replace(tzinfo=self.space.territory.zone).astimezone(UTC)
        if moment.astimezone(self.space.territory.zone).replace(tzinfo=None) != wall:
            words = str(SERIES_WORDS["missing_hour"])
            self.add_error(f"{end}_hour", ValidationError(words, code="missing_hour"))
            return None
        return moment

    def block(self, *, who: str) -> BlockedPeriod | None:
        """Nobody can book it then; None when it was refused: the form says why, and names what is booked."""
        data = self.cleaned_data
        start, end, why = data["first"], data["last"], data["why"]
        made = attempt(
            self,
            lambda: block_period(space=self.space, starts_at=start, ends_at=end, who=who, why=why),
        )
        if self.has_error(NON_FIELD_ERRORS, "booked"):
            self.clashes = list(occurrences_of(self.space, start, end)[:SHOWN_CLASHES])
        return made
