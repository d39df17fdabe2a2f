"""The engine with the project's own skill list: it understands people, quickly, and says when it does not."""

from __future__ import annotations

import random
import statistics
import time
from pathlib import Path
from typing import Any

import pytest

from maillage.engine.text import SkillEntry, SkillIndex, check

Needs = tuple[dict[str, Any], ...]

OUT_OF_SCOPE = (Path(__file__).parent / "out_of_scope.txt").read_text(encoding="utf-8").splitlines()


def recall(index: SkillIndex, needs: Needs, top: int = 5) -> float:
    shares = []
    for need in needs:
        found = {proposal.skill for proposal in index.propose(need["text"], need["language"], top)}
        shares.append(len(found & set(need["gold"])) / len(need["gold"]))
    return statistics.fmean(shares)


def test_our_sentences_name_skills_that_exist(own_needs: Needs, taxonomy: tuple[SkillEntry, ...]) -> None:
    known = {entry.id for entry in taxonomy}
    assert {skill for need in own_needs for skill in need["gold"] + need["also"]} <= known


def test_our_sentences_are_of_six_styles(own_needs: Needs) -> None:
    assert {need["style"] for need in own_needs} == {
        "association",
        "artiste",
        "startup",
        "familier",
        "fautes",
        "en",
    }
    assert len({need["id"] for need in own_needs}) == len(own_needs) >= 30


def test_most_needs_find_their_skill_in_the_first_five(city_index: SkillIndex, own_needs: Needs) -> None:
    assert recall(city_index, own_needs) >= 0.90


@pytest.mark.parametrize("style", ["association", "artiste", "startup", "familier", "fautes", "en"])
def test_no_way_of_speaking_is_left_out(city_index: SkillIndex, own_needs: Needs, style: str) -> None:
    assert recall(city_index, tuple(need for need in own_needs if need["style"] == style)) >= 0.8


def test_each_label_finds_its_own_skill(city_index: SkillIndex, taxonomy: tuple[SkillEntry, ...]) -> None:
    lost = []
    for entry in taxonomy:
        for language, label in entry.pref.items():
            found = [proposal.skill for proposal in city_index.propose(label, language, 3)]
            if entry.id not in found:
                lost.append((entry.id, label, found))
    assert len(lost) <= len(taxonomy) // 50, lost


def test_each_sentence_of_the_list_finds_its_own_skill(
    city_index: SkillIndex, taxonomy: tuple[SkillEntry, ...]
) -> None:
    total = lost = 0
    for entry in taxonomy:
        for phrase in entry.said.get("fr", ()):
            total += 1
            lost += entry.id not in [found.skill for found in city_index.propose(phrase, "fr", 3)]
    assert lost <= total * 0.02


def test_needs_of_our_own_keep_every_promise(city_index: SkillIndex, own_needs: Needs) -> None:
    for need in own_needs:
        assert check(city_index, need["text"], city_index.propose(need["text"], need["language"])) == []


def test_what_is_out_of_scope_scores_low(city_index: SkillIndex, own_needs: Needs) -> None:
    def first(text: str) -> float:
        found = city_index.propose(text, top=1)
        return found[0].score if found else 0.0

    outside = [first(text) for text in OUT_OF_SCOPE]
    inside = [first(need["text"]) for need in own_needs]
    wins = [a > b for a in inside for b in outside]
    assert statistics.fmean(wins) >= 0.85
    assert statistics.median(outside) < statistics.median(inside)


def test_an_index_is_built_in_half_a_second_once_stems_are_known(taxonomy: tuple[SkillEntry, ...]) -> None:
    spent = []
    for _ in range(3):
        began = time.process_time()
        SkillIndex.of(taxonomy)
        spent.append(time.process_time() - began)
    assert min(spent) < 0.75  # half a second, and some mercy for a busy machine


def test_a_need_is_read_in_ten_milliseconds(city_index: SkillIndex, own_needs: Needs) -> None:
    spent = []
    for need in own_needs * 3:
        began = time.process_time()
        city_index.propose(need["text"], need["language"])
        spent.append(time.process_time() - began)
    spent.sort()
    assert spent[int(len(spent) * 0.95)] < 0.010


def test_fifty_thousand_characters_are_read_in_a_quarter_of_a_second(
    city_index: SkillIndex, own_needs: Needs
) -> None:
    words = [word for need in own_needs for word in need["text"].split()] * 30
    long = " ".join(random.Random(7).sample(words, len(words)))[:50_000]
    began = time.process_time()
    found = city_index.propose(long)
    assert time.process_time() - began < 0.25
    assert check(city_index, long, found) == []
