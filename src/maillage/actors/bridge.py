"""Between our rows and the engines that tell a life and find doubles."""

from __future__ import annotations

from collections.abc import Iterable

from maillage.actors.models import LifeEvent
from maillage.common.partial_date import PartialDate
from maillage.engine import history
from maillage.engine.history import Broken, Spell

__all__ = ["Broken", "Spell", "broken_by", "spells_of"]


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
    return history.Event(
        change=history.Change(event.kind),
        first=happened.first,
        last=happened.last,
        order=event.pk or 2**62,
        values=history.Values(event.name or None, event.actor_kind or None, event.address_id),
        before=history.Values(event.was_name or None, event.was_kind or None, event.was_address_id),
        own=event.actor_id == root,
        ends=event.ends,
    )
