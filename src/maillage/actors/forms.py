"""Human input on upkeep: who speaks for an entry, that it has ended, what is decided on a suggestion."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.actions import (
    answer_stopped,
    ask_keeper_code,
    decline_suggestion,
    name_keeper,
    update_entry,
    use_keeper_code,
)
from maillage.actors.actions.keepers import CODE_DIGITS
from maillage.actors.corrections import Changes
from maillage.actors.enums import ContactKind, Visibility
from maillage.actors.models import Actor, ConfirmationAsk, Contact, Keeper, KeeperCode, Suggestion
from maillage.actors.queries import masked
from maillage.actors.record_forms.fields import PastDateField, attempt
from maillage.people.actions import register_person

NO_NAME = re.compile(r"[/@<>]|www\.", re.I)


class PersonForm(forms.Form):
    """Who somebody is, and where to write to her."""

    given_name = forms.CharField(
        label=gettext_lazy("Prénom"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    family_name = forms.CharField(
        label=gettext_lazy("Nom"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Adresse e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_given_name(self) -> str:
        """A name, not a link: the letter with the code tells it to people who do not know her."""
        return _name(self.cleaned_data["given_name"])

    def clean_family_name(self) -> str:
        """As the given name."""
        return _name(self.cleaned_data["family_name"])


class ClaimForm(PersonForm):
    """A person says that she speaks for an entry: a code goes to an address of it, never shown whole."""

    contact = forms.ChoiceField(
        label=gettext_lazy("Où envoyer le code ?"), widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        rows = Contact.objects.filter(actor=actor, kind=ContactKind.EMAIL, visibility=Visibility.PUBLIC)
        self.addresses = list(rows.order_by("pk"))
        field = self.fields["contact"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = list(_masked_once(self.addresses))
        field.initial = "0"

    def ask(self, *, language: str) -> KeeperCode:
        """Send the code."""
        data = self.cleaned_data
        return ask_keeper_code(
            actor=self.actor,
            contact=self.addresses[int(data["contact"])] if data["contact"] else None,
            given_name=data["given_name"],
            family_name=data["family_name"],
            email=data["email"],
            language=language,
        )


class CodeForm(forms.Form):
    """The code that was received at the entry's address."""

    code = forms.CharField(
        label=gettext_lazy("Le code reçu"),
        help_text=gettext_lazy("Huit chiffres. Il vaut une demi-heure."),
        max_length=CODE_DIGITS + 4,  # typed in groups
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def use(self, *, asked: KeeperCode) -> Keeper | None:
        """Try it; None when it is not the right one, and then the form says so."""
        code = self.cleaned_data["code"]
        return attempt(self, lambda: use_keeper_code(asked=asked, code=code))


class StoppedForm(forms.Form):
    """The actor has stopped: since when, as precisely as one knows."""

    closed_on = PastDateField(
        label=gettext_lazy("Depuis quand ?"),
        help_text=gettext_lazy("2026, mai 2026 ou 12/05/2026 : aussi précis que vous le savez."),
    )

    def answer(self, *, ask: ConfirmationAsk) -> bool:
        """Say it as the answer to a question; False when an action refused."""
        closed_on = self.cleaned_data["closed_on"]
        attempt(self, lambda: answer_stopped(ask=ask, closed_on=closed_on))
        return not self.errors

    def save(self, *, actor: Actor, who: str) -> Actor | None:
        """Write it for one's own entry; None when an action refused."""
        changes = Changes(closed_on=self.cleaned_data["closed_on"])
        return attempt(self, lambda: update_entry(actor=actor, changes=changes, who=who))


class NameKeeperForm(PersonForm):
    """The coordinator names who speaks for an entry."""

    def name(self, *, actor: Actor, who: str) -> Keeper:
        """Name her, making her known if she was not."""
        person = register_person(territory=actor.territory, who=who, **self.cleaned_data)
        return name_keeper(actor=actor, person=person, who=who)


class DeclineForm(forms.Form):
    """Why a correction is not made: told to whoever suggested it."""

    reply = forms.CharField(
        label=gettext_lazy("Pourquoi la fiche reste comme elle est"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def decline(self, *, suggestion: Suggestion, who: str) -> Suggestion:
        """Decline it."""
        return decline_suggestion(suggestion=suggestion, who=who, reply=self.cleaned_data["reply"])


def _masked_once(addresses: list[Contact]) -> Iterator[tuple[str, str]]:
    """Each address masked, by its place; those that look alike once masked are numbered."""
    seen: Counter[str] = Counter()
    for place, row in enumerate(addresses):
        label = masked(row.value)
        seen[label] += 1
        yield str(place), label if seen[label] == 1 else f"{label} ({seen[label]})"


def _name(text: str) -> str:
    if NO_NAME.search(text):
        raise ValidationError(_("Un nom ne contient ni adresse, ni lien."), code="address_in_name")
    return text
