"""Writes on ties: dated, sourced, ended with a reason; every version stays known for its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from maillage.actors.actions.register import COORDINATION, Provenance, date_or_refuse, hold
from maillage.actors.bridge import closes
from maillage.actors.enums import TieEnd, TieKind
from maillage.actors.models import FOREVER, Actor, LifeEvent, Tie
from maillage.actors.queries import current_ties, episode_on, family_of, known, known_events
from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.common.partial_date import NO_END, PartialDate

WITH_ITS_ACTOR = Q(end_reason=TieEnd.ACTOR_ENDED, who=journal.SYSTEM)
"""Ties that ended because one of their actors did; a person may say otherwise."""


@dataclass(frozen=True, slots=True)
class Bond:
    """What is said of a tie: its kind, its dates with their precision, why it ended."""

    kind: TieKind
    since: str = ""
    until: str = ""
    end_reason: str = ""
    note: str = ""


def tie_actors(*, actor: Actor, other: Actor, bond: Bond, who: str, source: Provenance = COORDINATION) -> Tie:
    """Say what ties two actors, since when, and who says so. The same open tie is not written twice.

    A tie whose end nobody told ends with the first of its actors that ends.
    """
    if actor.pk == other.pk:
        raise Refusal(
            "tied_to_itself", _("Un acteur n’est pas lié à lui-même."), todo=_("Choisissez l’autre acteur.")
        )
    with transaction.atomic():
        hold(actor, other)
        _refuse_tied_already(actor, other, bond)
        tie = _settled(_write(Tie(actor=actor, other=other), bond, who, source))
        _record(tie, "tie", who)
    return tie


def end_tie(*, tie: Tie, until: str, reason: TieEnd, who: str, note: str = "") -> Tie:
    """A tie ended on this date, for this reason; that it held before stays known."""
    bond = Bond(TieKind(tie.kind), tie.since, until, reason, note or tie.note)
    with transaction.atomic():
        ended = _rewrite(tie, bond, who)
        _record(ended, "end_tie", who)
    return ended


def correct_tie(*, tie: Tie, bond: Bond, who: str, source: Provenance = COORDINATION) -> Tie:
    """What was said of a tie was wrong: the right version takes its place."""
    with transaction.atomic():
        corrected = _settled(_rewrite(tie, bond, who, source))
        _record(corrected, "correct_tie", who)
    return corrected


def take_back_tie(*, tie: Tie, who: str, why: str = "") -> None:
    """A tie never was: it stops being known now."""
    with transaction.atomic():
        _end_knowledge(tie)
        _record(tie, "take_back_tie", who, why)


def settle_ties_of(actor: Actor) -> None:
    """After a life changed: the ties whose end nobody told end with their actors, or last again."""
    family = family_of(actor)
    rows = Tie.objects.filter(known(None)).filter(Q(until="") | WITH_ITS_ACTOR)
    for tie in rows.filter(Q(actor__in=family) | Q(other__in=family)).order_by("pk"):
        _settled(tie)


def _settled(tie: Tie) -> Tie:
    """A tie with the end that the lives of its two actors give it, unless a person told its end."""
    if tie.until and (tie.end_reason, tie.who) != (TieEnd.ACTOR_ENDED, journal.SYSTEM):
        return tie
    known_on = _first_known(tie)
    sides = Actor.objects.filter(pk__in=(tie.actor_id, tie.other_id)).select_related("merged_into")
    ends = [_end_of(side.merged_into or side, tie.since, known_on) for side in sides.order_by("pk")]
    told = [event for event in ends if event is not None]
    end = min(told, key=lambda event: (event.counts_from, event.pk)) if told else None
    if (tie.until, tie.valid_until) == ((end.happened, end.counts_from) if end else ("", NO_END)):
        return tie
    bond = Bond(TieKind(tie.kind), tie.since, "", "", tie.note)
    return _rewrite(tie, bond, journal.SYSTEM, ended_by=end)


def _end_of(actor: Actor, since: str, known_on: date) -> LifeEvent | None:
    """The end of an actor that ends a tie: its first one once tied; for a tie that was known only after it,
    and of unknown beginning, its last one."""
    ends = [event for event in known_events(actor) if closes(event)]
    begun = PartialDate.parse(since).first if since else known_on
    if after := [event for event in ends if event.counts_from >= begun]:
        return after[0]
    return ends[-1] if ends and not since and episode_on(actor, known_on) is None else None


def _first_known(tie: Tie) -> date:
    """The day a tie was first told."""
    first = Tie.objects.filter(thread=tie.thread).earliest("pk")
    day: date = first.known_from.astimezone(tie.territory.zone).date()
    return day


def _rewrite(
    tie: Tie, bond: Bond, who: str, source: Provenance | None = None, *, ended_by: LifeEvent | None = None
) -> Tie:
    kept = source or Provenance(kind=tie.source, name=tie.source_name, url=tie.source_url)  # type: ignore[arg-type]  # a text field
    _end_knowledge(tie)
    version = Tie(actor=tie.actor, other=tie.other, thread=tie.thread)
    return _write(version, bond, who, kept, known_on=_first_known(tie), ended_by=ended_by)


def _write(
    tie: Tie,
    bond: Bond,
    who: str,
    source: Provenance,
    *,
    known_on: date | None = None,
    ended_by: LifeEvent | None = None,
) -> Tie:
    since = date_or_refuse(bond.since) if bond.since else None
    until = date_or_refuse(bond.until) if bond.until else None
    _refuse_backwards(since, until)
    tie.territory_id = tie.actor.territory_id
    tie.kind, tie.note = bond.kind, bond.note.strip()[:300]
    tie.since, tie.until = (str(since) if since else ""), (str(until) if until else "")
    tie.end_reason = bond.end_reason or (TieEnd.UNKNOWN if until else "")
    tie.valid_until = min(until.last, clock.today()) if until else NO_END
    if ended_by is not None:
        until, tie.until, tie.valid_until = ended_by.date, ended_by.happened, ended_by.counts_from
        tie.end_reason = TieEnd.ACTOR_ENDED
    begins = since.first if since else known_on or clock.today()
    tie.valid_from = begins if since or until is None else min(begins, until.first)
    tie.valid_until = max(tie.valid_from, tie.valid_until)
    tie.source, tie.source_name, tie.source_url = source.kind, source.name[:160], source.url
    tie.who, tie.known_from = who, clock.now()
    tie.save()
    return tie


def _refuse_backwards(since: PartialDate | None, until: PartialDate | None) -> None:
    if since and until and until.last < since.first:
        raise Refusal(
            "ends_before",
            _("Ce lien finirait (%(until)s) avant d’avoir commencé (%(since)s).")
            % {"until": until.label, "since": since.label},
            todo=_("Corrigez l’une des deux dates."),
            status=422,
        )


def _refuse_tied_already(actor: Actor, other: Actor, bond: Bond) -> None:
    same = current_ties(actor).filter(actor=actor, other=other, kind=bond.kind, until="")
    if found := same.first():
        raise Refusal(
            "tied_already",
            _("Ce lien est déjà noté et il dure encore."),
            why=_("Il court depuis %(since)s.") % {"since": found.since_label or "?"},
            todo=_("Notez d’abord sa fin, ou corrigez-le."),
        )


def _end_knowledge(tie: Tie) -> None:
    """A version stops being known now; refuses one that has stopped being known already."""
    tie.known_until = clock.now()
    if not Tie.objects.filter(pk=tie.pk, known_until=FOREVER).update(known_until=tie.known_until):
        raise Refusal(
            "taken_back",
            _("Ce lien a déjà été corrigé ou retiré."),
            todo=_("Rechargez la page pour lire ce que l’on sait aujourd’hui."),
        )


def _record(tie: Tie, verb: str, who: str, why: str = "") -> None:
    data = {"tie": tie.thread, "kind": tie.kind, "other": tie.other.ref}
    journal.record(who=who, verb=verb, kind="actor", ref=tie.actor.ref, data=data, why=why)
