"""One actor: who it is today, what happened to it, whom it is tied to."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maillage.actors.contact_values import shown_phone
from maillage.actors.enums import ContactKind, Listing, NameKind, SkillSide, Visibility
from maillage.actors.exports.addresses import page_address, slug_of
from maillage.actors.freshness import freshness_of
from maillage.actors.models import FOREVER, Actor, Contact, Episode, Membership
from maillage.actors.nomenclatures import activity_label, legal_form_label, size_label
from maillage.actors.queries import Moment, actor_with_ref, current_ties, known_events, with_everything
from maillage.common import clock
from maillage.common.partial_date import PartialDate
from maillage.places.queries import stays_of
from maillage.web.directory import life
from maillage.web.directory.bonds import bonds_of, grouped, lasting
from maillage.web.directory.filters import ThenForm
from maillage.web.directory.jsonld import actor_block
from maillage.web.directory.recorders import recorders_of
from maillage.web.directory.then import past_page, was_known
from maillage.web.rights import COORDINATOR
from maillage.web.screens import ScreenRequest


@require_safe
def record(request: ScreenRequest, ref: str, **_slug: str) -> HttpResponse:
    """An actor at its one address, today or (``le``, ``su``) as of a day of the past.

    A record that was put with another one leads there; one that was taken back with its import is gone (410).
    """
    found = actor_with_ref(ref)
    if found is None or found.listing == Listing.WITHHELD:
        raise Http404
    form = ThenForm(request.GET)
    if form.is_asked and was_known(found, form):
        return past_page(request, found, form)
    if found.listing == Listing.WITHDRAWN:
        return render(request, "web/directory/gone.html", {"actor": found}, status=410)
    root = found.merged_into or found
    address = reverse("directory:actor", args=[root.ref, slug_of(root.name)])
    if request.path != address:
        asked = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(address + asked, permanent=root is not found)
    return render(request, "web/directory/actor.html", {"form": form, **_page(request, root.pk)})


def _page(request: ScreenRequest, key: int) -> dict[str, Any]:
    actor = with_everything(Actor.objects.filter(pk=key)).get()
    events = list(known_events(actor).select_related("other__merged_into"))
    episodes = list(_episodes(actor))
    names = life.former_names(episodes, events, actor.name)
    bonds = bonds_of(actor, current_ties(actor))
    now, former = lasting(bonds, Moment(clock.today()))
    is_coordinator = COORDINATOR in request.roles
    recorders = recorders_of(actor, {event.who for event in events}, with_names=is_coordinator)
    return {
        "actor": actor,
        "fresh": freshness_of(actor, clock.now()),
        "canonical": page_address(actor.ref, actor.name),
        "summary": _summary(actor),
        "stops": life.stops_of(events, recorders),
        "former_names": names,
        "addresses": life.addresses(episodes, events),
        "ties": grouped(now),
        "former_ties": grouped(former),
        "stays": list(stays_of(actor)),
        "jsonld": actor_block(actor, bonds, [span.text for span in names]),
        "members": _members(actor) if request.person else [],
        "contacts": _contacts(request, actor),
        **_profile(actor, names),
        "doors": _doors(request, actor),
    }


def _episodes(actor: Actor) -> QuerySet[Episode]:
    rows = Episode.objects.filter(actor=actor, known_until=FOREVER)
    return rows.select_related("address__commune", "commune").order_by("valid_from")


def _profile(actor: Actor, former_names: list[life.Span]) -> dict[str, Any]:
    """The facts beside the life, with the words of their codes."""
    others = list(actor.other_names.all())
    told = (actor.founded, actor.ended, actor.legal_form, actor.activity, actor.activity_2025, actor.size)
    skills = list(actor.skill_rows.all())
    return {
        "legal_names": [one.text for one in others if one.kind == NameKind.LEGAL],
        "other_names": [one.text for one in others if one.kind != NameKind.LEGAL],
        "offered": [row.skill.label for row in skills if row.side == SkillSide.OFFERED],
        "sought": [row.skill.label for row in skills if row.side == SkillSide.SOUGHT],
        "activities": [
            (code, label)
            for code, label in (
                (actor.activity, activity_label(actor.activity, "rev2")),
                (actor.activity_2025, activity_label(actor.activity_2025, "2025")),
            )
            if code
        ],
        "legal_form": legal_form_label(actor.legal_form) or actor.legal_form,
        "size": size_label(actor.size),
        "has_identity": bool(any(told) or others or former_names or actor.identifiers.all()),
    }


def _contacts(request: ScreenRequest, actor: Actor) -> list[tuple[Contact, str]]:
    """The contacts this visitor may see, each with what is shown of it."""
    seen = {Visibility.PUBLIC}
    if request.person is not None:
        seen.add(Visibility.NETWORK)
    if COORDINATOR in request.roles:
        seen.add(Visibility.COORDINATION)
    return [(one, _shown(one)) for one in actor.contacts.all() if one.visibility in seen]


def _shown(contact: Contact) -> str:
    if contact.kind == ContactKind.PHONE:
        return shown_phone(contact.value)
    if contact.kind == ContactKind.EMAIL:
        return contact.value
    return contact.value.partition("://")[2].removeprefix("www.").rstrip("/") or contact.value


def _members(actor: Actor) -> list[tuple[Membership, str, str]]:
    """Who is or was in it, from when to when: people are shown to people of the network only."""
    rows = actor.memberships.select_related("person").order_by("until", "person__family_name", "pk")
    return [(one, _day(one.since), _day(one.until)) for one in rows]


def _day(text: str) -> str:
    return PartialDate.parse(text).label if text else ""


def _summary(actor: Actor) -> str:
    """One sentence for search engines and for whoever shares the page."""
    told = actor.description.strip() or _("%(name)s : qui c’est, son histoire, ses liens.") % {
        "name": actor.name
    }
    return told if len(told) <= 155 else told[:154].rsplit(" ", 1)[0] + "…"


def _doors(request: ScreenRequest, actor: Actor) -> dict[str, str]:
    """Where one suggests a correction, says that one keeps this entry, or (coordinating) writes on it."""
    routes = ["keeper:suggest", "keeper:claim"]
    if COORDINATOR in request.roles:
        routes = [f"registry:{name}" for name in ("edit", "event", "tie", "members", "history")]
    return {route.partition(":")[2]: reverse(route, args=[actor.ref]) for route in routes}
