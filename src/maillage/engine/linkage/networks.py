"""Bodies with many places: what three towns share says that records belong together, not that they are one.

A community of communes has ten offices, one name and one mail. Each two of them look alike in everything
but where they are: 45 questions to a person, whose answer is 45 times no. A record that really is another's
double in another town (it moved) still shares something that no third town has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from maillage.engine.linkage.model import NAMES
from maillage.engine.linkage.profile import Profile
from maillage.engine.linkage.rules import FAR, Case

FEWEST_TOWNS = 3
"""Towns from which on a value is that of a network."""

A_CLUE = 1.0
"""Bits from which a comparison speaks for a pair."""

ABOUT_PLACES = frozenset(("where", "kind", "alone"))
"""Comparisons that do not say who the record is."""


class Networks:
    """Which values of some records are borne in three towns or more."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._towns: dict[str, set[str]] = defaultdict(set)
        self._bearers: dict[str, set[int]] = defaultdict(set)
        self._profiles = profiles
        for place, one in enumerate(profiles):
            if not one.town:
                continue
            for value in _values(one):
                self._towns[value].add(one.town)
            for word in one.own:
                self._bearers[word].add(place)

    def explains(self, case: Case) -> bool:
        """True for two far places of which all that speaks for them is what a network shares."""
        if case.at("where") not in FAR:
            return False
        weights = zip(NAMES, case.scored.weights, strict=True)
        clues = [name for name, weight in weights if weight > A_CLUE and name not in ABOUT_PLACES]
        return bool(clues) and all(self._shares(name, case) for name in clues)

    def _shares(self, comparison: str, case: Case) -> bool:
        left, right = case.left, case.right
        if comparison == "name":
            return self._in_towns(left.own & right.own)
        if comparison == "phone":
            return self._all(set(left.phones) & set(right.phones))
        if case.at("identity") in ("siret", "rna"):
            return False
        sirens = {left.siren} & {right.siren} - {""}
        return self._all(sirens or _web(left) & _web(right))

    def _all(self, values: Iterable[str]) -> bool:
        found = list(values)
        return bool(found) and all(len(self._towns[value]) >= FEWEST_TOWNS for value in found)

    def _in_towns(self, words: frozenset[str]) -> bool:
        """Records that bear all these words are in three towns or more."""
        if not words:
            return False
        bearers = set.intersection(*(self._bearers[word] for word in words))
        return len({self._profiles[place].town for place in bearers}) >= FEWEST_TOWNS


def _values(one: Profile) -> set[str]:
    return {*one.phones, *_web(one), one.siren} - {""}


def _web(one: Profile) -> set[str]:
    return {*one.emails, *one.hosts, *one.domains}
