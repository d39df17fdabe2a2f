"""A keeper's own entries, once she is signed in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.actors.actions import accept_suggestion, confirm_entry, end_keeper
from maillage.actors.entry_forms import KeeperEntryForm
from maillage.actors.forms import DeclineForm, StoppedForm
from maillage.actors.freshness import freshness_of
from maillage.actors.models import Keeper
from maillage.actors.queries import entries_kept_by, open_suggestions
from maillage.common import clock
from maillage.web.keeper.common import METHODS, back, decidable, own_entry, read, shown
from maillage.web.paths import steps_of
from maillage.web.screens import ScreenRequest, done, page_of, the_person, who

SHOWN = 20
"""Suggestions shown at once; deciding on them brings the next ones."""


@require_safe
def mine(request: ScreenRequest) -> HttpResponse:
    """The entries she keeps, how fresh each is, and what others suggest about them."""
    page = page_of(request, entries_kept_by(the_person(request)).select_related("commune", "address"))
    now = clock.now()
    suggestions = open_suggestions().filter(actor__in=[actor.pk for actor in page])
    context = {
        "page": page,
        "entries": [(actor, freshness_of(actor, now)) for actor in page],
        "suggestions": [read(suggestion) for suggestion in suggestions[:SHOWN]],
        "form": DeclineForm(),
        **steps_of(the_person(request)),
    }
    return render(request, "web/keeper/mine.html", context)


@require_http_methods(METHODS)
def edit(request: ScreenRequest, ref: str) -> HttpResponse:
    """Write one's entry: it reads so at once."""
    keeper = own_entry(request, ref)
    form = KeeperEntryForm(request.POST if request.method == "POST" else None, actor=keeper.actor)
    if form.is_bound and form.is_valid() and form.save(who=who(request)):
        return done(request, _("Merci. La fiche est à jour."), "keeper:mine")
    return _edit_page(request, keeper, form=form, status=422 if form.is_bound else 200)


@require_POST
def confirm_mine(request: ScreenRequest, ref: str) -> HttpResponse:
    """It is still true."""
    keeper = own_entry(request, ref)
    confirm_entry(actor=keeper.actor, who=who(request), how="keeper")
    said = _("Merci. « %(name)s » est confirmée aujourd’hui.") % {"name": keeper.actor.name}
    return done(request, said, "keeper:mine")


@require_POST
def close_mine(request: ScreenRequest, ref: str) -> HttpResponse:
    """The actor has stopped, since when."""
    keeper = own_entry(request, ref)
    form = StoppedForm(request.POST)
    if form.is_valid() and form.save(actor=keeper.actor, who=who(request)):
        said = _("Merci de nous l’avoir dit. Votre histoire reste dans l’annuaire.")
        return done(request, said, "keeper:mine")
    return _edit_page(request, keeper, stopped_form=form, status=422)


@require_POST
def leave(request: ScreenRequest, ref: str) -> HttpResponse:
    """She keeps the entry no more."""
    keeper = own_entry(request, ref)
    end_keeper(keeper=keeper, who=who(request))
    said = _("Vous ne tenez plus « %(name)s ». Rien ne vous sera plus demandé.") % {"name": keeper.actor.name}
    return done(request, said, "keeper:mine")


@require_POST
def accept(request: ScreenRequest, ref: str) -> HttpResponse:
    """A keeper, or the coordinator, agrees with a correction: it is written."""
    suggestion = decidable(request, ref)
    actor = accept_suggestion(suggestion=suggestion, who=who(request))
    said = _("C’est corrigé : « %(name)s » se lit désormais ainsi.") % {"name": actor.name}
    return done(request, said, back(request))


@require_POST
def decline(request: ScreenRequest, ref: str) -> HttpResponse:
    """The entry stays as it is; whoever suggested it is told why."""
    suggestion = decidable(request, ref)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        context = {"suggestion": suggestion, "form": form}
        return render(request, "web/keeper/decline.html", context, status=422)
    form.decline(suggestion=suggestion, who=who(request))
    return done(request, _("C’est noté : la fiche ne change pas."), back(request))


def _edit_page(
    request: ScreenRequest,
    keeper: Keeper,
    *,
    form: KeeperEntryForm | None = None,
    stopped_form: StoppedForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "entry": shown(keeper.actor, everything=True),
        "form": form or KeeperEntryForm(actor=keeper.actor),
        "stopped_form": stopped_form or StoppedForm(auto_id="end_%s"),
    }
    return render(request, "web/keeper/edit.html", context, status=status)
