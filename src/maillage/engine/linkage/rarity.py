"""How much a shared word says: information in bits, from how few organisations bear it (Shannon 1948).

This is the term-frequency adjustment of probabilistic linkage (Winkler 1989) taken word by word: that two
names share « services » says little, that they share « Lignières » says a lot.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from maillage.engine.linkage.words import BITS_OF

UNKNOWN_BITS = 11
"""What a word that is in no list of ours says before any data is seen: one organisation in two thousand."""

NUMBER_BITS, YEAR = 2, 4
"""What a number of fewer than four figures says: it often only tells sites of one body apart."""

BACKGROUND = 500
"""Organisations that our lists are worth, against those of the problem."""

MOST_BITS = 16.0
STEP = 2
"""Bits of one unit of the codes below."""


class Rarity:
    """Bits of information of words, counted over the records of a problem."""

    def __init__(self, names: Iterable[frozenset[str]]) -> None:
        """``names``: for each record, the words of all its names."""
        self._borne: Counter[str] = Counter()
        self._size = 0
        for words in names:
            self._borne.update(words)
            self._size += 1
        self._first_code = {
            word: place * int(MOST_BITS) for place, word in enumerate(sorted(self._borne), start=1)
        }

    def bits(self, word: str) -> float:
        """What two records say when they share ``word``, those two not counted as bearers."""
        others = max(self._borne[word] - 2, 0)
        known = BITS_OF.get(word, NUMBER_BITS if word.isdigit() and len(word) < YEAR else UNKNOWN_BITS)
        expected = BACKGROUND * 2.0**-known
        return min(MOST_BITS, math.log2((self._size + BACKGROUND) / (others + expected)))

    def total(self, words: Iterable[str]) -> float:
        """The bits of several distinct words together."""
        return sum(map(self.bits, words))

    def codes(self, words: Iterable[str]) -> list[int]:
        """Numbers of which two records share as many as the shared words weigh, ``STEP`` bits each.

        A weighted overlap thus becomes the size of an intersection, which every SQL engine computes.
        """
        found: list[int] = []
        for word in words:
            first = self._first_code.get(word)
            if first is not None:
                found += range(first, first + max(1, round(self.bits(word) / STEP)))
        return found
