"""What the worker does for imports, a little at each turn, and what is forgotten after a while."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from maillage.actors.actions import find_doubles
from maillage.actors.enums import Listing
from maillage.actors.models import Actor
from maillage.common import clock, journal
from maillage.imports import storage
from maillage.imports.actions.check import check_run
from maillage.imports.actions.run import advance_run
from maillage.imports.enums import RunState
from maillage.imports.models import ImportRun
from maillage.imports.queries import created_keys, runs_to_work_on

FILE_DAYS = 30
"""Days for which a file is kept, and an undone import can be taken up again."""


def ask_check(*, run: ImportRun, who: str) -> ImportRun:
    """Leave the dry run of a long file to the worker."""
    with transaction.atomic():
        _set_option(run, "check", "asked")
        journal.record(who=who, verb="ask_check", kind="import", ref=run.ref)
    return run


def look_for_doubles(*, run: ImportRun, who: str) -> int:
    """Compare what an import created with the rest of the directory; returns how many pairs are proposed."""
    found = find_doubles(territory=run.territory, who=who, among=created_keys(run))
    _set_option(run, "doubles", "found")
    return found


def advance_imports(*, go_on: Callable[[], bool] = lambda: True) -> int:
    """Work on the imports that wait, the oldest first, until ``go_on`` says to pause; returns how many."""
    worked = 0
    for run in runs_to_work_on():
        if not go_on():
            break
        worked += 1
        if run.state == RunState.RECEIVED:
            _set_option(run, "check", "")
            check_run(run=run, who=run.who)
        elif run.state == RunState.DONE:
            look_for_doubles(run=run, who=run.who)
        else:
            advance_run(run=run, go_on=go_on)
    return worked


def forget_imports() -> int:
    """Erase the files of old imports, and what an undone import had created: its records were never used."""
    limit = clock.now() - timedelta(days=FILE_DAYS)
    old = Q(done_at__lt=limit) | Q(undone_at__lt=limit) | Q(created_at__lt=limit, state__in=_UNFINISHED)
    erased = 0
    for run in ImportRun.objects.filter(old):
        if run.options.get("file") == "forgotten":
            continue
        with transaction.atomic():
            if run.state == RunState.UNDONE:
                erased += _erase(created_keys(run))
            _set_option(run, "file", "forgotten")
            storage.forget(run.ref)
    return erased


def _erase(keys: list[int]) -> int:
    erased = 0
    for start in range(0, len(keys), 500):
        gone = Actor.objects.filter(pk__in=keys[start : start + 500], listing=Listing.WITHDRAWN)
        erased += gone.count()
        gone.delete()
    return erased


_UNFINISHED = (RunState.RECEIVED, RunState.CHECKED, RunState.REFUSED)


def _set_option(run: ImportRun, name: str, value: str) -> None:
    run.options = {**run.options, name: value}
    run.save(update_fields=["options"])
