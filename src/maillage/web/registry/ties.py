"""Ties in the coordinator's hands: note, correct, end, take back, say again."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.actors.actions import correct_tie, take_back_tie, tie_actors
from maillage.actors.models import Actor, Tie
from maillage.actors.queries import actor_with_ref, current_ties, family_of, known
from maillage.actors.record_forms import (
    ReasonForm,
    TieEditForm,
    TieEndForm,
    TieForm,
    bond_of,
    provenance_of,
    tie_words,
)
from maillage.web.registry.common import METHODS, root, shown, the_actor, the_tie
from maillage.web.registry.words import told_ties
from maillage.web.screens import ScreenRequest, done, who

TIES = "registry:tie"
"""Where one lands after a change: the ties of the actor, and a form for the next one."""


@require_http_methods(METHODS)
def tie(request: ScreenRequest, ref: str) -> HttpResponse:
    """The ties of an actor, and a new one."""
    actor, sent = the_actor(ref), request.method == "POST"
    other = actor_with_ref(request.GET.get("avec", "")) if not sent else None
    first = {"words": other.name, "chosen": other.ref} if other else {}
    form = TieForm(request.POST if sent else None, actor=actor, initial=first)
    if sent and form.is_valid() and (made := form.save(who=who(request))):
        undo = reverse("registry:tie_undo", args=[made.ref]) + f"?vu={actor.ref}"
        return done(request, _noted(made, actor), TIES, actor.ref, undo=undo)
    ties = told_ties(current_ties(actor), family_of(actor))
    return shown(request, "web/registry/ties.html", {"actor": actor, "form": form, "ties": ties}, wrong=sent)


@require_http_methods(METHODS)
def tie_edit(request: ScreenRequest, ref: str) -> HttpResponse:
    """What was said of a tie was wrong: the right version takes its place; or it is taken back."""
    found = the_tie(ref)
    actor, other, back = _seen_from(request, found)
    sent = request.method == "POST"
    form = TieEditForm(request.POST if sent else None, tie=found, back=back)
    if sent and form.is_valid() and form.save(who=who(request)):
        undo = reverse("registry:tie_restore", args=[found.ref]) + f"?vu={actor.ref}"
        said = _("Le lien avec « %(name)s » est corrigé.") % {"name": other.name}
        return done(request, said, TIES, actor.ref, undo=undo)
    context = {"actor": actor, "other": other, "tie": found, "form": form}
    context["reason"] = ReasonForm(auto_id="back_%s")
    return shown(request, "web/registry/tie_edit.html", context, wrong=sent)


@require_http_methods(METHODS)
def tie_end(request: ScreenRequest, ref: str) -> HttpResponse:
    """A tie ended: when, and why; that it held before stays known."""
    found = the_tie(ref)
    actor, other, back = _seen_from(request, found)
    sent = request.method == "POST"
    form = TieEndForm(request.POST if sent else None, tie=found)
    if sent and form.is_valid() and form.save(who=who(request)):
        undo = reverse("registry:tie_restore", args=[found.ref]) + f"?vu={actor.ref}"
        said = _("La fin du lien avec « %(name)s » est notée.") % {"name": other.name}
        return done(request, said, TIES, actor.ref, undo=undo)
    words = tie_words(found.kind, back=back)
    context = {"actor": actor, "other": other, "tie": found, "form": form, "words": words}
    return shown(request, "web/registry/tie_end.html", context, wrong=sent)


@require_POST
def tie_undo(request: ScreenRequest, ref: str) -> HttpResponse:
    """A tie never was: it is taken back, and can be said again."""
    found = the_tie(ref)
    actor, other, _back = _seen_from(request, found)
    take_back_tie(tie=found, who=who(request), why=ReasonForm(request.POST).reason())
    undo = reverse("registry:tie_restore", args=[found.ref]) + f"?vu={actor.ref}"
    said = _("Le lien avec « %(name)s » est retiré ; il reste dans la mémoire.") % {"name": other.name}
    return done(request, said, TIES, actor.ref, undo=undo)


@require_POST
def tie_restore(request: ScreenRequest, ref: str) -> HttpResponse:
    """Say a version of a tie again: in the place of the one known now, or anew."""
    old = the_tie(ref)
    actor, _other, _back = _seen_from(request, old)
    now: Tie | None = Tie.objects.filter(known(None), thread=old.thread).first()
    bond, source = bond_of(old), provenance_of(old)
    made = (
        correct_tie(tie=now, bond=bond, who=who(request), source=source)
        if now
        else tie_actors(actor=old.actor, other=old.other, bond=bond, who=who(request), source=source)
    )
    undo = (
        reverse("registry:tie_restore", args=[now.ref])
        if now
        else reverse("registry:tie_undo", args=[made.ref])
    )
    return done(request, _noted(made, actor), TIES, actor.ref, undo=f"{undo}?vu={actor.ref}")


def _seen_from(request: ScreenRequest, tie: Tie) -> tuple[Actor, Actor, bool]:
    """The actor whose page one came from, the one at the other end, and whether the tie is read back."""
    first, second = root(tie.actor), root(tie.other)
    back = request.GET.get("vu") == second.ref
    return (second, first, True) if back else (first, second, False)


def _noted(tie: Tie, actor: Actor) -> str:
    back = root(tie.actor).pk != actor.pk
    other = root(tie.actor if back else tie.other)
    words = {"actor": actor.name, "words": tie_words(tie.kind, back=back), "other": other.name}
    return _("C’est noté : « %(actor)s » %(words)s « %(other)s ».") % words
