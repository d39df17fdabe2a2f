"""What changes, as an Atom feed (RFC 4287): the latest facts that were recorded, whenever they happened.

An entry is a life event or a tie as it is known now; its identifier is made of its own reference, so that it
never changes. Facts are taken by their keys, which grow with time: that saves sorting a million of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar
from uuid import NAMESPACE_OID, uuid5

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maillage.actors.enums import KEPT, LifeEventKind
from maillage.actors.exports.addresses import page_address
from maillage.actors.models import LifeEvent, Tie
from maillage.actors.queries import known
from maillage.common.links import absolute
from maillage.common.open_data import checked_again
from maillage.web.directory.filters import Narrowed, refuse_unless_valid
from maillage.web.directory.life import stops_of
from maillage.web.screens import ScreenRequest

LATEST = 50
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0 cannot hold."""

F = TypeVar("F", LifeEvent, Tie)


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact of the feed: what it is, of whom, when it was recorded, and its lasting identifier."""

    title: str
    text: str
    link: str
    recorded: datetime
    identifier: str


@require_safe
def changes(request: ScreenRequest) -> HttpResponse:
    """The fifty latest facts, of everybody or of some kinds and one commune."""
    form = Narrowed(request.GET)
    refuse_unless_valid(form)
    entries = latest(request.territory.slug, about(form))
    feed = Atom1Feed(
        title=_("Ce qui change dans l’annuaire %(of)s") % {"of": request.territory.of_name},
        link=absolute(reverse("directory:list")),
        description="",
        language=translation.get_language(),
        feed_url=absolute(request.get_full_path()),
        feed_guid=f"urn:uuid:{uuid5(NAMESPACE_OID, absolute(request.get_full_path()))}",
        author_name=request.territory.name,
        subtitle=_("Naissances, déménagements, changements, fins et liens, dès qu’ils sont notés."),
    )
    for entry in entries:
        feed.add_item(
            title=CONTROLS.sub("", entry.title),
            link=entry.link,
            description=CONTROLS.sub("", entry.text),
            unique_id=entry.identifier,
            pubdate=entry.recorded,
            updateddate=entry.recorded,
        )
    return checked_again(request, feed.writeString("utf-8"), "application/atom+xml; charset=utf-8")


def about(form: Narrowed) -> Q:
    """Facts about the actors that the feed tells of."""
    told = Q(actor__listing__in=KEPT)
    if form.kinds:
        told &= Q(actor__kind__in=form.kinds)
    return told & Q(actor__commune__in=form.communes) if form.communes else told


def latest(slug: str, who: Q) -> list[Entry]:
    """The facts about these actors that were recorded last, latest first."""
    rows = [*_events(slug, who), *_ties(slug, who)]
    return list(islice(sorted(rows, key=lambda entry: entry.recorded, reverse=True), LATEST))


def _events(slug: str, who: Q) -> Iterator[Entry]:
    rows = LifeEvent.objects.filter(known(None), who)
    for event in _last(rows.select_related("actor", "other__merged_into", "address", "was_address")):
        (stop,) = stops_of([event], {})
        title = _("%(name)s : %(what)s") % {"name": event.name or event.actor.name, "what": stop.title}
        if event.kind == LifeEventKind.SEEN:
            title = _("%(name)s entre dans l’annuaire") % {"name": event.actor.name}
        other = stop.other.name if stop.other else ""
        said = [f"{stop.when}.", stop.text, other, stop.note, f"{stop.source}."]
        yield Entry(
            title,
            " ".join(filter(None, said)),
            page_address(event.actor.ref, event.actor.name),
            event.known_from,
            _identifier(slug, "event", event.ref),
        )


def _ties(slug: str, who: Q) -> Iterator[Entry]:
    rows = Tie.objects.filter(known(None), who, other__listing__in=KEPT)
    for tie in _last(rows.select_related("actor", "other")):
        words = {"a": tie.actor.name, "tie": tie.get_kind_display(), "b": tie.other.name}
        title = _("%(a)s %(tie)s %(b)s") % words
        if tie.until:
            title = _("Fin d’un lien : %(a)s %(tie)s %(b)s") % words
        when = tie.until_label or tie.since_label
        yield Entry(
            title,
            " ".join(filter(None, [f"{when}." if when else "", tie.note])),
            page_address(tie.actor.ref, tie.actor.name),
            tie.known_from,
            _identifier(slug, "tie", tie.ref),
        )


def _last(rows: QuerySet[F]) -> QuerySet[F]:
    return rows.order_by("-pk")[:LATEST]


def _identifier(slug: str, kind: str, ref: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_OID, f'maillage:{slug}:{kind}:{ref}')}"
