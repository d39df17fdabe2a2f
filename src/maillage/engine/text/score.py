"""How much each word of a text speaks for each skill: three readings brought to one scale and added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maillage.engine.text.grams import Floats, Ints
from maillage.engine.text.tokens import Token
from maillage.engine.text.view import Settings, View

MAX_WORDS = 400
"""Only so many distinct words of a text are weighed, the first ones."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What was measured for each skill, before any threshold.

    ``tokens``: the distinct words read, shape ``(w,)``. ``total``: the fused score, shape ``(skills,)``,
    comparable within one text only. ``words``, ``phrases``, ``grams``: the raw readings, same shape.
    ``shares``: the part of each word in each skill's score, shape ``(w, skills)``. ``evidence``: whether the
    word, or its correction, is in the skill's vocabulary. ``known``: share of the text's weight found in the
    vocabulary.
    """

    tokens: tuple[Token, ...]
    total: Floats
    words: Floats
    phrases: Floats
    grams: Floats
    shares: Floats
    evidence: NDArray[np.bool_]
    known: float


def weigh(view: View, tokens: Sequence[Token], settings: Settings) -> Scores:
    """Score every skill of ``view`` for the words of a text. Costs a few dense lines of ``skills`` numbers a
    word.
    """
    distinct = _distinct(tokens)
    rows, weights, owners = _expand(view, distinct)
    words = view.words.gather(rows, weights, owners, len(distinct))
    phrases = _best_phrases(view, rows, weights, distinct)
    grams = view.grams.cosines([token.form for token in distinct], [token.weight for token in distinct])
    total = (
        settings.words * standard(words.sum(axis=0))
        + settings.phrases * standard(phrases)
        + settings.grams * standard(grams.sum(axis=0))
    )
    peak = max(float(words.sum(axis=0).max(initial=0.0)), 1e-6)
    shares = words / peak + grams
    asked = sum(token.weight for token in distinct) or 1.0
    found = sum(distinct[owner].weight for owner in set(owners.tolist()))
    return Scores(
        distinct,
        total,
        words.sum(axis=0),
        phrases,
        grams.sum(axis=0),
        shares,
        words > 0,
        float(found / asked),
    )


def standard(values: Floats) -> Floats:
    """z-scores: how many standard deviations above the mean of all skills (all zero when nothing stands
    out).
    """
    if not values.size:
        return values
    exact = values.astype(np.float64)
    spread = float(exact.std())
    if spread <= 1e-6 * float(np.abs(exact).max()):
        return np.zeros_like(values)
    centred: Floats = ((exact - exact.mean()) / spread).astype(np.float32)
    return centred


def _distinct(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The first occurrence of each form: saying a word twice does not make the need twice as strong."""
    first: dict[str, Token] = {}
    for token in tokens:
        first.setdefault(token.form, token)
        if len(first) == MAX_WORDS:
            break
    return tuple(first.values())


def _expand(view: View, tokens: Sequence[Token]) -> tuple[Ints, Floats, Ints]:
    """Terms, their weights and the word each stands for, as three parallel arrays."""
    rows: list[int] = []
    weights: list[float] = []
    owners: list[int] = []
    for rank, token in enumerate(tokens):
        for term in view.vocabulary.terms(token):
            rows.append(term.rank)
            weights.append(term.weight * token.weight)
            owners.append(rank)
    return (
        np.array(rows, dtype=np.int32),
        np.array(weights, dtype=np.float32),
        np.array(owners, dtype=np.int32),
    )


def _best_phrases(view: View, rows: Ints, weights: Floats, tokens: Sequence[Token]) -> Floats:
    """Cosine of the text with the nearest phrase of each skill, shape ``(skills,)``."""
    if not rows.size:
        return np.zeros(view.skills, dtype=np.float32)
    query = weights * view.idf[rows]
    unknown = max(len(tokens) - rows.size, 0) * float(view.idf.max())
    norm = float(np.sqrt((query**2).sum() + unknown)) or 1.0
    cosines = view.phrases.gather(rows, query / norm, np.zeros_like(rows), 1)[0]
    best = np.zeros(view.skills, dtype=np.float32)
    starts, ends = view.phrase_starts[:-1], view.phrase_starts[1:]
    held = (ends > starts).nonzero()[0]
    best[held] = np.maximum.reduceat(cosines, starts[held])
    return best
