"""From readings to a chance in [0, 1], so that a threshold means the same thing for every text.

A logistic regression (Platt 1999, *Probabilistic outputs…*) on what was measured for one skill. Its
coefficients were fitted by ``fit`` on texts that the index had not seen (``bench/text.py --fit``); nothing of
it is learnt at run time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from maillage.engine.text.grams import Floats
from maillage.engine.text.score import Scores

INTERCEPT = -4.5

COEFFICIENTS = (0.35, 0.4, 1.0, 1.0, 2.0, 0.1)
"""For: fused score, margin to the best rival, cosine of the best phrase, cosine of the grams, share of the
text that is the skill's, and logarithm of its weight."""


def features(scores: Scores) -> Floats:
    """What the chance of each skill is read from, shape ``(skills, 6)``, in the order of ``COEFFICIENTS``.

    The margin is the fused score minus that of the best *other* skill: positive for the first only.
    """
    total = scores.total
    if total.size < 2:
        margin = np.zeros_like(total)
    else:
        first = int(total.argmax())
        rivals = np.full(total.size, total[first])
        rivals[first] = np.delete(total, first).max()
        margin = total - rivals
    weights = np.array([token.weight for token in scores.tokens], dtype=np.float32)
    covered = weights @ scores.evidence
    share = covered / max(float(weights.sum()), 1e-6)
    columns = [total, margin, scores.phrases, scores.grams, share, np.log1p(covered)]
    return np.stack(columns, axis=1).astype(np.float32)


def chances(scores: Scores) -> Floats:
    """The estimated chance that each skill is confirmed, shape ``(skills,)``."""
    logits = INTERCEPT + features(scores) @ np.asarray(COEFFICIENTS, dtype=np.float32)
    result: Floats = (1 / (1 + np.exp(-np.clip(logits, -30, 30)))).astype(np.float32)
    return result


def fit(
    measured: NDArray[np.float64], right: NDArray[np.float64], *, ridge: float = 1.0
) -> tuple[float, tuple[float, ...]]:
    """Intercept and coefficients of the logistic regression of ``right`` (0 or 1) on rows of ``measured``.

    Newton's method with a small ridge (none on the intercept); ``measured`` has shape ``(n, k)``, ``right``
    ``(n,)``.
    """
    design = np.column_stack([np.ones(len(measured)), measured])
    penalty = np.diag([0.0, *([ridge] * measured.shape[1])])
    beta = np.zeros(design.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(design @ beta, -30, 30)))
        slope = design.T @ (right - chance) - penalty @ beta
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + penalty
        step = np.linalg.solve(curve + 1e-9 * np.eye(beta.size), slope)
        beta = beta + step
        if float(np.abs(step).max()) < 1e-8:
            break
    return float(beta[0]), tuple(float(value) for value in beta[1:])
