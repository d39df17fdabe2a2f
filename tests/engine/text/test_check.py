"""The referee: each promise broken once, and kept once."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from maillage.engine.text import Proposal, SkillEntry, SkillIndex, Word, check

TEXT = "Notre vélo grince et la pâte à pain ne lève pas"


def referee(index: SkillIndex, *proposals: Proposal, text: str = TEXT) -> list[str]:
    return check(index, text, proposals)


def forged(**values: Any) -> Any:
    """A proposal or a word that no constructor would let pass."""
    return cast(Any, SimpleNamespace(**values))


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "on cherche un·e boulanger·ère pour du levain",
        "notre asso chante faux",
        "mes frein grinsent",
        "la TVA, j'y comprends rien",
        "une r&d avec un labo",
        "<b>vélo</b> et caf&eacute; au jardin",
        "v\x00élo",
        "",
        "🎉",
    ],
)
def test_what_the_engine_proposes_is_kept(index: SkillIndex, text: str) -> None:
    assert check(index, text, index.propose(text)) == []


def test_nothing_proposed_breaks_nothing(index: SkillIndex) -> None:
    assert referee(index) == []


def test_an_unknown_skill_is_seen(index: SkillIndex) -> None:
    assert referee(index, Proposal("licorne", 0.5)) == ["licorne is not in the taxonomy"]


def test_a_skill_proposed_twice_is_seen(index: SkillIndex) -> None:
    assert referee(index, Proposal("velo", 0.5), Proposal("velo", 0.4)) == ["velo is proposed 2 times"]


def test_a_score_that_is_no_chance_is_seen(index: SkillIndex) -> None:
    broken = referee(index, forged(skill="velo", score=1.5, words=()))
    assert broken == ["velo has the score 1.5, outside [0, 1]"]


def test_a_wrong_order_is_seen(index: SkillIndex) -> None:
    broken = referee(index, Proposal("velo", 0.2), Proposal("pain", 0.4))
    assert broken == ["pain (0.4) comes after velo (0.2)"]


def test_equal_scores_are_in_order(index: SkillIndex) -> None:
    assert referee(index, Proposal("velo", 0.4), Proposal("pain", 0.4)) == []


def test_a_word_outside_the_text_is_seen(index: SkillIndex) -> None:
    word = Word(len(TEXT), len(TEXT) + 4, "vélo", 1.0)
    assert referee(index, Proposal("velo", 0.5, (word,))) == [
        f"velo: 'vélo' at [{len(TEXT)}:{len(TEXT) + 4}] is outside the text"
    ]


def test_a_word_that_is_not_written_there_is_seen(index: SkillIndex) -> None:
    assert referee(index, Proposal("velo", 0.5, (Word(5, 9, "vélo", 1.0),))) == [
        "velo: [5:9] reads ' vél', not 'vélo'"
    ]


def test_a_word_of_another_skill_is_seen(index: SkillIndex) -> None:
    assert referee(index, Proposal("impot", 0.5, (Word(6, 10, "vélo", 1.0),))) == [
        "impot: 'vélo' is no form of a word of this skill"
    ]


def test_a_word_of_the_skill_is_kept(index: SkillIndex) -> None:
    assert referee(index, Proposal("velo", 0.5, (Word(6, 10, "vélo", 1.0),))) == []


@pytest.mark.parametrize("form", ["vélos", "VÉLO", "velo", "veloo", "v\u00adélo", "réparations"])
def test_forms_of_a_word_are_kept(index: SkillIndex, form: str) -> None:
    word = Word(0, len(form), form, 1.0)
    assert check(index, form, [Proposal("velo", 0.5, (word,))]) == []


def test_overlapping_words_are_seen(index: SkillIndex) -> None:
    words = (Word(6, 10, "vélo", 1.0), Word(8, 10, "lo", 0.5))
    broken = referee(index, Proposal("velo", 0.5, words))
    assert "velo: 'vélo' and 'lo' overlap" in broken


def test_words_out_of_order_are_seen(index: SkillIndex) -> None:
    words = (Word(6, 10, "vélo", 0.5), Word(11, 17, "grince", 1.0))
    assert referee(index, Proposal("velo", 0.5, words)) == [
        "velo: 'grince' weighs more than 'vélo', shown before it"
    ]


def test_the_referee_reads_the_taxonomy_of_the_index(entries: tuple[SkillEntry, ...]) -> None:
    poorer = SkillIndex.of(
        [replace(entry, alt={}, said={}, description={}) for entry in entries if entry.id == "velo"]
    )
    freins = Proposal("velo", 0.5, (Word(0, 6, "freins", 1.0),))
    assert check(SkillIndex.of(entries), "freins", [freins]) == []
    assert check(poorer, "freins", [freins]) == ["velo: 'freins' is no form of a word of this skill"]


def test_several_faults_are_all_told(index: SkillIndex) -> None:
    broken = referee(index, Proposal("licorne", 0.1), Proposal("velo", 0.4, (Word(5, 9, "vélo", 1.0),)))
    assert len(broken) == 3
