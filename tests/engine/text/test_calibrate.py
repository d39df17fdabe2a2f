"""From readings to chances."""

from __future__ import annotations

import math

import numpy as np
import pytest

from maillage.engine.text import Settings, SkillIndex
from maillage.engine.text.calibrate import COEFFICIENTS, chances, features, fit
from maillage.engine.text.score import Scores, weigh
from maillage.engine.text.tokens import tokenise


def scores(index: SkillIndex, text: str) -> Scores:
    return weigh(index.views["fr"], tokenise(text, "fr"), Settings())


def test_a_line_of_features_for_each_skill(index: SkillIndex) -> None:
    assert features(scores(index, "un vélo")).shape == (len(index.entries), len(COEFFICIENTS))


def test_only_the_first_skill_has_a_positive_margin(index: SkillIndex) -> None:
    measured = scores(index, "un vélo et des freins")
    margins = features(measured)[:, 1]
    assert (margins > 0).sum() == 1
    assert margins.argmax() == measured.total.argmax()


def test_the_margin_is_the_distance_to_the_best_other(index: SkillIndex) -> None:
    measured = scores(index, "un vélo et des freins")
    first, second = sorted(measured.total.tolist())[:-3:-1]
    most = 3 * math.sqrt(len(index.entries) - 1)
    assert features(measured)[:, 1].max() == pytest.approx((first - second) / most, abs=1e-4)


def test_the_fused_score_is_a_share_of_the_most_it_can_be(index: SkillIndex) -> None:
    for text in ("réparation de vélos", "levain", "vélo pain salle impôts"):
        assert features(scores(index, text))[:, 0].max() <= 1.0001


def test_a_lone_skill_has_no_margin(index: SkillIndex) -> None:
    alone = SkillIndex.of(index.entries[:1])
    assert features(scores(alone, "du pain"))[:, 1].tolist() == [0.0]


def test_chances_are_chances(index: SkillIndex) -> None:
    for text in ("un vélo", "", "zzyzx", "vélo pain salle impôts chorale"):
        found = chances(scores(index, text))
        assert ((found >= 0) & (found <= 1)).all()


def test_more_of_each_reading_is_a_better_chance() -> None:
    assert all(coefficient >= 0 for coefficient in COEFFICIENTS)


def test_a_sure_need_has_a_better_chance_than_a_hint(index: SkillIndex) -> None:
    sure = chances(scores(index, "réparation de vélos, mes freins grincent")).max()
    hint = chances(scores(index, "une chaîne de télévision régionale")).max()
    assert sure > 0.9
    assert sure > hint


def test_fit_finds_the_line_that_made_the_data() -> None:
    draw = np.random.default_rng(7)
    measured = draw.normal(size=(20_000, 4))
    truth = np.array([1.0, 0.5, -0.5, 2.0])
    right = (draw.random(20_000) < 1 / (1 + np.exp(-(measured @ truth - 1)))).astype(float)
    intercept, coefficients = fit(measured, right)
    assert math.isclose(intercept, -1.0, abs_tol=0.1)
    np.testing.assert_allclose(coefficients, truth, atol=0.1)


def test_fit_of_a_constant_answer_stays_finite() -> None:
    intercept, coefficients = fit(np.zeros((10, 4)), np.ones(10))
    assert np.isfinite([intercept, *coefficients]).all()


def test_fit_does_not_run_away_on_separable_data() -> None:
    measured = np.repeat(np.linspace(-1, 1, 40)[:, None], 4, axis=1)
    _, coefficients = fit(measured, (measured[:, 0] > 0).astype(float))
    assert max(map(abs, coefficients)) < 20
