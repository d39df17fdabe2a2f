"""« I speak for this entry »: a code goes to an address of the entry, and makes its person a keeper."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.actors.forms import ClaimForm, CodeForm
from maillage.actors.models import Actor, KeeperCode
from maillage.actors.queries import keeper_of
from maillage.web.floods import refuse_flood
from maillage.web.keeper.common import METHODS, the_entry
from maillage.web.screens import ScreenRequest, done

CLAIMS_PER_HOUR = 10
TRIES_PER_HOUR = 60
ASKED = "keeper_codes"
"""Name, in the visitor's session, of the codes she asked for: entry's reference → code's reference."""


@require_http_methods(METHODS)
def claim(request: ScreenRequest, ref: str) -> HttpResponse:
    """Who one is, and to which address of the entry the code should go."""
    actor = the_entry(ref)
    if keeper_of(actor, request.person):
        return redirect("keeper:edit", ref)
    form = ClaimForm(request.POST if request.method == "POST" else None, actor=actor, initial=_known(request))
    if form.is_bound and form.is_valid():
        refuse_flood(request, "claim", CLAIMS_PER_HOUR, 3600)
        asked = form.ask(language=get_language() or "fr")
        request.session[ASKED] = {**request.session.get(ASKED, {}), ref: asked.ref}
        return redirect("keeper:code", ref)
    context = {"actor": actor, "form": form}
    return render(request, "web/keeper/claim.html", context, status=422 if form.is_bound else 200)


@require_http_methods(METHODS)
def code(request: ScreenRequest, ref: str) -> HttpResponse:
    """The code that was received; whoever asked for none is sent back to ask."""
    actor = the_entry(ref)
    asked = _asked(request, actor)
    if asked is None:
        return redirect("keeper:claim", ref)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        refuse_flood(request, "code", TRIES_PER_HOUR, 3600)
        if keeper := form.use(asked=asked):
            request.session[ASKED] = {k: v for k, v in request.session[ASKED].items() if k != ref}
            said = _("C’est fait : %(name)s tient désormais cette fiche. Un e-mail l’explique.")
            return done(request, said % {"name": keeper.person.full_name}, "keeper:claimed", ref)
    context = {"actor": actor, "form": form}
    return render(request, "web/keeper/code.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD"])
def claimed(request: ScreenRequest, ref: str) -> HttpResponse:
    """What a keeper can do, and how to enter."""
    return render(request, "web/keeper/claimed.html", {"actor": the_entry(ref)})


def _asked(request: ScreenRequest, actor: Actor) -> KeeperCode | None:
    code_ref = request.session.get(ASKED, {}).get(actor.ref, "")
    found: KeeperCode | None = KeeperCode.objects.filter(ref=code_ref, actor=actor).first()
    return found


def _known(request: ScreenRequest) -> dict[str, str]:
    """What is already known of somebody who is signed in."""
    person = request.person
    if person is None:
        return {}
    return {"given_name": person.given_name, "family_name": person.family_name, "email": person.email}
