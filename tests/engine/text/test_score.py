"""Three readings on one scale."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from maillage.engine.text import Settings, SkillEntry, SkillIndex
from maillage.engine.text.score import MAX_WORDS, Scores, standard, weigh
from maillage.engine.text.tokens import tokenise


def scores(index: SkillIndex, text: str, settings: Settings | None = None, language: str = "fr") -> Scores:
    return weigh(index.views[language], tokenise(text, language), settings or Settings())


def best(index: SkillIndex, line: np.ndarray) -> str:
    return index.entries[int(line.argmax())].id


@pytest.mark.parametrize("reading", ["words", "phrases", "grams", "total"])
def test_each_reading_alone_finds_a_plain_need(index: SkillIndex, reading: str) -> None:
    assert best(index, getattr(scores(index, "réparation de vélos"), reading)) == "velo"


def test_a_sentence_said_alike_is_a_perfect_phrase(index: SkillIndex) -> None:
    measured = scores(index, "ma pâte ne lève pas")
    assert measured.phrases[0] == pytest.approx(1.0, abs=1e-3)
    assert measured.phrases.argmax() == 0


def test_phrases_are_read_one_by_one(entries: tuple[SkillEntry, ...]) -> None:
    together = SkillEntry(id="t", pref={"fr": "x1"}, said={"fr": ("lune rouge",)})
    apart = SkillEntry(id="a", pref={"fr": "x2"}, said={"fr": ("lune verte", "mer rouge")})
    measured = scores(SkillIndex.of([together, apart, *entries]), "lune rouge")
    assert measured.phrases[0] > measured.phrases[1]


def test_every_shape_is_the_number_of_skills(index: SkillIndex) -> None:
    measured = scores(index, "un vélo et du pain")
    count = len(index.entries)
    assert len(measured.tokens) == 2
    assert measured.total.shape == measured.words.shape == measured.phrases.shape == (count,)
    assert measured.shares.shape == measured.evidence.shape == (2, count)


def test_a_word_said_twice_counts_once(index: SkillIndex) -> None:
    once, twice = scores(index, "un vélo"), scores(index, "un vélo, un vélo")
    np.testing.assert_allclose(once.total, twice.total)


def test_only_so_many_words_are_weighed(index: SkillIndex) -> None:
    assert len(scores(index, " ".join(f"mot{rank}x" for rank in range(900))).tokens) == MAX_WORDS


def test_known_is_the_share_of_the_text_that_is_understood(index: SkillIndex) -> None:
    assert scores(index, "vélo").known == pytest.approx(1.0)
    assert scores(index, "vélo zzyzx").known == pytest.approx(0.5)
    assert scores(index, "zzyzx").known == 0.0


def test_evidence_is_the_word_in_the_skills_vocabulary(index: SkillIndex) -> None:
    measured = scores(index, "vélo pain")
    ids = [entry.id for entry in index.entries]
    assert measured.evidence[0, ids.index("velo")]
    assert not measured.evidence[0, ids.index("pain")]
    assert measured.evidence[1, ids.index("pain")]


def test_a_reading_can_be_silenced(index: SkillIndex) -> None:
    text = "les freins du vélo grincent"
    alone = scores(index, text, Settings(words=1.0, phrases=0.0, grams=0.0))
    np.testing.assert_allclose(alone.total, standard(alone.words), rtol=1e-5)


def test_readings_are_added(index: SkillIndex) -> None:
    measured = scores(index, "du pain", Settings(words=2.0, phrases=3.0, grams=4.0))
    expected = 2 * standard(measured.words) + 3 * standard(measured.phrases) + 4 * standard(measured.grams)
    np.testing.assert_allclose(measured.total, expected, rtol=1e-5)


def test_a_text_of_strangers_has_no_word(index: SkillIndex) -> None:
    measured = scores(index, "zzyzx qwrtp")
    assert not measured.evidence.any()
    assert measured.words.sum() == 0


def test_no_word_at_all_scores_nothing(index: SkillIndex) -> None:
    measured = scores(index, "")
    assert measured.tokens == ()
    assert measured.total.tolist() == [0.0] * len(index.entries)


@given(arrays(np.float32, st.integers(1, 30), elements=st.floats(-1000, 1000, width=32)))
def test_standard_centres_and_scales(values: np.ndarray) -> None:
    scaled = standard(values)
    assert scaled.shape == values.shape
    assert np.isfinite(scaled).all()
    assert abs(float(scaled.mean())) < 1e-2
    assert float(scaled.std()) == pytest.approx(1.0, abs=0.01) or not scaled.any()


def test_standard_of_equal_values_is_zero() -> None:
    assert standard(np.full(5, 3.0, dtype=np.float32)).tolist() == [0.0] * 5


def test_standard_of_nothing_is_nothing() -> None:
    assert standard(np.zeros(0, dtype=np.float32)).size == 0
