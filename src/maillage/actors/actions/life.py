"""Writes on lives: what happened, and what proved not to have happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.actors.actions.indexing import reindex
from maillage.actors.actions.register import (
    COORDINATION,
    Provenance,
    Whereabouts,
    date_or_refuse,
    hold,
    keep_address,
    refuse_absorbed,
)
from maillage.actors.actions.retelling import retell
from maillage.actors.actions.ties import settle_ties_of
from maillage.actors.bridge import Broken, broken_by, closes, counting_day
from maillage.actors.enums import ActorKind, LifeEventKind
from maillage.actors.models import FOREVER, Actor, Address, LifeEvent
from maillage.actors.queries import known_events
from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.common.partial_date import PartialDate

__all__ = ["Happening", "closes", "correct_event", "record_event", "refuse_absorbed", "take_back_event"]

BIRTHS = (LifeEventKind.SEEN, LifeEventKind.FOUNDED)


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened: its kind, its date, and what it changed. What held before may be said too."""

    kind: LifeEventKind
    happened: str
    name: str = ""
    was_name: str = ""
    actor_kind: str = ""
    was_kind: str = ""
    where: Whereabouts | None = None
    was_where: Whereabouts | None = None
    other: Actor | None = None
    ends: bool = False
    note: str = ""


def record_event(*, actor: Actor, what: Happening, who: str, source: Provenance = COORDINATION) -> LifeEvent:
    """Add a fact to a life, at its place in time, and tell the life again; its ties end with it.

    Refuses a fact that says nothing, a date to come, and what cannot be (a birth after a death…).
    """
    happened = date_or_refuse(what.happened)
    _refuse_empty(what)
    with transaction.atomic():
        hold(actor)
        event = _write(actor, what, happened, who, source)
        _tell_again(actor, actor)
        journal.record(
            who=who,
            verb="record_event",
            kind="actor",
            ref=actor.ref,
            data={"event": event.ref, "kind": what.kind, "happened": str(happened)},
        )
    return event


def take_back_event(*, event: LifeEvent, who: str, why: str = "") -> None:
    """A fact proved wrong: it stops being known now. What was known until now can still be asked."""
    with transaction.atomic():
        root = _hold_event(event)
        _end_knowledge(event)
        _tell_again(event.actor, root)
        data = {"event": event.ref}
        journal.record(who=who, verb="take_back_event", kind="actor", ref=root.ref, data=data, why=why)


def correct_event(
    *, event: LifeEvent, what: Happening, who: str, source: Provenance = COORDINATION, why: str = ""
) -> LifeEvent:
    """A fact was wrong in its date or its content: the right one takes its place, in one step.

    A birth that is corrected keeps the name, the kind and the place it said, unless others are said.
    """
    happened = date_or_refuse(what.happened)
    _refuse_empty(what)
    with transaction.atomic():
        root = _hold_event(event)
        _end_knowledge(event)
        written = _write(event.actor, _completed(what, event), happened, who, source, instead_of=event)
        _tell_again(event.actor, root)
        journal.record(
            who=who,
            verb="correct_event",
            kind="actor",
            ref=root.ref,
            data={"event": written.ref, "instead_of": event.ref},
            why=why,
        )
    return written


def _hold_event(event: LifeEvent) -> Actor:
    """Hold a fact and the record it is read on, which is returned; refuses a fact that is no longer known."""
    owner: Actor = event.actor
    owner.refresh_from_db(from_queryset=Actor.objects.select_for_update())
    event.refresh_from_db(fields=["known_until"])
    if event.known_until != FOREVER:
        raise Refusal(
            "taken_back",
            _("Ce fait a déjà été retiré ou corrigé."),
            todo=_("Rechargez la page pour lire ce que l’on sait aujourd’hui."),
        )
    return owner.merged_into or owner


def _tell_again(owner: Actor, root: Actor) -> None:
    """After a fact changed on ``owner``: refuse what cannot be, then tell the life read on ``root`` again."""
    events = list(known_events(owner))
    _refuse_unborn([event for event in events if event.actor_id == owner.pk])
    if broken := broken_by(events, root=owner.pk):
        raise _in_words(broken[0])
    retell(root)
    settle_ties_of(root)
    reindex([root])


def _completed(what: Happening, event: LifeEvent) -> Happening:
    if what.kind not in BIRTHS or event.kind not in BIRTHS:
        return what
    return replace(what, name=what.name or event.name, actor_kind=what.actor_kind or event.actor_kind)


def _write(
    actor: Actor,
    what: Happening,
    happened: PartialDate,
    who: str,
    source: Provenance,
    *,
    instead_of: LifeEvent | None = None,
) -> LifeEvent:
    was = instead_of.address if instead_of else None
    address = keep_address(actor.territory, what.where, known=_places_of(actor) if what.where else ())
    if address is None and instead_of and {what.kind, instead_of.kind} <= {*BIRTHS}:
        address = was
    row: LifeEvent = LifeEvent.objects.create(
        territory_id=actor.territory_id,
        actor=actor,
        kind=what.kind,
        happened=str(happened),
        counts_from=counting_day(what.kind, happened, ends=what.ends),
        name=what.name.strip()[:160],
        was_name=what.was_name.strip()[:160],
        actor_kind=what.actor_kind,
        was_kind=what.was_kind,
        address=address,
        was_address=keep_address(actor.territory, what.was_where),
        other=what.other,
        ends=what.ends,
        source=source.kind,
        source_name=source.name[:160],
        source_url=source.url,
        note=what.note.strip()[:300],
        who=who,
    )
    return row


def _places_of(actor: Actor) -> Iterable[Address]:
    """Where a record was ever said to be, the latest first."""
    events = LifeEvent.objects.filter(actor=actor).exclude(address=None)
    return Address.objects.filter(pk__in=events.values("address")).order_by("-pk")


def _end_knowledge(event: LifeEvent) -> None:
    event.known_until = clock.now()
    event.save(update_fields=["known_until"])


def _refuse_empty(what: Happening) -> None:
    lacks = {
        LifeEventKind.RENAMED: (not what.name.strip(), _("Quel est le nouveau nom ?")),
        LifeEventKind.MOVED: (not what.where, _("Quelle est la nouvelle adresse, ou au moins la commune ?")),
        LifeEventKind.CHANGED_KIND: (
            what.actor_kind not in ActorKind.values,
            _("Quelle est la nouvelle nature ?"),
        ),
    }
    missing, question = lacks.get(what.kind, (False, ""))
    if missing:
        raise Refusal("says_nothing", _("Cet évènement ne dit pas ce qui change."), todo=question, status=422)


def _refuse_unborn(own: list[LifeEvent]) -> None:
    """Something must still say that the actor existed, what it was called and what it was."""
    if not any(event.kind in BIRTHS for event in own):
        raise Refusal(
            "no_birth_left",
            _("Sans ce fait, plus rien ne dit que l’acteur a existé."),
            todo=_("Corrigez sa date ou son contenu plutôt que de le retirer."),
        )
    named = any(event.name or event.was_name for event in own)
    if not (named and any(event.actor_kind or event.was_kind for event in own)):
        raise Refusal(
            "nameless",
            _("Sans ce fait, plus rien ne dit le nom ou la nature de l’acteur."),
            todo=_("Corrigez sa date ou son contenu plutôt que de le retirer."),
        )


def _in_words(broken: Broken) -> Refusal:
    first = LifeEvent.objects.get(pk=broken.event.order)
    other = LifeEvent.objects.get(pk=broken.other.order) if broken.other else None
    fact = {
        "event": first.get_kind_display(),
        "date": first.date.label,
        "other": other.get_kind_display() if other else "",
        "other_date": other.date.label if other else "",
    }
    said = {
        "founded_twice": _("Un acteur n’est créé qu’une fois : déjà noté, %(other_date)s."),
        "before_birth": _("%(event)s (%(date)s) serait avant la création (%(other_date)s)."),
        "ended_twice": _("%(event)s (%(date)s) viendrait après une fin déjà notée (%(other_date)s)."),
        "after_end": _("%(event)s (%(date)s) viendrait après la fin (%(other_date)s)."),
        "not_asleep": _("Une reprise (%(date)s) suppose une mise en sommeil ou une fin avant elle."),
    }
    return Refusal(
        broken.code,
        said[broken.code] % fact,
        why=_("Deux faits de la même vie se contredisent."),
        todo=_("Corrigez l’une des deux dates, ou retirez le fait qui est faux."),
        status=422,
    )
