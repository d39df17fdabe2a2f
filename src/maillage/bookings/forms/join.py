"""The first time: a given name and an address are enough to book."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from maillage.people.actions import open_login, register_person
from maillage.people.models import Person
from maillage.territory.models import Territory


class JoinForm(forms.Form):
    """Who one is; the code that goes to the address proves that it is hers."""

    given_name = forms.CharField(
        label=gettext_lazy("Votre prénom"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Votre adresse e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def enter(self, *, territory: Territory) -> Person:
        """Somebody who can be sent a code; who is known already stays as she is known."""
        data: dict[str, Any] = self.cleaned_data
        person = register_person(
            territory=territory,
            given_name=data["given_name"],
            email=data["email"],
            language=(get_language() or "fr")[:2],
        )
        open_login(person=person)
        return person
