"""Hours of booked dates, and the columns they are published in: no cell lets anybody be recognised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maillage.observatory.hours import Span
from maillage.observatory.privacy import suppress_column

Hours = float | None
"""Hours as published: None where the cell is hidden."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some seconds of a booked date: of which group and whom, in which space, in which state."""

    group: str
    somebody: str
    booking: int
    space: int
    state: str
    span: Span
    seconds: float


def column(cells: Sequence[Sequence[Part]], minimum: int) -> tuple[list[Hours], Hours]:
    """Hours of each cell and of all, as published: no small cell, and none that the total gives away."""
    everything = [part for cell in cells for part in cell]
    if 0 < size(everything) < minimum:
        return [None] * len(cells), None
    shown = suppress_column([size(cell) for cell in cells], minimum)
    hidden = [part for kept, cell in zip(shown, cells, strict=True) if kept is None for part in cell]
    if hidden and size(hidden) < minimum:  # the same few people in several cells
        return [None] * len(cells), hours(everything)
    told = (None if kept is None else hours(cell) for kept, cell in zip(shown, cells, strict=True))
    return list(told), hours(everything)


def size(parts: Iterable[Part]) -> int:
    """How many bookings, or people if they are fewer."""
    rows = list(parts)
    return min(len({part.booking for part in rows}), len({part.somebody for part in rows}))


def hours(parts: Iterable[Part]) -> float:
    """Real hours, added up."""
    return sum(part.seconds for part in parts) / 3600
