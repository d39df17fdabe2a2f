"""When: a day, from what hour to what hour, by the clocks of the territory."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.bookings.actions.rules import SERIES_WORDS
from maillage.bookings.models import Space
from maillage.common import clock

FARTHEST = timedelta(days=3660)
"""Ten years: a date beyond is a slip of the finger, whatever the space allows."""


def date_input() -> forms.DateInput:
    """A field of a day that browsers show as a calendar."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def time_input() -> forms.TimeInput:
    """A field of an hour that browsers show as a clock."""
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class WhenForm(forms.Form):
    """A day, from when to when; the space says in which zone."""

    day = forms.DateField(label=gettext_lazy("Quel jour ?"), widget=date_input())
    start = forms.TimeField(label=gettext_lazy("De quelle heure"), widget=time_input())
    end = forms.TimeField(label=gettext_lazy("À quelle heure"), widget=time_input())
    overnight = forms.BooleanField(label=gettext_lazy("Cela finit le lendemain"), required=False)
    space: Space

    def clean_day(self) -> date:
        """A day of this age."""
        return sensible(self.cleaned_data["day"])

    def minutes(self, start: datetime, *, repeats: bool) -> int:
        """How long it lasts, by the clock that elapses; 0 once an hour was refused."""
        data, zone = self.cleaned_data, self.space.territory.zone
        next_day = data["overnight"] or (data["end"] == time() and start.time() > time())
        end = datetime.combine(start.date() + timedelta(days=next_day), data["end"])
        for name, moment in (("start", start), ("end", end)):
            if not repeats and not _exists(moment, zone):
                words = str(SERIES_WORDS["missing_hour"])
                self.add_error(name, ValidationError(words, code="missing_hour"))
                return 0
        elapsed = end - start if repeats else _instant(end, zone) - _instant(start, zone)
        minutes = int(elapsed.total_seconds() // 60)
        if minutes <= 0:
            words = _(
                "Cette réservation finirait avant d’avoir commencé : corrigez l’une des deux heures, "
                "ou dites qu’elle finit le lendemain."
            )
            self.add_error("end", ValidationError(words, code="ends_before"))
        return max(minutes, 0)


def sensible(day: date) -> date:
    """A day to come, of this age."""
    today = clock.today()
    if day < today:
        raise ValidationError(_("Ce jour est passé : choisissez un jour à venir."), code="past")
    if day > today + FARTHEST:
        raise ValidationError(_("C’est dans plus de dix ans : vérifiez l’année."), code="too_far")
    return day


def _instant(local: datetime, zone: ZoneInfo) -> datetime:
    return local.replace(tzinfo=zone).astimezone(UTC)


def _exists(local: datetime, zone: ZoneInfo) -> bool:
    """False for an hour that the clocks skip."""
    return _instant(local, zone).astimezone(zone).replace(tzinfo=None, fold=0) == local
