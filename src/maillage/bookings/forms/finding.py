"""What somebody looks for: a moment, how long, for how many, with what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.common import clock
from maillage.places.enums import Means
from maillage.territory.models import Territory

LENGTHS = [
    ("60", gettext_lazy("une heure")),
    ("30", gettext_lazy("une demi-heure")),
    ("90", gettext_lazy("une heure et demie")),
    ("120", gettext_lazy("deux heures")),
    ("180", gettext_lazy("trois heures")),
    ("240", gettext_lazy("une demi-journée")),
    ("480", gettext_lazy("une journée")),
]
USUAL = LENGTHS[0][0]
"""What a search that says no length means, and what its form shows then."""
STEP = 15
"""Minutes: a search that says no hour begins on the next quarter."""
FARTHEST = timedelta(days=400)
MORNING = time(9)


@dataclass(frozen=True, slots=True)
class Search:
    """From when (aware, in the territory's zone), so many minutes, for so many people, with these means."""

    start: datetime
    minutes: int
    people: int = 1
    means: tuple[str, ...] = ()


class FindForm(forms.Form):
    """Everything may be left empty: then it is about now, for an hour. Names are those of the address."""

    jour = forms.DateField(
        label=gettext_lazy("Quel jour ?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    de = forms.TimeField(
        label=gettext_lazy("À partir de quelle heure ?"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    minutes = forms.ChoiceField(label=gettext_lazy("Combien de temps ?"), choices=LENGTHS, required=False)
    pour = forms.IntegerField(
        label=gettext_lazy("Pour combien ?"), min_value=1, max_value=10_000, required=False
    )
    avec = forms.MultipleChoiceField(
        label=gettext_lazy("Avec"),
        choices=Means.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_jour(self) -> date | None:
        """A day to come, not too far."""
        day, today = self.cleaned_data["jour"], clock.today()
        if day and day < today:
            raise ValidationError(_("Ce jour est passé : choisissez un jour à venir."))
        if day and day > today + FARTHEST:
            raise ValidationError(_("C’est trop loin : choisissez un jour de l’année qui vient."))
        found: date | None = day
        return found

    def search(self, territory: Territory) -> Search:
        """What is meant; what cannot be read counts as not said."""
        data = self.cleaned_data if self.is_valid() else {}
        start = self._moment(territory, data.get("jour"), data.get("de"))
        minutes = int(data.get("minutes") or USUAL)
        return Search(start, minutes, data.get("pour") or 1, tuple(data.get("avec", ())))

    @staticmethod
    def _moment(territory: Territory, day: date | None, hour: time | None) -> datetime:
        """The hour said, or the next quarter; of a day to come without an hour, nine o'clock.

        A missing hour is read as the one that the clocks show instead.
        """
        now = clock.now().astimezone(territory.zone)
        late = timedelta(minutes=now.minute % STEP, seconds=now.second, microseconds=now.microsecond)
        soon = now - late + timedelta(minutes=STEP) if late else now
        if hour is None and day in (None, now.date()):
            return soon
        wished = datetime.combine(day or now.date(), hour or MORNING, tzinfo=territory.zone)
        return wished.astimezone(UTC).astimezone(territory.zone)
