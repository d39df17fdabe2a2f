"""Numbers and contacts as rows: what is there, and a few empty rows; an emptied row goes away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.actions import describe_actor
from maillage.actors.actions.profile import clean_contact
from maillage.actors.contact_values import FRENCH_REGIONS, shown_phone
from maillage.actors.enums import ContactKind, Visibility
from maillage.actors.identifiers import IdentifierScheme, check_identifier
from maillage.actors.models import Actor, Contact, Identifier
from maillage.actors.record_forms.fields import attempt, in_words
from maillage.actors.record_forms.records import ProfileForm
from maillage.common.errors import Refusal
from maillage.skills.models import Skill

EMPTY_ROWS = 3
MOST_ROWS = 200


class IdentifierRow(forms.Form):
    """A number and the register it is in."""

    scheme = forms.ChoiceField(
        label=gettext_lazy("Registre"), choices=IdentifierScheme.choices, initial=IdentifierScheme.SIRET
    )
    value = forms.CharField(label=gettext_lazy("Numéro"), max_length=60, required=False)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country

    def clean(self) -> dict[str, Any]:
        """The number in its one form, or what is wrong with it."""
        data = super().clean() or {}
        if data.get("value") and data.get("scheme"):
            try:
                data["value"] = check_identifier(data["scheme"], data["value"], country=self.country)
            except Refusal as refused:
                self.add_error("value", in_words(refused))
        return data


class ContactRow(forms.Form):
    """A way to reach the actor, and who may see it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Moyen"), choices=ContactKind.choices, initial=ContactKind.EMAIL
    )
    value = forms.CharField(label=gettext_lazy("Adresse ou numéro"), max_length=400, required=False)
    visibility = forms.ChoiceField(
        label=gettext_lazy("Visible par"), choices=Visibility.choices, initial=Visibility.PUBLIC
    )

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country

    def clean(self) -> dict[str, Any]:
        """The contact in its one form, or what is wrong with it."""
        data = super().clean() or {}
        if data.get("value") and data.get("kind"):
            try:
                data["value"] = clean_contact(data["kind"], data["value"], country=self.country)
            except Refusal as refused:
                self.add_error("value", in_words(refused))
        return data


if TYPE_CHECKING:
    _Rows = BaseFormSet[ContactRow]
else:
    _Rows = BaseFormSet  # generic for the type checker only


class ContactRows(_Rows):
    """All the contacts: one contact is in one row, with one visibility."""

    def clean(self) -> None:
        """The same contact twice would be seen by two publics at once."""
        seen: set[tuple[str, str]] = set()
        for row in self.forms:
            data = row.cleaned_data if not row.errors else {}
            contact = (data.get("kind", ""), data.get("value", ""))
            if contact[1] and contact in seen:
                row.add_error("value", _("Ce moyen est déjà sur une autre ligne. Gardez-en une seule."))
            seen.add(contact)

    def is_valid(self) -> bool:
        """Also false when a row was refused only once compared with the others."""
        return super().is_valid() and not any(row.errors for row in self.forms)


IdentifierRows = formset_factory(IdentifierRow, extra=EMPTY_ROWS, max_num=MOST_ROWS)
FilledContactRows = formset_factory(ContactRow, formset=ContactRows, extra=EMPTY_ROWS, max_num=MOST_ROWS)


class RecordSheet:
    """The whole sheet of a record: its form and its two sets of rows, read and written together."""

    def __init__(self, data: QueryDict | None, *, actor: Actor, skills: list[Skill]) -> None:
        country = {"country": actor.territory.country}
        self.actor = actor
        self.form = ProfileForm(data, actor=actor, skills=skills)
        self.identifiers = IdentifierRows(data, prefix="number", initial=_numbers(actor), form_kwargs=country)
        self.contacts = FilledContactRows(
            data, prefix="contact", initial=_contacts(actor), form_kwargs=country
        )

    def is_valid(self) -> bool:
        """Every part is read, so that every error shows at once."""
        read = [part.is_valid() for part in (self.form, self.identifiers, self.contacts)]
        return all(read)

    @property
    def errors(self) -> list[str]:
        """What is wrong with a set of rows as a whole."""
        return [str(error) for rows in (self.identifiers, self.contacts) for error in rows.non_form_errors()]

    @property
    def row_errors(self) -> list[forms.BoundField]:
        """The cells of the rows that wait to be corrected."""
        rows = [row for sheet in (self.contacts, self.identifiers) for row in sheet.forms]
        return [cell for row in rows for cell in row if cell.errors]

    def save(self, *, who: str) -> Actor | None:
        """Write what changed; None when the action refused, and then the form says why."""
        profile = replace(
            self.form.profile(),
            identifiers=tuple((row["scheme"], row["value"]) for row in _filled(self.identifiers)),
            contacts=tuple((row["kind"], row["value"], row["visibility"]) for row in _filled(self.contacts)),
        )
        return attempt(self.form, lambda: describe_actor(actor=self.actor, profile=profile, who=who))


def _numbers(actor: Actor) -> list[dict[str, str]]:
    return [{"scheme": row.scheme, "value": row.value} for row in Identifier.objects.filter(actor=actor)]


def _contacts(actor: Actor) -> list[dict[str, str]]:
    here = actor.territory.country in FRENCH_REGIONS  # elsewhere, the national form would not be read back
    return [
        {
            "kind": row.kind,
            "value": shown_phone(row.value) if here and row.kind == ContactKind.PHONE else row.value,
            "visibility": row.visibility,
        }
        for row in Contact.objects.filter(actor=actor)
    ]


def _filled(rows: BaseFormSet[Any]) -> list[dict[str, Any]]:
    return [row.cleaned_data for row in rows.forms if row.cleaned_data.get("value")]
