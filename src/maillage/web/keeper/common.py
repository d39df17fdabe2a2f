"""What these screens share: finding what an address names, and what is said of an entry."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.actors.actions.register import refuse_absorbed
from maillage.actors.contact_values import FRENCH_REGIONS, shown_phone
from maillage.actors.corrections import Changes
from maillage.actors.enums import ContactKind, Listing, Visibility
from maillage.actors.freshness import Freshness, freshness_of
from maillage.actors.models import Actor, Contact, Keeper, Suggestion
from maillage.actors.queries import actor_with_ref, keeper_of, suggestion_with_ref
from maillage.common import clock
from maillage.common.journal import VISITOR
from maillage.common.partial_date import PartialDate
from maillage.web.rights import COORDINATOR
from maillage.web.screens import ScreenRequest, the_person

METHODS = ("GET", "HEAD", "POST")
PARTS = ("corrections", "sans-contact", "non-confirmees", "archivees")
"""The lists of the desk, as its address names them, the most pressing first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a page shows of an entry: its words as (label, value), and how fresh it is."""

    actor: Actor
    facts: list[tuple[str, str]]
    fresh: Freshness


@dataclass(frozen=True, slots=True)
class Line:
    """One change, as it is read before it is decided."""

    label: str
    before: str
    after: str


def speaker(request: ScreenRequest) -> str:
    """How the journal names whoever suggests or asks: the person, or a visitor."""
    return request.person.ref if request.person else VISITOR


def the_entry(ref: str) -> Actor:
    """The entry of an address; one that was merged away or withdrawn is refused with the reason."""
    actor = actor_with_ref(ref)
    if actor is None or actor.listing == Listing.WITHHELD:
        raise Http404
    refuse_absorbed(actor)
    return actor


def own_entry(request: ScreenRequest, ref: str) -> Keeper:
    """The entry of an address as kept by the person who is signed in; nobody else finds it."""
    actor = actor_with_ref(ref)
    keeper = keeper_of(actor, the_person(request)) if actor else None
    if keeper is None:
        raise Http404
    refuse_absorbed(keeper.actor)
    return keeper


def decidable(request: ScreenRequest, ref: str) -> Suggestion:
    """A suggestion that this person may decide: the coordinator, or a keeper of its entry."""
    suggestion = suggestion_with_ref(ref)
    if suggestion is None:
        raise Http404
    if COORDINATOR not in request.roles and keeper_of(suggestion.actor, the_person(request)) is None:
        raise Http404
    return suggestion


def shown(actor: Actor, *, everything: bool = False) -> Entry:
    """An entry as it is read; contacts that are not public only with ``everything``."""
    address = actor.address
    facts = (
        (_("Nom"), actor.name),
        (_("Nature"), str(actor.get_kind_display())),
        (_("Présentation"), actor.description),
        (_("Adresse"), address.line if address else ""),
        *_contacts(actor, everything=everything),
        (_("Horaires"), actor.hours),
        (_("Fin"), actor.ended_label),
    )
    return Entry(actor, [fact for fact in facts if fact[1]], freshness_of(actor, clock.now()))


def read(suggestion: Suggestion) -> tuple[Suggestion, list[Line]]:
    """A suggestion as it is read before it is decided."""
    return suggestion, change_lines(suggestion.actor, Changes.of(suggestion.changes))


def back(request: ScreenRequest) -> str:
    """Where one goes on after deciding: the page one came from, the desk, or one's own entries."""
    if COORDINATOR not in request.roles:
        return reverse("keeper:mine")
    if request.POST.get("from") == "monday":
        return reverse("coordinator:monday")
    part = request.POST.get("liste", "")
    return reverse("keeper:desk") + (f"?liste={part}" if part in PARTS else "")


def change_lines(actor: Actor, changes: Changes) -> list[Line]:
    """What a suggestion changes, before and after, in the order of the entry."""
    lines = []
    if name := changes.name:
        lines.append(Line(_("Nom"), actor.name, _with_date(name.text, name.since, wrong=name.was_wrong)))
    if changes.description is not None:
        before = str(actor.descriptions.get(changes.language, ""))
        lines.append(Line(_("Présentation"), before, changes.description))
    if address := changes.address:
        after = _with_date(address.line, address.since, wrong=address.was_wrong)
        lines.append(Line(_("Adresse"), actor.address.line if actor.address else "", after))
    for new in changes.contacts:
        label = str(ContactKind(new.kind).label).capitalize()
        lines.append(Line(label, *(_as_read(actor, new.kind, value) for value in (new.was, new.value))))
    if changes.hours is not None:
        lines.append(Line(_("Horaires"), actor.hours, changes.hours))
    if changes.closed_on:
        lines.append(Line(_("Fin"), actor.ended_label, PartialDate.parse(changes.closed_on).label))
    return lines


def _contacts(actor: Actor, *, everything: bool) -> list[tuple[str, str]]:
    rows = Contact.objects.filter(actor=actor)
    rows = rows if everything else rows.filter(visibility=Visibility.PUBLIC)
    return [(str(row.get_kind_display()).capitalize(), _as_read(actor, row.kind, row.value)) for row in rows]


def _as_read(actor: Actor, kind: str, value: str) -> str:
    """A contact as people of the country write it."""
    is_phone = kind == ContactKind.PHONE and value and actor.territory.country in FRENCH_REGIONS
    return shown_phone(value) if is_phone else value


def _with_date(text: str, since: str, *, wrong: bool) -> str:
    if wrong:
        return _("%(text)s (à la place d’une erreur)") % {"text": text}
    if not since:
        return text
    return _("%(text)s (depuis : %(date)s)") % {"text": text, "date": PartialDate.parse(since).label}
