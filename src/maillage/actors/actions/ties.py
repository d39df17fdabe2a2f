"""Writes on ties: dated, sourced, ended with a reason; every version stays known for its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.actors.actions.register import COORDINATION, Provenance, date_or_refuse
from maillage.actors.enums import TieEnd, TieKind
from maillage.actors.models import FOREVER, Actor, Tie
from maillage.actors.queries import current_ties
from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.common.partial_date import NO_END, PartialDate


@dataclass(frozen=True, slots=True)
class Bond:
    """What is said of a tie: its kind, its dates with their precision, why it ended."""

    kind: TieKind
    since: str = ""
    until: str = ""
    end_reason: str = ""
    note: str = ""


def tie_actors(*, actor: Actor, other: Actor, bond: Bond, who: str, source: Provenance = COORDINATION) -> Tie:
    """Say what ties two actors, since when, and who says so. The same open tie is not written twice."""
    if actor.pk == other.pk:
        raise Refusal(
            "tied_to_itself", _("Un acteur n’est pas lié à lui-même."), todo=_("Choisissez l’autre acteur.")
        )
    same = current_ties(actor).filter(actor=actor, other=other, kind=bond.kind, until="")
    if found := same.first():
        raise Refusal(
            "tied_already",
            _("Ce lien est déjà noté et il dure encore."),
            why=_("Il court depuis %(since)s.") % {"since": found.since_label or "?"},
            todo=_("Notez d’abord sa fin, ou corrigez-le."),
        )
    with transaction.atomic():
        tie = _write(Tie(actor=actor, other=other), bond, who, source)
        _record(tie, "tie", who)
    return tie


def end_tie(*, tie: Tie, until: str, reason: TieEnd, who: str, note: str = "") -> Tie:
    """A tie ended on this date, for this reason; that it held before stays known."""
    _refuse_old_version(tie)
    bond = Bond(TieKind(tie.kind), tie.since, until, reason, note or tie.note)
    with transaction.atomic():
        ended = _rewrite(tie, bond, who)
        _record(ended, "end_tie", who)
    return ended


def correct_tie(*, tie: Tie, bond: Bond, who: str, source: Provenance = COORDINATION) -> Tie:
    """What was said of a tie was wrong: the right version takes its place."""
    _refuse_old_version(tie)
    with transaction.atomic():
        corrected = _rewrite(tie, bond, who, source)
        _record(corrected, "correct_tie", who)
    return corrected


def take_back_tie(*, tie: Tie, who: str, why: str = "") -> None:
    """A tie never was: it stops being known now."""
    _refuse_old_version(tie)
    with transaction.atomic():
        _end_knowledge(tie)
        _record(tie, "take_back_tie", who, why)


def end_ties_of(*, actor: Actor, until: str, who: str) -> int:
    """The ties of an actor that has ended end with it; returns how many."""
    open_ties = current_ties(actor).filter(until="")
    last = PartialDate.parse(until).last
    for tie in open_ties:
        bond = Bond(TieKind(tie.kind), tie.since, until, TieEnd.ACTOR_ENDED, tie.note)
        if tie.since and PartialDate.parse(tie.since).first > last:
            continue  # it began after the end: a person will say which date is wrong
        _rewrite(tie, bond, who)
    return len(open_ties)


def resume_ties_of(*, actor: Actor, until: str, who: str) -> int:
    """The end of an actor was a mistake: the ties that ended with it last again."""
    ended = current_ties(actor).filter(until=until, end_reason=TieEnd.ACTOR_ENDED)
    for tie in ended:
        _rewrite(tie, Bond(TieKind(tie.kind), tie.since, "", "", tie.note), who)
    return len(ended)


def _rewrite(tie: Tie, bond: Bond, who: str, source: Provenance | None = None) -> Tie:
    kept = source or Provenance(kind=tie.source, name=tie.source_name, url=tie.source_url)  # type: ignore[arg-type]  # a text field
    version = Tie(actor=tie.actor, other=tie.other, thread=tie.thread)
    first_known = min(tie.known_from.date(), tie.valid_from)
    _end_knowledge(tie)
    return _write(version, bond, who, kept, unknown_since=tie.valid_from if not tie.since else first_known)


def _write(tie: Tie, bond: Bond, who: str, source: Provenance, *, unknown_since: date | None = None) -> Tie:
    since = date_or_refuse(bond.since) if bond.since else None
    until = date_or_refuse(bond.until) if bond.until else None
    if since and until and until.last < since.first:
        raise Refusal(
            "ends_before",
            _("Ce lien finirait (%(until)s) avant d’avoir commencé (%(since)s).")
            % {"until": until.label, "since": since.label},
            todo=_("Corrigez l’une des deux dates."),
            status=422,
        )
    ends_on = until.last if until else NO_END
    begins_on = since.first if since else min(unknown_since or clock.today(), ends_on)
    tie.territory_id = tie.actor.territory_id
    tie.kind, tie.note = bond.kind, bond.note.strip()[:300]
    tie.since, tie.until = (str(since) if since else ""), (str(until) if until else "")
    tie.end_reason = bond.end_reason or (TieEnd.UNKNOWN if until else "")
    tie.valid_from, tie.valid_until = begins_on, ends_on
    tie.source, tie.source_name, tie.source_url = source.kind, source.name[:160], source.url
    tie.who, tie.known_from = who, clock.now()
    tie.save()
    return tie


def _end_knowledge(tie: Tie) -> None:
    tie.known_until = clock.now()
    tie.save(update_fields=["known_until"])


def _refuse_old_version(tie: Tie) -> None:
    if tie.known_until != FOREVER:
        raise Refusal(
            "taken_back",
            _("Ce lien a déjà été corrigé ou retiré."),
            todo=_("Rechargez la page pour lire ce que l’on sait aujourd’hui."),
        )


def _record(tie: Tie, verb: str, who: str, why: str = "") -> None:
    data = {"tie": tie.thread, "kind": tie.kind, "other": tie.other.ref}
    journal.record(who=who, verb=verb, kind="actor", ref=tie.actor.ref, data=data, why=why)
