"""Undoing an import whole: what it created leaves, what it completed is as it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from maillage.actors.actions import Profile, describe_actor, take_back_event
from maillage.actors.actions.bulk import withdraw_actors
from maillage.actors.enums import Listing
from maillage.actors.models import FOREVER, Actor, ConfirmationAsk, Double, LifeEvent, Tie
from maillage.actors.queries import profile_of
from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.imports.actions.common import SHOWN_AT, move
from maillage.imports.actions.updates import contacts_of, record_of
from maillage.imports.enums import RowOutcome, RunState
from maillage.imports.models import ImportRow, ImportRun, SourceRecord
from maillage.imports.queries import created_keys
from maillage.skills.queries import skills_with_codes

CHUNK = 2000
OWN = ("address", "other_names", "identifiers", "contacts", "skill_rows", "events", "episodes")
"""Relations that an import itself writes; any other row on a record says that it has been used since."""


IN_FORCE = (RunState.QUEUED, RunState.RUNNING, RunState.STOPPED, RunState.DONE)
"""States of an import whose rows stand for what it wrote."""


def undo_run(*, run: ImportRun, who: str, why: str = "") -> ImportRun:
    """Take an import back. A record used since (a need, a tie, a person, a correction) stays, and says so."""
    with transaction.atomic():
        move(run, RunState.UNDONE, undone_at=clock.now(), beat_at=None, stop_asked=False)
        made = created_keys(run)
        used = used_since(run, made)
        for row in ImportRow.objects.filter(run=run, actor__in=used):
            row.reasons = [*row.reasons, ["used_since", "", ""]]
            row.save(update_fields=["reasons"])
        gone = withdraw_actors(keys=[pk for pk in made if pk not in used])
        restored = sum(_restore(row, who) for row in _completed(run))
        data = {"withdrawn": gone, "kept": len(used), "restored": restored}
        run.counts = {**run.counts, "kept": len(used)}
        run.save(update_fields=["counts"])
        journal.record(who=who, verb="undo", kind="import", ref=run.ref, data=data, why=why)
    return run


def _completed(run: ImportRun) -> Iterable[ImportRow]:
    rows = ImportRow.objects.filter(run=run, outcome=RowOutcome.UPDATE, is_applied=True)
    return rows.exclude(actor=None).select_related("run__source").order_by("-number")


def used_since(run: ImportRun, made: list[int]) -> set[int]:
    """Records of this import that something else hangs on, or that were merged, or whose life went on.

    Or that another import wrote too: the same file, received while this one was paused.
    """
    used: set[int] = set()
    for start in range(0, len(made), CHUNK):
        some = made[start : start + CHUNK]
        merged = Actor.objects.filter(pk__in=some, listing=Listing.ABSORBED)
        used.update(merged.values_list("pk", flat=True))
        for model, name in _users():
            rows = model._base_manager.filter(**{f"{name}__in": some})
            if model is Tie:
                rows = rows.filter(known_until=FOREVER)
            if model is ConfirmationAsk:  # the service asked; only an answer is somebody's use of the entry
                rows = rows.exclude(answer="")
            used.update(rows.values_list(f"{name}_id", flat=True))
        at = run.options.get(SHOWN_AT)
        shown = datetime.fromisoformat(at) if at else run.done_at or run.created_at
        lived = LifeEvent.objects.filter(actor__in=some, known_from__gt=shown, known_until=FOREVER)
        used.update(lived.values_list("actor_id", flat=True))
        claimed = ImportRow.objects.filter(actor__in=some, outcome=RowOutcome.CREATE, is_applied=True)
        claimed = claimed.filter(run__state__in=IN_FORCE).exclude(run=run)
        used.update(pk for pk in claimed.values_list("actor_id", flat=True) if pk is not None)
    return used


def _users() -> list[tuple[Any, str]]:
    """Tables whose rows say that a record is used, with the field that points at it."""
    return [
        (relation.related_model, relation.field.name)
        for relation in Actor._meta.related_objects
        if relation.get_accessor_name() not in OWN
        and relation.related_model not in (ImportRow, SourceRecord, LifeEvent, Double)
        and not relation.many_to_many
    ]


def _restore(row: ImportRow, who: str) -> int:
    """Give a record what it said before; what a person changed since is left as she wrote it."""
    _restore_record(row)
    actor = record_of(row)
    if actor is None or not row.before:
        return 0
    for event in LifeEvent.objects.filter(ref__in=row.before.get("events", []), known_until=FOREVER):
        try:
            take_back_event(event=event, who=who, why="undo")
        except Refusal as refusal:
            row.reasons = [*row.reasons, [refusal.code, event.kind, refusal.what]]
    actor.refresh_from_db()
    if _untouched(actor, row.before.get("after", {})):
        describe_actor(actor=actor, profile=_profile(row.before), who=who)
    else:
        row.reasons = [*row.reasons, ["changed_since", "", ""]]
    row.save(update_fields=["reasons"])
    return 1


def _untouched(actor: Actor, after: dict[str, Any]) -> bool:
    return bool(after == {"profile": profile_of(actor), "contacts": contacts_of(actor)})


def _profile(before: dict[str, Any]) -> Profile:
    told = before["profile"]
    names = dict(told["names"])
    return Profile(
        descriptions=told["descriptions"],
        legal_form=told["legal_form"],
        activity=told["activity"],
        activity_2025=told["activity_2025"],
        size=told["size"],
        hours=told["hours"],
        legal_name=names.get("legal", ""),
        short_name=names.get("short", ""),
        identifiers=tuple((scheme, value) for scheme, value in told["identifiers"]),
        contacts=tuple((kind, value, seen) for kind, value, seen in before["contacts"]),
        skills_offered=tuple(skills_with_codes(told["offered"])),
        skills_sought=tuple(skills_with_codes(told["sought"])),
    )


def _restore_record(row: ImportRow) -> None:
    said = row.before.get("record") or {}
    rows = SourceRecord.objects.filter(source=row.run.source, key=row.before.get("key", ""))
    if said:
        rows.update(digest=said["digest"], said=said["said"])
    else:
        rows.delete()
