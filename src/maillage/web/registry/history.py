"""The memory of a record: all that was ever known of it, who said so, who took it back, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.actors.models import FOREVER, Actor, PastProfile, RecordMerge, Tie
from maillage.actors.queries import all_events, family_of, profile_of
from maillage.common.models import JournalEntry
from maillage.skills.queries import skill_names
from maillage.web.registry.common import the_actor
from maillage.web.registry.profiles import Change, changes
from maillage.web.registry.words import Bound, Names, Told, told_events, told_ties
from maillage.web.screens import ScreenRequest

TAKEN_BACK = ("take_back_event", "correct_event", "take_back_tie", "undo_merge")


@dataclass(frozen=True, slots=True)
class Known:
    """From when to when something was known, by whom it was said, by whom it was taken back and why."""

    since: datetime
    by: str
    until: datetime | None = None
    ended_by: str = ""
    corrected: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of what the record says: when, by whom, what changed, and the state before it."""

    past: PastProfile
    by: str
    changes: list[Change]


@require_safe
def history(request: ScreenRequest, ref: str) -> HttpResponse:
    """Everything that was ever known of an actor, also what proved wrong."""
    actor = the_actor(ref)
    family = family_of(actor)
    ends = _ends(family)
    facts = list(all_events(actor).select_related("was_address__commune"))
    ties = list(_versions(family))
    pasts = list(PastProfile.objects.filter(actor=actor))
    merges = list(_merges(family))
    entries = {entry.who for entry in ends.values()}
    names = Names({row.who for rows in (facts, ties, pasts, merges) for row in rows} | entries)
    context = {
        "actor": actor,
        "facts": [(told, _known_fact(told, ends, names)) for told in told_events(facts)],
        "ties": [(bound, _known_tie(bound, ties, ends, names)) for bound in told_ties(ties, family)],
        "edits": _edits(actor, pasts, names),
        "merges": [(row, names.of(row.who), row.undone_at == FOREVER) for row in merges],
    }
    return render(request, "web/registry/history.html", context)


def _versions(family: list[int]) -> Iterable[Tie]:
    """Every version of every tie of these records, ever."""
    rows = Tie.objects.filter(Q(actor__in=family) | Q(other__in=family))
    return rows.select_related("actor__merged_into", "other__merged_into").order_by(
        "valid_from", "thread", "pk"
    )


def _merges(family: list[int]) -> Iterable[RecordMerge]:
    """Every time two of these records were put together, also when it was undone."""
    rows = RecordMerge.objects.filter(Q(kept__in=family) | Q(absorbed__in=family))
    return rows.select_related("kept", "absorbed").order_by("-pk")


def _ends(family: list[int]) -> dict[str, JournalEntry]:
    """Who took a fact, a tie or a merge back, by the reference of what was taken back."""
    refs = Actor.objects.filter(
        Q(pk__in=family) | Q(ties__other__in=family) | Q(merges__absorbed__in=family)
    ).values("ref")
    entries = JournalEntry.objects.filter(kind="actor", object_ref__in=refs, verb__in=TAKEN_BACK)
    return {_what(entry): entry for entry in entries.order_by("at", "pk")}


def _what(entry: JournalEntry) -> str:
    data = entry.data
    return str(data.get("instead_of") or data.get("event") or data.get("tie") or data.get("merge") or "")


def _known_fact(told: Told, ends: dict[str, JournalEntry], names: Names) -> Known:
    event = told.event
    if event.is_known:
        return Known(event.known_from, names.of(event.who))
    entry = ends.get(event.ref)
    return Known(
        since=event.known_from,
        by=names.of(event.who),
        until=event.known_until,
        ended_by=names.of(entry.who) if entry else "",
        corrected=entry is not None and entry.verb == "correct_event",
        why=entry.why if entry else "",
    )


def _known_tie(bound: Bound, versions: list[Tie], ends: dict[str, JournalEntry], names: Names) -> Known:
    tie = bound.tie
    if tie.known_until == FOREVER:
        return Known(tie.known_from, names.of(tie.who))
    later = [row for row in versions if row.thread == tie.thread and row.pk > tie.pk]
    entry = None if later else ends.get(tie.thread)
    ended_by = later[0].who if later else (entry.who if entry else "")
    return Known(
        since=tie.known_from,
        by=names.of(tie.who),
        until=tie.known_until,
        ended_by=names.of(ended_by) if ended_by else "",
        corrected=bool(later),
        why=entry.why if entry else "",
    )


def _edits(actor: Actor, pasts: list[PastProfile], names: Names) -> list[Edit]:
    """The changes of the record, latest first: each state against the one that followed it."""
    if not pasts:
        return []
    skills = {skill.code: skill.label for skill in skill_names()}
    states = [past.data for past in pasts] + [profile_of(actor)]
    edits = [
        Edit(past, names.of(past.who), changes(before, after, skills))
        for past, before, after in zip(pasts, states, states[1:], strict=False)
    ]
    return edits[::-1]
