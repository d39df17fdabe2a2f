"""The pieces that several forms share: a date in words, a place, a source, an actor found by its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.actions import Provenance, Whereabouts
from maillage.actors.actions.register import date_or_refuse
from maillage.actors.contact_values import clean_url
from maillage.actors.enums import SourceKind
from maillage.actors.models import Address, LifeEvent, Tie
from maillage.actors.record_forms.dates import read_date
from maillage.actors.typed_text import refusal
from maillage.common.errors import Refusal
from maillage.common.partial_date import PartialDate, PartialDateError
from maillage.territory.models import Commune

T = TypeVar("T")

DATE_HINT = gettext_lazy("2017, mai 2017 ou 12/05/2017 : aussi précis que vous le savez.")
SOURCES = [choice for choice in SourceKind.choices if choice[0] != SourceKind.IMPORT]


def in_words(refused: Refusal) -> ValidationError:
    """A refusal as an error of a field: what happened, why, and what to do next."""
    return ValidationError(str(refused), code=refused.code)


def attempt(form: forms.BaseForm, act: Callable[[], T]) -> T | None:
    """What the action gave; None when it refused: the form then says why, and keeps all that was typed."""
    try:
        return act()
    except Refusal as refused:
        form.add_error(None, in_words(refused))
        return None


class PastDateField(forms.CharField):
    """A date with its precision, typed in words or figures, not later than today; kept as ``2017-05``."""

    def __init__(self, *, help_text: Any = DATE_HINT, **kwargs: Any) -> None:
        super().__init__(max_length=60, help_text=help_text, **kwargs)
        self.widget.attrs["autocomplete"] = "off"

    def clean(self, value: Any) -> str:
        """The date in its one form; empty when nothing was typed and nothing had to be."""
        typed = str(super().clean(value))
        if not typed:
            return ""
        try:
            return str(date_or_refuse(str(read_date(typed))))
        except Refusal as refused:
            raise in_words(refused) from None

    def prepare_value(self, value: Any) -> Any:
        """A kept date is shown in words, what was typed as it was typed."""
        try:
            return PartialDate.parse(str(value or "")).label
        except PartialDateError:
            return value


class LinkField(forms.CharField):
    """A public web address, in its one form; empty allowed."""

    def clean(self, value: Any) -> str:
        """The address, with https:// when it was left out; refuses other schemes than http and https."""
        typed = str(super().clean(value))
        try:
            return clean_url(typed) if typed else ""
        except Refusal as refused:
            raise in_words(refused) from None


class SourceForm(forms.Form):
    """Who says so: the kind of source, its name, its address."""

    source = forms.ChoiceField(
        label=gettext_lazy("D’où vient ce fait ?"), choices=SOURCES, initial=SourceKind.COORDINATOR
    )
    source_name = forms.CharField(
        label=gettext_lazy("Le nom de la source"),
        help_text=gettext_lazy("Un journal, un registre, une personne qui parle pour l’acteur."),
        max_length=160,
        required=False,
    )
    source_url = LinkField(label=gettext_lazy("Son adresse sur le web"), max_length=400, required=False)

    def provenance(self) -> Provenance:
        """The source as the actions take it."""
        data = self.cleaned_data
        return Provenance(SourceKind(data["source"]), data["source_name"], data["source_url"])


def where_fields(prefix: str = "") -> dict[str, forms.Field]:
    """The fields of a place, each with this prefix: street, complement, postcode, commune, other town."""
    text: dict[str, Any] = {"required": False}
    return {
        f"{prefix}street": forms.CharField(label=_("Rue"), max_length=200, **text),
        f"{prefix}complement": forms.CharField(label=_("Bâtiment, étage, chez…"), max_length=200, **text),
        f"{prefix}postcode": forms.CharField(label=_("Code postal"), max_length=12, **text),
        f"{prefix}commune": forms.ModelChoiceField(
            label=_("Commune du territoire"),
            queryset=Commune.objects.all(),
            empty_label=_("choisissez"),
            **text,
        ),
        f"{prefix}city": forms.CharField(label=_("Ou une ville d’ailleurs"), max_length=120, **text),
    }


def where_of(data: dict[str, Any], prefix: str = "") -> Whereabouts | None:
    """The place that cleaned fields tell; None when they tell none."""
    named = ("street", "complement", "postcode", "commune", "city")
    told = {name: data[prefix + name] for name in named if data.get(prefix + name)}
    return Whereabouts(**told) if told else None


def where_values(prefix: str, address: Address | None) -> dict[str, Any]:
    """An address as the fields of a place show it; the name of a commune is not said twice."""
    if address is None:
        return {}
    named = ("street", "complement", "postcode", "commune")
    elsewhere = "" if address.commune else address.city
    return {f"{prefix}city": elsewhere, **{prefix + name: getattr(address, name) for name in named}}


def whereabouts_of(address: Address | None) -> Whereabouts | None:
    """An address, to be said again."""
    if address is None:
        return None
    named = ("street", "complement", "postcode", "city", "country", "commune", "lat", "lon")
    return Whereabouts(**{name: getattr(address, name) for name in named})


def provenance_of(fact: LifeEvent | Tie) -> Provenance:
    """Who said a fact, to say it again from the same source."""
    return Provenance(SourceKind(fact.source), fact.source_name, fact.source_url)


class ReasonForm(forms.Form):
    """Why something is taken back, in a few words; may be left empty."""

    why = forms.CharField(
        label=gettext_lazy("Pourquoi ?"),
        help_text=gettext_lazy("La raison reste dans la mémoire de la fiche."),
        max_length=300,
        required=False,
    )

    def reason(self) -> str:
        """The reason as typed; refuses one that is too long to be kept whole."""
        if self.is_valid():
            return str(self.cleaned_data["why"])
        raise refusal(
            "reason_long",
            _("Cette raison est trop longue."),
            _("La mémoire en garde 300 signes, et rien ne doit s’y perdre."),
            _("Revenez à la page d’avant et dites-la en moins de mots."),
        )
