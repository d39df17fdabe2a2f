"""Keeps the search of the directory in step with the records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q
from django.utils import translation

from maillage.actors.enums import KEPT, ActorKind
from maillage.actors.freshness import LAST_DAYS, level_after, score_after
from maillage.actors.models import Actor
from maillage.actors.queries import former_names, with_everything
from maillage.actors.queries.choice import COLLECTION
from maillage.common import clock, journal
from maillage.common.models import JournalEntry
from maillage.search import actions as search
from maillage.search.documents import Document
from maillage.territory.models import Territory

CHUNK = 1000
NOTCHES = tuple(
    days
    for days in range(1, LAST_DAYS + 1)
    if (score_after(days) // 5, level_after(days)) != (score_after(days - 1) // 5, level_after(days - 1))
)
"""Days after a confirmation on which the search must hear that an entry is less fresh."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What is searched of one record; ``skills`` are pairs (code, label)."""

    ref: str
    names: tuple[str, ...]
    text: str
    commune: str
    town: str
    kind: str
    skills: tuple[tuple[str, str], ...]
    confirmed_at: datetime
    sort_name: str
    visible: bool


def reindex(actors: Iterable[Actor]) -> None:
    """Write what is searched of these actors again; those that left the directory are not found any more."""
    pks = [actor.pk for actor in actors]
    for start in range(0, len(pks), CHUNK):
        rows = list(with_everything(Actor.objects.filter(pk__in=pks[start : start + CHUNK])))
        former = former_names([actor.pk for actor in rows])
        _write(_searched(actor, former.get(actor.pk, ())) for actor in rows)


def refresh_freshness(*, territory: Territory) -> int:
    """Once a night, tell the search of the entries whose freshness went down a notch since the last time.

    A notch is five points, or another level: what filters and orders a list. Returns how many there were.
    """
    now = clock.now()
    last = JournalEntry.objects.filter(verb="refresh_freshness").order_by("-at").first()
    if last is not None and last.at > now - timedelta(hours=20):
        return 0
    since = last.at if last else now - timedelta(days=LAST_DAYS)
    fell = reduce(
        or_,
        (
            Q(confirmed_at__gt=since - timedelta(days=days), confirmed_at__lte=now - timedelta(days=days))
            for days in NOTCHES
        ),
    )
    actors = list(Actor.objects.filter(fell, listing__in=KEPT).only("pk").order_by("pk"))
    with transaction.atomic():
        reindex(actors)
        data = {"entries": len(actors)}
        kind, ref = "territory", territory.slug[:16]
        journal.record(who=journal.SYSTEM, verb="refresh_freshness", kind=kind, ref=ref, data=data)
    return len(actors)


def index_hidden(records: Iterable[Searched]) -> None:
    """Write what will be searched of withheld records, out of sight."""
    _write(records)


def show_indexed(refs: Sequence[str], *, visible: bool = True) -> None:
    """Let these records be found, or not any more."""
    search.set_visible(refs, visible, collection=COLLECTION)


def _searched(actor: Actor, former: Iterable[str]) -> Searched:
    others = [name.text for name in actor.other_names.all()]
    skills = [row.skill for row in actor.skill_rows.all()]
    return Searched(
        ref=actor.ref,
        names=tuple(dict.fromkeys([actor.name, *others, *former])),
        text=" ".join(str(text) for text in actor.descriptions.values()),
        commune=actor.commune.code if actor.commune else "",
        town=actor.address.city if actor.address else "",
        kind=actor.kind,
        skills=tuple((skill.code, skill.label) for skill in skills),
        confirmed_at=actor.confirmed_at,
        sort_name=actor.sort_name,
        visible=actor.listing in KEPT,
    )


def _write(records: Iterable[Searched]) -> None:
    """Labels are searched in French, the language that the text of a territory is written in."""
    moment = clock.now()
    with translation.override("fr"):
        kinds = {kind.value: str(kind.label) for kind in ActorKind}
        search.index([_document(record, kinds, moment) for record in records], collection=COLLECTION)


def _document(record: Searched, kinds: Mapping[str, str], moment: datetime) -> Document:
    labels = (kinds[record.kind], record.town, *(label for _code, label in record.skills))
    return Document(
        key=record.ref,
        names=record.names,
        text=record.text,
        place=record.commune,
        kind=record.kind,
        tags=tuple(code for code, _label in record.skills),
        words=tuple(filter(None, labels)),
        freshness=score_after(max(0, (moment - record.confirmed_at).days)),
        visible=record.visible,
        sort_name=record.sort_name,
    )
