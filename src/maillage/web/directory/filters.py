"""What one may ask of the directory's pages: forms that only read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.enums import ActorKind
from maillage.actors.freshness import Level
from maillage.actors.queries import Difference, Moment, Narrowing
from maillage.actors.queries.choice import Choice
from maillage.actors.queries.moments import moment_of
from maillage.common.errors import Refusal
from maillage.skills.queries import skill_names
from maillage.territory.models import Commune
from maillage.web.directory.days import DayField

LONGEST_WORDS = 200
BY_NAME = "nom"


class Narrowed(forms.Form):
    """The filters that every list of the directory has: kinds and commune."""

    sorte = forms.MultipleChoiceField(
        label=gettext_lazy("Nature"),
        choices=[(value, label.capitalize()) for value, label in ActorKind.choices],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    commune: Any = forms.ModelChoiceField(
        label=gettext_lazy("Commune"),
        queryset=None,
        to_field_name="code",
        required=False,
        empty_label=gettext_lazy("Toutes"),
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["commune"].queryset = Commune.objects.order_by("name")  # type: ignore[attr-defined]

    @property
    def narrowing(self) -> Narrowing:
        """The filters of a list of the past."""
        return Narrowing(self.kinds, tuple(one.pk for one in self.communes))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that were ticked."""
        return tuple(self.cleaned_data.get("sorte", ()))

    @property
    def communes(self) -> tuple[Commune, ...]:
        """The commune that was chosen, if one was."""
        chosen = self.cleaned_data.get("commune")
        return (chosen,) if chosen else ()


class ListForm(Narrowed):
    """What one asks of today's directory."""

    q = forms.CharField(label=gettext_lazy("Chercher un nom, un mot"), required=False)
    savoir = forms.ChoiceField(label=gettext_lazy("Savoir-faire proposé"), required=False)
    fraicheur = forms.ChoiceField(
        label=gettext_lazy("Fraîcheur"),
        choices=[
            ("", gettext_lazy("Peu importe")),
            (Level.FRESH.value, gettext_lazy("Fiches à jour")),
            (Level.AGEING.value, gettext_lazy("Fiches confirmées depuis moins de quinze mois")),
        ],
        required=False,
    )
    tri = forms.ChoiceField(
        label=gettext_lazy("Ordre"),
        choices=[("", gettext_lazy("Le plus proche d’abord")), (BY_NAME, gettext_lazy("Alphabétique"))],
        required=False,
    )
    archives = forms.BooleanField(label=gettext_lazy("Voir aussi les fiches archivées"), required=False)
    disparus = forms.BooleanField(label=gettext_lazy("Voir aussi les acteurs disparus"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        families: dict[str, list[tuple[str, str]]] = {}
        for skill in (
            skill_names().only("code", "pref", "family", "family_names", "position").order_by("position")
        ):
            families.setdefault(skill.family_label, []).append((skill.code, skill.label))
        self.fields["savoir"].choices = [("", _("Tous")), *families.items()]  # type: ignore[attr-defined]

    @property
    def choice(self) -> Choice:
        """What was asked, once it is valid."""
        data = self.cleaned_data
        return Choice(
            words=data["q"][:LONGEST_WORDS],
            kinds=self.kinds,
            communes=self.communes,
            skills=(data["savoir"],) if data["savoir"] else (),
            freshness=data["fraicheur"],
            archived=data["archives"],
            ended=data["disparus"],
            by_name=data["tri"] == BY_NAME,
        )

    @property
    def narrows(self) -> bool:
        """True when a filter is set, so that the page shows it."""
        return any(self.data.get(name) for name in self.fields if name not in ("q", "tri"))


class ThenForm(forms.Form):
    """A day to look at, and what was known of it."""

    le = DayField(
        label=gettext_lazy("Quel jour ?"),
        help_text=gettext_lazy("Une année, un mois ou un jour : 2017, 05/2017…"),
    )
    su = DayField(
        label=gettext_lazy("Tel qu’on le savait le"),
        help_text=gettext_lazy("Vide : tout ce que l’on sait aujourd’hui de ce jour-là."),
    )

    @property
    def moment(self) -> Moment:
        """The two times of the question."""
        return moment_of(self.cleaned_data["le"], self.cleaned_data["su"])

    @property
    def is_asked(self) -> bool:
        """True when the address names a day, or what was known on one."""
        return bool(self.data.get("le") or self.data.get("su"))


class PastForm(Narrowed, ThenForm):
    """What one asks of the directory of another day."""


class DifferenceForm(forms.Form):
    """Two moments to compare."""

    de = DayField(label=gettext_lazy("Entre"), help_text=gettext_lazy("2017, 05/2017 ou 12/05/2017"))
    a = DayField(label=gettext_lazy("et"), help_text=gettext_lazy("Vide : aujourd’hui"))
    su_de = DayField(label=gettext_lazy("La première date, telle qu’on la savait le"))
    su_a = DayField(label=gettext_lazy("La seconde date, telle qu’on la savait le"))

    def clean(self) -> dict[str, Any]:
        """The first date comes first."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and data.get("de"):
            pair = self._difference(data)
            if pair.first.day > pair.second.day:
                self.add_error("de", _("Cette date vient après l’autre : échangez-les."))
        return data

    @property
    def is_asked(self) -> bool:
        """True once a first date was given: before, there is nothing to compare."""
        return bool(self.data.get("de"))

    @property
    def difference(self) -> Difference:
        """The two moments, once they are valid."""
        return self._difference(self.cleaned_data)

    def _difference(self, data: dict[str, Any]) -> Difference:
        return Difference(
            moment_of(data["de"], data.get("su_de")), moment_of(data.get("a"), data.get("su_a"))
        )


def refuse_unless_valid(form: forms.Form, *, needs: str = "") -> None:
    """For a file, which has nowhere to show an error: refuse the question in words."""
    if needs and not form.data.get(needs):
        form.add_error(needs, _("Il manque la première date."))
    if not form.is_valid():
        raise Refusal(
            "bad_question",
            " ".join(str(error) for errors in form.errors.values() for error in errors),
            todo=_("Revenez à la page de la liste, corrigez, puis téléchargez de nouveau."),
            status=422,
        )
