"""One import: how its file was read, what each column and each row becomes, and where it stands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from maillage.common import clock
from maillage.imports.enums import ColumnUse, RowOutcome, RunState
from maillage.imports.forms import CorrectionForm, columns_offered
from maillage.imports.models import ImportRun
from maillage.imports.queries import rows_of
from maillage.imports.words import refused_in_words, remark_in_words
from maillage.imports.words.file import ITEMS
from maillage.imports.words.outcomes import counts_in_words
from maillage.people.queries import names_of
from maillage.web.imports import lines
from maillage.web.imports.steps import check, the_run
from maillage.web.screens import ScreenRequest, page_of, who

SILENT = timedelta(minutes=1)
"""A check that says nothing for so long has died: it may be begun again."""


@require_safe
def run(request: ScreenRequest, ref: str) -> HttpResponse:
    """The whole import on one page; the script of the page asks for its progress alone."""
    found = the_run(ref)
    if request.headers.get("X-Requested-With") == "fetch":
        return render(request, "web/imports/parts/progress.html", _progress(found))
    return _page(request, found)


@require_POST
def correct(request: ScreenRequest, ref: str) -> HttpResponse:
    """Correct how the file is read, and check it again; without any correction, only check it again."""
    found = the_run(ref)
    form = CorrectionForm(request.POST, run=found)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    check(form.save(who=who(request)), who=who(request))
    return redirect("imports:run", ref)


def _page(
    request: ScreenRequest, found: ImportRun, *, form: CorrectionForm | None = None, status: int = 200
) -> HttpResponse:
    context = {"run": found, "by": names_of({found.who}).get(found.who, "")}
    context |= _progress(found) | _file(found, form)
    if found.state in (RunState.CHECKED, RunState.STOPPED, RunState.DONE, RunState.UNDONE):
        context |= _rows(request, found)
    return render(request, "web/imports/run.html", context, status=status)


def _progress(found: ImportRun) -> dict[str, Any]:
    """Where it stands, and what may be done about it."""
    checking = found.state == RunState.CHECKING
    silent = checking and (found.beat_at is None or found.beat_at < clock.now() - SILENT)
    asked = found.options.get("check") == "asked"
    return {
        "run": found,
        "progress": lines.progress_of(found),
        "working": found.state in lines.WORKING and not silent,
        "may_check": silent or (found.state == RunState.RECEIVED and not asked),
        "may_stop": found.state in (RunState.QUEUED, RunState.RUNNING) or (checking and not silent),
    }


def _file(found: ImportRun, form: CorrectionForm | None) -> dict[str, Any]:
    """How the file was read, its columns, and the form that corrects them while it may be."""
    may_correct = found.state in (RunState.CHECKED, RunState.REFUSED)
    form = form or (CorrectionForm(run=found) if may_correct else None)
    refused = found.state == RunState.REFUSED
    refusal = refused_in_words(found.refusal["code"], found.refusal["data"]) if found.refusal else None
    columns = lines.column_lines(columns_offered(found.columns), form)
    return {
        "form": form,
        "readable": [form[name] for name in ITEMS if name in form.fields] if form else [],
        "reading": lines.reading_lines(found),
        "columns": [column for column in columns if column.use == ColumnUse.USED],
        "unused": [column for column in columns if column.use != ColumnUse.USED],
        "columns_left": lines.columns_left(found),
        "remarks": [remark_in_words(remark["code"], remark["data"]) for remark in found.remarks],
        "refused": refusal if refused else None,
        "halted": None if refused else refusal,
    }


def _rows(request: ScreenRequest, found: ImportRun) -> dict[str, Any]:
    """What each row becomes, a page at a time, of one outcome if the address asks for it."""
    outcome = request.GET.get("devenir", "")
    page = page_of(request, rows_of(found, outcome=outcome))
    writing = found.counts.get(RowOutcome.CREATE, 0) + found.counts.get(RowOutcome.UPDATE, 0)
    return {
        "page": page,
        "rows": lines.row_lines(page, found.state),
        "outcome": outcome if outcome in RowOutcome.values else "",
        "counts": counts_in_words(found.counts, found.state),
        "total": sum(found.counts.get(name, 0) for name in RowOutcome.values),
        "writing": writing,
        "gone": found.counts.get(RowOutcome.CREATE, 0) - found.counts.get("kept", 0),
    }
