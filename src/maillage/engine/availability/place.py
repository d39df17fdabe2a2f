"""On which unit something goes."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.engine.availability.problem import Stretch, Taken, refuse_turned, refuse_unknown


def unit_for(busy: Sequence[Taken], units: int, start: int, end: int) -> int | None:
    """The lowest unit on which nothing is taken from ``start`` up to ``end``; None when all are.

    Raises:
        ValueError: the span or something taken makes no sense.
    """
    refuse_turned([(start, end)], "span asked for")
    refuse_unknown(busy, units, "the space")
    return _lowest(busy, units, start, end)


def conflicts(space_busy: Sequence[Taken], units: int, asked: Sequence[Stretch]) -> tuple[int, ...]:
    """The indexes of what is asked for and fits on no unit.

    What is asked for is placed in its order, each on the lowest unit free, which it then takes; a series may
    so be on another desk each week.

    Raises:
        ValueError: a span or something taken makes no sense.
    """
    refuse_turned(asked, "span asked for")
    refuse_unknown(space_busy, units, "the space")
    taken, refused = list(space_busy), []
    for index, (start, end) in enumerate(asked):
        unit = _lowest(taken, units, start, end)
        if unit is None:
            refused.append(index)
        else:
            taken.append((unit, start, end))
    return tuple(refused)


def _lowest(busy: Sequence[Taken], units: int, start: int, end: int) -> int | None:
    taken = {unit for unit, s, e in busy if s < end and e > start}
    return next((unit for unit in range(units) if unit not in taken), None)
