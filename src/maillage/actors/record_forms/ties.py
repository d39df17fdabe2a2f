"""Ties typed by the coordinator, from either of their two ends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.actions import Bond, correct_tie, end_tie, tie_actors
from maillage.actors.enums import TieEnd, TieKind
from maillage.actors.models import Actor, Tie
from maillage.actors.record_forms.fields import PastDateField, SourceForm, attempt
from maillage.actors.record_forms.picker import ActorPicker
from maillage.common import clock
from maillage.common.partial_date import PartialDate

READ_BACK: dict[str, Promise] = {
    TieKind.HOSTS: gettext_lazy("est hébergé par"),
    TieKind.FUNDS: gettext_lazy("est financé par"),
    TieKind.SUPPORTS: gettext_lazy("est accompagné par"),
    TieKind.MEMBER_OF: gettext_lazy("a pour membre"),
    TieKind.SPUN_OFF_FROM: gettext_lazy("a donné naissance à"),
    TieKind.SUCCEEDS: gettext_lazy("a pour successeur"),
    TieKind.MET_THROUGH: gettext_lazy("a fait connaître"),
}
"""The same ties read from the second actor to the first; a partnership reads the same both ways."""
BACK = "<"
ENDS = [("", gettext_lazy("il n’est pas fini")), *TieEnd.choices]


def tie_words(kind: str, *, back: bool) -> str:
    """How a kind of tie is read, from its first actor or (``back``) from its second."""
    return str(READ_BACK.get(kind, TieKind(kind).label) if back else TieKind(kind).label)


def readings(*, forth: bool = True, back: bool = True) -> list[tuple[str, str]]:
    """The kinds of tie as choices, read forth, read back (their value then begins with ``<``), or both."""
    rows = [(str(kind), tie_words(kind, back=False)) for kind in TieKind] if forth else []
    if back:
        only = READ_BACK if forth else {str(kind): None for kind in TieKind}
        rows += [(f"{BACK}{kind}", tie_words(kind, back=True)) for kind in only]
    return rows


class BondForm(SourceForm):
    """What is said of a tie: how it reads, from when to when, why it ended, who says so."""

    reading = forms.ChoiceField(label=gettext_lazy("Quel lien ?"))
    since = PastDateField(label=gettext_lazy("Depuis quand ?"), required=False)
    until = PastDateField(label=gettext_lazy("Jusqu’à quand, s’il est fini ?"), help_text="", required=False)
    end_reason = forms.ChoiceField(label=gettext_lazy("Pourquoi a-t-il fini ?"), choices=ENDS, required=False)
    note = forms.CharField(label=gettext_lazy("Une précision"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """A reason needs an end."""
        data = super().clean() or {}
        if data.get("end_reason") and not data.get("until") and "until" not in self.errors:
            self.add_error("until", _("Vous dites pourquoi ce lien a fini : dites aussi quand."))
        return data

    def bond(self) -> Bond:
        """The tie as the actions take it."""
        data = self.cleaned_data
        kind = TieKind(data["reading"].removeprefix(BACK))
        return Bond(kind, data["since"], data["until"], data["end_reason"], data["note"])


class TieForm(BondForm, ActorPicker):
    """A new tie between the actor whose record is open and another one."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.owner = actor
        _offer(self.fields["reading"], readings())
        self.fields["words"].label = _("Avec quel acteur ?")

    def clean(self) -> dict[str, Any]:
        """The other actor is named."""
        data = super().clean() or {}
        data["other"] = self.picked(needed=True)
        return data

    def save(self, *, who: str) -> Tie | None:
        """Tie the two actors, in the direction that was read; None when it was refused: the form says why."""
        first, second = self.owner, self.cleaned_data["other"]
        if self.cleaned_data["reading"].startswith(BACK):
            first, second = second, first
        bond, source = self.bond(), self.provenance()
        return attempt(self, lambda: tie_actors(actor=first, other=second, bond=bond, who=who, source=source))


class TieEditForm(BondForm):
    """What was said of a tie was wrong. Its two actors stay: with another one, it is another tie."""

    def __init__(self, *args: Any, tie: Tie, back: bool, **kwargs: Any) -> None:
        kwargs["initial"] = tie_values(tie, back=back)
        super().__init__(*args, **kwargs)
        self.tie = tie
        _offer(self.fields["reading"], readings(forth=not back, back=back))

    def save(self, *, who: str) -> Tie | None:
        """Correct the tie; None when it was refused: the form says why."""
        bond, source = self.bond(), self.provenance()
        return attempt(self, lambda: correct_tie(tie=self.tie, bond=bond, who=who, source=source))


class TieEndForm(forms.Form):
    """A tie ended: when, and why."""

    until = PastDateField(label=gettext_lazy("Quand a-t-il fini ?"))
    reason = forms.ChoiceField(label=gettext_lazy("Pourquoi ?"), choices=TieEnd.choices)
    note = forms.CharField(label=gettext_lazy("Une précision"), max_length=300, required=False)

    def __init__(self, *args: Any, tie: Tie, **kwargs: Any) -> None:
        today = str(PartialDate.of(clock.today()))
        kwargs["initial"] = {"until": today, "reason": TieEnd.UNKNOWN, "note": tie.note}
        super().__init__(*args, **kwargs)
        self.tie = tie

    def save(self, *, who: str) -> Tie | None:
        """End the tie; None when it was refused: the form says why."""
        data = self.cleaned_data
        return attempt(
            self,
            lambda: end_tie(
                tie=self.tie,
                until=data["until"],
                reason=TieEnd(data["reason"]),
                who=who,
                note=data["note"],
            ),
        )


def tie_values(tie: Tie, *, back: bool) -> dict[str, str]:
    """A tie as its form shows it, read from one of its ends."""
    named = ("since", "until", "end_reason", "note", "source", "source_name", "source_url")
    return {
        "reading": f"{BACK}{tie.kind}" if back else tie.kind,
        **{name: str(getattr(tie, name)) for name in named},
    }


def bond_of(tie: Tie) -> Bond:
    """What a version of a tie said, to be said again."""
    return Bond(TieKind(tie.kind), tie.since, tie.until, tie.end_reason, tie.note)


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
    field.choices = choices
