"""Blocking: which pairs are worth comparing. Two records are candidates when they share a key.

No block is unbounded: a key borne by more than ``MOST_SHARING`` records (the telephone of a town hall, the
SIRET of a whole network, the word « mairie ») makes no pair, and is counted in the result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maillage.engine.linkage.normalise import likeness
from maillage.engine.linkage.profile import Profile
from maillage.engine.linkage.rarity import Rarity

MOST_SHARING = 60
"""Bearers of a key above which it makes no pair: 60 records make 1,770 pairs."""

RARE_BITS = 7.0
"""Words that say less are a key only together with a town."""

COARSE_KM = 2.0


@dataclass(frozen=True, slots=True)
class Keys:
    """``of`` gives the codes of the keys of each record, in order; ``set_aside`` counts the capped ones."""

    of: tuple[tuple[int, ...], ...]
    set_aside: int


def block(profiles: Sequence[Profile], rarity: Rarity, most: int = MOST_SHARING) -> Keys:
    """The keys of each record, those that too many bear left out, as small numbers."""
    made = [frozenset(_keys(one, rarity)) for one in profiles]
    borne: Counter[str] = Counter(key for keys in made for key in keys)
    useful = sorted(key for key, times in borne.items() if 1 < times <= most)
    code = {key: number for number, key in enumerate(useful)}
    capped = sum(times > most for times in borne.values())
    return Keys(tuple(tuple(sorted(code[key] for key in keys if key in code)) for keys in made), capped)


def _keys(one: Profile, rarity: Rarity) -> Iterator[str]:
    yield from _exact(one)
    places = [*one.towns, *_cells(one.xyz)]
    yield from (f"d{door}@{town}" for door in one.doors for town in one.towns)
    yield from (f"w{one.way}@{town}" for town in one.towns if one.way)
    yield from (f"k{kind}@{place}" for kind in one.kinds for place in places)
    for word in one.own:
        alike = likeness(word)
        if rarity.bits(word) >= RARE_BITS:
            yield f"o{alike}"
        yield from (f"o{alike}@{place}" for place in (*places, one.department))
    yield from _of_names(one)


def _exact(one: Profile) -> Iterator[str]:
    for prefix, values in (("t", one.phones), ("e", one.emails), ("h", one.hosts), ("h", one.domains)):
        yield from (f"{prefix}{value}" for value in values)
    for prefix, value in (("s", one.siret), ("n", one.siren), ("r", one.rna)):
        if value:
            yield f"{prefix}{value}"


def _of_names(one: Profile) -> Iterator[str]:
    yield from (f"f{name.key}" for name in one.names)
    for name in (*one.names, *one.parts):
        if len(name.compact) >= 5:
            yield f"c{likeness(name.compact)[:5]}@{one.department}"
    for acronym in one.initials | one.shorts:
        yield f"i{acronym}@{one.department}"


def _cells(xyz: tuple[float, float, float] | None) -> Iterator[str]:
    """The cubes of two kilometres a place is in, of two grids half a cube apart."""
    if xyz is None:
        return
    for grid, shift in enumerate((0.0, COARSE_KM / 2)):
        yield f"{grid}:" + ":".join(str(int((value + shift) // COARSE_KM)) for value in xyz)
