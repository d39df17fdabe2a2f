"""Writes on who is where: come, leave, move; each dated, also in the future."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from maillage.actors.actions import Provenance
from maillage.actors.actions.register import COORDINATION
from maillage.actors.models import FOREVER, Actor
from maillage.actors.queries import family_of
from maillage.common import journal
from maillage.common.errors import Refusal
from maillage.common.partial_date import PartialDate
from maillage.places.actions.telling import (
    end_knowledge,
    hold_place,
    last_day_after,
    period,
    provenance_of,
    sign,
)
from maillage.places.enums import Terms
from maillage.places.models import Occupancy, Place
from maillage.places.queries import phase_on


@dataclass(frozen=True, slots=True)
class Stay:
    """From when to when an actor is in a place, and on what terms."""

    since: str
    until: str = ""
    terms: Terms = Terms.UNKNOWN
    note: str = ""


def settle_in(
    *,
    place: Place,
    actor: Actor,
    stay: Stay,
    who: str,
    source: Provenance = COORDINATION,
    is_sure: bool = False,
    is_invented: bool = False,
) -> Occupancy:
    """An actor is in a place from a date on. Unless ``is_sure``, refuses a place that is not open then."""
    with transaction.atomic():
        hold_place(place)
        row = Occupancy(place=place, actor=actor, is_invented=is_invented)
        written = _write(row, stay, who, source, is_sure=is_sure)
        _record(written, "settle_in", who)
    return written


def end_stay(*, stay: Occupancy, until: str, who: str, note: str = "") -> Occupancy:
    """An actor leaves a place on a date; that it was there stays known."""
    said = replace(stay_of(stay), until=until, note=note or stay.note)
    return _rewrite(stay, said, who, None, "end_stay")


def correct_stay(*, stay: Occupancy, said: Stay, who: str, source: Provenance | None = None) -> Occupancy:
    """What was said of an occupancy was wrong: the right version takes its place.

    When it was a move, the other place is left on the corrected date too.
    """
    with transaction.atomic():
        left = _departure_for(stay)
        written = _rewrite(stay, said, who, source, "correct_stay")
        if left is not None and left.until != written.since:
            _rewrite(left, replace(stay_of(left), until=written.since), who, None, "correct_stay")
            written.refresh_from_db(fields=["valid_from"])
    return written


def move_occupant(
    *,
    stay: Occupancy,
    to: Place,
    on: str,
    who: str,
    terms: Terms | None = None,
    note: str = "",
    source: Provenance = COORDINATION,
    is_sure: bool = False,
) -> Occupancy:
    """An actor moves from one place to another, on a date past or to come: one gesture, two facts.

    Refuses the place it is in already and, unless ``is_sure``, one that is not open on that date.
    """
    if stay.place_id == to.pk:
        raise Refusal(
            "same_place",
            _("« %(actor)s » est déjà dans ce lieu.") % {"actor": stay.occupant.name},
            todo=_("Choisissez le lieu où il s’installe."),
            status=422,
        )
    with transaction.atomic():
        for place in sorted((stay.place, to), key=lambda row: row.pk):
            hold_place(place)
        _refuse_gone(stay, on)
        end_knowledge(stay)
        left = Occupancy(place=stay.place, actor=stay.actor, **_lineage(stay))
        left = _write(left, replace(stay_of(stay), until=on), who, provenance_of(stay), is_sure=True)
        came = Occupancy(place=to, actor=stay.actor, came_from=stay.thread, is_invented=stay.is_invented)
        said = Stay(since=on, terms=terms or Terms(stay.terms), note=note)
        came = _write(came, said, who, source, is_sure=is_sure)
        _meet(came)
        _record(came, "move_occupant", who, {"from": stay.place.ref})
    return came


def take_back_stay(*, stay: Occupancy, who: str, why: str = "") -> None:
    """An occupancy never was. When it was a move, the place moved from is occupied again, as before it."""
    with transaction.atomic():
        hold_place(stay.place)
        end_knowledge(stay)
        if (left := _departure_for(stay)) is not None:
            said = replace(stay_of(left), until=_end_before(stay))
            _rewrite(left, said, who, None, "correct_stay")
        _record(stay, "take_back_stay", who, why=why)


def stay_of(row: Occupancy) -> Stay:
    """What a version of an occupancy said, to be said again."""
    return Stay(row.since, row.until, Terms(row.terms), row.note)


def _departure_for(moved: Occupancy) -> Occupancy | None:
    """The occupancy that a move ended, unless somebody has said otherwise of its end since."""
    known = Occupancy.objects.filter(thread=moved.came_from, until=moved.since, known_until=FOREVER)
    found: Occupancy | None = known.exclude(thread="").first()
    return found


def _end_before(moved: Occupancy) -> str:
    """The end that was told of an occupancy before this move ended it: two versions ago when it was told."""
    first = Occupancy.objects.filter(thread=moved.thread).earliest("pk")
    versions = Occupancy.objects.filter(thread=moved.came_from, pk__lt=first.pk).order_by("-pk")
    return versions[1].until


def _meet(row: Occupancy) -> None:
    """A move is on one day: however vague its date, no day counts in both places."""
    known = Occupancy.objects.filter(known_until=FOREVER)
    for came in known.filter(Q(thread=row.thread) | Q(came_from=row.thread)):
        if (left := _departure_for(came)) is not None:
            day = max(left.valid_from, PartialDate.parse(came.since).first)
            known.filter(pk=left.pk).update(valid_until=day)
            known.filter(pk=came.pk).update(valid_from=day)
    row.refresh_from_db(fields=["valid_from", "valid_until"])


def _rewrite(stay: Occupancy, said: Stay, who: str, source: Provenance | None, verb: str) -> Occupancy:
    with transaction.atomic():
        hold_place(stay.place)
        end_knowledge(stay)
        version = Occupancy(place=stay.place, actor=stay.actor, **_lineage(stay))
        written = _write(version, said, who, source or provenance_of(stay), is_sure=True)
        _meet(written)
        _record(written, verb, who)
    return written


def _lineage(stay: Occupancy) -> dict[str, object]:
    """What all versions of an occupancy share."""
    return {"thread": stay.thread, "came_from": stay.came_from, "is_invented": stay.is_invented}


def _write(row: Occupancy, stay: Stay, who: str, source: Provenance, *, is_sure: bool) -> Occupancy:
    since, until = period(stay.since, stay.until)
    row.territory = row.place.territory
    row.since, row.until = str(since), str(until) if until else ""
    row.valid_from, row.valid_until = since.first, last_day_after(until)
    row.terms, row.note = stay.terms, stay.note.strip()[:300]
    _refuse_twice(row, since)
    if not is_sure:
        _warn_not_open(row, since)
    sign(row, who=who, source=source)
    row.save()
    return row


def _refuse_twice(row: Occupancy, since: PartialDate) -> None:
    """An actor is in a place once at a time; a vague end and a vague beginning may meet."""
    others = Occupancy.objects.filter(place=row.place, actor__in=family_of(row.occupant), known_until=FOREVER)
    for other in others.exclude(thread=row.thread):
        begun, ended = period(other.since, other.until)
        after = ended is not None and ended.first <= since.last
        before = bool(row.until) and PartialDate.parse(row.until).first <= begun.last
        if not (after or before):
            raise Refusal(
                "twice",
                _("« %(actor)s » est déjà noté dans ce lieu depuis %(since)s.")
                % {"actor": row.occupant.name, "since": begun.label},
                todo=_("Notez d’abord son départ, ou corrigez cette première présence."),
                status=422,
            )


def _warn_not_open(row: Occupancy, since: PartialDate) -> None:
    phase = phase_on(row.place, since.last)
    if phase is not None and phase.is_welcoming:
        return
    state = phase.get_state_display() if phase else _("inconnu à cette date")
    raise Refusal(
        "not_open_then",
        _("« %(place)s » n’est pas ouvert à cette date (%(date)s) : il est %(state)s.")
        % {"place": row.place.name, "date": since.label, "state": state},
        why=_(
            "On s’installe rarement dans un lieu fermé ; mais les plans changent, et les phases se corrigent."
        ),
        todo=_("Si c’est bien ainsi, confirmez : ce sera noté tel quel."),
        status=422,
    )


def _refuse_gone(stay: Occupancy, on: str) -> None:
    """One leaves a place one is in: not before having come, nor after having left."""
    day, _end = period(on, "")
    since, until = period(stay.since, stay.until)
    if day.last < since.first:
        raise Refusal(
            "not_come_yet",
            _("« %(actor)s » n’est dans ce lieu que depuis %(since)s.")
            % {"actor": stay.occupant.name, "since": since.label},
            todo=_("Corrigez la date du déménagement."),
            status=422,
        )
    if until is not None and until.last < day.first:
        raise Refusal(
            "gone_already",
            _("« %(actor)s » n’est plus dans ce lieu à cette date : son départ est noté (%(until)s).")
            % {"actor": stay.occupant.name, "until": until.label},
            todo=_("Notez plutôt son arrivée dans l’autre lieu."),
            status=422,
        )


def _record(
    row: Occupancy, verb: str, who: str, data: dict[str, object] | None = None, *, why: str = ""
) -> None:
    told = {"stay": row.thread, "actor": row.actor.ref, "since": row.since, **(data or {})}
    journal.record(who=who, verb=verb, kind="place", ref=row.place.ref, data=told, why=why)
