"""Asking a service for organisations: its answer goes straight to a dry run, as a file does."""

from __future__ import annotations

from time import monotonic

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from maillage.common.errors import Refusal
from maillage.imports.connectors import CONNECTORS, connector_of
from maillage.imports.connectors.base import Connector, Way
from maillage.imports.service_forms import ServiceForm
from maillage.territory.models import Commune
from maillage.web.imports.steps import check
from maillage.web.screens import ScreenRequest, who

SECONDS = 25.0
"""How long a person waits for the pages of an answer; what came until then is taken, and said to be cut."""


@require_http_methods(["GET", "HEAD", "POST"])
def connect(request: ScreenRequest) -> HttpResponse:
    """Choose a service, put a question, and see what its answer would become."""
    connector, way = _chosen(request.POST if request.method == "POST" else request.GET)
    if request.method != "POST":
        return _page(request, ServiceForm(connector=connector, way=way, territory=request.territory))
    form = ServiceForm(request.POST, connector=connector, way=way, territory=request.territory)
    if not form.is_valid():
        return _page(request, form, status=422)
    end = monotonic() + SECONDS
    try:
        run = form.save(who=who(request), go_on=lambda: monotonic() < end)
    except Refusal as refusal:
        return _page(request, form, refusal=refusal, status=refusal.status)
    check(run, who=who(request))
    return redirect("imports:run", run.ref)


def _chosen(said: QueryDict) -> tuple[Connector, Way]:
    """The service and the way that the address or the form names; the first ones if it names none."""
    connector = connector_of(said.get("service", "")) or next(iter(CONNECTORS.values()))
    return connector, connector.way(said.get("maniere", ""))


def _page(
    request: ScreenRequest, form: ServiceForm, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    """The services on one side, the question on the other; nothing that was typed is lost."""
    connector = form.connector
    return render(
        request,
        "web/imports/connect.html",
        {
            "connectors": list(CONNECTORS.values()),
            "connector": connector,
            "way": form.way,
            "form": form,
            "fields": [(form[piece.name], not piece.is_required, piece.part) for piece in form.way.pieces],
            "communes": Commune.objects.filter(territory=request.territory),
            "refusal": refusal,
            "lacks_token": bool(connector.token and not getattr(settings, connector.token)),
        },
        status=status,
    )
