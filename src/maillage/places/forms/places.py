"""What a place is, whatever its phase."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from maillage.actors.record_forms.fields import LinkField, attempt
from maillage.places.actions import PlaceSheet, describe_place, enter_place
from maillage.places.enums import PlaceKind
from maillage.places.forms.fields import SureForm
from maillage.places.models import Place
from maillage.territory.models import Territory


class PlaceForm(SureForm):
    """The name and the kind of a place, and what it is for, in both languages."""

    name = forms.CharField(label=gettext_lazy("Son nom"), max_length=160)
    kind = forms.ChoiceField(label=gettext_lazy("Quelle sorte de lieu ?"), choices=PlaceKind.choices)
    text_fr = forms.CharField(
        label=gettext_lazy("Ce que l’on y fait"),
        help_text=gettext_lazy("En deux phrases, pour qui n’y est jamais entré."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    text_en = forms.CharField(
        label=gettext_lazy("La même chose en anglais"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    website = LinkField(label=gettext_lazy("Son adresse sur le web"), max_length=400, required=False)

    def __init__(self, *args: Any, place: Place | None = None, **kwargs: Any) -> None:
        if place is not None:
            kwargs["initial"] = {
                "name": place.name,
                "kind": place.kind,
                "text_fr": place.descriptions.get("fr", ""),
                "text_en": place.descriptions.get("en", ""),
                "website": place.website,
            }
        super().__init__(*args, **kwargs)
        self.place = place

    def sheet(self) -> PlaceSheet:
        """What was typed, as the actions take it."""
        data = self.cleaned_data
        texts = {"fr": data["text_fr"], "en": data["text_en"]}
        return PlaceSheet(data["name"], PlaceKind(data["kind"]), texts, data["website"])

    def enter(self, *, territory: Territory, who: str) -> Place | None:
        """Make the place known; None when it was refused: the form says why."""
        sheet, is_sure = self.sheet(), self.cleaned_data["is_sure"]
        return attempt(self, lambda: enter_place(territory=territory, sheet=sheet, who=who, is_sure=is_sure))

    def describe(self, place: Place, *, who: str) -> bool | None:
        """Say again what the place is; None when it was refused."""
        sheet = self.sheet()
        return attempt(self, lambda: describe_place(place=place, sheet=sheet, who=who))
