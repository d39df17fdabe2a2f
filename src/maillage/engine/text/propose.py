"""From scores to proposals: the first skills, a calibrated chance each, and the words that counted."""

from __future__ import annotations

import numpy as np

from maillage.engine.text.calibrate import chances
from maillage.engine.text.result import Proposal, Word
from maillage.engine.text.score import Scores

MOST_WORDS = 6
"""Words shown for one proposal at most: an explanation is to be read at a glance."""

LEAST_SHARE = 0.15
"""Words that weigh less than this share of the heaviest are not shown."""


def rank(ids: tuple[str, ...], scores: Scores, text: str, top: int) -> tuple[Proposal, ...]:
    """The ``top`` best skills in order, among those with a word of the text in their vocabulary.

    A skill that only looks alike letter by letter is never proposed: nothing could be shown for it.
    """
    if not scores.evidence.any():
        return ()
    chance = chances(scores)
    order = np.lexsort((np.arange(len(ids)), -scores.total))
    kept = [skill for skill in order.tolist() if scores.evidence[:, skill].any()][:top]
    best = 1.0
    proposals = []
    for skill in kept:
        best = min(best, round(float(chance[skill]), 4))
        proposals.append(Proposal(ids[skill], best, words_of(scores, skill, text)))
    return tuple(proposals)


def words_of(scores: Scores, skill: int, text: str) -> tuple[Word, ...]:
    """The words of the text that spoke for ``skill`` in its own vocabulary, best first."""
    shares = np.where(scores.evidence[:, skill], scores.shares[:, skill], 0.0)
    heaviest = float(shares.max(initial=0.0))
    if heaviest <= 0:
        return ()
    order = [i for i in np.argsort(-shares, kind="stable").tolist() if shares[i] >= LEAST_SHARE * heaviest]
    words = []
    for i in order[:MOST_WORDS]:
        token = scores.tokens[i]
        weight = round(float(shares[i]) / heaviest, 3)
        words.append(Word(token.start, token.end, text[token.start : token.end], weight))
    return tuple(words)
