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

INTERCEPT = -4.042

COEFFICIENTS = (2.553, 2.869, 2.039, 1.94)
"""For: fused score, margin to the best rival, cosine of the grams, logarithm of the weight of its words."""


def features(scores: Scores) -> Floats:
    """What the chance of each skill is read from, shape ``(skills, 4)``, in the order of ``COEFFICIENTS``.

    The fused score is divided by the most it can be (three z-scores of one skill alone against all others),
    so that a small list and a large one are read alike. The margin is that score minus that of the best
    *other* skill: positive for the first only.
    """
    total = scores.total / (3 * np.sqrt(max(scores.total.size - 1, 1)))
    if total.size < 2:
        margin = np.zeros_like(total)
    else:
        first = int(total.argmax())
        rivals = np.full(total.size, total[first])
        rivals[first] = np.delete(total, first).max()
        margin = total - rivals
    weights = np.array([token.weight for token in scores.tokens], dtype=np.float32)
    covered = weights @ scores.evidence
    columns = [total, margin, scores.grams, np.log1p(covered)]
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
