"""Between our rows and the engines that tell a life and find doubles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from maillage.actors.enums import ContactKind, LifeEventKind
from maillage.actors.models import Actor, LifeEvent
from maillage.common import clock
from maillage.common.partial_date import PartialDate
from maillage.engine import history
from maillage.engine.history import Broken, Spell

__all__ = [
    "Broken",
    "Likely",
    "Spell",
    "broken_by",
    "closes",
    "counting_day",
    "likely_doubles",
    "spells_of",
]


@dataclass(frozen=True, slots=True)
class Likely:
    """Two records (primary keys, the older first) that may be one actor, with the facts behind it."""

    one: int
    two: int
    probability: float
    is_sure: bool
    reasons: list[dict[str, Any]]


def counting_day(kind: str, happened: PartialDate, *, ends: bool = False) -> date:
    """The day from which a fact that is said today counts: births and changes from the first day it may have
    happened on, ends from the last one; never later than today, since a fact is told once it has happened.

    So « closed in 2026 », said in June 2026, counts from the day it is said.
    """
    last = max(happened.first, min(happened.last, clock.today()))
    return history.Event(history.Change(kind), happened.first, last, order=0, ends=ends).counts_from


def closes(event: LifeEvent) -> bool:
    """True when nothing is left of the actor after this event."""
    return event.kind in (LifeEventKind.CLOSED, LifeEventKind.MERGED) or (
        event.kind == LifeEventKind.SPLIT and event.ends
    )


def spells_of(events: Iterable[LifeEvent], *, root: int) -> tuple[Spell, ...]:
    """The periods in which nothing changed for the actor ``root``, told by these events.

    Events of another record were inherited when it was merged into this one.
    """
    return history.fold(_fact(event, root) for event in events)


def broken_by(events: Iterable[LifeEvent], *, root: int) -> list[Broken]:
    """What cannot be in these events, with their primary keys as ``order``."""
    return history.broken_rules(_fact(event, root) for event in events)


def _fact(event: LifeEvent, root: int) -> history.Event:
    happened = PartialDate.parse(event.happened)
    fact = history.Event(
        change=history.Change(event.kind),
        first=happened.first,
        last=happened.last,
        order=event.pk or 2**62,
        values=history.Values(event.name or None, event.actor_kind or None, event.address_id),
        before=history.Values(event.was_name or None, event.was_kind or None, event.was_address_id),
        own=event.actor_id == root,
        ends=event.ends,
    )
    if fact.counts_from == event.counts_from:
        return fact
    return replace(fact, last=event.counts_from)  # it was said before its year, or its month, was over


def likely_doubles(actors: Sequence[Actor], *, among: set[int] | None = None) -> list[Likely]:
    """Pairs of these records that may be one actor; only those with one of ``among`` where it is given."""
    from maillage.engine import linkage  # takes a second to load: only those who look for doubles wait

    records = {actor.pk: _record(linkage.Record, actor) for actor in actors}
    if among is None:
        problem = linkage.LinkageProblem(tuple(records.values()))
    else:
        problem = linkage.LinkageProblem(
            tuple(record for pk, record in records.items() if pk in among),
            against=tuple(record for pk, record in records.items() if pk not in among),
        )
    return [_likely(linkage.SURE, pair) for pair in linkage.solve(problem).pairs]


def _record(make: Any, actor: Actor) -> Any:
    """A record as the engine compares it; ``actor`` comes with everything prefetched."""
    contacts = list(actor.contacts.all())
    numbers = {row.scheme: row.value for row in actor.identifiers.all()}
    address = actor.address
    return make(
        key=str(actor.pk),
        names=tuple(dict.fromkeys([actor.name, *(row.text for row in actor.other_names.all())])),
        kind=actor.kind,
        street=address.street if address else "",
        postcode=address.postcode if address else "",
        city=address.city if address else "",
        commune_code=actor.commune.code if actor.commune else "",
        lat=address.lat if address and address.lon is not None else None,
        lon=address.lon if address and address.lat is not None else None,
        phones=tuple(c.value for c in contacts if c.kind == ContactKind.PHONE),
        emails=tuple(c.value for c in contacts if c.kind == ContactKind.EMAIL),
        websites=tuple(c.value for c in contacts if c.kind == ContactKind.WEBSITE),
        siret=numbers.get("siret", ""),
        siren=numbers.get("siren", ""),
        rna=numbers.get("rna", ""),
    )


def _likely(sure: str, pair: Any) -> Likely:
    left, right = int(pair.left), int(pair.right)
    swapped = left > right
    reasons = [
        {
            "code": reason.code,
            "weight": round(reason.weight, 1),
            "one": reason.right_value if swapped else reason.left_value,
            "two": reason.left_value if swapped else reason.right_value,
            "metres": reason.metres,
        }
        for reason in pair.reasons
    ]
    one, two = sorted((left, right))
    return Likely(one, two, pair.probability, pair.verdict == sure, reasons)
