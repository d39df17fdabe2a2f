"""Anyone may say that an entry is wrong; nothing changes before a keeper or the coordinator agrees."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from maillage.actors.entry_forms import SuggestForm
from maillage.actors.queries import keeper_of
from maillage.web.floods import refuse_flood
from maillage.web.keeper.common import METHODS, shown, speaker, the_entry
from maillage.web.screens import ScreenRequest

SUGGESTIONS_PER_HOUR = 20


@require_http_methods(METHODS)
def suggest(request: ScreenRequest, ref: str) -> HttpResponse:
    """What is wrong, in words or in the fields; sent twice, it is one suggestion; a robot's is none."""
    actor = the_entry(ref)
    if keeper_of(actor, request.person):
        return redirect("keeper:edit", ref)
    form = SuggestForm(
        request.POST if request.method == "POST" else None,
        actor=actor,
        initial={"form_key": uuid4().hex},
    )
    if form.is_from_robot:
        return redirect("keeper:suggested", ref)
    if form.is_bound and form.is_valid():
        refuse_flood(request, "suggest", SUGGESTIONS_PER_HOUR, 3600)
        if form.suggest(who=speaker(request)) is not None:
            return redirect("keeper:suggested", ref)
    context = {"entry": shown(actor), "form": form}
    return render(request, "web/keeper/suggest.html", context, status=422 if form.is_bound else 200)


@require_safe
def suggested(request: ScreenRequest, ref: str) -> HttpResponse:
    """Thank you, and what happens next."""
    return render(request, "web/keeper/suggested.html", {"actor": the_entry(ref)})
