"""The facts of a life, and the periods made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

FOREVER = date(9999, 1, 1)
"""The end of what has not ended."""


class Change(StrEnum):
    """What an event changes (W3C ORG change events, with the quieter facts of a life)."""

    SEEN = "seen"
    FOUNDED = "founded"
    RENAMED = "renamed"
    MOVED = "moved"
    CHANGED_KIND = "changed_kind"
    DORMANT = "dormant"
    REVIVED = "revived"
    SPLIT = "split"
    MERGED = "merged"
    CLOSED = "closed"


BIRTHS = frozenset({Change.SEEN, Change.FOUNDED})
ENDS = frozenset({Change.CLOSED, Change.MERGED})


class State(StrEnum):
    """Whether something lives, sleeps or has ended."""

    ACTIVE = "active"
    DORMANT = "dormant"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Values:
    """What may be said of a thing; None says nothing. ``place`` is an opaque key of an address."""

    name: str | None = None
    kind: str | None = None
    place: int | None = None

    def over(self, older: Values) -> Values:
        """These values, with the gaps filled by older ones."""
        return Values(
            older.name if self.name is None else self.name,
            older.kind if self.kind is None else self.kind,
            older.place if self.place is None else self.place,
        )

    def only(self, other: Values) -> Values:
        """These values, of what another one says something of."""
        return Values(
            None if other.name is None else self.name,
            None if other.kind is None else self.kind,
            None if other.place is None else self.place,
        )

    def without(self, other: Values) -> Values:
        """These values, of what another one says nothing of."""
        return Values(
            self.name if other.name is None else None,
            self.kind if other.kind is None else None,
            self.place if other.place is None else None,
        )


@dataclass(frozen=True, slots=True)
class Event:
    """One fact: what changed, the span of days it may have happened in, and in which order it was recorded.

    ``values`` hold from then on; ``before`` is what held until then, where it is known. A first trace
    (``SEEN``) gives way to the changes before it. ``own`` is False for facts inherited from a record that was
    merged into this one: its births say that it lived, never what it was called. ``ends`` marks a split after
    which nothing is left.
    """

    change: Change
    first: date
    last: date
    order: int
    values: Values = field(default_factory=Values)
    before: Values = field(default_factory=Values)
    own: bool = True
    ends: bool = False

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"An event ends ({self.last}) before it begins ({self.first}): swap the days.")

    @property
    def counts_from(self) -> date:
        """The day from which it counts: births and changes from the first possible day, ends from the last.

        So something founded and closed « in 2017 » lived in 2017.
        """
        late = self.closes or self.change in {Change.DORMANT, Change.REVIVED}
        return self.last if late else self.first

    @property
    def closes(self) -> bool:
        """True when nothing is left after it."""
        return self.change in ENDS or (self.change is Change.SPLIT and self.ends)


@dataclass(frozen=True, slots=True)
class Spell:
    """A period in which nothing changed: from ``start`` up to, and without, ``end``.

    ``opens``: it did not exist the day before; ``closes``: it does not exist any more on ``end``.
    """

    start: date
    end: date
    name: str
    kind: str
    place: int | None
    state: State
    opens: bool = False
    closes: bool = False
