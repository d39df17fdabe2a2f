"""Completing a record that was there already.

Three voices: what the source said the last time, what it says now, what our record says. The record follows
the source where nobody else wrote; what a person wrote here is kept, and the row says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from maillage.actors.actions import Happening, Profile, Provenance, describe_actor, record_event
from maillage.actors.enums import KEPT, LifeEventKind, SourceKind
from maillage.actors.models import Actor, Contact, Identifier
from maillage.actors.naming import plain
from maillage.actors.queries import profile_of
from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.partial_date import PartialDate
from maillage.imports.actions.news import where_of
from maillage.imports.drafts import Draft, Said
from maillage.imports.models import ImportRow, ImportRun, SourceRecord
from maillage.imports.planning import Gazetteer
from maillage.skills.models import Skill

SIMPLE = ("legal_form", "activity", "activity_2025", "size", "hours")


def apply_update(run: ImportRun, row: ImportRow, draft: Draft, gazetteer: Gazetteer) -> None:
    """Complete one record, keep what it said before for undo, and remember what the source says now."""
    actor = record_of(row)
    if actor is None:  # it was erased, or taken back with its own import, since the row was planned
        row.reasons = [*row.reasons, ["gone", "", ""]]
        row.is_applied = True
        row.save(update_fields=["reasons", "is_applied"])
        return
    record = SourceRecord.objects.filter(source=run.source, key=draft.key).first()
    before = {"profile": profile_of(actor), "contacts": contacts_of(actor)}
    kept = _describe(run, actor, draft.said, record.said if record else {})
    events, refused = _happen(run, actor, draft, record.said if record else {}, gazetteer)
    row.actor = actor
    row.before = {
        **before,
        "events": events,
        "key": draft.key,
        "record": {"digest": record.digest, "said": record.said} if record else {},
        "after": {"profile": profile_of(actor), "contacts": contacts_of(actor)},
    }
    row.reasons = [*row.reasons, *kept, *refused]
    row.is_applied = True
    row.save(update_fields=["actor", "before", "reasons", "is_applied"])
    SourceRecord.objects.update_or_create(
        source=run.source,
        key=draft.key,
        defaults={
            "actor": actor,
            "digest": draft.digest,
            "said": draft.said,
            "read_at": clock.now(),
        },
    )


def record_of(row: ImportRow) -> Actor | None:
    """The record a row is about, as it is now, read where it was merged; None when it is no more."""
    if row.actor_id is None:
        return None
    rows = Actor.objects.filter(pk=row.actor_id).select_related("address", "merged_into__address")
    actor: Actor | None = rows.first()
    root = actor and (actor.merged_into or actor)
    return root if root and root.listing in KEPT else None


def contacts_of(actor: Actor) -> list[list[str]]:
    """The contacts of a record, as plain values."""
    rows = Contact.objects.filter(actor=actor).values_list("kind", "value", "visibility")
    return [list(row) for row in rows]


def _describe(run: ImportRun, actor: Actor, now: Said, then: Said) -> list[list[str]]:
    """Write the profile where it may be written; returns what was kept as a person wrote it."""
    kept: list[list[str]] = []
    values: dict[str, Any] = {}
    for name in SIMPLE:
        if _may_write(now, then, name, getattr(actor, name), kept):
            values[name] = now[name]
    if _may_write(now, then, "description", actor.descriptions.get("fr", ""), kept):
        values["descriptions"] = {**actor.descriptions, "fr": now["description"]}
    values.update(_lists(actor, now, then))
    describe_actor(actor=actor, profile=Profile(**values), who=run.who)
    return kept


def _may_write(now: Said, then: Said, name: str, ours: object, kept: list[list[str]]) -> bool:
    """True when the source says something new, and our record says nothing else than what it said before."""
    if name not in now or now[name] == ours or now[name] == then.get(name):
        return False
    if not ours or ours == then.get(name):
        return True
    kept.append(["kept", name, str(now[name])])
    return False


def _lists(actor: Actor, now: Said, then: Said) -> dict[str, Any]:
    """Identifiers, contacts and skills: what the source adds is added, what only it had said it may take."""
    values: dict[str, Any] = {}
    identifiers = list(Identifier.objects.filter(actor=actor).values_list("scheme", "value"))
    if merged := _merged(identifiers, now, then, "identifiers", lambda row: tuple(row[:2])):
        values["identifiers"] = tuple((s, v) for s, v in merged)
    contacts = [tuple(row) for row in contacts_of(actor)]
    if merged := _merged(contacts, now, then, "contacts", lambda row: tuple(row[:2])):
        values["contacts"] = tuple((k, v, w) for k, v, w in merged)
    if "skills" in now and now["skills"] != then.get("skills"):
        ours = {row.skill_id for row in actor.skill_rows.filter(side="offered")}
        wanted = (ours - set(then.get("skills", ()))) | set(now["skills"])
        values["skills_offered"] = tuple(Skill.objects.filter(pk__in=wanted))
    return values


def _merged(
    ours: Sequence[tuple[str, ...]],
    now: Said,
    then: Said,
    name: str,
    key: Callable[[Any], tuple[str, ...]],
) -> list[tuple[str, ...]] | None:
    """Our rows with those of the source; None when nothing changes."""
    new = [tuple(row) for row in now.get(name, ())]
    if name not in now or now[name] == then.get(name):
        return None
    told, said = {key(row) for row in then.get(name, ())}, {key(row) for row in new}
    left = [row for row in ours if key(row) not in told or key(row) in said]
    known = {key(row) for row in left}
    return [*left, *(row for row in new if key(row) not in known)]


def _happen(
    run: ImportRun, actor: Actor, draft: Draft, then: Said, gazetteer: Gazetteer
) -> tuple[list[str], list[list[str]]]:
    """Another name, another address, an end: facts of a life, dated by the source."""
    refs: list[str] = []
    refused: list[list[str]] = []
    source = Provenance(SourceKind.IMPORT, run.source.name, run.source.url)
    for what in _happenings(actor, draft, then, gazetteer, run):
        try:
            refs.append(record_event(actor=actor, what=what, who=run.who, source=source).ref)
        except Refusal as refusal:
            refused.append([refusal.code, what.kind, refusal.what])
    return refs, refused


def _happenings(
    actor: Actor, draft: Draft, then: Said, gazetteer: Gazetteer, run: ImportRun
) -> list[Happening]:
    found: list[Happening] = []
    day = draft.get("updated_at") or str(PartialDate.of(clock.today()))
    if then and draft.name != then.get("name") and plain(actor.name) == plain(str(then.get("name", ""))):
        found.append(Happening(LifeEventKind.RENAMED, day, name=draft.name, was_name=actor.name))
    place = ("street", "postcode", "city")
    moved = then and any(draft.get(name) != str(then.get(name, "")) for name in place)
    where = where_of(draft, gazetteer, country=run.territory.country)
    if where and (actor.address is None or moved):
        found.append(Happening(LifeEventKind.MOVED, day, where=where))
    if draft.get("founded") and not actor.founded:
        found.append(Happening(LifeEventKind.FOUNDED, draft.get("founded")))
    if draft.get("closed") and not actor.ended:
        found.append(Happening(LifeEventKind.CLOSED, draft.get("closed")))
    return found
