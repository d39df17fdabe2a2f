"""What the coordinator types of a space: its sheet and its rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from maillage.actors.enums import ActorKind
from maillage.actors.record_forms.fields import attempt
from maillage.bookings.actions import (
    SpaceSheet,
    describe_space,
    open_space,
    withdraw_space,
)
from maillage.bookings.enums import SpaceKind
from maillage.bookings.models import Space
from maillage.places.enums import Access, Means
from maillage.places.models import Place
from maillage.places.opening import HoursError, read_hours
from maillage.places.opening import in_words as hours_in_words
from maillage.territory.models import Territory

TICKS = forms.CheckboxSelectMultiple
PLAIN = (
    "name",
    "kind",
    "units",
    "capacity",
    "means",
    "access",
    "hours",
    "audience",
    "ahead_days",
    "notice_minutes",
    "longest_minutes",
    "needs_approval",
    "reconfirm_hours",
    "release_minutes",
)
"""The fields of the form that a sheet keeps under the same name, as they are."""


def _number(label: Any, hint: Any, least: int, most: int, first: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=hint, min_value=least, max_value=most, initial=first, required=True
    )


def _ticks(label: Any, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=TICKS)


class SpaceForm(forms.Form):
    """Name, kind, what one finds there, for whom, when and how it is booked; a share by group of actors."""

    name = forms.CharField(label=gettext_lazy("Son nom"), max_length=160)
    kind = forms.ChoiceField(label=gettext_lazy("Que réserve-t-on ?"), choices=SpaceKind.choices)
    units = _number(
        gettext_lazy("Combien y en a-t-il de semblables ?"),
        gettext_lazy("Douze postes dans une même salle : 12. Une salle : 1."),
        1,
        1000,
        1,
    )
    capacity = _number(
        gettext_lazy("Pour combien de personnes ?"), gettext_lazy("Dans chacun."), 1, 100_000, 1
    )
    means = _ticks(gettext_lazy("Ses moyens"), Means.choices)
    access = _ticks(gettext_lazy("Son accessibilité"), Access.choices)
    hours = forms.CharField(
        label=gettext_lazy("Ses horaires, s’ils diffèrent de ceux du lieu"),
        help_text=gettext_lazy(
            "Vide : ceux du lieu. Dans l’écriture d’OpenStreetMap : « Mo-Fr 09:00-18:00; PH off » se lit du "
            "lundi au vendredi de 9 h à 18 h, fermé les jours fériés."
        ),
        max_length=400,
        required=False,
    )
    audience = _ticks(gettext_lazy("Réservé à certaines sortes d’acteurs"), ActorKind.choices)
    ahead_days = _number(
        gettext_lazy("Combien de jours à l’avance, au plus ?"), gettext_lazy("En jours."), 0, 730, 60
    )
    notice_minutes = _number(
        gettext_lazy("Combien de temps à l’avance, au moins ?"),
        gettext_lazy("En minutes ; 0 : jusqu’au dernier moment."),
        0,
        43_200,
        0,
    )
    longest_minutes = _number(
        gettext_lazy("Combien de temps dure une réservation, au plus ?"),
        gettext_lazy("En minutes ; 480 font huit heures."),
        1,
        20_160,
        480,
    )
    needs_approval = forms.BooleanField(
        label=gettext_lazy("Chaque réservation attend mon accord"), required=False
    )
    reconfirm_hours = _number(
        gettext_lazy("Redemander si l’on vient, combien de temps avant ?"),
        gettext_lazy("En heures ; 0 : jamais. Sans réponse à mi-chemin, la place est rendue."),
        0,
        336,
        24,
    )
    release_minutes = _number(
        gettext_lazy("Rendre la place si personne ne vient, après combien de temps ?"),
        gettext_lazy("En minutes après le début ; 0 : jamais."),
        0,
        1440,
        20,
    )
    price_fr = forms.CharField(
        label=gettext_lazy("Ce que cela coûte"),
        help_text=gettext_lazy("Vide : rien n’en est dit."),
        max_length=200,
        required=False,
    )
    price_en = forms.CharField(label=gettext_lazy("La même chose en anglais"), max_length=200, required=False)

    def __init__(self, *args: Any, territory: Territory, space: Space | None = None, **kwargs: Any) -> None:
        if space is not None:
            kwargs["initial"] = _values(space)
        super().__init__(*args, **kwargs)
        self.territory, self.space = territory, space
        for group in territory.groups:
            self.fields[f"share_{group}"] = forms.IntegerField(
                label=territory.group_name(group), min_value=0, max_value=100, required=False
            )

    @property
    def shares(self) -> list[forms.BoundField]:
        """The fields of the shares, in percent, one by group of actors of the territory."""
        return [self[f"share_{group}"] for group in self.territory.groups]

    @property
    def keeps_shares(self) -> bool:
        """True when some share was kept or typed: it is then shown at once."""
        return any(field.value() or field.errors for field in self.shares)

    def clean_hours(self) -> str:
        """The hours as typed, once they can be read."""
        text = str(self.cleaned_data["hours"]).strip()
        try:
            country, zone = self.territory.country, self.territory.zone
            return read_hours(text, country=country, zone=zone).text if text else ""
        except HoursError as error:
            raise ValidationError(hours_in_words(error), code=error.code) from None

    def sheet(self) -> SpaceSheet:
        """What was typed, as the actions take it; shares from 0 to 1, none when nothing is kept."""
        data = self.cleaned_data
        shares = {group: data[f"share_{group}"] or 0 for group in self.territory.groups}
        prices = {"fr": data["price_fr"].strip(), "en": data["price_en"].strip()}
        return SpaceSheet(
            **{name: data[name] for name in PLAIN if name != "kind"},
            kind=SpaceKind(data["kind"]),
            reserved_shares={group: percent / 100 for group, percent in shares.items() if percent},
            price_notes={language: text for language, text in prices.items() if text},
        )

    def open(self, place: Place, *, who: str) -> Space | None:
        """The space can be booked; None when it was refused: the form says why."""
        sheet, invented = self.sheet(), place.is_invented
        return attempt(self, lambda: open_space(place=place, sheet=sheet, who=who, is_invented=invented))

    def describe(self, space: Space, *, who: str) -> bool | None:
        """Say again what the space is; None when it was refused."""
        sheet = self.sheet()
        return attempt(self, lambda: describe_space(space=space, sheet=sheet, who=who))


def _values(space: Space) -> dict[str, Any]:
    """A space as its form shows it."""
    return {
        **{name: getattr(space, name) for name in PLAIN},
        **{f"share_{group}": round(share * 100) for group, share in space.reserved_shares.items()},
        **{f"price_{language}": text for language, text in space.price_notes.items()},
    }


class WhyForm(forms.Form):
    """A reason, in one sentence; the journal keeps it."""

    why = forms.CharField(label=gettext_lazy("Pourquoi ?"), max_length=200, required=False)

    def withdraw(self, space: Space, *, who: str) -> bool:
        """The space can no longer be booked; raises what the action refuses."""
        return withdraw_space(space=space, who=who, why=self.cleaned_data["why"])
