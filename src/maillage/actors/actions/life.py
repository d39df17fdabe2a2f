"""Writes on lives: what happened, and what proved not to have happened."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.actors.actions.indexing import reindex
from maillage.actors.actions.register import (
    COORDINATION,
    Provenance,
    Whereabouts,
    date_or_refuse,
    keep_address,
)
from maillage.actors.actions.retelling import retell
from maillage.actors.actions.ties import end_ties_of, resume_ties_of
from maillage.actors.bridge import Broken, broken_by
from maillage.actors.enums import ActorKind, LifeEventKind, Listing
from maillage.actors.models import FOREVER, Actor, LifeEvent
from maillage.actors.queries import known_events
from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.common.partial_date import PartialDate

LATE = (LifeEventKind.CLOSED, LifeEventKind.MERGED, LifeEventKind.DORMANT, LifeEventKind.REVIVED)


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
    """Add a fact to a life, at its place in time, and tell the life again.

    Refuses a fact that says nothing, a date to come, and what cannot be (a birth after a death…).
    """
    refuse_absorbed(actor)
    happened = date_or_refuse(what.happened)
    _refuse_empty(what)
    with transaction.atomic():
        event = _write(actor, what, happened, who, source)
        _refuse_impossible(actor)
        if closes(event):
            end_ties_of(actor=actor, until=what.happened, who=who)
        retell(actor)
        reindex([actor])
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
    _refuse_taken_back(event)
    actor = event.actor.merged_into or event.actor
    with transaction.atomic():
        _refuse_without_birth(event)
        _end_knowledge(event)
        _refuse_impossible(event.actor)
        if closes(event):
            resume_ties_of(actor=event.actor, until=event.happened, who=who)
        retell(actor)
        reindex([actor])
        journal.record(
            who=who, verb="take_back_event", kind="actor", ref=actor.ref, data={"event": event.ref}, why=why
        )


def correct_event(
    *, event: LifeEvent, what: Happening, who: str, source: Provenance = COORDINATION, why: str = ""
) -> LifeEvent:
    """A fact was wrong in its date or its content: the right one takes its place, in one step."""
    _refuse_taken_back(event)
    happened = date_or_refuse(what.happened)
    _refuse_empty(what)
    owner, root = event.actor, event.actor.merged_into or event.actor
    with transaction.atomic():
        if closes(event):
            resume_ties_of(actor=owner, until=event.happened, who=who)
        _end_knowledge(event)
        written = _write(owner, what, happened, who, source)
        _refuse_impossible(owner)
        if closes(written):
            end_ties_of(actor=owner, until=what.happened, who=who)
        retell(root)
        reindex([root])
        journal.record(
            who=who,
            verb="correct_event",
            kind="actor",
            ref=root.ref,
            data={"event": written.ref, "instead_of": event.ref},
            why=why,
        )
    return written


def closes(event: LifeEvent) -> bool:
    """True when nothing is left of the actor after this event."""
    return event.kind in (LifeEventKind.CLOSED, LifeEventKind.MERGED) or (
        event.kind == LifeEventKind.SPLIT and event.ends
    )


def refuse_absorbed(actor: Actor) -> None:
    """A record that was merged into another one is written there."""
    if actor.listing == Listing.ABSORBED and actor.merged_into is not None:
        raise Refusal(
            "absorbed",
            _("Cette fiche a été réunie à « %(name)s ».") % {"name": actor.merged_into.name},
            why=_("Les deux histoires se lisent désormais ensemble."),
            todo=_("Écrivez sur cette autre fiche, ou séparez-les d’abord."),
        )
    if actor.listing == Listing.WITHDRAWN:
        raise Refusal(
            "withdrawn",
            _("Cette fiche a été retirée avec l’import qui l’avait créée."),
            todo=_("Refaites l’import, ou créez la fiche à la main."),
        )


def _write(actor: Actor, what: Happening, happened: PartialDate, who: str, source: Provenance) -> LifeEvent:
    late = what.kind in LATE or (what.kind == LifeEventKind.SPLIT and what.ends)
    row: LifeEvent = LifeEvent.objects.create(
        territory_id=actor.territory_id,
        actor=actor,
        kind=what.kind,
        happened=str(happened),
        counts_from=happened.last if late else happened.first,
        name=what.name.strip()[:160],
        was_name=what.was_name.strip()[:160],
        actor_kind=what.actor_kind,
        was_kind=what.was_kind,
        address=keep_address(actor.territory, what.where),
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


def _end_knowledge(event: LifeEvent) -> None:
    event.known_until = clock.now()
    event.save(update_fields=["known_until"])


def _refuse_empty(what: Happening) -> None:
    lacks = {
        LifeEventKind.RENAMED: (not what.name.strip(), _("Quel est le nouveau nom ?")),
        LifeEventKind.MOVED: (not what.where, _("Quelle est la nouvelle adresse, ou au moins la commune ?")),
        LifeEventKind.CHANGED_KIND: (
            what.actor_kind not in ActorKind.values,
            _("Quelle est la nouvelle nature ?"),
        ),
    }
    missing, question = lacks.get(what.kind, (False, ""))
    if missing:
        raise Refusal("says_nothing", _("Cet évènement ne dit pas ce qui change."), todo=question, status=422)


def _refuse_taken_back(event: LifeEvent) -> None:
    if event.known_until != FOREVER:
        raise Refusal(
            "taken_back",
            _("Ce fait a déjà été retiré ou corrigé."),
            todo=_("Rechargez la page pour lire ce que l’on sait aujourd’hui."),
        )


def _refuse_without_birth(event: LifeEvent) -> None:
    births = (LifeEventKind.SEEN, LifeEventKind.FOUNDED)
    others = known_events(event.actor).filter(actor=event.actor, kind__in=births).exclude(pk=event.pk)
    if event.kind in births and not others.exists():
        raise Refusal(
            "no_birth_left",
            _("Sans ce fait, plus rien ne dit que l’acteur a existé."),
            todo=_("Corrigez sa date ou son contenu plutôt que de le retirer."),
        )


def _refuse_impossible(actor: Actor) -> None:
    broken = broken_by(known_events(actor), root=actor.pk)
    if broken:
        raise _in_words(broken[0])


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
        "founded_twice": _("Un acteur n’est créé qu’une fois : déjà noté, %(other_date)s."),
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
