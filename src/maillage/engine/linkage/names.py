"""What a name says: kinds of organisation, its town, its legal form, and what is left, which is its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from maillage.engine.linkage.normalise import words_of
from maillage.engine.linkage.words import KINDS, LEGAL, STOP

LEAST_INITIALS, MOST_INITIALS = 3, 8
"""Letters of an acronym: two say too little, nine are a word."""


def _plain(text: str) -> str:
    return " ".join(word for word in words_of(text) if word not in STOP)


def _phrases() -> dict[str, str]:
    return {_plain(phrase): kind for kind, phrases in KINDS.items() for phrase in phrases}


_KIND_OF = _phrases()
_ANY_KIND = re.compile(
    r"(?<!\S)(?:" + "|".join(sorted(map(re.escape, _KIND_OF), key=len, reverse=True)) + r")(?!\S)"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart.

    ``full`` are all its significant words, kinds written ``#kind``; ``own`` are those that are neither a
    kind, nor the town, nor a legal form, in order; ``kinds`` the kinds it says; ``initials`` the acronyms
    its words make; ``has_town`` whether the record's own town is in it.
    """

    full: frozenset[str]
    own: tuple[str, ...]
    kinds: frozenset[str]
    initials: frozenset[str]
    has_town: bool

    @property
    def key(self) -> str:
        """The whole name in one spelling, whatever the order of its words."""
        return " ".join(sorted(self.full))

    @property
    def compact(self) -> str:
        """Its own words without spaces: « Audo-Tri » and « AudoTri » meet here."""
        return "".join(self.own)


@lru_cache(maxsize=100_000)
def kinds_in(text: str) -> tuple[frozenset[str], str]:
    """The kinds ``text`` says, and the words that are left when they are taken out."""
    found: set[str] = set()

    def note(match: re.Match[str]) -> str:
        found.add(_KIND_OF[match.group()])
        return "|"

    left = _ANY_KIND.sub(note, _plain(text))
    return frozenset(found), left.replace("|", " ")


@lru_cache(maxsize=200_000)
def analyse(text: str, towns: frozenset[str] = frozenset()) -> Name:
    """Take the name ``text`` of an organisation of ``towns`` (the significant words of its town) apart."""
    kinds, left = kinds_in(text)
    kept = [word for word in left.split() if word not in LEGAL]
    own = tuple(dict.fromkeys(word for word in kept if word not in towns))
    if not kept and not kinds:  # a legal form alone is still a name, though it says nothing of its own
        kept = left.split()
    full = frozenset(kept) | {f"#{kind}" for kind in kinds}
    return Name(full, own, kinds, _initials(text), bool(towns & set(kept)))


def _initials(text: str) -> frozenset[str]:
    """« Chemins vers l’emploi » makes CVE, CE and CVLE: with and without the small words."""
    words = list(words_of(text))
    while words and words[0] in LEGAL:
        words = words[1:]
    strong = [word for word in words if word not in STOP]
    made = {"".join(word[0] for word in some) for some in (words, strong)}
    return frozenset(acronym for acronym in made if LEAST_INITIALS <= len(acronym) <= MOST_INITIALS)
