"""Putting two records of one actor together, and taking them apart again."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.actors.actions import undo_merge
from maillage.actors.models import Actor, RecordMerge
from maillage.actors.queries import known_events
from maillage.actors.record_forms import MergeForm, ReasonForm, actors_like
from maillage.web.registry.common import ACTOR_PAGE, MEMORY, METHODS, root, shown, the_actor
from maillage.web.registry.pairs import side_by_side
from maillage.web.registry.words import told_events
from maillage.web.screens import ScreenRequest, done, who


@require_http_methods(METHODS)
def merge(request: ScreenRequest, ref: str) -> HttpResponse:
    """Find the other record, see both side by side, say which one stays."""
    actor, sent = the_actor(ref), request.method == "POST"
    named = request.POST.get("avec") or request.GET.get("avec", "")
    if named in ("", actor.ref):
        return _look_for(request, actor, wrong=sent)
    other = the_actor(named)
    form = MergeForm(_sent(request) if sent else None, one=actor, two=other, initial={"keep": actor.ref})
    if sent and form.is_valid() and (made := form.save(who=who(request))):
        undo = reverse("registry:unmerge", args=[made.ref])
        said = _("Les deux fiches n’en font plus qu’une : « %(name)s ». Leurs deux histoires s’y lisent.")
        return done(request, said % {"name": made.kept.name}, ACTOR_PAGE, made.kept.ref, undo=undo)
    context = {
        "actor": actor,
        "other": other,
        "form": form,
        "facts": side_by_side(actor, other),
        "lives": [(one, told_events(known_events(one))) for one in (actor, other)],
    }
    return shown(request, "web/registry/merge.html", context, wrong=sent)


@require_POST
def unmerge(request: ScreenRequest, ref: str) -> HttpResponse:
    """Two actors after all: each record as it was."""
    found: RecordMerge | None = (
        RecordMerge.objects.select_related("kept__merged_into", "absorbed").filter(ref=ref).first()
    )
    if found is None:
        raise Http404
    absorbed = undo_merge(merge=found, who=who(request), why=ReasonForm(request.POST).reason())
    said = _("« %(one)s » et « %(two)s » ont de nouveau chacun leur fiche, comme avant.")
    names = {"one": found.kept.name, "two": absorbed.name}
    again = reverse("registry:merge", args=[found.kept.ref])
    undo = f"{again}?avec={absorbed.ref}&garder={found.kept.ref}"
    return done(request, said % names, MEMORY, root(found.kept).ref, undo=undo)


def _sent(request: ScreenRequest) -> dict[str, str]:
    """What the form says; a way back says it in its address."""
    keep = request.POST.get("keep") or request.GET.get("garder", "")
    return {"keep": keep, "why": request.POST.get("why", "")}


def _look_for(request: ScreenRequest, actor: Actor, *, wrong: bool) -> HttpResponse:
    words = request.GET.get("q", "").replace("\x00", "").strip()[:160]
    found = [row for row in actors_like(words or actor.name) if row.pk != actor.pk]
    context = {"actor": actor, "q": words, "found": found, "wrong": wrong}
    return render(request, "web/registry/merge_find.html", context, status=422 if wrong else 200)
