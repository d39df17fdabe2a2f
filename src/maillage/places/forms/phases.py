"""A period of a place as the coordinator types it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.actions import Whereabouts
from maillage.actors.record_forms.fields import (
    SourceForm,
    attempt,
    where_fields,
    where_of,
    where_values,
    whereabouts_of,
)
from maillage.actors.record_forms.picker import ActorPicker
from maillage.places.actions import PhaseSheet, add_phase, correct_phase
from maillage.places.enums import Access, Means, PhaseState, Service
from maillage.places.forms.fields import AnyDateField
from maillage.places.models import Phase, Place
from maillage.places.opening import HoursError, read_hours
from maillage.places.opening import in_words as hours_in_words
from maillage.places.outlines import Bounds, OutlineError, read_outline, read_point
from maillage.places.outlines import in_words as outline_in_words

TICKS = forms.CheckboxSelectMultiple


class PhaseForm(SourceForm, ActorPicker):
    """State, dates, address, outline, what one finds there, hours, who keeps it (an actor), the source."""

    state = forms.ChoiceField(label=gettext_lazy("Que devient ce lieu ?"), choices=PhaseState.choices)
    since = AnyDateField(label=gettext_lazy("Depuis quand ?"))
    until = AnyDateField(
        label=gettext_lazy("Jusqu’à quand, si c’est connu ?"),
        help_text=gettext_lazy("Sans date de fin, la phase dure jusqu’à la suivante."),
        required=False,
    )
    lat = forms.CharField(label=gettext_lazy("Latitude"), max_length=20, required=False)
    lon = forms.CharField(label=gettext_lazy("Longitude"), max_length=20, required=False)
    is_approximate = forms.BooleanField(label=gettext_lazy("La position est approximative"), required=False)
    outline = forms.CharField(
        label=gettext_lazy("Son contour"),
        help_text=gettext_lazy("Un polygone GeoJSON, tel qu’un outil de dessin de carte l’exporte."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Combien de personnes peut-il accueillir ?"),
        min_value=1,
        max_value=100_000,
        required=False,
    )
    services = forms.MultipleChoiceField(
        label=gettext_lazy("Ses services"), choices=Service.choices, required=False, widget=TICKS
    )
    means = forms.MultipleChoiceField(
        label=gettext_lazy("Ses moyens"), choices=Means.choices, required=False, widget=TICKS
    )
    access = forms.MultipleChoiceField(
        label=gettext_lazy("Son accessibilité"), choices=Access.choices, required=False, widget=TICKS
    )
    hours = forms.CharField(
        label=gettext_lazy("Ses horaires"),
        help_text=gettext_lazy(
            "Dans l’écriture d’OpenStreetMap : « Mo-Fr 09:00-18:00; PH off » se lit du lundi au vendredi "
            "de 9 h à 18 h, fermé les jours fériés."
        ),
        max_length=400,
        required=False,
    )
    note_fr = forms.CharField(label=gettext_lazy("Autre chose à dire"), max_length=600, required=False)
    note_en = forms.CharField(label=gettext_lazy("La même chose en anglais"), max_length=600, required=False)

    def __init__(
        self,
        *args: Any,
        place: Place,
        phase: Phase | None = None,
        bounds: Bounds | None = None,
        **kwargs: Any,
    ) -> None:
        if phase is not None:
            kwargs["initial"] = _values(phase)
        super().__init__(*args, **kwargs)
        self.fields.update(where_fields())
        self.fields["words"].label = _("Qui tient ce lieu ?")
        self.place, self.bounds = place, bounds

    def clean_outline(self) -> dict[str, Any] | None:
        """The outline in its one form; refuses what is no polygon, crosses itself, or is somewhere else."""
        text = self.cleaned_data["outline"].strip()
        try:
            return read_outline(text, bounds=self.bounds) if text else None
        except OutlineError as error:
            raise ValidationError(outline_in_words(error), code=error.code) from None

    def clean_hours(self) -> str:
        """The hours as typed, once they can be read."""
        text = str(self.cleaned_data["hours"]).strip()
        territory = self.place.territory
        try:
            return read_hours(text, country=territory.country, zone=territory.zone).text if text else ""
        except HoursError as error:
            raise ValidationError(hours_in_words(error), code=error.code) from None

    def clean(self) -> dict[str, Any]:
        """Both coordinates or none; the keeper, if one is named."""
        data = super().clean() or {}
        data["keeper"] = self.picked(needed=False)
        lat, lon = data.get("lat", "").strip(), data.get("lon", "").strip()
        data["point"] = None
        if lat or lon:
            try:
                data["point"] = read_point(lat, lon, self.bounds)
            except OutlineError as error:
                self.add_error("lat", ValidationError(outline_in_words(error), code=error.code))
        return data

    def sheet(self) -> PhaseSheet:
        """What was typed, as the actions take it."""
        data = self.cleaned_data
        where = where_of(data)
        if data["point"]:
            where = replace(where or Whereabouts(), lat=data["point"][0], lon=data["point"][1])
        named = ("since", "until", "is_approximate", "outline", "capacity", "hours", "keeper")
        return PhaseSheet(
            state=PhaseState(data["state"]),
            where=where,
            services=tuple(data["services"]),
            means=tuple(data["means"]),
            access=tuple(data["access"]),
            notes={"fr": data["note_fr"], "en": data["note_en"]},
            **{name: data[name] for name in named},
        )

    def add(self, *, who: str) -> Phase | None:
        """Tell the phase; None when it was refused: the form says why."""
        place, sheet, source = self.place, self.sheet(), self.provenance()
        return attempt(self, lambda: add_phase(place=place, sheet=sheet, who=who, source=source))

    def correct(self, phase: Phase, *, who: str) -> Phase | None:
        """Put this in the place of what was said; None when it was refused."""
        sheet, source = self.sheet(), self.provenance()
        return attempt(self, lambda: correct_phase(phase=phase, sheet=sheet, who=who, source=source))


def phase_sheet_of(phase: Phase) -> PhaseSheet:
    """What a version of a phase said, to be said again."""
    return PhaseSheet(
        state=PhaseState(phase.state),
        since=phase.since,
        until=phase.until,
        where=whereabouts_of(phase.address),
        is_approximate=phase.is_approximate,
        outline=phase.outline,
        capacity=phase.capacity,
        services=tuple(phase.services),
        means=tuple(phase.means),
        access=tuple(phase.access),
        hours=phase.hours,
        keeper=phase.keeper,
        notes=dict(phase.notes),
    )


def _values(phase: Phase) -> dict[str, Any]:
    """A phase as its form shows it."""
    row, keeper = phase.address, phase.keeper
    named = ("state", "since", "until", "is_approximate", "capacity", "services", "means", "access", "hours")
    told = ("source", "source_name", "source_url")
    return {
        **{name: getattr(phase, name) for name in (*named, *told)},
        **where_values("", row),
        "lat": "" if row is None or row.lat is None else row.lat,
        "lon": "" if row is None or row.lon is None else row.lon,
        "outline": json.dumps(phase.outline) if phase.outline else "",
        "note_fr": phase.notes.get("fr", ""),
        "note_en": phase.notes.get("en", ""),
        **({"words": keeper.name, "chosen": keeper.ref} if keeper else {}),
    }
