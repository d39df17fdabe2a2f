"""The coordinator's desk of upkeep: what to decide, whom to phone, what left the directory."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from maillage.actors.actions import archive_entry, ask_keepers, confirm_entry, end_keeper, restore_entry
from maillage.actors.enums import ContactKind
from maillage.actors.forms import DeclineForm, NameKeeperForm
from maillage.actors.freshness import freshness_of
from maillage.actors.models import Actor, ConfirmationAsk, Contact, Suggestion
from maillage.actors.queries import (
    archived_lately,
    entries_without_anyone,
    keeper_of,
    keepers_of,
    open_suggestions,
    unconfirmed_entries,
)
from maillage.common import clock
from maillage.people.queries import person_with_ref
from maillage.territory.models import Territory
from maillage.web.keeper.common import PARTS, back, read, shown, the_entry
from maillage.web.screens import ScreenRequest, done, page_of, who

ASKS_SHOWN = 10


@require_safe
def desk(request: ScreenRequest) -> HttpResponse:
    """One list at a time; without a choice, the first that holds something."""
    now = clock.now()
    lists = _lists(request.territory, now)
    totals = {part: lists[part].count() for part in PARTS}
    asked = request.GET.get("liste", "")
    part = asked if asked in PARTS else next((p for p in PARTS if totals[p]), PARTS[0])
    page = page_of(request, lists[part])
    context: dict[str, Any] = {
        "part": part,
        "parts": [(p, label, totals[p]) for p, label in _labels().items()],
        "page": page,
        "charter": request.territory.charter,
        "form": DeclineForm(),
    }
    if part == "corrections":
        context["suggestions"] = [read(row) for row in page]
    else:
        context["entries"] = _with_phones(list(page), now)
    return render(request, "web/keeper/desk.html", context)


@require_safe
def entry(request: ScreenRequest, ref: str) -> HttpResponse:
    """One entry: how fresh, who keeps it, what was asked and answered."""
    return _entry_page(request, the_entry(ref))


@require_POST
def confirm(request: ScreenRequest, ref: str) -> HttpResponse:
    """The coordinator heard, by phone or otherwise, that it is still true."""
    actor = confirm_entry(actor=the_entry(ref), who=who(request), how="phone")
    said = _("« %(name)s » est confirmée aujourd’hui.") % {"name": actor.name}
    return done(request, said, back(request))


@require_POST
def archive(request: ScreenRequest, ref: str) -> HttpResponse:
    """Out of the lists, kept with its history; undone by the same notice."""
    actor = archive_entry(actor=the_entry(ref), who=who(request))
    said = _("« %(name)s » est archivée : sa page et son histoire restent.") % {"name": actor.name}
    return done(request, said, back(request), undo=f"{request.path}annuler/")


@require_POST
def restore(request: ScreenRequest, ref: str) -> HttpResponse:
    """Back in the directory, as it was."""
    actor = restore_entry(actor=the_entry(ref), who=who(request))
    said = _("« %(name)s » est de nouveau dans l’annuaire.") % {"name": actor.name}
    return done(request, said, back(request))


@require_POST
def ask(request: ScreenRequest, ref: str) -> HttpResponse:
    """Ask now whether it is still true."""
    count = ask_keepers(actor=the_entry(ref), who=who(request))
    said = ngettext("La question est partie.", "La question est partie à %(n)s personnes.", count)
    return done(request, said % {"n": count}, "keeper:entry", ref)


@require_POST
def name(request: ScreenRequest, ref: str) -> HttpResponse:
    """Name who speaks for an entry."""
    actor = the_entry(ref)
    form = NameKeeperForm(request.POST)
    if not form.is_valid():
        return _entry_page(request, actor, form=form, status=422)
    keeper = form.name(actor=actor, who=who(request))
    said = _("%(name)s tient désormais cette fiche. Un e-mail le lui explique.")
    return done(request, said % {"name": keeper.person.full_name}, "keeper:entry", ref)


@require_POST
def end(request: ScreenRequest, ref: str) -> HttpResponse:
    """Somebody keeps the entry no more."""
    actor = the_entry(ref)
    keeper = keeper_of(actor, person_with_ref(request.POST.get("person", "")))
    if keeper is None:
        return done(request, _("Cette personne ne tenait plus la fiche."), "keeper:entry", ref)
    end_keeper(keeper=keeper, who=who(request))
    said = _("%(name)s ne tient plus cette fiche.") % {"name": keeper.person.full_name}
    return done(request, said, "keeper:entry", ref)


def _labels() -> dict[str, str]:
    return {
        "corrections": _("Corrections proposées"),
        "sans-contact": _("À confirmer par téléphone"),
        "non-confirmees": _("Non confirmées"),
        "archivees": _("Archivées depuis peu"),
    }


def _lists(territory: Territory, now: datetime) -> dict[str, QuerySet[Any]]:
    return {
        "corrections": open_suggestions(),
        "sans-contact": entries_without_anyone(territory, now).select_related("commune", "address"),
        "non-confirmees": unconfirmed_entries().select_related("commune", "address"),
        "archivees": archived_lately(now).select_related("commune", "address"),
    }


def _with_phones(actors: list[Actor], now: datetime) -> list[dict[str, object]]:
    """Each entry with its freshness and its first telephone, in one query for all."""
    rows = Contact.objects.filter(actor__in=actors, kind=ContactKind.PHONE).order_by("-pk")
    phones = dict(rows.values_list("actor_id", "value"))
    return [
        {"actor": actor, "fresh": freshness_of(actor, now), "phone": phones.get(actor.pk, "")}
        for actor in actors
    ]


def _entry_page(
    request: ScreenRequest, actor: Actor, *, form: NameKeeperForm | None = None, status: int = 200
) -> HttpResponse:
    asks = ConfirmationAsk.objects.filter(actor=actor).select_related("person").order_by("-sent_at", "-pk")
    context = {
        "entry": shown(actor, everything=True),
        "keepers": keepers_of(actor),
        "asks": asks[:ASKS_SHOWN],
        "suggestions": Suggestion.objects.filter(actor=actor).order_by("-created_at", "-pk")[:ASKS_SHOWN],
        "form": form or NameKeeperForm(),
    }
    return render(request, "web/keeper/entry.html", context, status=status)
