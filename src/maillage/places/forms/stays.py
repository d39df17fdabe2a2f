"""Who is where, as the coordinator types it: come, leave, move, correct."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.record_forms.fields import SourceForm, attempt
from maillage.actors.record_forms.picker import ActorPicker
from maillage.common import clock
from maillage.common.partial_date import PartialDate
from maillage.places.actions import Stay, correct_stay, end_stay, move_occupant, settle_in
from maillage.places.enums import Terms
from maillage.places.forms.fields import AnyDateField, SureForm
from maillage.places.models import Occupancy, Place
from maillage.places.queries import places_by_name


class StaySaid(SourceForm):
    """From when to when, on what terms, who says so."""

    since = AnyDateField(label=gettext_lazy("Depuis quand ?"))
    until = AnyDateField(label=gettext_lazy("Jusqu’à quand, si c’est connu ?"), help_text="", required=False)
    terms = forms.ChoiceField(
        label=gettext_lazy("À quelles conditions ?"), choices=Terms.choices, initial=Terms.UNKNOWN
    )
    note = forms.CharField(label=gettext_lazy("Une précision"), max_length=300, required=False)

    def said(self) -> Stay:
        """What was typed, as the actions take it."""
        data = self.cleaned_data
        return Stay(data["since"], data["until"], Terms(data["terms"]), data["note"])


class StayForm(StaySaid, SureForm, ActorPicker):
    """An actor is in the place whose page is open."""

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("Quel acteur ?")
        self.place = place

    def clean(self) -> dict[str, Any]:
        """The actor is named."""
        data = super().clean() or {}
        data["actor"] = self.picked(needed=True)
        return data

    def save(self, *, who: str) -> Occupancy | None:
        """Note who is there; None when it was refused, or when it warned and waits for a yes."""
        data, stay, source = self.cleaned_data, self.said(), self.provenance()
        return attempt(
            self,
            lambda: settle_in(
                place=self.place,
                actor=data["actor"],
                stay=stay,
                who=who,
                source=source,
                is_sure=data["is_sure"],
            ),
        )


class StayEditForm(StaySaid):
    """What was said of an occupancy was wrong. Its place and its actor stay."""

    def __init__(self, *args: Any, stay: Occupancy, **kwargs: Any) -> None:
        named = ("since", "until", "terms", "note", "source", "source_name", "source_url")
        kwargs["initial"] = {name: getattr(stay, name) for name in named}
        super().__init__(*args, **kwargs)
        self.stay = stay

    def save(self, *, who: str) -> Occupancy | None:
        """Correct it; None when it was refused."""
        said, source = self.said(), self.provenance()
        return attempt(self, lambda: correct_stay(stay=self.stay, said=said, who=who, source=source))


class StayEndForm(forms.Form):
    """An actor leaves."""

    until = AnyDateField(label=gettext_lazy("Quand part-il, ou est-il parti ?"))
    note = forms.CharField(label=gettext_lazy("Une précision"), max_length=300, required=False)

    def __init__(self, *args: Any, stay: Occupancy, **kwargs: Any) -> None:
        kwargs["initial"] = {"until": str(PartialDate.of(clock.today())), "note": stay.note}
        super().__init__(*args, **kwargs)
        self.stay = stay

    def save(self, *, who: str) -> Occupancy | None:
        """Note its departure; None when it was refused."""
        data = self.cleaned_data
        return attempt(
            self, lambda: end_stay(stay=self.stay, until=data["until"], who=who, note=data["note"])
        )


class MoveForm(SourceForm, SureForm):
    """An actor moves to another place, on a date past or to come."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Vers quel lieu ?"),
        queryset=Place.objects.none(),
        to_field_name="ref",
        empty_label=gettext_lazy("choisissez"),
    )
    on = AnyDateField(label=gettext_lazy("Quand ?"))
    terms = forms.ChoiceField(label=gettext_lazy("À quelles conditions ?"), choices=Terms.choices)
    note = forms.CharField(label=gettext_lazy("Une précision"), max_length=300, required=False)

    def __init__(self, *args: Any, stay: Occupancy, **kwargs: Any) -> None:
        kwargs["initial"] = {"terms": stay.terms}
        super().__init__(*args, **kwargs)
        choice = self.fields["to"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101  declared above
        choice.queryset = places_by_name().exclude(pk=stay.place_id)
        self.stay = stay

    def save(self, *, who: str) -> Occupancy | None:
        """Note the move; None when it was refused, or when it warned and waits for a yes."""
        data, source = self.cleaned_data, self.provenance()
        return attempt(
            self,
            lambda: move_occupant(
                stay=self.stay,
                to=data["to"],
                on=data["on"],
                terms=Terms(data["terms"]),
                note=data["note"],
                who=who,
                source=source,
                is_sure=data["is_sure"],
            ),
        )
