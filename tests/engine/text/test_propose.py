"""The words that counted, and the order of proposals."""

from __future__ import annotations

import pytest

from maillage.engine.text import Proposal, SkillEntry, SkillIndex
from maillage.engine.text.propose import LEAST_SHARE, MOST_WORDS


def proposal(index: SkillIndex, text: str, skill: str, language: str = "fr") -> Proposal:
    return next(found for found in index.propose(text, language, 10) if found.skill == skill)


def test_the_words_that_counted_are_shown_where_they_stand(index: SkillIndex) -> None:
    text = "Bonjour, mon Vélo a les freins qui grincent"
    words = proposal(index, text, "velo").words
    assert {word.text for word in words} == {"Vélo", "freins", "grincent"}
    assert all(text[word.start : word.end] == word.text for word in words)


def test_the_heaviest_word_weighs_one_and_comes_first(index: SkillIndex) -> None:
    words = proposal(index, "mon vélo a les freins qui grincent", "velo").words
    weights = [word.weight for word in words]
    assert weights[0] == 1.0
    assert weights == sorted(weights, reverse=True)


def test_a_misspelt_word_is_shown_as_it_was_written(index: SkillIndex) -> None:
    words = proposal(index, "recrutemant urgent", "embauche").words
    assert [word.text for word in words] == ["recrutemant"]


def test_an_inclusive_form_is_shown_whole(index: SkillIndex) -> None:
    words = proposal(index, "on n'arrive pas à trouver un·e développeur·se", "embauche").words
    assert "développeur·se" in [word.text for word in words]


def test_stop_words_are_never_shown(index: SkillIndex) -> None:
    words = proposal(index, "je ne comprends rien à ma feuille d'impôts", "impot").words
    assert not {"je", "ne", "à", "ma", "d", "rien"} & {word.text for word in words}


def test_words_of_another_skill_are_not_shown(index: SkillIndex) -> None:
    text = "un vélo et du pain"
    assert [word.text for word in proposal(index, text, "velo").words] == ["vélo"]
    assert [word.text for word in proposal(index, text, "pain").words] == ["pain"]


def test_a_word_said_twice_is_shown_once_at_its_first_place(index: SkillIndex) -> None:
    words = proposal(index, "vélo, vélo, vélo", "velo").words
    assert [(word.start, word.end) for word in words] == [(0, 4)]


def test_an_explanation_is_short(entries: tuple[SkillEntry, ...]) -> None:
    labels = [f"mot{letter}{letter}" for letter in "abcdefgh"]
    many = SkillIndex.of([*entries, SkillEntry(id="radio", pref={"fr": " ".join(labels)})])
    assert len(proposal(many, " ".join(labels), "radio").words) == MOST_WORDS


def test_words_that_hardly_counted_are_left_out(index: SkillIndex) -> None:
    for found in index.propose("mon vélo a les freins qui grincent dans la salle de réunion", "fr"):
        assert all(word.weight >= LEAST_SHARE - 0.001 for word in found.words)


def test_scores_fall_and_stay_in_range(index: SkillIndex) -> None:
    scores = [found.score for found in index.propose("vélo pain salle impôts chorale jardin", "fr", 10)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_no_skill_is_proposed_twice(index: SkillIndex) -> None:
    ids = [found.skill for found in index.propose("vélo vélo cycles atelier bicyclette salle", "fr", 10)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("réparation de vélos", "une histoire de chaîne et de météo"),
        ("où se réunir le soir ?", "le soir, parfois"),
        ("je ne comprends rien à ma feuille d'impôts", "une feuille"),
    ],
)
def test_a_clear_need_scores_higher_than_a_vague_one(index: SkillIndex, surer: str, less_sure: str) -> None:
    vague = index.propose(less_sure, "fr")
    assert index.propose(surer, "fr")[0].score > (vague[0].score if vague else 0.0)


def test_a_skill_nothing_speaks_for_is_not_proposed(index: SkillIndex) -> None:
    assert "impot" not in [found.skill for found in index.propose("réparer un vélo", "fr", 10)]


def test_words_count_in_both_languages(index: SkillIndex) -> None:
    words = proposal(index, "my brakes squeak on the bike", "velo", "en").words
    assert {"brakes", "squeak", "bike"} == {word.text for word in words}
