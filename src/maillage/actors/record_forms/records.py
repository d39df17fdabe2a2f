"""A new record, and what a record says besides its life."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.actions import Profile, describe_actor, register_actor
from maillage.actors.enums import ActorKind, NameKind
from maillage.actors.identifiers import IdentifierScheme, check_identifier, guess_scheme
from maillage.actors.models import Actor, ActorName, PastProfile
from maillage.actors.nomenclatures import (
    activity_label,
    activity_versions,
    legal_form_label,
    lines_of,
    normalise_activity,
    normalise_legal_form,
)
from maillage.actors.queries import profile_of
from maillage.actors.record_forms.fields import (
    PastDateField,
    SourceForm,
    attempt,
    in_words,
    where_fields,
    where_of,
)
from maillage.actors.record_forms.searching import look_alikes
from maillage.common.errors import Refusal
from maillage.skills.models import Skill
from maillage.skills.queries import skills_with_codes
from maillage.territory.models import Territory

LONGEST_DESCRIPTION = 2000


def description_field(label: Any) -> forms.CharField:
    """What an actor does, in one language."""
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST_DESCRIPTION, required=False
    )


class NewRecordForm(SourceForm):
    """Make an actor known; records that look like it are shown first, and a tick says that it is another."""

    name = forms.CharField(label=gettext_lazy("Son nom d’usage"), max_length=160)
    kind = forms.ChoiceField(label=gettext_lazy("Qu’est-ce que c’est ?"), choices=ActorKind.choices)
    number = forms.CharField(
        label=gettext_lazy("Son SIREN, SIRET, RNA ou numéro de TVA"),
        help_text=gettext_lazy("Il évite de créer deux fois la même fiche. Aucun numéro n’est obligatoire."),
        max_length=60,
        required=False,
    )
    founded = PastDateField(label=gettext_lazy("Depuis quand existe-t-il ?"), required=False)
    description_fr = description_field(gettext_lazy("Ce qu’il fait, en français"))
    description_en = description_field(gettext_lazy("Ce qu’il fait, en anglais"))
    sure = forms.BooleanField(
        label=gettext_lazy("Ce n’est aucun de ceux-là : créer une fiche de plus"), required=False
    )

    def __init__(self, *args: Any, territory: Territory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.territory = territory
        self.alike: list[Actor] = []
        self.fields.update(where_fields())

    def clean_number(self) -> tuple[str, str] | None:
        """The scheme and the value of the number, checked; None without a number."""
        typed = self.cleaned_data["number"]
        if not typed:
            return None
        try:
            scheme = guess_scheme(typed) or IdentifierScheme.OTHER
            if scheme == IdentifierScheme.OTHER:
                raise ValidationError(
                    _("Nous ne reconnaissons ni un SIREN, ni un SIRET, ni un RNA, ni une TVA.")
                )
            return scheme, check_identifier(scheme, typed, country=self.territory.country)
        except Refusal as refused:
            raise in_words(refused) from None

    def clean(self) -> dict[str, Any]:
        """The same name or the same number may be the same actor: a person decides."""
        data = super().clean() or {}
        if not self.errors:
            self.alike = look_alikes(data["name"], data["number"])
            if self.alike and not data["sure"]:
                self.add_error(
                    "sure", _("Une fiche lui ressemble déjà : regardez-la avant d’en créer une autre.")
                )
        return data

    def save(self, *, who: str) -> Actor | None:
        """Register the actor, with its number when there is one; None when it was refused."""
        return attempt(self, lambda: self._register(who))

    def _register(self, who: str) -> Actor:
        data = self.cleaned_data
        with transaction.atomic():
            actor = register_actor(
                territory=self.territory,
                name=data["name"],
                kind=ActorKind(data["kind"]),
                where=where_of(data),
                founded=data["founded"],
                descriptions=_descriptions({}, data),
                source=self.provenance(),
                who=who,
            )
            if data["number"]:
                describe_actor(actor=actor, profile=Profile(identifiers=(data["number"],)), who=who)
        return actor


class ProfileForm(forms.Form):
    """What a record says: what it does, its names, its codes, its hours, its skills."""

    description_fr = description_field(gettext_lazy("Ce qu’il fait, en français"))
    description_en = description_field(gettext_lazy("Ce qu’il fait, en anglais"))
    legal_name = forms.CharField(label=gettext_lazy("Nom légal"), max_length=160, required=False)
    short_name = forms.CharField(label=gettext_lazy("Sigle"), max_length=160, required=False)
    legal_form = forms.CharField(
        label=gettext_lazy("Forme juridique"),
        help_text=gettext_lazy("Le code de l’Insee ou le nom exact : 9220, ou « association déclarée »."),
        max_length=160,
        required=False,
    )
    activity = forms.CharField(
        label=gettext_lazy("Activité, en NAF rév. 2"),
        help_text=gettext_lazy("Le code : 62.01Z. Il se trouve sur l’avis de situation de l’Insee."),
        max_length=160,
        required=False,
    )
    activity_2025 = forms.CharField(
        label=gettext_lazy("Activité, en NAF 2025"),
        help_text=gettext_lazy("Le nouveau code, s’il est connu."),
        max_length=160,
        required=False,
    )
    size = forms.ChoiceField(label=gettext_lazy("Combien de personnes y sont salariées ?"), required=False)
    hours = forms.CharField(label=gettext_lazy("Horaires d’ouverture"), max_length=300, required=False)
    offered = forms.MultipleChoiceField(required=False)
    sought = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, actor: Actor, skills: list[Skill], **kwargs: Any) -> None:
        kwargs["initial"] = _said(actor)
        super().__init__(*args, **kwargs)
        self.actor = actor
        sizes = [(line["code"], line["label"]) for line in lines_of("sizes.csv")]
        for name, choices in (
            ("size", [("", _("on ne sait pas")), *sizes]),
            ("offered", [(skill.code, skill.label) for skill in skills]),
            ("sought", [(skill.code, skill.label) for skill in skills]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
            field.choices = choices

    def clean_legal_form(self) -> str:
        """The Insee code of a legal form typed as a code or as its name."""
        typed = self.cleaned_data["legal_form"]
        code = normalise_legal_form(typed) if typed else ""
        if code is None:
            raise ValidationError(
                _("« %(text)s » n’est pas une forme juridique de l’Insee. Écrivez son code, ou laissez vide.")
                % {"text": typed}
            )
        return code

    def clean_activity(self) -> str:
        """A code of the NAF rev. 2."""
        return _activity(self.cleaned_data["activity"], "rev2")

    def clean_activity_2025(self) -> str:
        """A code of the NAF 2025."""
        return _activity(self.cleaned_data["activity_2025"], "2025")

    def profile(self) -> Profile:
        """What to write, as the action takes it; identifiers and contacts are in rows of their own."""
        data = self.cleaned_data
        plain = ("legal_form", "activity", "activity_2025", "size", "hours", "legal_name", "short_name")
        return Profile(
            descriptions=_descriptions(self.actor.descriptions, data),
            skills_offered=tuple(skills_with_codes(data["offered"])),
            skills_sought=tuple(skills_with_codes(data["sought"])),
            **{name: data[name] for name in plain},
        )


def profile_before(past: PastProfile) -> Profile:
    """What a record said until it was changed, to be said again; contacts are not in it, and stay."""
    said: dict[str, Any] = past.data
    names = dict(said.get("names", []))
    plain = ("descriptions", "legal_form", "activity", "activity_2025", "size", "hours")
    return Profile(
        legal_name=names.get(NameKind.LEGAL, ""),
        short_name=names.get(NameKind.SHORT, ""),
        identifiers=tuple((scheme, value) for scheme, value in said.get("identifiers", [])),
        skills_offered=tuple(skills_with_codes(said.get("offered", []))),
        skills_sought=tuple(skills_with_codes(said.get("sought", []))),
        **{name: said[name] for name in plain if name in said},
    )


def _said(actor: Actor) -> dict[str, Any]:
    """What the record says now, as its form shows it: codes with their labels."""
    said = profile_of(actor)
    names = dict(ActorName.objects.filter(actor=actor).values_list("kind", "text"))
    labels = {
        "legal_form": legal_form_label(actor.legal_form),
        "activity": activity_label(actor.activity, "rev2"),
        "activity_2025": activity_label(actor.activity_2025, "2025"),
    }
    coded = {name: f"{getattr(actor, name)} – {label}" for name, label in labels.items() if label}
    return {
        **{f"description_{code}": text for code, text in actor.descriptions.items()},
        **{name: said[name] for name in ("size", "hours", "offered", "sought")},
        **{name: getattr(actor, name) for name in labels},
        **coded,
        "legal_name": names.get(NameKind.LEGAL, ""),
        "short_name": names.get(NameKind.SHORT, ""),
    }


def _descriptions(known: dict[str, str], data: dict[str, Any]) -> dict[str, str]:
    """The descriptions typed in French and in English, beside those known in other languages."""
    typed = {code: data[f"description_{code}"].replace("\r\n", "\n") for code in ("fr", "en")}
    return {code: text for code, text in {**known, **typed}.items() if text}


def _activity(typed: str, version: str) -> str:
    """The code held by a text, if it is of this version of the NAF."""
    if not typed:
        return ""
    code = normalise_activity(typed)
    if code is None:
        raise ValidationError(
            _("« %(text)s » n’est pas un code de la NAF. Écrivez-le comme 62.01Z, ou laissez vide.")
            % {"text": typed}
        )
    if version not in activity_versions(code):
        raise ValidationError(
            _("%(code)s est un code de l’autre NAF : écrivez-le dans l’autre case.") % {"code": code}
        )
    return code
