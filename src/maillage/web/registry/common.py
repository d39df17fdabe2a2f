"""What these screens share: finding what an address names, and going back to the actor's page."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from maillage.actors.enums import KEPT, Listing
from maillage.actors.models import Actor, LifeEvent, Tie
from maillage.actors.queries import actor_with_ref
from maillage.common.errors import Refusal
from maillage.web.screens import ScreenRequest

ACTOR_PAGE = "directory:record"
"""Where one lands after a change: the page that shows it to everybody."""
MEMORY = "registry:history"
"""Where one lands after going back on a change: the page that shows both."""
METHODS = ("GET", "HEAD", "POST")


def the_actor(ref: str) -> Actor:
    """The record to work on; one that was merged away leads to the record it is read on."""
    actor = actor_with_ref(ref)
    if actor is None or actor.listing not in (*KEPT, Listing.ABSORBED):
        raise Http404
    if actor.merged_into is not None:
        raise Refusal(
            "absorbed",
            _("Cette fiche a été réunie à « %(name)s ».") % {"name": actor.merged_into.name},
            why=_("Les deux histoires se lisent désormais ensemble."),
            todo=_("Écrivez sur cette autre fiche, ou séparez-les d’abord."),
        )
    return actor


def root(actor: Actor) -> Actor:
    """The record on which an actor is read: itself, or the one it was merged into."""
    return actor.merged_into or actor


def the_event(ref: str) -> LifeEvent:
    """A fact of a life, known or taken back."""
    rows = LifeEvent.objects.select_related(
        "actor__merged_into", "other", "address__commune", "was_address__commune"
    )
    event: LifeEvent | None = rows.filter(ref=ref).first()
    if event is None:
        raise Http404
    return event


def the_tie(ref: str) -> Tie:
    """A version of a tie, known or past."""
    rows = Tie.objects.select_related("actor__merged_into", "other__merged_into")
    tie: Tie | None = rows.filter(ref=ref).first()
    if tie is None:
        raise Http404
    return tie


def number_or_404(text: str) -> int:
    """The database number that an address holds."""
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise Http404
    return int(text)


def shown(request: ScreenRequest, template: str, context: dict[str, object], *, wrong: bool) -> HttpResponse:
    """A page with a form: as it is first opened, or (``wrong``, status 422) come back with its errors."""
    return render(request, template, context, status=422 if wrong else 200)
