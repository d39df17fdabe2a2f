"""Human input on what an entry says: by its keeper, by its own address, by anyone."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from maillage.actors.actions import Said, answer_changed, suggest_correction, update_entry
from maillage.actors.actions.profile import clean_contact
from maillage.actors.contact_values import FRENCH_REGIONS, shown_phone
from maillage.actors.corrections import Changes, NewAddress, NewContact, NewName
from maillage.actors.enums import ContactKind, Visibility
from maillage.actors.models import Actor, ConfirmationAsk, Contact, Suggestion
from maillage.actors.record_forms.fields import PastDateField, attempt, in_words
from maillage.common.errors import Refusal

KINDS = {"site": ContactKind.WEBSITE, "email": ContactKind.EMAIL, "phone": ContactKind.PHONE}
CHANGED, WRONG = "changed", "wrong"
SINCE = gettext_lazy("L’année suffit. Vide : aujourd’hui.")


class EntryForm(forms.Form):
    """What an entry says, to be corrected; what is left as it is does not change.

    ``everything`` shows the contacts that are not public too: to a keeper only.
    """

    name = forms.CharField(label=gettext_lazy("Nom"), max_length=160, required=False)
    name_is = forms.ChoiceField(
        label=gettext_lazy("Si le nom n’est plus le même"),
        choices=[
            (CHANGED, gettext_lazy("le nom a changé")),
            (WRONG, gettext_lazy("il était mal écrit")),
        ],
        widget=forms.RadioSelect,
        initial=CHANGED,
        required=False,
    )
    name_since = PastDateField(label=gettext_lazy("Changé depuis quand ?"), help_text=SINCE, required=False)
    description = forms.CharField(
        label=gettext_lazy("Présentation"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        required=False,
    )
    site = forms.CharField(label=gettext_lazy("Site web"), max_length=400, required=False)
    email = forms.CharField(label=gettext_lazy("E-mail"), max_length=254, required=False)
    phone = forms.CharField(label=gettext_lazy("Téléphone"), max_length=60, required=False)
    hours = forms.CharField(label=gettext_lazy("Horaires"), max_length=300, required=False)
    street = forms.CharField(label=gettext_lazy("Rue"), max_length=200, required=False)
    postcode = forms.CharField(label=gettext_lazy("Code postal"), max_length=12, required=False)
    city = forms.CharField(label=gettext_lazy("Commune"), max_length=120, required=False)
    address_is = forms.ChoiceField(
        label=gettext_lazy("Si l’adresse n’est plus la même"),
        choices=[
            (CHANGED, gettext_lazy("c’est un déménagement")),
            (WRONG, gettext_lazy("elle était fausse, ou manquait")),
        ],
        widget=forms.RadioSelect,
        initial=CHANGED,
        required=False,
    )
    address_since = PastDateField(label=gettext_lazy("Depuis quand ?"), help_text=SINCE, required=False)

    watches_changes = True

    def __init__(self, *args: Any, actor: Actor, everything: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        rows = Contact.objects.filter(actor=actor).order_by("pk")
        rows = rows if everything else rows.filter(visibility=Visibility.PUBLIC)
        self.contacts = {
            name: next((r for r in rows if r.kind == kind), None) for name, kind in KINDS.items()
        }
        self.told = self._told()
        self.initial = {**self.told, **self.initial}

    def _told(self) -> dict[str, str]:
        """What the entry says now, field by field."""
        address = self.actor.address
        here = self.actor.territory.country in FRENCH_REGIONS
        said = {name: row.value if row else "" for name, row in self.contacts.items()}
        if here and said["phone"]:
            said["phone"] = shown_phone(said["phone"])
        return {
            "name": self.actor.name,
            "description": str(self.actor.descriptions.get(self.language, "")),
            "hours": self.actor.hours,
            "street": address.street if address else "",
            "postcode": address.postcode if address else "",
            "city": address.city if address else "",
            **said,
        }

    @property
    def language(self) -> str:
        """The language of the description that is shown and written."""
        return (get_language() or "fr")[:2]

    @property
    def stamp(self) -> str:
        """What was shown, as a few signs: another stamp means that the entry changed meanwhile."""
        return hashlib.sha256(json.dumps(self.told, sort_keys=True).encode()).hexdigest()[:12]

    def clean(self) -> dict[str, Any]:
        """Contacts in their one form; an entry keeps a name, and is not written over by surprise."""
        data = super().clean() or {}
        if "name" in self.data and not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Une fiche a toujours un nom."))
        for name, kind in KINDS.items():
            data[name] = self._cleaned_contact(name, kind, data.get(name, ""))
        if self.watches_changes and self.data.get("seen", self.stamp) != self.stamp:
            raise ValidationError(
                _("La fiche a changé pendant que vous écriviez. Relisez-la, puis envoyez de nouveau."),
                code="changed_meanwhile",
            )
        return data

    def _cleaned_contact(self, name: str, kind: ContactKind, typed: str) -> str:
        if not typed:
            return ""
        if typed == self.told[name]:
            row = self.contacts[name]
            return row.value if row else ""
        try:
            return clean_contact(kind, typed, country=self.actor.territory.country)
        except Refusal as refused:
            self.add_error(name, in_words(refused))
            return ""

    def changes(self) -> Changes:
        """What differs from what the entry says."""
        data = self.cleaned_data
        return Changes(
            name=self._new_name(),
            address=self._new_address(),
            contacts=tuple(row for name in KINDS if (row := self._new_contact(name))),
            description=data["description"] if self._differs("description") else None,
            language=self.language,
            hours=data["hours"] if self._differs("hours") else None,
        )

    def _differs(self, *names: str) -> bool:
        return any(n in self.data and self.cleaned_data.get(n, "") != self.told[n] for n in names)

    def _new_name(self) -> NewName | None:
        data = self.cleaned_data
        if not self._differs("name"):
            return None
        return NewName(data["name"], since=data["name_since"], was_wrong=data["name_is"] == WRONG)

    def _new_address(self) -> NewAddress | None:
        data = self.cleaned_data
        if not self._differs("street", "postcode", "city"):
            return None
        return NewAddress(
            street=data["street"],
            postcode=data["postcode"],
            city=data["city"],
            since=data["address_since"],
            was_wrong=data["address_is"] == WRONG,
        )

    def _new_contact(self, name: str) -> NewContact | None:
        row, value = self.contacts[name], str(self.cleaned_data[name])
        was, seen_by = (row.value, row.visibility) if row else ("", "")
        visibility = self._visibility(name, seen_by)
        if name not in self.data or (value == was and (visibility == seen_by or not value)):
            return None
        return NewContact(KINDS[name], was, value, visibility)

    def _visibility(self, name: str, seen_by: str) -> str:
        return seen_by or (Visibility.PUBLIC if name == "site" else Visibility.COORDINATION)

    def _refuse_nothing(self) -> None:
        """What was sent must change something."""
        if not self.errors and not self.changes():
            said = _("Vous n’avez rien changé. Si tout est vrai, touchez plutôt « C’est toujours vrai ».")
            self.add_error(None, said)


class KeeperEntryForm(EntryForm):
    """The same for a keeper: every contact, who may see it, and written at once."""

    email_for = forms.ChoiceField(
        label=gettext_lazy("Qui voit cet e-mail ?"), choices=Visibility.choices, required=False
    )
    phone_for = forms.ChoiceField(
        label=gettext_lazy("Qui voit ce téléphone ?"), choices=Visibility.choices, required=False
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, everything=True, **kwargs)
        for name in ("email", "phone"):
            row = self.contacts[name]
            self.initial.setdefault(f"{name}_for", row.visibility if row else Visibility.NETWORK)

    def _visibility(self, name: str, seen_by: str) -> str:
        return str(self.cleaned_data.get(f"{name}_for") or super()._visibility(name, seen_by))

    def clean(self) -> dict[str, Any]:
        """Something must change."""
        data = super().clean()
        self._refuse_nothing()
        return data

    def save(self, *, who: str) -> Actor | None:
        """Write it; None when an action refused, and then the form says why."""
        changes = self.changes()
        return attempt(self, lambda: update_entry(actor=self.actor, changes=changes, who=who))

    def answer(self, *, ask: ConfirmationAsk) -> bool:
        """Write it as the answer to a question; False when an action refused."""
        changes = self.changes()
        attempt(self, lambda: answer_changed(ask=ask, changes=changes))
        return not self.errors


class AddressEntryForm(EntryForm):
    """The same for whoever reads the entry's own address: suggested to the coordinator."""

    words = forms.CharField(
        label=gettext_lazy("Autre chose à nous dire ?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Something must change, or be said."""
        data = super().clean()
        if not data.get("words"):
            self._refuse_nothing()
        return data

    def answer(self, *, ask: ConfirmationAsk) -> bool:
        """Suggest it as the answer to a question; False when an action refused."""
        changes, words = self.changes(), self.cleaned_data["words"]
        attempt(self, lambda: answer_changed(ask=ask, changes=changes, words=words))
        return not self.errors


class SuggestForm(EntryForm):
    """A correction that anyone may suggest: in words, in the fields, or both."""

    words = forms.CharField(
        label=gettext_lazy("Qu’est-ce qui est faux ?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        required=False,
    )
    closed_on = PastDateField(
        label=gettext_lazy("Cet acteur a arrêté ? Depuis quand ?"),
        help_text=gettext_lazy("L’année suffit. Vide : il existe toujours."),
        required=False,
    )
    by_name = forms.CharField(
        label=gettext_lazy("Votre nom"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    by_email = forms.EmailField(
        label=gettext_lazy("Votre adresse e-mail"),
        help_text=gettext_lazy("Pour vous dire ce que votre correction est devenue, rien d’autre."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(required=False)  # honeypot: people do not see it, robots fill it
    form_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    watches_changes = False  # a person reads it before anything is written

    @property
    def is_from_robot(self) -> bool:
        """True when the field that nobody sees was filled."""
        return bool(self.data.get("website"))

    def changes(self) -> Changes:
        """What differs, and the end if there is one."""
        return replace(super().changes(), closed_on=self.cleaned_data["closed_on"])

    def suggest(self, *, who: str) -> Suggestion | None:
        """Suggest it; None when an action refused, and then the form says why."""
        data = self.cleaned_data
        said = Said(
            words=data["words"],
            changes=self.changes(),
            by_name=data["by_name"],
            by_email=data["by_email"],
            language=self.language,
        )
        key = data["form_key"] or None
        return attempt(self, lambda: suggest_correction(actor=self.actor, said=said, who=who, form_key=key))
