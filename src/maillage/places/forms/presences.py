"""« I am here until six »: a place, an hour of today, and what one is glad to be interrupted about."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.record_forms.fields import attempt
from maillage.common import clock
from maillage.people.models import Person
from maillage.places.actions import announce_presence
from maillage.places.actions.presences import ABOUT_MOST, LONGEST
from maillage.places.models import Place, Presence
from maillage.places.queries.presences import welcoming_places

HOURS = ("%H:%M", "%H:%M:%S", "%Hh%M", "%Hh", "%H")
"""As browsers send them, and as people write them."""


class HourField(forms.TimeField):
    """An hour of the clock: « 18:00 », « 18 h 30 », « 18h »."""

    def clean(self, value: Any) -> time | None:
        """The hour, whatever the spaces it was written with."""
        found: time | None = super().clean("".join(value.split()) if isinstance(value, str) else value)
        return found


class PresenceForm(forms.Form):
    """A person says where she is and until when."""

    place = forms.ModelChoiceField(
        label=gettext_lazy("Où êtes-vous ?"),
        queryset=Place.objects.none(),
        to_field_name="ref",
        empty_label=gettext_lazy("choisissez"),
        error_messages={
            "required": gettext_lazy("Dites où vous êtes."),
            "invalid_choice": gettext_lazy(
                "Ce lieu n’accueille personne aujourd’hui : choisissez-en un autre dans la liste."
            ),
        },
    )
    until = HourField(
        label=gettext_lazy("Jusqu’à quelle heure ?"),
        help_text=gettext_lazy("Dans les douze heures qui viennent. Passé cette heure, tout s’efface."),
        input_formats=HOURS,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": gettext_lazy("Dites jusqu’à quelle heure vous restez."),
            "invalid": gettext_lazy("Cette heure ne se lit pas : écrivez-la comme 18:00."),
        },
    )
    about = forms.CharField(
        label=gettext_lazy("De quoi peut-on venir vous parler ?"),
        help_text=gettext_lazy("Par exemple : impression 3D, un premier budget, un café."),
        max_length=ABOUT_MOST,
        required=False,
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["place"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101  declared above
        choice.queryset = welcoming_places()
        self.person = person

    def clean_until(self) -> datetime:
        """The next instant at which the clocks here say this hour."""
        found = next_instant(self.cleaned_data["until"], self.person.territory.zone)
        if found is None:
            raise ValidationError(
                _(
                    "Cette heure n’existe pas : cette nuit, les horloges avancent et la sautent. "
                    "Choisissez-en une autre."
                ),
                code="missing_hour",
            )
        return found

    def save(self) -> Presence | None:
        """Say it to the members; None when it was refused: the form says why."""
        data, person = self.cleaned_data, self.person
        return attempt(self, lambda: announce_presence(person=person, **data))


def next_instant(said: time, zone: ZoneInfo) -> datetime | None:
    """When the clocks of a zone next say this hour: later today, or tomorrow within twelve hours.

    Of an hour that comes twice (the clocks go back), the first to come; None for one that they skip; the
    present moment for one that has passed, which the action refuses as such.
    """
    now = clock.now().astimezone(zone)
    for day in (now.date(), now.date() + timedelta(days=1)):
        wall = datetime.combine(day, said)
        instants = _instants(wall, zone)
        left = wall - now.replace(tzinfo=None)
        if not instants and timedelta(0) < left <= LONGEST:
            return None
        coming = [instant for instant in instants if instant > now]
        if coming and (day == now.date() or coming[0] - now.astimezone(UTC) <= LONGEST):
            return coming[0].astimezone(zone)
    return now


def _instants(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """The instants (UTC) at which the clocks say this: one, two when they go back, none when they skip it."""
    folds = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return sorted({at for at in folds if at.astimezone(zone).replace(tzinfo=None, fold=0) == wall})
