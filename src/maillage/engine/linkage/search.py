"""From a name as people say it to the registered names it may be: a ranking by names alone.

For the moment when nothing but a name is known (« la Collecterie »). Five readings of two names are added:
shared words by their rarity, how much of the shorter name they cover, letters in order (Jaro & Winkler
1990), letters by threes (as PostgreSQL's pg_trgm), and initials.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from maillage.engine.linkage.names import Name, analyse
from maillage.engine.linkage.normalise import fold
from maillage.engine.linkage.problem import LinkageError
from maillage.engine.linkage.rarity import Rarity

WORDS, COVER, ORDER, THREES, INITIALS = 1.0, 0.5, 0.5, 0.8, 1.2
"""Weights of the five readings: first choices, rounded, not fitted."""

KIND_BITS = 4.0
"""What a shared kind (« #library ») says."""

BEGINNING, BEGUN = 4, 0.8
"""Letters from which one word may be the beginning of another, and how much it then counts."""

ALIKE = 0.85
"""Jaro-Winkler likeness under which two words share nothing."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate: its place in the list given, its name, and a score in [0, 1] within one query."""

    place: int
    name: str
    score: float


def best_names(
    queries: Sequence[str], candidates: Sequence[str], *, top: int = 5
) -> tuple[tuple[Ranked, ...], ...]:
    """For each query the ``top`` candidates that resemble it most, best first; equals keep their order.

    Narrow the candidates first (a département, a kind): every query is compared with every candidate, some
    30 microseconds each. Raises ``LinkageError`` when a list is a bare text or ``top`` is less than 1.
    """
    for what, given in (("queries", queries), ("candidates", candidates)):
        if isinstance(given, str):
            raise LinkageError(
                f"`{what}` is one text, which would be read letter by letter. Write [{given!r}]."
            )
    if top < 1:
        raise LinkageError(f"{top} candidates were asked, which shows nothing. Ask at least one.")
    names = [analyse(text) for text in candidates]
    rarity = Rarity(frozenset(name.own) for name in names)
    score = _scorer(rarity)
    found = []
    for text in queries:
        query = _Reading(text, analyse(text))
        scored = [
            Ranked(place, given, round(score(query, _Reading(given, name)), 4))
            for place, (given, name) in enumerate(zip(candidates, names, strict=True))
        ]
        found.append(tuple(sorted(scored, key=lambda one: (-one.score, one.place))[:top]))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Reading:
    text: str
    name: Name

    @property
    def words(self) -> list[str]:
        return [*self.name.own, *(f"#{kind}" for kind in sorted(self.name.kinds))]

    @property
    def letters(self) -> str:
        return self.name.compact or fold(self.text).replace(" ", "")


def _scorer(rarity: Rarity) -> Callable[[_Reading, _Reading], float]:
    def bits(word: str) -> float:
        return KIND_BITS if word.startswith("#") else rarity.bits(word)

    def score(query: _Reading, candidate: _Reading) -> float:
        mine = _covered(query.words, candidate.words, bits)
        yours = _covered(candidate.words, query.words, bits)
        total = WORDS * (mine + yours) / 2 + COVER * max(mine, yours)
        total += ORDER * JaroWinkler.similarity(query.letters, candidate.letters)
        total += THREES * _threes(query.letters, candidate.letters)
        total += INITIALS * _initials(query.name, candidate.name)
        return total / (WORDS + COVER + ORDER + THREES + INITIALS)

    return score


def _covered(words: Sequence[str], others: Sequence[str], bits: Callable[[str], float]) -> float:
    """The share of the information of ``words`` that ``others`` hold."""
    weight = sum(map(bits, words))
    held = sum(bits(word) * max((likeness(word, other) for other in others), default=0.0) for word in words)
    return held / weight if weight else 0.0


@lru_cache(maxsize=200_000)
def likeness(word: str, other: str) -> float:
    """How much one word stands for another: 1 when equal, less when misspelt or cut short, else 0."""
    if word == other:
        return 1.0
    if "#" in (word[0], other[0]):
        return 0.0
    if min(len(word), len(other)) >= BEGINNING and (word.startswith(other) or other.startswith(word)):
        return BEGUN
    alike = JaroWinkler.similarity(word, other)
    return (alike - ALIKE) / (1 - ALIKE) if alike > ALIKE else 0.0


def _initials(one: Name, other: Name) -> float:
    return float(_spelt(one.own, other.initials) or _spelt(other.own, one.initials))


def _spelt(words: Iterable[str], initials: frozenset[str]) -> bool:
    return not initials.isdisjoint(words)


def _threes(one: str, other: str) -> float:
    """Shared sequences of three letters over all of both (Jaccard), beginnings counting twice."""
    mine, yours = _grams(one), _grams(other)
    return len(mine & yours) / len(mine | yours) if mine or yours else 0.0


@lru_cache(maxsize=200_000)
def _grams(text: str) -> frozenset[str]:
    padded = f"  {text} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))
