"""Spaces, when they are open, what is taken. Times are whole epoch seconds (UTC), ends are not included."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

Stretch = tuple[int, int]
"""From … up to, and without, …"""

Taken = tuple[int, int, int]
"""A unit (from 0), from … up to, and without, …"""


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of time that is asked for.

    Raises:
        ValueError: it ends before it begins.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"A spell ends ({self.end}) before it begins ({self.start}): swap its ends.")


@dataclass(frozen=True, slots=True)
class SpaceTime:
    """A space: its interchangeable places (12 desks, 1 room), when it opens, which are taken when.

    ``open`` and ``busy`` may come in any order, touch and overlap.

    Raises:
        ValueError: a number makes no sense; the message says which one and what to do.
    """

    key: int
    units: int
    open: tuple[Stretch, ...]
    busy: tuple[Taken, ...] = ()

    def __post_init__(self) -> None:
        if self.units < 1:
            raise ValueError(f"Space {self.key} has {self.units} places; it needs at least one: count them.")
        refuse_turned(self.open, f"opening of space {self.key}")
        refuse_unknown(self.busy, self.units, f"space {self.key}")


class Free(NamedTuple):
    """A stretch in which one same unit stays free; ``units`` of them are free all through it."""

    start: int
    end: int
    units: int


class Place(NamedTuple):
    """Where something fits: from when, and on which unit."""

    start: int
    unit: int


def refuse_turned(stretches: Iterable[Stretch], what: str) -> None:
    """Raises ValueError when a stretch ends before it begins."""
    for start, end in stretches:
        if end <= start:
            raise ValueError(f"The {what} ends ({end}) before it begins ({start}): swap its ends.")


def refuse_unknown(busy: Iterable[Taken], units: int, where: str) -> None:
    """Raises ValueError when something taken ends before it begins, or lies on a unit that is not there."""
    for unit, start, end in busy:
        if end <= start:
            raise ValueError(f"Unit {unit} of {where} is taken until {end}, before {start}: swap the ends.")
        if not 0 <= unit < units:
            raise ValueError(f"Unit {unit} of {where} is taken, but its units go from 0 to {units - 1}.")
