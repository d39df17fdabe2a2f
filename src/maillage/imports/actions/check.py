"""The dry run: what every row and every column would become, without writing anything else."""

from __future__ import annotations

from django.db import transaction

from maillage.common import clock, journal
from maillage.imports.actions.common import SHOWN_AT, counted, keep_rows, move, plans_of, row_of
from maillage.imports.bridge import FileRefused, Opened, open_run
from maillage.imports.enums import RunState
from maillage.imports.models import ImportRow, ImportRun


def check_run(*, run: ImportRun, who: str) -> ImportRun:
    """Read the whole file and say what would be done; one that cannot be read is refused, with the reason."""
    options = {name: value for name, value in run.options.items() if name != SHOWN_AT}
    begun = {"rows_read": 0, "last_number": 0, "counts": {}, "options": options}
    move(run, RunState.CHECKING, stop_asked=False, beat_at=clock.now(), **begun)
    ImportRow.objects.filter(run=run).delete()
    try:
        opened = open_run(run)
        _describe(run, opened)
        counts = _plan_all(run, opened)
    except FileRefused as refusal:
        refused = {"code": refusal.code, "data": refusal.data}
        move(run, RunState.REFUSED, refusal=refused, checked_at=clock.now())
        journal.record(who=who, verb="refuse_file", kind="import", ref=run.ref, data=refused)
        return run
    if counts is None:
        move(run, RunState.RECEIVED)
        return run
    with transaction.atomic():
        total = sum(counts.values())
        move(run, RunState.CHECKED, counts=counts, rows_total=total, checked_at=clock.now())
        journal.record(who=who, verb="check", kind="import", ref=run.ref, data=counts)
    return run


def _describe(run: ImportRun, opened: Opened) -> None:
    ImportRun.objects.filter(pk=run.pk).update(
        reading=opened.reading, columns=opened.columns, remarks=opened.remarks
    )
    run.refresh_from_db()


def _plan_all(run: ImportRun, opened: Opened) -> dict[str, int] | None:
    """Keep what each row would become; None when a person asked to stop."""
    counts: dict[str, int] = {}
    read = 0
    for plans in plans_of(run, opened=opened):
        keep_rows(row_of(run, plan) for plan in plans)
        counts = counted(counts, plans)
        read += len(plans)
        here = ImportRun.objects.filter(pk=run.pk, stop_asked=False)
        if not here.update(rows_read=read, beat_at=clock.now()):
            return None
    if not counts:
        raise FileRefused("no_rows", {})
    return counted(counts, [])
