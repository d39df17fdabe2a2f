"""The steps of an import: check, start, stop, go on, undo, redo."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.imports.actions import (
    advance_run,
    ask_check,
    check_run,
    queue_run,
    redo_run,
    stop_run,
    undo_run,
)
from maillage.imports.enums import RunState
from maillage.imports.models import ImportRun
from maillage.imports.queries import run_with_ref
from maillage.imports.words.outcomes import summary_in_words
from maillage.web.imports.undoing import what_undo_does
from maillage.web.screens import ScreenRequest, done, who

SMALL_BYTES = 3_000_000
SMALL_ROWS = 2_000
SECONDS = 20.0
"""Files and imports up to which a person waits in front of her screen; beyond, the worker does it."""


def the_run(ref: str) -> ImportRun:
    """The import with this reference; none in this territory is not found."""
    found = run_with_ref(ref)
    if found is None:
        raise Http404
    return found


def check(run: ImportRun, *, who: str) -> ImportRun:
    """The dry run: at once for a small file, by the worker for a long one."""
    if run.size <= SMALL_BYTES:
        return check_run(run=run, who=who)
    return ask_check(run=run, who=who)


@require_POST
def start(request: ScreenRequest, ref: str) -> HttpResponse:
    """Import what the dry run showed."""
    return _go_on(request, queue_run(run=the_run(ref), who=who(request)))


@require_POST
def stop(request: ScreenRequest, ref: str) -> HttpResponse:
    """Stop after the step it is in; everything is kept for later."""
    run = stop_run(run=the_run(ref), who=who(request))
    undo = reverse("imports:resume", args=[ref]) if run.state == RunState.STOPPED else ""
    said = _("L’import s’arrête après l’étape en cours. Rien de ce qui est fait n’est perdu.")
    return done(request, said, "imports:run", ref, undo=undo)


@require_POST
def resume(request: ScreenRequest, ref: str) -> HttpResponse:
    """Go on where it was stopped."""
    return _go_on(request, queue_run(run=the_run(ref), who=who(request)))


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: ScreenRequest, ref: str) -> HttpResponse:
    """What undoing would do, said before; then do it."""
    run = the_run(ref)
    if request.method == "POST":
        undo_run(run=run, who=who(request))
        return done(request, _("L’import est annulé."), "imports:run", ref)
    return render(request, "web/imports/undo.html", {"run": run, "undoing": what_undo_does(run)})


@require_POST
def redo(request: ScreenRequest, ref: str) -> HttpResponse:
    """Take an undone import up again, from its dry run."""
    run = check(redo_run(run=the_run(ref), who=who(request)), who=who(request))
    return redirect("imports:run", run.ref)


def _go_on(request: ScreenRequest, run: ImportRun) -> HttpResponse:
    """Write a small import at once, for twenty seconds at most; the worker takes it from there."""
    if run.rows_total <= SMALL_ROWS:
        run = advance_run(run=run, go_on=_within(SECONDS))
    if run.state == RunState.DONE:
        said = _("C’est importé : %(counts)s.") % {"counts": summary_in_words(run.counts, run.state)}
        return done(request, said, "imports:run", run.ref, undo=reverse("imports:undo", args=[run.ref]))
    return done(request, _("L’import est parti. Vous pouvez quitter cette page."), "imports:run", run.ref)


def _within(seconds: float) -> Callable[[], bool]:
    end = monotonic() + seconds
    return lambda: monotonic() < end
