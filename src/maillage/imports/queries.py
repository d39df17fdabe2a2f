"""Reads of imports."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from maillage.actors.enums import KEPT
from maillage.actors.exports.files import Origin
from maillage.actors.models import Actor
from maillage.imports.enums import RowOutcome, RunState
from maillage.imports.models import ImportRow, ImportRun, Source, SourceRecord


def runs_newest_first() -> QuerySet[ImportRun]:
    """Every import, the latest first."""
    return ImportRun.objects.select_related("source").order_by("-created_at", "-pk")


def run_with_ref(ref: str) -> ImportRun | None:
    """The import with this reference."""
    found: ImportRun | None = ImportRun.objects.filter(ref=ref).select_related("source", "territory").first()
    return found


def runs_to_work_on() -> QuerySet[ImportRun]:
    """Imports that wait for a worker, the oldest first: to be checked, to go on, or to be compared."""
    waiting = (
        Q(state__in=(RunState.QUEUED, RunState.RUNNING))
        | Q(state=RunState.RECEIVED, options__check="asked")
        | Q(state=RunState.DONE, options__doubles="asked")
    )
    return ImportRun.objects.filter(waiting).select_related("source", "territory").order_by("pk")


def rows_of(run: ImportRun, *, outcome: str = "") -> QuerySet[ImportRow]:
    """What each row becomes, in the order of the file; of one outcome if it is named."""
    rows = ImportRow.objects.filter(run=run).select_related("actor")
    return rows.filter(outcome=outcome) if outcome in RowOutcome.values else rows


def created_by(run: ImportRun) -> QuerySet[Actor]:
    """The actors that an import created."""
    return Actor.objects.filter(pk__in=created_keys(run))


def created_keys(run: ImportRun) -> list[int]:
    """Primary keys of the actors that an import created, in the order of the file."""
    rows = ImportRow.objects.filter(run=run, outcome=RowOutcome.CREATE, is_applied=True)
    return [pk for pk in rows.order_by("number").values_list("actor_id", flat=True) if pk is not None]


def origins() -> list[Origin]:
    """Where the entries of this directory came from, in alphabetical order: sources with an entry in it."""
    used = SourceRecord.objects.filter(source=OuterRef("pk"), actor__listing__in=KEPT)
    rows = Source.objects.filter(Exists(used)).order_by("name")
    return [Origin(*row) for row in rows.values_list("name", "licence", "url")]


def sources_by_name() -> QuerySet[Source]:
    """Where entries came from, in alphabetical order."""
    return Source.objects.order_by("name")
