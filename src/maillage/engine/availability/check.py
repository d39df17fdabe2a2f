"""The referee: asks each unit at each moment at which something changes, and tries every pair of moments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from maillage.engine.availability.problem import Free, SpaceTime


def check(
    spaces: Iterable[SpaceTime],
    found: Mapping[int, tuple[Free, ...]],
    *,
    start: int,
    end: int,
    least: int = 1,
) -> list[str]:
    """The promises that an answer of `free` breaks; empty when it is exactly what the spaces say."""
    rows = list(spaces)
    broken = [f"space {key} was not asked about" for key in found if key not in {s.key for s in rows}]
    for space in rows:
        told, meant = found.get(space.key), _meant(space, start, end, least)
        if told is None:
            broken.append(f"space {space.key} is not answered")
        elif list(told) != meant:
            broken.append(f"space {space.key} is told free {list(told)}, it is {meant}")
    return broken


def is_free(space: SpaceTime, unit: int, moment: int) -> bool:
    """True when the space is open at a moment and nothing takes the unit: straight from the definition."""
    is_open = any(s <= moment < e for s, e in space.open)
    return is_open and not any(u == unit and s <= moment < e for u, s, e in space.busy)


def _meant(space: SpaceTime, start: int, end: int, least: int) -> list[Free]:
    """Between two neighbouring moments nothing changes: a stretch is free when it is free at each of them."""
    ends = [moment for s, e in space.open for moment in (s, e)]
    ends += [moment for _unit, s, e in space.busy for moment in (s, e)]
    moments = sorted({start, end, *(moment for moment in ends if start < moment < end)})
    at = {m: {u for u in range(space.units) if is_free(space, u, m)} for m in moments}
    stretches: dict[tuple[int, int], int] = {}
    for s, e in combinations(moments, 2):
        units = set.intersection(*(at[moment] for moment in moments if s <= moment < e))
        if units:
            stretches[s, e] = len(units)
    return [
        Free(s, e, units)
        for (s, e), units in sorted(stretches.items())
        if e - s >= least and not any(t <= s and e <= f and (s, e) != (t, f) for t, f in stretches)
    ]
