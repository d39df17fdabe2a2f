"""What was imported, and a list of actors that arrives: a file, or a pasted table."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from maillage.imports.forms import FileForm
from maillage.imports.queries import runs_newest_first, sources_by_name
from maillage.imports.storage import MAX_BYTES
from maillage.people.queries import names_of
from maillage.web.imports.lines import run_lines
from maillage.web.imports.steps import check
from maillage.web.imports.uploads import was_too_large
from maillage.web.screens import ScreenRequest, page_of, who


@require_safe
def home(request: ScreenRequest) -> HttpResponse:
    """Every import, newest first, and the way to begin one."""
    return _home(request, FileForm())


@require_POST
def receive(request: ScreenRequest) -> HttpResponse:
    """Take a list in, and go straight to its dry run."""
    form = FileForm(request.POST, request.FILES, too_large=was_too_large(request))
    if not form.is_valid():
        return _home(request, form, status=422)
    run = form.save(territory=request.territory, who=who(request))
    check(run, who=who(request))
    return redirect("imports:run", run.ref)


def _home(request: ScreenRequest, form: FileForm, *, status: int = 200) -> HttpResponse:
    page = page_of(request, runs_newest_first())
    names = names_of({run.who for run in page})
    return render(
        request,
        "web/imports/home.html",
        {
            "form": form,
            "page": page,
            "lines": run_lines(page, names),
            "sources": sources_by_name(),
            "most_file": MAX_BYTES,
            "most_text": settings.DATA_UPLOAD_MAX_MEMORY_SIZE - 10_000,
        },
        status=status,
    )
