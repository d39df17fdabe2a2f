"""One actor as of a day of the past, as known now or as it was known then."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from maillage.actors.enums import Listing
from maillage.actors.models import Actor
from maillage.actors.queries import Moment, episode_on, known_events, profile_then, root_of, ties_on
from maillage.common.partial_date import PartialDate
from maillage.skills.queries import skill_names
from maillage.web.directory import life
from maillage.web.directory.bonds import bonds_of, grouped
from maillage.web.directory.filters import ThenForm
from maillage.web.directory.recorders import recorders_of
from maillage.web.rights import COORDINATOR
from maillage.web.screens import ScreenRequest


def was_known(actor: Actor, form: ThenForm) -> bool:
    """False when this record was, at the moment asked for, read on another one, or already taken back."""
    if not form.is_valid():
        return True
    at = form.moment.known_at
    if actor.listing == Listing.WITHDRAWN:
        return at is not None and known_events(actor, at).exists()
    return root_of(actor, at) == actor.pk


def past_page(request: ScreenRequest, actor: Actor, form: ThenForm) -> HttpResponse:
    """The page of a past state; a date that cannot be read comes back with what was typed."""
    if not form.is_valid():
        return render(
            request, "web/directory/then.html", {"actor": actor, "form": form, "name": actor.name}, status=422
        )
    moment = form.moment
    return render(request, "web/directory/then.html", {"form": form, **_then(request, actor, moment)})


def _then(request: ScreenRequest, actor: Actor, moment: Moment) -> dict[str, Any]:
    episode = episode_on(actor, moment.day, moment.known_at)
    known = known_events(actor, moment.known_at).select_related("other__merged_into")
    events = [event for event in known if event.counts_from <= moment.day]
    with_names = COORDINATOR in request.roles
    recorders = recorders_of(actor, {event.who for event in events}, with_names=with_names)
    profile = profile_then(actor, moment.known_at) if moment.known_at else {}
    return {
        "actor": actor,
        "name": episode.name if episode else actor.name,
        "episode": episode,
        "day": PartialDate.of(moment.day).label,
        "moment": moment,
        "stops": life.stops_of(events, recorders),
        "ties": grouped(bonds_of(actor, ties_on(actor, moment.day, moment.known_at))),
        "description": _text(profile.get("descriptions")),
        "offered": _labels(profile.get("offered")),
        "sought": _labels(profile.get("sought")),
    }


def _text(descriptions: Any) -> str:
    """What it said that it does, in the reader's language."""
    texts = descriptions if isinstance(descriptions, dict) else {}
    language = (get_language() or "fr")[:2]
    return str(texts.get(language) or texts.get("fr") or "")


def _labels(codes: Any) -> list[str]:
    """The skills that a past record named, in today's words."""
    if not codes:
        return []
    return [skill.label for skill in skill_names().filter(code__in=list(codes))]
