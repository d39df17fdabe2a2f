"""Human input on needs; each form calls exactly one action."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.enums import ActorKind
from maillage.common import clock
from maillage.needs.actions import Ask, change_words, enter_need, qualify_need, split_need, submit_need
from maillage.needs.actions.qualify import MAX_HOURS
from maillage.needs.enums import Urgency
from maillage.needs.models import MAX_WORDS, Need
from maillage.territory.models import Territory

KEPT_CONTROLS = "\n\t"
KIND_ORDER = (
    ActorKind.ASSOCIATION,
    ActorKind.STARTUP,
    ActorKind.FREELANCER,
    ActorKind.ARTIST,
    ActorKind.PROJECT,
    ActorKind.COLLECTIVE,
    ActorKind.COMPANY,
    ActorKind.COOPERATIVE,
    ActorKind.SOCIAL_ENTERPRISE,
    ActorKind.THIRD_PLACE,
    ActorKind.SCHOOL,
    ActorKind.PUBLIC_BODY,
    ActorKind.MEDIA,
    ActorKind.LAB,
    ActorKind.FUNDER,
    ActorKind.LARGE_COMPANY,
)


def clean_text(value: str) -> str:
    """Text as typed, without what is not text: control characters and halves of characters go."""
    kept = (
        c
        for c in value.replace("\r\n", "\n").replace("\r", "\n")
        if c in KEPT_CONTROLS or unicodedata.category(c) not in {"Cc", "Cs", "Co"}
    )
    return "".join(kept).strip()


class WordsField(forms.CharField):
    """A person's own words: any script, any sign; only a length has a limit, said with what was counted."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=True, max_length=None, **kwargs)

    def to_python(self, value: Any) -> str:
        """Drop what is not text before anything else looks at it."""
        return clean_text(str(value or ""))

    def validate(self, value: str) -> None:
        """Refuse nothing at all, and what no one would read."""
        if not any(c.isalnum() for c in value):
            raise ValidationError(
                _("Écrivez ce qui vous manque, en une phrase. Par exemple : « Notre trésorier est parti. »"),
                code="required",
            )
        if len(value) > MAX_WORDS:
            raise ValidationError(
                _(
                    "Votre texte compte %(count)s caractères ; nous pouvons en lire %(max)s. "
                    "Gardez l’essentiel : rien n’est perdu, il est toujours dans le cadre."
                )
                % {"count": len(value), "max": MAX_WORDS},
                code="too_long",
            )


class NameField(forms.CharField):
    """A short line of text."""

    def to_python(self, value: Any) -> str:
        """One line, without control characters."""
        return " ".join(clean_text(str(value or "")).split())


class AskForm(forms.Form):
    """The three questions: what is missing, by when, where to answer."""

    words = WordsField(label=gettext_lazy("Votre besoin"))
    urgency = forms.ChoiceField(
        label=gettext_lazy("Pour quand ?"),
        choices=Urgency.choices,
        widget=forms.RadioSelect,
        initial=Urgency.MONTH,
    )
    wanted_by = forms.DateField(
        label=gettext_lazy("Quelle date ?"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    asker_name = NameField(
        label=gettext_lazy("Votre prénom et votre nom"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    actor_name = NameField(
        label=gettext_lazy("Pour qui demandez-vous ?"),
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    actor_kind = forms.ChoiceField(label=gettext_lazy("C’est…"))
    email = forms.EmailField(
        label=gettext_lazy("Votre adresse e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(required=False)  # honeypot: people do not see it, robots fill it
    form_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    shown = forms.CharField(
        required=False, widget=forms.HiddenInput
    )  # "1" when skills were shown to be ticked
    skills = forms.Field(required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["actor_kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101  declared above
        kind.choices = [("", _("Choisissez"))] + [(k.value, k.label) for k in KIND_ORDER]
        self.fields["email"].error_messages["invalid"] = _(
            "Cette adresse n’est pas complète. Il en faut une comme « prenom@exemple.fr »."
        )

    def clean_wanted_by(self) -> date | None:
        """A date in the past cannot be met; one too far is a slip of the finger."""
        day: date | None = self.cleaned_data.get("wanted_by")
        if day and day < clock.today():
            raise ValidationError(_("Cette date est déjà passée."))
        if day and day > clock.today() + timedelta(days=730):
            raise ValidationError(_("Cette date est à plus de deux ans : vérifiez l’année."))
        return day

    def clean(self) -> dict[str, Any]:
        """A date goes with the choice that asks for one."""
        data = super().clean() or {}
        wants_date = data.get("urgency") == Urgency.DATE
        if wants_date and not data.get("wanted_by") and "wanted_by" not in self.errors:
            self.add_error("wanted_by", _("Dites quelle date, ou choisissez « dans le mois »."))
        if not wants_date:
            data["wanted_by"] = None
        return data

    @property
    def is_from_robot(self) -> bool:
        """True when the field that nobody sees was filled."""
        return bool(self.data.get("website"))

    def ticked(self) -> tuple[str, ...] | None:
        """Codes left ticked under "what we understood", or None when the list was not shown."""
        if self.data.get("shown") != "1":
            return None
        getlist = getattr(self.data, "getlist", None)
        codes = getlist("skills") if getlist else self.data.get("skills", ())
        return tuple(clean_text(code) for code in codes)

    def as_ask(self, **more: Any) -> Ask:
        """The cleaned form as the action takes it."""
        data = self.cleaned_data
        return Ask(
            words=data["words"],
            asker_name=data["asker_name"],
            actor_name=data["actor_name"],
            actor_kind=ActorKind(data["actor_kind"]),
            email=data.get("email", ""),
            urgency=Urgency(data["urgency"]),
            wanted_by=data["wanted_by"],
            ticked=self.ticked(),
            **more,
        )

    def submit(self, *, territory: Territory, language: str) -> Need:
        """Send the need."""
        return submit_need(
            territory=territory,
            ask=self.as_ask(),
            language=language,
            form_key=self.cleaned_data["form_key"] or None,
        )


class PhoneForm(AskForm):
    """A need heard by phone, entered by a coordinator: an address is welcome, not required."""

    phone = NameField(label=gettext_lazy("Téléphone"), required=False, max_length=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False
        self.fields["asker_name"].label = _("Son prénom et son nom")
        self.fields["email"].label = _("Son adresse e-mail")

    def clean(self) -> dict[str, Any]:
        """There must be a way to answer."""
        data = super().clean()
        if not data.get("email") and not data.get("phone") and "email" not in self.errors:
            self.add_error(
                "phone", _("Notez un téléphone ou une adresse : sans cela, on ne peut pas répondre.")
            )
        return data

    def enter(self, *, territory: Territory, language: str, who: str) -> Need:
        """Enter the need."""
        ask = self.as_ask(phone=self.cleaned_data["phone"])
        key = self.cleaned_data["form_key"] or None
        return enter_need(territory=territory, ask=ask, language=language, who=who, form_key=key)


class QualifyForm(forms.Form):
    """The coordinator's reading: skills, hours, kind of actor, and maybe a word for the vocabulary."""

    skills = forms.MultipleChoiceField(label=gettext_lazy("Savoir-faire"), required=False)
    other_skill = forms.ChoiceField(label=gettext_lazy("Un autre savoir-faire"), required=False)
    hours = forms.IntegerField(label=gettext_lazy("Combien d’heures ?"), min_value=1, max_value=MAX_HOURS)
    actor_kind = forms.ChoiceField(
        label=gettext_lazy("Qui demande"), choices=ActorKind.choices, required=False
    )
    word = NameField(
        label=gettext_lazy("Un mot de ce besoin qui mène ici"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Il sera proposé au vocabulaire, puis approuvé ou non."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("skills", "other_skill"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
            field.choices = choices if name == "skills" else [("", _("Aucun autre")), *choices]

    def save(self, *, need: Need, who: str) -> Need:
        """Qualify the need with what was kept."""
        data = self.cleaned_data
        others = [data["other_skill"]] if data["other_skill"] else []
        return qualify_need(
            need=need,
            skills=[*others, *(code for code in data["skills"] if code not in others)],
            hours=data["hours"],
            who=who,
            seen_version=data["version"],
            actor_kind=data["actor_kind"],
            word=data["word"],
        )


class SplitForm(forms.Form):
    """Two texts where there was one."""

    first = WordsField(label=gettext_lazy("Premier besoin"))
    second = WordsField(label=gettext_lazy("Second besoin"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def save(self, *, need: Need, who: str) -> tuple[Need, Need]:
        """Split the need."""
        data = self.cleaned_data
        return split_need(
            need=need, first=data["first"], second=data["second"], who=who, seen_version=data["version"]
        )


class WordsForm(forms.Form):
    """The asker corrects her own words."""

    words = WordsField(label=gettext_lazy("Vos mots"))

    def save(self, *, need: Need) -> Need:
        """Change them."""
        return change_words(need=need, words=self.cleaned_data["words"])
