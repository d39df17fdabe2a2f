"""Keeps what is known of a life in step with its events: episodes, and the record of today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from maillage.actors.bridge import Spell, closes, spells_of
from maillage.actors.enums import LifeEventKind, LifeState
from maillage.actors.models import FOREVER, Actor, Address, Episode, LifeEvent
from maillage.actors.naming import sort_name
from maillage.actors.queries import known_events
from maillage.common import clock

TOLD = ("valid_from", "valid_until", "name", "kind", "address_id", "state", "opens", "closes")


def retell(actor: Actor) -> Actor:
    """Tell a life again after a fact was added or taken back.

    Episodes that still hold are left alone; the others stop being known now, and new ones begin to be.
    """
    events = list(known_events(actor))
    spells = spells_of(events, root=actor.pk)
    _replace_episodes(actor, spells)
    _update_record(actor, spells, events)
    return actor


def forget_episodes(actor: Actor) -> None:
    """Nothing is known under this record any more: it was merged away, or taken back with its import."""
    Episode.objects.filter(actor=actor, known_until=FOREVER).update(known_until=clock.now())


def episodes_of(actor: Actor, spells: Iterable[Spell], communes: Mapping[int, int | None]) -> list[Episode]:
    """The rows of these spells; ``communes`` says in which commune each address is."""
    return [
        Episode(
            territory_id=actor.territory_id,
            actor=actor,
            valid_from=spell.start,
            valid_until=spell.end,
            known_from=clock.now(),
            name=spell.name,
            sort_name=sort_name(spell.name),
            kind=spell.kind,
            address_id=spell.place,
            commune_id=communes.get(spell.place) if spell.place else None,
            state=str(spell.state),
            opens=spell.opens,
            closes=spell.closes,
        )
        for spell in spells
    ]


def _replace_episodes(actor: Actor, spells: tuple[Spell, ...]) -> None:
    places = {spell.place for spell in spells if spell.place}
    communes = dict(Address.objects.filter(pk__in=places).values_list("pk", "commune_id"))
    wanted = {_told(row): row for row in episodes_of(actor, spells, communes)}
    known = {_told(row): row.pk for row in Episode.objects.filter(actor=actor, known_until=FOREVER)}
    ended = [pk for told, pk in known.items() if told not in wanted]
    Episode.objects.filter(pk__in=ended).update(known_until=clock.now())
    Episode.objects.bulk_create(row for told, row in wanted.items() if told not in known)


def _told(row: Episode) -> tuple[object, ...]:
    return tuple(getattr(row, field) for field in TOLD)


def _update_record(actor: Actor, spells: tuple[Spell, ...], events: list[LifeEvent]) -> None:
    today = clock.today()
    now = next((spell for spell in spells if spell.start <= today < spell.end), None)
    shown = now or (spells[-1] if spells else None)
    if shown is not None:
        actor.name, actor.kind = shown.name, shown.kind
        actor.sort_name = sort_name(shown.name)
        actor.address_id = shown.place
        actor.commune_id = actor.address.commune_id if actor.address else None
    actor.life = LifeState(str(now.state)) if now else LifeState.ENDED
    actor.founded = next((e.happened for e in events if e.kind == LifeEventKind.FOUNDED), "")
    actor.ended = _last_end(events) if now is None else ""
    actor.save(update_fields=["name", "kind", "sort_name", "address", "commune", "life", "founded", "ended"])


def _last_end(events: list[LifeEvent]) -> str:
    ends = [event for event in events if closes(event)]
    return max(ends, key=lambda e: (e.counts_from, e.pk)).happened if ends else ""
