"""Who is there now: members say it by choice, members see it, and nobody keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.places.actions import take_back_presence
from maillage.places.actions.presences import refuse_stranger
from maillage.places.forms import PresenceForm
from maillage.places.models import Place, Presence
from maillage.places.queries import place_with_ref
from maillage.places.queries.presences import is_member, presence_of, present_now
from maillage.web.screens import ScreenRequest, done, the_person

NEVER_KEPT = "private, no-store"
"""What shows where somebody is now stays in no cache, not even her own browser's."""


@require_http_methods(("GET", "HEAD", "POST"))
def presence(request: ScreenRequest) -> HttpResponse:
    """Say that one is in a place for a while (``?lieu=`` its reference), or say it again otherwise."""
    person, sent = the_person(request), request.method == "POST"
    refuse_stranger(person)
    place, hers = place_with_ref(request.GET.get("lieu", "")), presence_of(person)
    form = PresenceForm(request.POST if sent else None, person=person, initial=_first(place, hers))
    if sent and form.is_valid() and (said := form.save()):
        return done(request, _("C’est dit aux membres. À l’heure dite, tout s’efface."), *_page_of(said))
    context = {"form": form, "place": place, "hers": hers}
    answer = render(request, "web/quarter/presence.html", context, status=422 if sent else 200)
    answer.headers["Cache-Control"] = NEVER_KEPT
    return answer


@require_POST
def presence_end(request: ScreenRequest) -> HttpResponse:
    """She no longer is there, or no longer says so."""
    person = the_person(request)
    hers = presence_of(person)
    took = take_back_presence(person=person)
    words = _("C’est effacé : plus personne ne le voit.") if took else _("Il n’y avait plus rien à effacer.")
    return done(request, words, *_page_of(hers))


def with_present(
    request: ScreenRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    place: Place | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page that says who is there now (in one place, or anywhere), to a member and to nobody else."""
    present = present_now(place) if _reads(request) else None
    answer = render(request, template, {**context, "is_welcoming": True, "present": present}, status=status)
    if present is not None:
        answer.headers["Cache-Control"] = NEVER_KEPT
    return answer


def _reads(request: ScreenRequest) -> bool:
    """Whether who asks is a member; her roles were read with the request."""
    return bool(request.roles) or (request.person is not None and is_member(request.person))


def _first(place: Place | None, hers: Presence | None) -> dict[str, str]:
    """What the form says before anybody typed: the place whose page she comes from, else what she said."""
    here = place or (hers.place if hers else None)
    return {"place": here.ref if here else "", "about": hers.about if hers else ""}


def _page_of(said: Presence | None) -> tuple[str, ...]:
    """Where one lands: the place she spoke of, else the quarter."""
    return ("quarter:place", said.place.ref) if said else ("quarter:home",)
