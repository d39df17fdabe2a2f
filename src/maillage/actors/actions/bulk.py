"""Many records at once, for imports: written out of sight, shown together, taken back together.

Withheld records are complete, but nothing in the directory, in its past or in the search shows them until
:func:`show_withheld` makes them known, all at the same instant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from maillage.actors.actions.indexing import index_hidden, show_indexed
from maillage.actors.actions.register import Provenance, Whereabouts
from maillage.actors.enums import ContactKind, LifeEventKind, LifeState, Listing, NameKind, SkillSide
from maillage.actors.models import (
    FOREVER,
    Actor,
    ActorName,
    ActorSkill,
    Address,
    Contact,
    Episode,
    Identifier,
    LifeEvent,
)
from maillage.actors.naming import sort_name
from maillage.common import clock
from maillage.common.partial_date import NO_END, PartialDate
from maillage.territory.models import Territory

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Rows known until then are known at no moment anybody can ask about."""
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class NewActor:
    """A record to write, its values already in canonical form. Dates are ISO texts with their precision."""

    name: str
    kind: str
    seen: str
    founded: str = ""
    closed: str = ""
    where: Whereabouts = field(default_factory=Whereabouts)
    descriptions: dict[str, str] = field(default_factory=dict)
    legal_name: str = ""
    other_names: tuple[str, ...] = ()
    legal_form: str = ""
    activity: str = ""
    activity_2025: str = ""
    size: str = ""
    hours: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    contacts: tuple[tuple[str, str, str], ...] = ()
    skill_ids: tuple[int, ...] = ()
    confirmed_at: datetime | None = None
    again: int | None = None
    """Primary key of a record taken back earlier, which comes back under its own reference."""


def register_withheld(
    *, territory: Territory, news: Sequence[NewActor], source: Provenance, who: str
) -> list[Actor]:
    """Write these records out of sight, in the order given; a few queries whatever their number."""
    with transaction.atomic():
        addresses = _addresses(territory, news)
        actors = _actors(territory, news, addresses)
        _lives(actors, news, source, who)
        _belongings(actors, news)
        index_hidden(actors)
    return actors


def show_withheld(*, actors: QuerySet[Actor]) -> int:
    """Show these withheld records, all at once; returns how many."""
    moment = clock.now()
    with transaction.atomic():
        keys = actors.filter(listing=Listing.WITHHELD).values("pk")
        for model in (LifeEvent, Episode):
            hidden = model._default_manager.filter(actor__in=keys, known_until=NEVER)
            hidden.update(known_from=moment, known_until=FOREVER)
        show_indexed(actors.filter(listing=Listing.WITHHELD))
        return int(Actor.objects.filter(pk__in=keys.values("pk")).update(listing=Listing.LISTED))


def withdraw_actors(*, actors: QuerySet[Actor]) -> int:
    """Take records back: they leave the directory now; that they were in it until now stays known."""
    moment = clock.now()
    pks = list(actors.values_list("pk", flat=True))
    with transaction.atomic():
        for start in range(0, len(pks), CHUNK):
            some = pks[start : start + CHUNK]
            for model in (LifeEvent, Episode):
                model._default_manager.filter(actor__in=some, known_until=FOREVER).update(known_until=moment)
                model._default_manager.filter(actor__in=some, known_until=NEVER).delete()
            rows = Actor.objects.filter(pk__in=some)
            show_indexed(rows, visible=False)
            rows.update(listing=Listing.WITHDRAWN)
    return len(pks)


def _addresses(territory: Territory, news: Sequence[NewActor]) -> list[Address | None]:
    rows = [
        Address(
            territory=territory,
            street=new.where.street,
            complement=new.where.complement,
            postcode=new.where.postcode,
            city=new.where.city,
            country=new.where.country,
            commune=new.where.commune,
            lat=new.where.lat,
            lon=new.where.lon,
        )
        if new.where
        else None
        for new in news
    ]
    Address.objects.bulk_create([row for row in rows if row is not None])
    return rows


def _actors(
    territory: Territory, news: Sequence[NewActor], addresses: Sequence[Address | None]
) -> list[Actor]:
    moment = clock.now()
    rows = [
        Actor(
            territory=territory,
            name=new.name,
            sort_name=sort_name(new.name),
            kind=new.kind,
            commune_id=address.commune_id if address else None,
            address=address,
            life=LifeState.ENDED if new.closed else LifeState.ACTIVE,
            founded=new.founded,
            ended=new.closed,
            descriptions=new.descriptions,
            legal_form=new.legal_form,
            activity=new.activity,
            activity_2025=new.activity_2025,
            size=new.size,
            hours=new.hours,
            listing=Listing.WITHHELD,
            confirmed_at=new.confirmed_at or moment,
            created_at=moment,
        )
        for new, address in zip(news, addresses, strict=True)
    ]
    back = [(row, new.again) for row, new in zip(rows, news, strict=True) if new.again is not None]
    Actor.objects.bulk_create([row for row, new in zip(rows, news, strict=True) if new.again is None])
    for row, pk in back:
        _come_back(row, pk)
    return rows


def _come_back(row: Actor, pk: int) -> None:
    """A record taken back with its import returns under the reference and the address it had."""
    old = Actor.objects.get(pk=pk)
    row.pk, row.ref, row.created_at = old.pk, old.ref, old.created_at
    for model in (ActorName, Identifier, Contact, ActorSkill):
        model._default_manager.filter(actor=old).delete()
    row._state.adding = False
    row.save()


def _lives(actors: Sequence[Actor], news: Sequence[NewActor], source: Provenance, who: str) -> None:
    events: list[LifeEvent] = []
    episodes: list[Episode] = []
    for actor, new in zip(actors, news, strict=True):
        born = PartialDate.parse(new.founded or new.seen)
        died = PartialDate.parse(new.closed) if new.closed else None
        events += _events(actor, born, died, _said(actor, source, who))
        end = died.last if died else NO_END
        if born.first < end:
            episodes.append(_episode(actor, born, end))
    LifeEvent.objects.bulk_create(events)
    Episode.objects.bulk_create(episodes)


def _said(actor: Actor, source: Provenance, who: str) -> dict[str, Any]:
    """What every event of a new record has in common."""
    return {
        "territory_id": actor.territory_id,
        "actor": actor,
        "source": source.kind,
        "source_name": source.name,
        "source_url": source.url,
        "who": who,
        "known_from": actor.created_at,
        "known_until": NEVER,
    }


def _events(
    actor: Actor, born: PartialDate, died: PartialDate | None, said: dict[str, Any]
) -> list[LifeEvent]:
    kind = LifeEventKind.FOUNDED if actor.founded else LifeEventKind.SEEN
    rows = [
        LifeEvent(
            **said,
            kind=kind,
            happened=str(born),
            counts_from=born.first,
            name=actor.name,
            actor_kind=actor.kind,
            address=actor.address,
        )
    ]
    if died is not None:
        rows.append(LifeEvent(**said, kind=LifeEventKind.CLOSED, happened=str(died), counts_from=died.last))
    return rows


def _episode(actor: Actor, born: PartialDate, end: object) -> Episode:
    return Episode(
        territory_id=actor.territory_id,
        actor=actor,
        valid_from=born.first,
        valid_until=end,
        known_from=actor.created_at,
        known_until=NEVER,
        name=actor.name,
        sort_name=actor.sort_name,
        kind=actor.kind,
        address=actor.address,
        commune_id=actor.commune_id,
        state=LifeState.ACTIVE,
        opens=True,
        closes=end != NO_END,
    )


def _belongings(actors: Sequence[Actor], news: Sequence[NewActor]) -> None:
    pairs = list(zip(actors, news, strict=True))
    ActorName.objects.bulk_create(
        ActorName(actor=actor, kind=kind, text=text) for actor, new in pairs for kind, text in _names(new)
    )
    Identifier.objects.bulk_create(
        Identifier(actor=actor, scheme=scheme, value=value)
        for actor, new in pairs
        for scheme, value in new.identifiers
    )
    Contact.objects.bulk_create(
        Contact(actor=actor, kind=ContactKind(kind), value=value, visibility=visibility)
        for actor, new in pairs
        for kind, value, visibility in new.contacts
    )
    ActorSkill.objects.bulk_create(
        ActorSkill(actor=actor, skill_id=pk, side=SkillSide.OFFERED)
        for actor, new in pairs
        for pk in new.skill_ids
    )


def _names(new: NewActor) -> Iterable[tuple[str, str]]:
    if new.legal_name and new.legal_name != new.name:
        yield NameKind.LEGAL, new.legal_name
    for text in dict.fromkeys(new.other_names):
        if text not in (new.name, new.legal_name):
            yield NameKind.OTHER, text
