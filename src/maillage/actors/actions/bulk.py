"""Many records at once, for imports: written out of sight, shown together, taken back together.

Withheld records are complete, but nothing in the directory, in its past or in the search shows them until
:func:`show_withheld` makes them known, all at the same instant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from maillage.actors.actions.indexing import Searched, index_hidden, show_indexed
from maillage.actors.actions.register import Provenance, Whereabouts, is_same_place
from maillage.actors.bridge import counting_day
from maillage.actors.enums import LifeEventKind, LifeState, Listing, NameKind, SkillSide
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
from maillage.actors.models.history import digest_of, length_class
from maillage.actors.naming import sort_name
from maillage.common import clock, ids
from maillage.common.bulk import insert_rows, reserve_keys
from maillage.common.partial_date import NO_END, PartialDate
from maillage.skills.queries import skill_names
from maillage.territory.models import Territory

ADDRESS = (
    *("id", "territory", "street", "complement", "postcode", "city", "country"),
    *("commune", "lat", "lon"),
)
ACTOR = (
    *("id", "ref", "territory", "name", "sort_name", "kind", "commune", "address", "life", "founded"),
    *("ended", "descriptions", "legal_form", "activity", "activity_2025", "size", "hours", "listing"),
    *("merged_into", "confirmed_at", "is_invented", "created_at"),
)
EVENT = (
    *("ref", "territory", "actor", "kind", "happened", "counts_from", "name", "was_name", "actor_kind"),
    *("was_kind", "address", "was_address", "other", "ends", "source", "source_name", "source_url"),
    *("note", "who", "known_from", "known_until"),
)
EPISODE = (
    *("territory", "actor", "valid_from", "valid_until", "known_from", "known_until", "name", "sort_name"),
    *("kind", "address", "commune", "state", "opens", "closes", "length", "digest"),
)
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
) -> list[int]:
    """Write these records out of sight, in the order given; returns their primary keys.

    A few statements whatever their number.
    """
    with transaction.atomic():
        batch = Batch(territory, news)
        batch.write_addresses()
        batch.write_actors()
        batch.write_lives(source, who)
        batch.write_belongings()
        index_hidden(batch.searched())
    return batch.keys


def show_withheld(*, keys: Sequence[int]) -> int:
    """Show those of these records (primary keys) that are withheld, all at once; returns how many."""
    moment, shown = clock.now(), 0
    with transaction.atomic():
        for some in _some(keys):
            hidden = Actor.objects.filter(pk__in=some, listing=Listing.WITHHELD)
            refs = dict(hidden.values_list("pk", "ref"))
            for model in (LifeEvent, Episode):
                rows = model._default_manager.filter(actor__in=list(refs), known_until=NEVER)
                rows.update(known_from=moment, known_until=FOREVER)
            show_indexed(list(refs.values()))
            shown += Actor.objects.filter(pk__in=list(refs)).update(listing=Listing.LISTED)
    return shown


def withdraw_actors(*, keys: Sequence[int]) -> int:
    """Take records back: they leave the directory now; that they were in it until now stays known."""
    moment = clock.now()
    with transaction.atomic():
        for some in _some(keys):
            actors = Actor.objects.filter(pk__in=some)
            for model in (LifeEvent, Episode):
                rows = model._default_manager.filter(actor__in=some)
                rows.filter(known_until=FOREVER).update(known_until=moment)
                rows.filter(known_until=NEVER).delete()
            show_indexed(list(actors.values_list("ref", flat=True)), visible=False)
            actors.update(listing=Listing.WITHDRAWN)
    return len(keys)


def _some(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    """By named keys, not by a nested query: a database that has just been filled plans those badly."""
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


class Batch:
    """Records on their way to the tables, with the keys that tie their rows together."""

    def __init__(self, territory: Territory, news: Sequence[NewActor]) -> None:
        self.territory = territory
        self.news = news
        self.moment = clock.now()
        fresh = iter(reserve_keys(Actor, sum(new.again is None for new in news)))
        self.keys = [next(fresh) if new.again is None else new.again for new in news]
        self.refs = self._refs()
        self.sorts = [sort_name(new.name) for new in news]
        kept = self._places_kept()
        self.moving = [bool(new.where) and key not in kept for key, new in zip(self.keys, news, strict=True)]
        places = iter(reserve_keys(Address, sum(self.moving)))
        self.places = [
            next(places) if moves else kept.get(key)
            for key, moves in zip(self.keys, self.moving, strict=True)
        ]

    def _refs(self) -> list[str]:
        """New references, and those of the records that come back."""
        back = [new.again for new in self.news if new.again is not None]
        known = dict(Actor.objects.filter(pk__in=back).values_list("pk", "ref"))
        return [known[key] if key in known else ids.new_ref() for key in self.keys]

    def _places_kept(self) -> dict[int, int]:
        """Where the records that come back were already: they did not move meanwhile."""
        back = {new.again: new.where for new in self.news if new.again is not None and new.where}
        rows = Actor.objects.filter(pk__in=back).exclude(address=None).select_related("address")
        return {
            row.pk: row.address.pk
            for row in rows
            if row.address and is_same_place(self.territory, back[row.pk], row.address)
        }

    def write_addresses(self) -> None:
        """One row for each record that is somewhere new."""
        insert_rows(
            Address,
            ADDRESS,
            (
                (
                    *(place, self.territory.pk, w.street, w.complement, w.postcode, w.city, w.country),
                    *(w.commune.pk if w.commune else None, w.lat, w.lon),
                )
                for place, new, w in zip(self.places, self.moving, (n.where for n in self.news), strict=True)
                if new
            ),
        )

    def write_actors(self) -> None:
        """The records themselves; one that comes back is written again under its key and its reference.

        What another import had written of it out of sight gives way: it would be told twice.
        """
        back = [new.again for new in self.news if new.again is not None]
        for unseen in (LifeEvent, Episode):
            unseen._default_manager.filter(actor__in=back, known_until=NEVER).delete()
        for model in (ActorName, Identifier, Contact, ActorSkill):
            model._default_manager.filter(actor__in=back).delete()
        rows = dict(zip(self.keys, self._actor_rows(), strict=True))
        insert_rows(Actor, ACTOR, (row for key, row in rows.items() if key not in set(back)))
        for key in back:
            told = dict(zip(ACTOR, rows[key], strict=True))
            Actor.objects.filter(pk=key).update(**{name: told[name] for name in ACTOR[3:]})

    def _actor_rows(self) -> Iterable[tuple[Any, ...]]:
        for key, ref, sort, place, new in zip(
            self.keys, self.refs, self.sorts, self.places, self.news, strict=True
        ):
            yield (
                key,
                ref,
                self.territory.pk,
                new.name,
                sort,
                new.kind,
                new.where.commune.pk if new.where.commune else None,
                place,
                LifeState.ENDED.value if new.closed else LifeState.ACTIVE.value,
                new.founded,
                new.closed,
                new.descriptions,
                new.legal_form,
                new.activity,
                new.activity_2025,
                new.size,
                new.hours,
                Listing.WITHHELD.value,
                None,
                new.confirmed_at or self.moment,
                False,
                self.moment,
            )

    def write_lives(self, source: Provenance, who: str) -> None:
        """First traces, foundings and ends, and the episodes they make: known at no moment yet."""
        said = (source.kind.value, source.name[:160], source.url, "", who, self.moment, NEVER)
        events: list[tuple[Any, ...]] = []
        episodes: list[tuple[Any, ...]] = []
        for key, sort, place, new in zip(self.keys, self.sorts, self.places, self.news, strict=True):
            born = PartialDate.parse(new.founded or new.seen)
            died = PartialDate.parse(new.closed) if new.closed else None
            kind = LifeEventKind.FOUNDED if new.founded else LifeEventKind.SEEN
            told = (new.name, "", new.kind, "", place, None, None, False)
            events.append((*self._event(key, kind, born, born.first), *told, *said))
            end = counting_day(LifeEventKind.CLOSED, died) if died else NO_END
            if died is not None:
                silent = ("", "", "", "", None, None, None, False)
                events.append((*self._event(key, LifeEventKind.CLOSED, died, end), *silent, *said))
            if born.first < end:
                known = (self.territory.pk, key, born.first, end, self.moment, NEVER, new.name, sort)
                episodes.append((*known, *_state(new, place, born.first, end)))
        insert_rows(LifeEvent, EVENT, events)
        insert_rows(Episode, EPISODE, episodes)

    def _event(self, key: int, kind: LifeEventKind, happened: PartialDate, counts: date) -> tuple[Any, ...]:
        return (ids.new_ref(), self.territory.pk, key, kind.value, str(happened), counts)

    def write_belongings(self) -> None:
        """Other names, numbers, contacts and skills."""
        pairs = list(zip(self.keys, self.news, strict=True))
        insert_rows(
            ActorName,
            ("actor", "kind", "text"),
            ((key, kind.value, text) for key, new in pairs for kind, text in _names(new)),
        )
        insert_rows(
            Identifier,
            ("actor", "scheme", "value"),
            ((key, scheme, value) for key, new in pairs for scheme, value in new.identifiers),
        )
        insert_rows(
            Contact,
            ("actor", "kind", "value", "visibility"),
            ((key, kind, value, seen) for key, new in pairs for kind, value, seen in new.contacts),
        )
        insert_rows(
            ActorSkill,
            ("actor", "skill", "side"),
            ((key, skill, SkillSide.OFFERED.value) for key, new in pairs for skill in new.skill_ids),
        )

    def searched(self) -> Iterable[Searched]:
        """What will be found of these records."""
        labels = {skill.pk: skill for skill in skill_names()} if any(n.skill_ids for n in self.news) else {}
        for ref, sort, new in zip(self.refs, self.sorts, self.news, strict=True):
            skills = [labels[pk] for pk in new.skill_ids if pk in labels]
            yield Searched(
                ref=ref,
                names=(new.name, *(text for _kind, text in _names(new))),
                text=" ".join(new.descriptions.values()),
                commune=new.where.commune.code if new.where.commune else "",
                town=new.where.city,
                kind=new.kind,
                skills=tuple((skill.code, skill.label) for skill in skills),
                confirmed_at=new.confirmed_at or self.moment,
                sort_name=sort,
                visible=False,
            )


def _state(new: NewActor, place: int | None, start: date, end: date) -> tuple[Any, ...]:
    """The second half of the row of an episode, from its kind on."""
    state = LifeState.ACTIVE.value
    commune = new.where.commune.pk if new.where.commune else None
    told = digest_of(new.name, new.kind, place, state)
    return (new.kind, place, commune, state, True, end != NO_END, length_class(start, end), told)


def _names(new: NewActor) -> Iterable[tuple[NameKind, str]]:
    if new.legal_name and new.legal_name != new.name:
        yield NameKind.LEGAL, new.legal_name
    for text in dict.fromkeys(new.other_names):
        if text not in (new.name, new.legal_name):
            yield NameKind.OTHER, text
