"""Life events typed by the coordinator: each kind asks only for what it needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.actions import Happening, correct_event, record_event
from maillage.actors.enums import ActorKind, LifeEventKind
from maillage.actors.models import Actor, LifeEvent
from maillage.actors.naming import plain
from maillage.actors.record_forms.fields import (
    PastDateField,
    SourceForm,
    attempt,
    where_fields,
    where_of,
    where_values,
    whereabouts_of,
)
from maillage.actors.record_forms.picker import ActorPicker

COMMON = ("happened", "source", "source_name", "source_url", "note")
WITH_OTHER = ("words", "chosen")
NEEDS: dict[LifeEventKind, tuple[str, ...]] = {
    LifeEventKind.SEEN: (),
    LifeEventKind.FOUNDED: ("name",),
    LifeEventKind.RENAMED: ("name", "was_name"),
    LifeEventKind.MOVED: ("where", "was_where"),
    LifeEventKind.CHANGED_KIND: ("actor_kind", "was_kind"),
    LifeEventKind.DORMANT: (),
    LifeEventKind.REVIVED: (),
    LifeEventKind.SPLIT: (*WITH_OTHER, "ends"),
    LifeEventKind.MERGED: WITH_OTHER,
    LifeEventKind.CLOSED: (),
}
"""What each kind of event asks for, besides its date, its source and a note."""
REQUIRED = {LifeEventKind.RENAMED: ("name",), LifeEventKind.CHANGED_KIND: ("actor_kind",)}


class EventForm(SourceForm, ActorPicker):
    """One fact of a life: when, what changed, who says so."""

    happened = PastDateField(label=gettext_lazy("Quand ?"))
    name = forms.CharField(label=gettext_lazy("Le nouveau nom"), max_length=160, required=False)
    was_name = forms.CharField(label=gettext_lazy("Le nom d’avant"), max_length=160, required=False)
    actor_kind = forms.ChoiceField(label=gettext_lazy("Ce que c’est devenu"), required=False)
    was_kind = forms.ChoiceField(label=gettext_lazy("Ce que c’était"), required=False)
    ends = forms.BooleanField(
        label=gettext_lazy("L’acteur d’origine a cessé d’exister avec cette scission"), required=False
    )
    note = forms.CharField(
        label=gettext_lazy("Une précision"),
        help_text=gettext_lazy("Elle se lit sur la fiche publique."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, kind: LifeEventKind, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.kind = kind
        self.owner = actor
        self._ask_only_for(NEEDS[kind])

    def _ask_only_for(self, needs: tuple[str, ...]) -> None:
        """Leave out what this kind of event does not need."""
        for name in set(self.fields) - {*COMMON, *needs}:
            del self.fields[name]
        for name, prefix in (("where", ""), ("was_where", "was_")):
            if name in needs:
                self.fields.update(where_fields(prefix))
        for name in {"actor_kind", "was_kind"} & set(needs):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
            field.choices = [("", _("choisissez")), *ActorKind.choices]
        for name in REQUIRED.get(self.kind, ()):
            self.fields[name].required = True
        if self.kind == LifeEventKind.FOUNDED:
            self.fields["name"].label = _("Son nom d’alors, s’il était différent")
        if "words" in needs:
            split = self.kind == LifeEventKind.SPLIT
            self.fields["words"].label = _("Quel acteur en est né ?") if split else _("Qu’est-il devenu ?")

    def clean(self) -> dict[str, Any]:
        """A change changes something; a split or a merger may name the other actor."""
        data = super().clean() or {}
        data["other"] = self.picked(needed=False) if "words" in self.fields else None
        if data.get("was_name") and plain(data["was_name"]) == plain(data.get("name") or ""):
            self.add_error("was_name", _("C’est le même nom : qu’est-ce qui a changé ?"))
        if data.get("was_kind") and data["was_kind"] == data.get("actor_kind"):
            self.add_error("was_kind", _("C’est la même chose : qu’est-ce qui a changé ?"))
        if self.kind == LifeEventKind.MOVED and not where_of(data):
            self.add_error("street", _("Quelle est la nouvelle adresse ? La commune seule suffit."))
        return data

    def happening(self) -> Happening:
        """What happened, as the actions take it."""
        data = self.cleaned_data
        told = ("happened", "name", "was_name", "actor_kind", "was_kind", "other", "ends", "note")
        return Happening(
            kind=self.kind,
            where=where_of(data),
            was_where=where_of(data, "was_"),
            **{name: data[name] for name in told if name in data},
        )

    def save(self, *, who: str) -> LifeEvent | None:
        """Record the event; None when a rule of lives refused it, and then the form says which."""
        what, source = self.happening(), self.provenance()
        return attempt(self, lambda: record_event(actor=self.owner, what=what, who=who, source=source))

    def correct(self, event: LifeEvent, *, who: str) -> LifeEvent | None:
        """Put this in the place of an event that was told wrong."""
        what, source = self.happening(), self.provenance()
        return attempt(self, lambda: correct_event(event=event, what=what, who=who, source=source))


def first_values(actor: Actor, kind: LifeEventKind) -> dict[str, Any]:
    """What a new event begins with: what the actor is called, and is, today."""
    return {
        LifeEventKind.RENAMED: {"was_name": actor.name},
        LifeEventKind.CHANGED_KIND: {"was_kind": actor.kind},
    }.get(kind, {})


def values_of(event: LifeEvent) -> dict[str, Any]:
    """An event as its form shows it, to be corrected."""
    plain_fields = ("happened", "name", "was_name", "actor_kind", "was_kind", "ends", "note")
    other = {"words": event.other.name, "chosen": event.other.ref} if event.other else {}
    return {
        **{name: getattr(event, name) for name in (*plain_fields, "source", "source_name", "source_url")},
        **other,
        **where_values("", event.address),
        **where_values("was_", event.was_address),
    }


def happening_of(event: LifeEvent) -> Happening:
    """What an event said, to be said again."""
    return Happening(
        kind=LifeEventKind(event.kind),
        happened=event.happened,
        name=event.name,
        was_name=event.was_name,
        actor_kind=event.actor_kind,
        was_kind=event.was_kind,
        where=whereabouts_of(event.address),
        was_where=whereabouts_of(event.was_address),
        other=event.other,
        ends=event.ends,
        note=event.note,
    )
