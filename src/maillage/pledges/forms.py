"""Human input on pledged hours; each form calls exactly one action."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.actions import join_actor, register_actor
from maillage.actors.enums import ActorKind
from maillage.actors.models import Actor
from maillage.actors.queries import actors_by_name
from maillage.people.actions import give_role, register_person
from maillage.people.enums import RoleKind
from maillage.people.models import Person
from maillage.pledges.actions import (
    MAX_HOURS,
    declare_absence,
    extend_pledge,
    keep_apart,
    name_helper,
    promise_hours,
)
from maillage.pledges.models import Absence, NotWith, Pledge, PledgedHelper
from maillage.skills.models import Skill
from maillage.skills.queries import skill_names
from maillage.territory.models import Territory


class DayInput(forms.DateInput):
    """A calendar day."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        """Browsers want the ISO form, whatever the language."""
        return value.isoformat() if isinstance(value, date) else (str(value) if value else None)


class PledgeForm(forms.Form):
    """A partner promises hours of some skills over a period."""

    partner = forms.ModelChoiceField(
        label=gettext_lazy("Qui promet ?"), queryset=Actor.objects.none(), required=False
    )
    new_partner = forms.CharField(
        label=gettext_lazy("Ou un nouveau partenaire, par son nom"), max_length=150, required=False
    )
    new_kind = forms.ChoiceField(
        label=gettext_lazy("Ce nouveau partenaire est…"), choices=ActorKind.choices, required=False
    )
    hours_total = forms.IntegerField(
        label=gettext_lazy("Combien d’heures en tout ?"), min_value=1, max_value=MAX_HOURS
    )
    starts_on = forms.DateField(label=gettext_lazy("À partir du"), widget=DayInput)
    ends_on = forms.DateField(label=gettext_lazy("Jusqu’au (compris)"), widget=DayInput)
    skills = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Quels savoir-faire ?"),
        queryset=Skill.objects.none(),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["partner"], actors_by_name())
        _choose(self.fields["skills"], skill_names().filter(is_active=True))

    def clean(self) -> dict[str, Any]:
        """One partner: chosen in the list, or named."""
        data = super().clean() or {}
        if bool(data.get("partner")) == bool(data.get("new_partner")):
            self.add_error("partner", _("Choisissez un partenaire dans la liste, ou nommez-en un nouveau."))
        if data.get("new_partner") and not data.get("new_kind") and "new_kind" not in self.errors:
            self.add_error("new_kind", self.fields["new_kind"].error_messages["required"])
        return data

    def save(self, *, territory: Territory, who: str) -> Pledge:
        """Record the promise, making its partner known if it was not."""
        data = self.cleaned_data
        partner = data["partner"] or register_actor(
            territory=territory, name=data["new_partner"], kind=ActorKind(data["new_kind"]), who=who
        )
        return promise_hours(
            territory=territory,
            partner=partner,
            hours_total=data["hours_total"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            skills=list(data["skills"]),
            who=who,
        )


class HelperForm(forms.Form):
    """Name a person who gives a pledge's hours."""

    given_name = forms.CharField(label=gettext_lazy("Prénom"), max_length=80)
    family_name = forms.CharField(label=gettext_lazy("Nom"), max_length=80)
    email = forms.EmailField(label=gettext_lazy("Adresse e-mail"), max_length=254)
    hours_per_month = forms.IntegerField(label=gettext_lazy("Heures par mois"), min_value=1, max_value=160)
    max_open = forms.IntegerField(
        label=gettext_lazy("Demandes en même temps, au plus"), min_value=1, max_value=20, initial=2
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Langues"),
        choices=[("fr", "français"), ("en", "English")],
        initial=["fr"],
        widget=forms.CheckboxSelectMultiple,
    )
    is_contact = forms.BooleanField(
        label=gettext_lazy("C’est aussi le contact du partenaire : voit ce que les heures deviennent"),
        required=False,
    )
    skills = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Savoir-faire"),
        queryset=Skill.objects.none(),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["skills"], skill_names().filter(is_active=True))

    def save(self, *, pledge: Pledge, who: str) -> PledgedHelper:
        """Name the helper, making her known if she was not."""
        data = self.cleaned_data
        person = register_person(
            territory=pledge.territory,
            given_name=data["given_name"],
            family_name=data["family_name"],
            email=data["email"],
            language=data["languages"][0],
            who=who,
        )
        if data["is_contact"]:
            join_actor(
                actor=pledge.partner, person=person, titles={"fr": "contact", "en": "contact"}, who=who
            )
            give_role(person=person, kind=RoleKind.PARTNER, who=who)
        return name_helper(
            pledge=pledge,
            person=person,
            hours_per_month=data["hours_per_month"],
            max_open=data["max_open"],
            languages=data["languages"],
            skills=list(data["skills"]),
            who=who,
        )


class KeepApartForm(forms.Form):
    """A helper and an actor who must not be put together."""

    helper = forms.ModelChoiceField(label=gettext_lazy("Qui"), queryset=PledgedHelper.objects.none())
    actor = forms.ModelChoiceField(label=gettext_lazy("Jamais avec"), queryset=Actor.objects.none())

    def __init__(self, *args: Any, pledge: Pledge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["helper"], pledge.helpers.select_related("person"))
        _choose(self.fields["actor"], actors_by_name())

    def save(self, *, who: str) -> NotWith:
        """Keep them apart."""
        return keep_apart(
            person=self.cleaned_data["helper"].person, actor=self.cleaned_data["actor"], who=who
        )


class ExtendForm(forms.Form):
    """Carry a pledge over to a later end."""

    ends_on = forms.DateField(label=gettext_lazy("Nouvelle fin"), widget=DayInput)

    def save(self, *, pledge: Pledge, who: str) -> Pledge:
        """Extend it."""
        return extend_pledge(pledge=pledge, ends_on=self.cleaned_data["ends_on"], who=who)


class AbsenceForm(forms.Form):
    """A helper says when she is away."""

    starts_on = forms.DateField(label=gettext_lazy("Du"), widget=DayInput)
    ends_on = forms.DateField(label=gettext_lazy("Au (compris)"), widget=DayInput)

    def save(self, *, person: Person, who: str) -> Absence:
        """Declare the absence."""
        return declare_absence(person=person, who=who, **self.cleaned_data)


class HelperAbsenceForm(AbsenceForm):
    """A helper told the coordinator that she will be away."""

    helper = forms.ModelChoiceField(label=gettext_lazy("Qui"), queryset=PledgedHelper.objects.none())
    field_order = ("helper", "starts_on", "ends_on")

    def __init__(self, *args: Any, pledge: Pledge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["helper"], pledge.helpers.select_related("person"))

    def note(self, *, who: str) -> Absence:
        """Note the absence."""
        data = self.cleaned_data
        return declare_absence(
            person=data["helper"].person, starts_on=data["starts_on"], ends_on=data["ends_on"], who=who
        )


def _choose(field: forms.Field, rows: Any) -> None:
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  declared above
    field.queryset = rows
