"""Human input on pledged hours; each form calls exactly one action."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from maillage.actors.models import Actor
from maillage.actors.queries import actors_by_name
from maillage.people.actions import register_person
from maillage.people.models import Person
from maillage.pledges.actions import MAX_HOURS, declare_absence, extend_pledge, name_helper, promise_hours
from maillage.pledges.models import Absence, Pledge, PledgedHelper
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

    partner = forms.ModelChoiceField(label=gettext_lazy("Qui promet ?"), queryset=Actor.objects.none())
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

    def save(self, *, territory: Territory, who: str) -> Pledge:
        """Record the promise."""
        data = self.cleaned_data
        return promise_hours(
            territory=territory,
            partner=data["partner"],
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
        return name_helper(
            pledge=pledge,
            person=person,
            hours_per_month=data["hours_per_month"],
            max_open=data["max_open"],
            languages=data["languages"],
            skills=list(data["skills"]),
            who=who,
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


def _choose(field: forms.Field, rows: Any) -> None:
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  declared above
    field.queryset = rows
