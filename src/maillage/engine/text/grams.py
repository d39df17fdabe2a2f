"""Character n-grams as integers, and rows of numbers kept compressed: what is needed of sparse algebra, in
NumPy.

A gram of 3 to 5 characters over 40 symbols is written in base 40, which fits 32 bits without a collision, so
no dictionary of strings is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]

_EDGE = 1
_CODE = {
    " ": _EDGE,
    **{letter: 2 + rank for rank, letter in enumerate("abcdefghijklmnopqrstuvwxyz")},
    **{digit: 28 + rank for rank, digit in enumerate("0123456789")},
}


@lru_cache(maxsize=32_768)
def grams_of(form: str, shortest: int = 3, longest: int = 5) -> Ints:
    """Codes of the n-grams of one folded word between its two edges, shape ``(n,)``, repeated ones kept."""
    codes = np.array([_EDGE, *(_CODE.get(c, 38 + ord(c) % 2) for c in form), _EDGE], dtype=np.int32)
    parts = []
    for length in range(shortest, min(longest, codes.size) + 1):
        gram = np.zeros(codes.size - length + 1, dtype=np.int32)
        for offset in range(length):
            gram = gram * 40 + codes[offset : codes.size - length + 1 + offset]
        parts.append(gram)
    found = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)
    found.setflags(write=False)
    return found


@dataclass(frozen=True, slots=True)
class Postings:
    """A sparse matrix read by row (CSR): row ``r`` is ``columns[starts[r]:starts[r+1]]`` with its
    ``values``.
    """

    starts: Ints
    columns: Ints
    values: Floats
    width: int

    @classmethod
    def of(cls, rows: Ints, columns: Ints, values: Floats, shape: tuple[int, int]) -> Postings:
        """Build from coordinates (one entry a pair of row and column), in any order."""
        order = np.argsort(rows, kind="stable")
        counts = np.bincount(rows, minlength=shape[0])
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        return cls(starts, columns[order].astype(np.int32), values[order].astype(np.float32), shape[1])

    def gather(self, rows: Ints, weights: Floats, owners: Ints, height: int) -> Floats:
        """Sum ``weights × row`` into one line per owner, shape ``(height, width)``.

        ``rows``, ``weights`` and ``owners`` are parallel, shape ``(n,)``.
        """
        counts = self.starts[rows + 1] - self.starts[rows]
        total = int(counts.sum())
        if not total:
            return np.zeros((height, self.width), dtype=np.float32)
        shift = np.repeat(self.starts[rows] - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
        entries = np.arange(total) + shift
        cells = np.repeat(owners.astype(np.int64) * self.width, counts) + self.columns[entries]
        summed = np.bincount(
            cells, weights=np.repeat(weights, counts) * self.values[entries], minlength=height * self.width
        )
        return summed.reshape(height, self.width).astype(np.float32)


@dataclass(frozen=True, slots=True)
class GramTable:
    """TF-IDF of character n-grams for a fixed list of documents, each a weighted bag of words.

    Cosine with a query is the sum over its grams of ``query weight × posting``; document rows have length
    one. Terms weigh ``(1 + log tf) · idf`` (Manning, Raghavan & Schütze 2008, ch. 6; character n-grams:
    McNamee & Mayfield 2004).
    """

    keys: Ints
    idf: Floats
    postings: Postings

    @classmethod
    def of(cls, documents: Sequence[Sequence[tuple[str, float]]]) -> GramTable:
        """``documents``: for each, its folded words with their weights (occurrences × weight of the
        field).
        """
        grams, owners, values = _coordinates(documents)
        height = len(documents)
        pairs, place = np.unique(grams.astype(np.int64) * height + owners, return_inverse=True)
        tf = np.bincount(place, weights=values)
        keys, rows = np.unique((pairs // height).astype(np.int32), return_inverse=True)
        columns = (pairs % height).astype(np.int32)
        idf = np.log((1 + height) / (1 + np.bincount(rows, minlength=keys.size))) + 1
        cell = np.log1p(tf) * idf[rows]
        norms = np.sqrt(np.bincount(columns, weights=cell**2, minlength=height))
        cell = cell / np.maximum(norms[columns], 1e-9)
        table = Postings.of(rows.astype(np.int32), columns, cell.astype(np.float32), (keys.size, height))
        return cls(keys, idf.astype(np.float32), table)

    def cosines(self, forms: Sequence[str], weights: Sequence[float]) -> Floats:
        """Share of the cosine with each document owed to each word, shape ``(words, documents)``."""
        if not forms or not self.keys.size:
            return np.zeros((len(forms), self.postings.width), dtype=np.float32)
        lists = [grams_of(form) for form in forms]
        grams = np.concatenate(lists)
        owners = np.repeat(np.arange(len(forms)), [part.size for part in lists])
        rows = np.minimum(np.searchsorted(self.keys, grams), self.keys.size - 1)
        known = self.keys[rows] == grams
        idf = np.where(known, self.idf[rows], self.idf.max())
        query = idf * np.asarray(weights)[owners]
        _, place = np.unique(grams, return_inverse=True)
        norm = float(np.sqrt((np.bincount(place, weights=query) ** 2).sum())) or 1.0
        kept = known.nonzero()[0]
        return self.postings.gather(
            rows[kept].astype(np.int32),
            (query[kept] / norm).astype(np.float32),
            owners[kept].astype(np.int32),
            len(forms),
        )


def _coordinates(documents: Sequence[Sequence[tuple[str, float]]]) -> tuple[Ints, Ints, Floats]:
    """Every gram of every document with its document and weight, as three parallel arrays."""
    grams: list[Ints] = [np.zeros(0, dtype=np.int32)]
    owners: list[int] = []
    values: list[float] = []
    sizes: list[int] = []
    for rank, words in enumerate(documents):
        for form, weight in words:
            grams.append(grams_of(form))
            sizes.append(grams[-1].size)
            owners.append(rank)
            values.append(weight)
    flat = np.concatenate(grams)
    return (
        flat,
        np.repeat(np.asarray(owners, dtype=np.int32), sizes),
        np.repeat(np.asarray(values, dtype=np.float32), sizes),
    )
