"""Writing what was planned: out of sight, shown together, then completing what was there already.

An import advances by small steps, each of them whole: killed at any instant, it is resumed where it was, or
undone. Nothing it creates shows before everything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from maillage.actors.actions import Provenance
from maillage.actors.actions.bulk import register_withheld, show_withheld
from maillage.actors.enums import SourceKind
from maillage.common import clock, journal
from maillage.common.bulk import insert_rows
from maillage.imports.actions.common import SHOWN_AT, counted, keep_rows, move, plans_of, row_of
from maillage.imports.actions.news import new_actor
from maillage.imports.actions.updates import apply_update
from maillage.imports.bridge import FileRefused
from maillage.imports.enums import RowOutcome, RunState
from maillage.imports.models import ImportRow, ImportRun, SourceRecord
from maillage.imports.planning import Gazetteer, Plan
from maillage.imports.queries import created_keys

LEASE_MINUTES = 5
UPDATES_AT_ONCE = 50


def queue_run(*, run: ImportRun, who: str) -> ImportRun:
    """Say that an import may start, or go on; the worker takes it."""
    with transaction.atomic():
        move(run, RunState.QUEUED, stop_asked=False, beat_at=None, refusal={})
        journal.record(who=who, verb="queue", kind="import", ref=run.ref)
    return run


def stop_run(*, run: ImportRun, who: str) -> ImportRun:
    """Ask an import to stop after the step it is in; one that had not started stops at once."""
    with transaction.atomic():
        ImportRun.objects.filter(pk=run.pk).update(stop_asked=True)
        run.refresh_from_db()
        if run.state == RunState.QUEUED:
            move(run, RunState.STOPPED)
        journal.record(who=who, verb="stop", kind="import", ref=run.ref)
    return run


def advance_run(*, run: ImportRun, go_on: Callable[[], bool] = lambda: True) -> ImportRun:
    """Work on an import until it is done, until a person stops it, or until ``go_on`` says to pause.

    Only one worker at a time; one that died is replaced after five minutes. Returns the import as it stands.
    """
    if not _taken(run):
        return run
    run.refresh_from_db()
    try:
        ended = _create_all(run, go_on) and _show(run) and _complete_all(run, go_on)
    except FileRefused as refusal:
        _halt(run, refusal)
        return run
    if ended:
        _finish(run)
    else:
        _pause(run)
    return run


def _taken(run: ImportRun) -> bool:
    moment = clock.now()
    died = moment - timedelta(minutes=LEASE_MINUTES)
    free = Q(state=RunState.QUEUED) | Q(state=RunState.RUNNING, beat_at__lt=died)
    paused = Q(state=RunState.RUNNING, beat_at=None)
    here = ImportRun.objects.filter(free | paused, pk=run.pk)
    return bool(here.update(state=RunState.RUNNING, beat_at=moment))


def _halt(run: ImportRun, refusal: FileRefused) -> None:
    """Stop where the file cannot be read any more, and say so: what is written waits, or is undone."""
    refused = {"code": refusal.code, "data": refusal.data}
    with transaction.atomic():
        move(run, RunState.STOPPED, refusal=refused, stop_asked=False, beat_at=None)
        journal.record(who=run.who, verb="halt", kind="import", ref=run.ref, data=refused)


def _pause(run: ImportRun) -> None:
    """Let another turn go on, or stop where it was asked to."""
    run.refresh_from_db()
    if run.stop_asked:
        move(run, RunState.STOPPED, stop_asked=False)
    else:
        ImportRun.objects.filter(pk=run.pk).update(beat_at=None)
        run.refresh_from_db()


def _may_go_on(run: ImportRun, go_on: Callable[[], bool]) -> bool:
    asked = ImportRun.objects.filter(pk=run.pk, stop_asked=False).update(beat_at=clock.now())
    return bool(asked) and go_on()


def _create_all(run: ImportRun, go_on: Callable[[], bool]) -> bool:
    """Write every row that creates something, out of sight; the others are only planned again."""
    if run.last_number and run.rows_read >= run.rows_total:
        return True
    gazetteer = Gazetteer.of(run.territory)
    if not run.last_number:
        run.rows_read, run.counts = 0, {}
    for plans in plans_of(run, after=run.last_number):
        _write(run, plans, gazetteer)
        if not _may_go_on(run, go_on):
            return False
    return True


def _write(run: ImportRun, plans: Sequence[Plan], gazetteer: Gazetteer) -> None:
    """One step: records, what the source said of them, what became of each row, all or nothing."""
    with transaction.atomic():
        creating = [plan for plan in plans if plan.outcome is RowOutcome.CREATE]
        news = [new_actor(run, plan, gazetteer) for plan in creating]
        source = Provenance(SourceKind.IMPORT, run.source.name, run.source.url)
        keys = register_withheld(territory=run.territory, news=news, source=source, who=run.who)
        _keep_said(run, creating, keys)
        made = dict(zip((plan.draft.number for plan in creating), keys, strict=True))
        numbers = [plan.draft.number for plan in plans]
        ImportRow.objects.filter(run=run, number__range=(numbers[0], numbers[-1])).delete()
        waiting = RowOutcome.UPDATE
        keep_rows(
            row_of(run, plan, actor=made.get(plan.draft.number), applied=plan.outcome is not waiting)
            for plan in plans
        )
        counts = counted(dict(run.counts), plans)
        run.counts, run.rows_read, run.last_number = counts, run.rows_read + len(plans), numbers[-1]
        run.save(update_fields=["counts", "rows_read", "last_number"])


def _keep_said(run: ImportRun, plans: Sequence[Plan], actors: Sequence[int]) -> None:
    moment = clock.now()
    back = [plan.record.pk for plan in plans if plan.record is not None]
    SourceRecord.objects.filter(pk__in=back).delete()
    insert_rows(
        SourceRecord,
        ("source", "key", "actor", "digest", "said", "read_at"),
        (
            (run.source_id, plan.draft.key, actor, plan.draft.digest, plan.draft.said, moment)
            for plan, actor in zip(plans, actors, strict=True)
        ),
    )


def _show(run: ImportRun) -> bool:
    """Everything that was created shows, at the same instant, which undo needs."""
    with transaction.atomic():
        show_withheld(keys=created_keys(run))
        if SHOWN_AT not in run.options:
            run.options = {**run.options, SHOWN_AT: clock.now().isoformat()}
            run.save(update_fields=["options"])
    return True


def _complete_all(run: ImportRun, go_on: Callable[[], bool]) -> bool:
    """Complete the records that were there already, a few at a time."""
    waiting = ImportRow.objects.filter(run=run, outcome=RowOutcome.UPDATE, is_applied=False)
    if not waiting.exists():
        return True
    gazetteer = Gazetteer.of(run.territory)
    for plans in plans_of(run):
        drafts = {plan.draft.number: plan.draft for plan in plans}
        rows = list(waiting.filter(number__in=drafts))
        for start in range(0, len(rows), UPDATES_AT_ONCE):
            with transaction.atomic():
                for row in rows[start : start + UPDATES_AT_ONCE]:
                    apply_update(run, row, drafts[row.number], gazetteer)
            if not _may_go_on(run, go_on):
                return False
    return True


def _finish(run: ImportRun) -> None:
    with transaction.atomic():
        options = {**run.options, "doubles": "asked"}
        move(run, RunState.DONE, done_at=clock.now(), beat_at=None, options=options)
        journal.record(who=run.who, verb="import", kind="import", ref=run.ref, data=run.counts)
