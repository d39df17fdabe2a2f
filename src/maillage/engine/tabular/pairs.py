"""Which two columns hold coordinates: judged together, and by values before names.

A latitude and a longitude of France cannot be taken for one another, whatever their columns are called;
metres are told from degrees by their size.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import permutations
from typing import NamedTuple

from maillage.engine.tabular.departments import Box
from maillage.engine.tabular.headers import Named
from maillage.engine.tabular.positions import read_angle
from maillage.engine.tabular.problem import FieldName as F
from maillage.engine.tabular.profile import Profile

TERRITORIES = (
    Box(41.2, -5.4, 51.3, 9.8),
    Box(15.7, -62.0, 18.2, -60.9),
    Box(14.3, -61.3, 15.0, -60.7),
    Box(2.0, -54.7, 6.0, -51.4),
    Box(-21.5, 55.1, -20.8, 55.9),
    Box(-13.1, 44.9, -12.5, 45.4),
    Box(46.7, -56.5, 47.2, -56.0),
    Box(-28.0, -155.0, -7.8, -134.0),
    Box(-23.0, 158.0, -17.0, 172.2),
    Box(17.8, -63.3, 18.2, -62.7),
)
"""Rough boxes of France and its overseas: enough to tell a latitude from a longitude."""

MOST = 400
"""Rows that are looked at."""

_METRES = ((-1.0e6, 2.5e6), (1.0e5, 1.2e7))
"""Sizes of x and y in the systems that are known."""


class Pairing(NamedTuple):
    """Two columns: the ranks of latitude (or x) and longitude (or y), the fields, a logit, what was seen."""

    first: int
    second: int
    fields: tuple[F, F]
    logit: float
    share: float
    contradicted: bool


def pair_columns(
    cells: Sequence[Sequence[str]], names: Sequence[Named], profiles: Sequence[Profile]
) -> Pairing | None:
    """The best two columns of coordinates among ``cells`` (one sequence a column), if any make sense."""
    ranks = [rank for rank in range(len(cells)) if _may_be(names[rank], profiles[rank])]
    ranks = sorted(ranks, key=lambda rank: (-_called(names[rank]), rank))[:10]
    numbers = {rank: [_number(cell) for cell in cells[rank][:MOST]] for rank in ranks}
    found = [pairing for a, b in permutations(ranks, 2) for pairing in _judge(a, b, numbers, names)]
    best = max(found, key=lambda pairing: pairing.logit, default=None)
    return best if best and best.logit > 0 else None


def _may_be(name: Named, it: Profile) -> bool:
    if not it.filled or max(it.share("number"), it.share("decimal"), it.share("degrees")) < 0.5:
        return False
    return _called(name) > 0.3 or it.share("decimal") > 0.8


def _called(name: Named) -> float:
    fields = (F.LATITUDE, F.LONGITUDE, F.X, F.Y)
    return max((name.strengths[field][0] for field in fields if field in name.strengths), default=0.0)


def _number(cell: str) -> float:
    value = read_angle(cell).value
    return math.nan if value is None else value


def _judge(a: int, b: int, numbers: dict[int, list[float]], names: Sequence[Named]) -> list[Pairing]:
    """``a`` as latitude and ``b`` as longitude, and as x and y."""
    both = [
        (first, second)
        for first, second in zip(numbers[a], numbers[b], strict=True)
        if not (math.isnan(first) or math.isnan(second) or (first == 0 and second == 0))
    ]
    if not both:
        return []
    inside = _share(both, _in_territory)
    turned = _share([(second, first) for first, second in both], _in_territory)
    possible = _share(both, lambda lat, lon: abs(lat) <= 90 and abs(lon) <= 180)
    said = _said(names, a, F.LATITUDE) + _said(names, b, F.LONGITUDE)
    contradicted = max(0.0, _said(names, a, F.LONGITUDE) + _said(names, b, F.LATITUDE) - said)
    degrees = 4.0 * said + 5.0 * inside - 6.0 * turned * (turned > inside) - 12.0 * (1 - possible) - 4.0
    # Columns named the other way about: only values that are surely French may contradict them.
    degrees -= 8.0 * contradicted * (inside < 0.8 or turned > 0.2)
    metres = _share(both, _in_metres)
    named = _said(names, a, F.X) + _said(names, b, F.Y)
    swapped = _said(names, a, F.Y) + _said(names, b, F.X) > named
    projected = 4.0 * max(named, 0.6 * said) + 4.0 * metres - 12.0 * (1 - metres) - 4.0 - 3.0 * swapped
    return [
        Pairing(a, b, (F.LATITUDE, F.LONGITUDE), degrees, inside, contradicted > 0),
        Pairing(a, b, (F.X, F.Y), projected, metres, swapped),
    ]


def _said(names: Sequence[Named], rank: int, field: F) -> float:
    return names[rank].strengths.get(field, (0.0, ()))[0]


def _share(pairs: Sequence[tuple[float, float]], test: Callable[[float, float], bool]) -> float:
    return sum(test(*pair) for pair in pairs) / len(pairs)


def _in_territory(lat: float, lon: float) -> bool:
    return any(box.holds(lat, lon) for box in TERRITORIES)


def _in_metres(x: float, y: float) -> bool:
    (west, east), (south, north) = _METRES
    return west <= x <= east and south <= y <= north and abs(x) + abs(y) > 1e5
