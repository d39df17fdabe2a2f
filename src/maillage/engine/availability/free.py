"""Which spaces are free, when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from maillage.engine.availability.problem import Free, Place, SpaceTime, Spell, Stretch, Taken


def free(spaces: Iterable[SpaceTime], *, start: int, end: int, least: int = 1) -> dict[int, tuple[Free, ...]]:
    """For each space, by its key, the maximal stretches in which one same unit stays free, in order.

    They lie in the window (``start`` to ``end``) and in the opening, last ``least`` seconds or more, and none
    contains another. A space without any has an empty tuple.

    Raises:
        ValueError: the window ends before it begins, or ``least`` is below one second.
    """
    window = Spell(start, end)
    if least < 1:
        raise ValueError(f"least is {least}: a free stretch lasts at least one second.")
    return {space.key: _free(space, window, least) for space in spaces}


def first_free(space: SpaceTime, start: int, length: int, not_after: int) -> Place | None:
    """The earliest moment from which a unit is free for ``length`` seconds; ``not_after`` is included.

    Among the units free from that moment, the lowest. None when there is no such moment.

    Raises:
        ValueError: the length is below one second.
    """
    if length < 1:
        raise ValueError(f"length is {length}: something lasts at least one second.")
    if not_after < start:
        return None
    opening = clipped(joined(space.open), start, not_after + length)
    taken = by_unit(space.busy)
    found: list[Place] = []
    for unit in _worth_asking(space.units, taken):
        gaps = (s for s, e in without(opening, taken.get(unit, [])) if e - s >= length and s <= not_after)
        found += (Place(s, unit) for s in gaps)
    return min(found, default=None)


def _free(space: SpaceTime, window: Spell, least: int) -> tuple[Free, ...]:
    """What contains another stretch comes before it once sorted, so one walk leaves the maximal ones.

    A stretch that contains a maximal one is that one itself: the units free all through it are counted by
    counting equal stretches.
    """
    opening = clipped(joined(space.open), window.start, window.end)
    busy = (span for span in space.busy if span[1] < window.end and span[2] > window.start)
    taken = by_unit(busy)
    gaps = Counter(
        gap for spans in taken.values() for gap in without(opening, spans) if gap[1] - gap[0] >= least
    )
    if untouched := space.units - len(taken):
        gaps.update({gap: untouched for gap in opening if gap[1] - gap[0] >= least})
    maximal: list[Free] = []
    for start, end in sorted(gaps, key=_longest_first):
        if not maximal or end > maximal[-1].end:
            maximal.append(Free(start, end, gaps[start, end]))
    return tuple(maximal)


def _longest_first(gap: Stretch) -> Stretch:
    return gap[0], -gap[1]


def _worth_asking(units: int, taken: dict[int, list[Stretch]]) -> list[int]:
    """The units with something taken, and the lowest one without: the others would say the same."""
    untouched = next((unit for unit in range(units) if unit not in taken), None)
    return sorted(taken) if untouched is None else sorted([*taken, untouched])


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same time, in order, as stretches that neither touch nor overlap."""
    joint: list[Stretch] = []
    for start, end in sorted(stretches):
        if joint and start <= joint[-1][1]:
            joint[-1] = (joint[-1][0], max(end, joint[-1][1]))
        else:
            joint.append((start, end))
    return joint


def clipped(stretches: Iterable[Stretch], start: int, end: int) -> list[Stretch]:
    """What of them lies between two moments."""
    return [(max(s, start), min(e, end)) for s, e in stretches if s < end and e > start]


def by_unit(busy: Iterable[Taken]) -> dict[int, list[Stretch]]:
    """What is taken, unit by unit, each in order of beginning."""
    units: dict[int, list[Stretch]] = {}
    for unit, start, end in busy:
        units.setdefault(unit, []).append((start, end))
    for spans in units.values():
        spans.sort()
    return units


def without(opening: list[Stretch], spans: list[Stretch]) -> Iterator[Stretch]:
    """What an opening leaves once spans are taken out; the opening is joint, both are in order."""
    position = 0
    for start, end in opening:
        while position < len(spans) and spans[position][1] <= start:
            position += 1
        at, ahead = start, position
        while ahead < len(spans) and spans[ahead][0] < end:
            if spans[ahead][0] > at:
                yield at, spans[ahead][0]
            at = max(at, spans[ahead][1])
            ahead += 1
        if at < end:
            yield at, end
