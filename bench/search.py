"""Full-text search over 100,000 invented actors, on SQLite; ``--postgres`` for PostgreSQL.

    python -m bench.search [rows] [--postgres]

Words follow Zipf's law (Mandelbrot's form), as those of a language do: few are everywhere, most are rare. A
set of a few dozen words would make each question match half the rows, and measure nothing. Figures: time and size
of the index; p50 and p95 of milliseconds by kind of question, one thread, CPU of this process and wall clock
(on PostgreSQL the server's time is in the wall clock only); recall of the name meant with one slip in it.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

SEED, ASKED = 7, 300
TEXT_WORDS, NAME_WORDS, TAGS, CHUNK = 60_000, 80_000, 110, 10_000
GENERIC = (
    "association", "club", "les amis", "atelier", "collectif", "sarl", "compagnie", "comité", "maison", "société",
)  # fmt: skip
KINDS = (
    "association", "company", "freelancer", "startup", "artist", "cooperative", "collective", "school", "project",
    "public_body", "social_enterprise", "third_place", "lab", "media", "funder", "large_company",
)  # fmt: skip
ONSETS = "b c d f g l m n p r s t v br ch cl cr dr fl gr pl pr qu tr".split()  # noqa: SIM905
VOWELS = "a e i o u é è ai an au en eau eu in oi on ou".split()  # noqa: SIM905
CODAS = ("", "", "", "l", "n", "r", "s", "t", "x", "e", "es")
GOALS = {"ranked": 20, "typing": 5, "suggest": 5, "slip": 10}


class City:
    """Invented actors, drawn by ``CHUNK``: the same ones each time they are drawn."""

    def __init__(self, rows: int) -> None:
        chance = random.Random(SEED)
        words: set[str] = set()
        while len(words) < TEXT_WORDS + NAME_WORDS:
            words.add(invented(chance))
        drawn = sorted(words)
        chance.shuffle(drawn)
        self.rows, self.text_words, self.name_words = rows, drawn[:TEXT_WORDS], drawn[TEXT_WORDS:]
        self.labels = [" ".join(chance.sample(self.text_words[:3000], 2)) for _ in range(TAGS)]
        self.places = [f"63{n:03}" for n in range(1, 22)]

    def documents(self, *, first: int = 0, last: int | None = None) -> Iterator[Any]:
        """Documents from one chunk to another."""
        for chunk in range(first, min(last or self.rows, self.rows), CHUNK):
            yield from self._chunk(chunk // CHUNK, min(CHUNK, self.rows - chunk))

    def _chunk(self, number: int, rows: int) -> Iterator[Any]:
        draw, chance = np.random.default_rng([SEED, number]), random.Random(SEED * 1000 + number)
        texts = draw.choice(TEXT_WORDS, size=(rows, 40), p=zipf(TEXT_WORDS, 1.0, 10))
        names = draw.choice(NAME_WORDS, size=(rows, 3), p=zipf(NAME_WORDS, 0.9, 30))
        for row in range(rows):
            yield self._document(number * CHUNK + row, texts[row], names[row], chance)

    def _document(self, number: int, text: Any, name: Any, chance: random.Random) -> Any:
        from maillage.search.documents import Document

        words = [self.name_words[rank] for rank in name[: chance.choice((1, 2, 2, 3))]]
        if chance.random() < 0.5:
            words.insert(0, GENERIC[min(int(chance.expovariate(0.6)), len(GENERIC) - 1)])
        if len(words) > 2 and chance.random() < 0.4:
            words.insert(2, chance.choice(("de", "du", "des", "et")))
        tags = chance.sample(range(TAGS), chance.choice((0, 1, 2, 3, 5)))
        kind = KINDS[min(int(chance.expovariate(0.4)), len(KINDS) - 1)]
        place = self.places[min(int(chance.expovariate(0.3)), len(self.places) - 1)]
        return Document(
            key=f"bench{number:07}",
            names=(" ".join(words).title(),),
            text=" ".join(self.text_words[rank] for rank in text[: chance.randint(5, 40)]),
            kind=kind,
            place=place,
            tags=tuple(f"skill-{tag}" for tag in tags),
            words=(kind, *(self.labels[tag] for tag in tags)),
            freshness=chance.choice((0, 20, 40, 60, 80, 90, 100, 100)),
        )


def invented(chance: random.Random) -> str:
    """A word of two to four syllables."""
    count = chance.choice((2, 2, 3, 3, 3, 4))
    return "".join(chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(count)) + chance.choice(CODAS)


def zipf(count: int, slope: float, shift: float) -> np.ndarray:
    """Chances of ranks: 1 / (rank + shift) ** slope."""
    weights = 1 / (np.arange(1, count + 1) + shift) ** slope
    return weights / weights.sum()


def slipped(word: str, chance: random.Random) -> str:
    """The word with one slip: a letter out, one more, another one, or two exchanged."""
    place, letter = chance.randrange(len(word) - 1), chance.choice("abcdefghijklmnopqrstuvwxyz")
    kind = chance.randrange(4)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + letter + word[place:]
    if kind == 2:
        return word[:place] + letter + word[place + 1 :]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
