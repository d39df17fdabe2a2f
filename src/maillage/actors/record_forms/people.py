"""Who is in an actor, as what, from when to when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.actions import join_actor, leave_actor
from maillage.actors.models import Actor, Membership
from maillage.actors.record_forms.fields import PastDateField, attempt
from maillage.actors.record_forms.picker import PersonPicker


class JoinForm(PersonPicker):
    """Somebody the territory knows has a function in the actor."""

    title_fr = forms.CharField(
        label=gettext_lazy("Sa fonction"),
        help_text=gettext_lazy("Par exemple : présidente, trésorier, fondatrice."),
        max_length=80,
    )
    title_en = forms.CharField(label=gettext_lazy("Sa fonction, en anglais"), max_length=80, required=False)
    since = PastDateField(label=gettext_lazy("Depuis quand ?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("Qui ?")
        self.fields["words"].help_text = _("Son nom ou son adresse e-mail, parmi les personnes déjà connues.")

    def clean(self) -> dict[str, Any]:
        """Somebody is named."""
        data = super().clean() or {}
        data["person"] = self.picked(needed=True)
        return data

    def save(self, *, actor: Actor, who: str) -> Membership | None:
        """Say that she is in the actor; None when it was refused: the form says why."""
        data = self.cleaned_data
        titles = {"fr": data["title_fr"], "en": data["title_en"] or data["title_fr"]}
        return attempt(
            self,
            lambda: join_actor(
                actor=actor, person=data["person"], titles=titles, since=data["since"], who=who
            ),
        )


class LeaveForm(forms.Form):
    """A function ended, today unless another date is given."""

    until = PastDateField(label=gettext_lazy("Jusqu’à quand ?"), required=False)

    def save(self, *, membership: Membership, who: str) -> Membership | None:
        """End the function; None when it was refused: the form says why."""
        until = self.cleaned_data["until"]
        return attempt(self, lambda: leave_actor(membership=membership, until=until, who=who))
