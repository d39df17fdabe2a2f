"""Life events in the coordinator's hands: record, correct, take back, say again."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.actors.actions import correct_event, record_event, take_back_event
from maillage.actors.enums import LifeEventKind
from maillage.actors.models import LifeEvent
from maillage.actors.queries import known_events
from maillage.actors.record_forms import (
    EventForm,
    ReasonForm,
    first_values,
    happening_of,
    provenance_of,
    values_of,
)
from maillage.web.registry.common import ACTOR_PAGE, MEMORY, METHODS, root, shown, the_actor, the_event
from maillage.web.registry.words import KINDS_IN_WORDS, event_title, told_events
from maillage.web.screens import ScreenRequest, done, who


@require_http_methods(METHODS)
def event(request: ScreenRequest, ref: str) -> HttpResponse:
    """Record what happened: first which kind of event, then only what that kind needs."""
    actor = the_actor(ref)
    sent = request.method == "POST"
    kind = _kind((request.POST if sent else request.GET).get("quoi", ""))
    if kind is None:
        choices = KINDS_IN_WORDS.items()
        told = told_events(known_events(actor))
        return shown(
            request,
            "web/registry/event_kinds.html",
            {"actor": actor, "choices": choices, "told": told},
            wrong=sent,
        )
    form = EventForm(
        request.POST if sent else None, kind=kind, actor=actor, initial=first_values(actor, kind)
    )
    if sent and form.is_valid() and (made := form.save(who=who(request))):
        undo = reverse("registry:event_undo", args=[made.ref])
        return done(request, _noted(made), ACTOR_PAGE, actor.ref, undo=undo)
    title, hint = KINDS_IN_WORDS[kind]
    context = {"actor": actor, "form": form, "kind": kind, "title": title, "hint": hint}
    return shown(request, "web/registry/event.html", context, wrong=sent)


@require_http_methods(METHODS)
def event_edit(request: ScreenRequest, ref: str) -> HttpResponse:
    """A fact was told wrong: the right one takes its place; or it is taken back."""
    found = the_event(ref)
    actor, kind, sent = root(found.actor), LifeEventKind(found.kind), request.method == "POST"
    form = EventForm(request.POST if sent else None, kind=kind, actor=found.actor, initial=values_of(found))
    if sent and form.is_valid() and (made := form.correct(found, who=who(request))):
        undo = reverse("registry:event_restore", args=[found.ref]) + f"?place={made.ref}"
        said = _("C’est corrigé : %(event)s. L’ancienne version reste dans la mémoire.")
        return done(request, said % {"event": _in_a_sentence(made)}, ACTOR_PAGE, actor.ref, undo=undo)
    title, hint = KINDS_IN_WORDS[kind]
    context = {
        "actor": actor,
        "form": form,
        "kind": kind,
        "title": title,
        "hint": hint,
        "event": found,
        "reason": ReasonForm(auto_id="back_%s"),
    }
    return shown(request, "web/registry/event.html", context, wrong=sent)


@require_POST
def event_undo(request: ScreenRequest, ref: str) -> HttpResponse:
    """A fact proved wrong: it is taken back, and can be said again."""
    found = the_event(ref)
    take_back_event(event=found, who=who(request), why=ReasonForm(request.POST).reason())
    undo = reverse("registry:event_restore", args=[found.ref])
    said = _("Ce fait est retiré : %(event)s. Il reste dans la mémoire de la fiche.")
    return done(
        request, said % {"event": _in_a_sentence(found)}, ACTOR_PAGE, root(found.actor).ref, undo=undo
    )


@require_POST
def event_restore(request: ScreenRequest, ref: str) -> HttpResponse:
    """Say a fact again, as a new fact or in the place of the one that had replaced it."""
    found = the_event(ref)
    what, source = happening_of(found), provenance_of(found)
    instead = _instead_of(found, request.GET.get("place", ""))
    made = (
        correct_event(event=instead, what=what, who=who(request), source=source)
        if instead
        else record_event(actor=root(found.actor), what=what, who=who(request), source=source)
    )
    undo = reverse("registry:event_undo", args=[made.ref])
    return done(request, _noted(made), MEMORY, root(found.actor).ref, undo=undo)


def _instead_of(old: LifeEvent, ref: str) -> LifeEvent | None:
    """The fact of the same life that had replaced an old one; None when the address names none."""
    if not ref:
        return None
    event = the_event(ref)
    if event.actor_id != old.actor_id:
        raise Http404
    return event


def _kind(text: str) -> LifeEventKind | None:
    return LifeEventKind(text) if text in LifeEventKind.values else None


def _noted(event: LifeEvent) -> str:
    return _("C’est noté : %(event)s.") % {"event": _in_a_sentence(event)}


def _in_a_sentence(event: LifeEvent) -> str:
    title = event_title(event)
    return title[:1].lower() + title[1:]
