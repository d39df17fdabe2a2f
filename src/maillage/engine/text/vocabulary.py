"""The words of a taxonomy, and what an unknown word was probably meant to be.

An exact stem is looked up first. A word nobody wrote in the taxonomy is compared with all its words by their
2- and 3-grams, and the nearest are kept when they are few edits away (optimal string alignment: Damerau 1964,
Levenshtein 1966) or share a long beginning (« photographe », « photographie »).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from maillage.engine.text.grams import Floats, Ints, Postings, grams_of
from maillage.engine.text.tokens import Token

NEIGHBOURS = 8
"""Candidates of the gram filter that are measured letter by letter."""

ELIDED = ("l", "d", "j", "n", "s", "m", "t", "c", "qu")
"""What stays glued to a word when its apostrophe is forgotten: « daide », « lecole »."""


@dataclass(frozen=True, slots=True)
class Term:
    """A stem of the taxonomy that a word of the text stands for, surely (weight 1) or by likeness (below
    1).
    """

    rank: int
    weight: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Stems (``terms``) and surface forms of a taxonomy read in one language.

    ``term_of_form`` also serves words typed without their accents, whose stem may differ.
    """

    count: int
    term_of_stem: Mapping[str, int]
    forms: Sequence[str]
    term_of_form: Mapping[str, int]
    keys: Ints
    postings: Postings

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Vocabulary:
        """The vocabulary of all the tokens of a taxonomy; those of the reader's language come first.

        A word of another language, whose stem is its form, joins the stem of the reader's word written alike.
        """
        term_of_stem: dict[str, int] = {}
        term_of_form: dict[str, int] = {}
        count = 0
        for token in tokens:
            rank = term_of_stem.get(token.stem, term_of_form.get(token.form, count))
            count = max(count, rank + 1)
            term_of_stem.setdefault(token.stem, rank)
            term_of_form.setdefault(token.form, rank)
        forms = tuple(term_of_form)
        keys, postings = _index(forms)
        return cls(count, term_of_stem, forms, term_of_form, keys, postings)

    def __len__(self) -> int:
        """Number of distinct terms."""
        return self.count

    def rank(self, token: Token) -> int | None:
        """The term of a word of the taxonomy, by its stem, else by its form; ``None`` for a stranger."""
        return self.term_of_stem.get(token.stem, self.term_of_form.get(token.form))

    def known(self, token: Token) -> int:
        """``rank`` for a word that was given to ``of``: it always has one."""
        return self.term_of_stem[token.stem]

    def terms(self, token: Token) -> tuple[Term, ...]:
        """The stems a word stands for: itself when known, else its likely corrections, best first."""
        rank = self.rank(token)
        if rank is not None:
            return (Term(rank, 1.0),)
        for prefix in ELIDED:
            rest = token.form.removeprefix(prefix)
            if rest != token.form and len(rest) >= 4 and rest in self.term_of_form:
                return (Term(self.term_of_form[rest], 0.9),)
        return self._near(token.form) if len(token.form) >= 4 else ()

    def _near(self, form: str) -> tuple[Term, ...]:
        best: dict[int, float] = {}
        for candidate in self._candidates(form):
            weight = likeness(form, candidate)
            if weight:
                rank = self.term_of_form[candidate]
                best[rank] = max(best.get(rank, 0.0), weight)
        ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
        return tuple(Term(rank, weight) for rank, weight in ranked)

    def _candidates(self, form: str) -> list[str]:
        """The forms sharing the largest part of their 2- and 3-grams with ``form`` (Dice)."""
        grams = np.unique(grams_of(form, 2, 3))
        if not self.keys.size:
            return []
        rows = np.minimum(np.searchsorted(self.keys, grams), self.keys.size - 1)
        rows = rows[self.keys[rows] == grams].astype(np.int32)
        ones: Floats = np.ones(rows.size, dtype=np.float32)
        shares = self.postings.gather(rows, ones, np.zeros(rows.size, dtype=np.int32), 1)[0]
        count = min(NEIGHBOURS, shares.size)
        nearest = np.argpartition(-shares, count - 1)[:count]
        return [self.forms[i] for i in sorted(nearest.tolist()) if shares[i] > 0]


def likeness(written: str, known: str) -> float:
    """How surely ``written`` stands for ``known``: below 1 for few edits or a long common beginning, else
    0.
    """
    longest = max(len(written), len(known))
    allowed = 1 if longest <= 7 else 2
    edits = distance(written, known, allowed)
    if edits <= allowed:
        return round(0.95 - 0.15 * edits - (0.15 if written[0] != known[0] else 0.0), 2)
    shared = _common_prefix(written, known)
    if shared >= 5 and shared >= 0.6 * longest:
        return round(0.6 * shared / longest, 2)
    return 0.0


def distance(first: str, second: str, most: int) -> int:
    """Optimal string alignment distance (insert, delete, replace, swap two neighbours), or ``most + 1`` if
    more.
    """
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        row = [i]
        for j, other in enumerate(second, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, above = above, row
    return min(above[-1], most + 1)


def _common_prefix(first: str, second: str) -> int:
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count


def _index(forms: Sequence[str]) -> tuple[Ints, Postings]:
    """Grams of every form, sorted, with the forms that hold them (value: Dice's share of one gram)."""
    lists = [np.unique(grams_of(form, 2, 3)) for form in forms]
    if not lists:
        empty = np.zeros(0, dtype=np.int32)
        return empty, Postings.of(empty, empty, empty.astype(np.float32), (0, 0))
    sizes = [part.size for part in lists]
    keys, rows = np.unique(np.concatenate(lists), return_inverse=True)
    owners = np.repeat(np.arange(len(forms), dtype=np.int32), sizes)
    values = np.repeat(np.array([1 / (8 + size) for size in sizes], dtype=np.float32), sizes)
    return keys, Postings.of(rows.astype(np.int32), owners, values, (keys.size, len(forms)))
