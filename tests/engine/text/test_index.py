"""The door: build once, ask about any text."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.engine.text import SkillEntry, SkillIndex, TextError, check

First = Callable[..., str | None]

PIECES = st.sampled_from(
    [
        *("vélo", "pain", "impôts", "salle", "levain", "bike", "développeur·se", "R&D", "1234", "a" * 60),
        *("je", "cherche", "the", " et ", ".", ",", "\n", "’", "·se", "<b>", "</b>", "&eacute;"),
        *("\x00", "\u202e", "\u00a0", "🎉", "שלום"),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=120), st.lists(PIECES, max_size=20).map(" ".join), st.lists(PIECES).map("".join)
)


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("il me faut quelqu'un pour réparer mon vélo", "velo"),
        ("nos freins grincent quand on descend", "velo"),
        ("on voudrait apprendre à faire du levain", "pain"),
        ("un beau gâteau pour l'anniversaire", "gateau"),
        ("notre chorale n'arrive pas à chanter juste", "chant"),
        ("j'y comprends rien à la TVA", "impot"),
        ("je dois recruter mon premier salarié", "embauche"),
        ("établir un bulletin de salaire", "paie"),
        ("où est-ce qu'on peut se réunir le soir ?", "salle"),
        ("rien ne pousse dans le potager", "jardin"),
        ("notre R&D a besoin d'un labo", "rd"),
    ],
)
def test_a_need_in_french_finds_its_skill(first: First, text: str, skill: str) -> None:
    assert first(text) == skill


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("someone to fix my bicycle", "velo"),
        ("my brakes are squeaking", "velo"),
        ("we want to bake sourdough bread", "pain"),
        ("help with our VAT", "impot"),
        ("a place to meet in the evenings", "salle"),
        ("our vegetables do not grow in the garden", "jardin"),
    ],
)
def test_a_need_in_english_finds_its_skill(first: First, text: str, skill: str) -> None:
    assert first(text, "en") == skill


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("reparer un velo", "velo"),
        ("reparré mon véllo", "velo"),
        ("une boulanjerie", "pain"),
        ("le potagé est sec", "jardin"),
        ("recrutemant", "embauche"),
        ("dimpots", "impot"),
        ("VELO", "velo"),
        ("vélo·s", "velo"),
        ("l’œuvre du chœur", "chant"),
        ("l'oeuvre du choeur", "chant"),
    ],
)
def test_slips_and_spellings_do_not_hide_a_skill(first: First, text: str, skill: str) -> None:
    assert first(text) == skill


def test_labels_of_the_other_language_are_searched_too(first: First) -> None:
    assert first("on voudrait du kneading") == "pain"
    assert first("some pétrissage, please", "en") == "pain"


def test_the_language_is_guessed_when_it_is_not_given(index: SkillIndex) -> None:
    french, english = "je veux réparer mon vélo", "I want to fix my bicycle"
    assert index.propose(french) == index.propose(french, language="fr")
    assert index.propose(english) == index.propose(english, language="en")
    assert index.propose("levain") == index.propose("levain", language="fr")


@pytest.mark.parametrize(
    "nothing",
    [
        "",
        "   ",
        "\x00",
        "🎉🎉🎉",
        "!!!",
        "12 34",
        "je cherche",
        "the of and",
        "\u202e\u202c",
        "<p></p>",
        "مرحبا",
        "a",
    ],
)
def test_a_text_that_says_nothing_gives_nothing(index: SkillIndex, nothing: str) -> None:
    assert index.propose(nothing) == ()


@pytest.mark.parametrize(
    "wrapped",
    [
        "<div class='x'><p>réparer un <b>vélo</b></p></div>",
        "réparer un v\x00élo\x00",
        "🎉 réparer un vélo 🎉",
        "\u202eréparer un vélo\u202c",
        "réparer\u00a0un\u202fvélo",
        "שלום réparer un vélo مرحبا",
        "RÉPARER UN VÉLO !!!",
        "réparer\n\n\nun\tvélo",
        "r&eacute;parer un v&eacute;lo",
    ],
)
def test_wrapping_does_not_hide_a_need(first: First, wrapped: str) -> None:
    assert first(wrapped) == "velo"


def test_fifty_thousand_characters_cost_little(index: SkillIndex) -> None:
    long = "réparer un vélo, cuire du pain et chanter. " * 1_200
    began = time.process_time()
    found = index.propose(long)
    assert time.process_time() - began < 1
    assert found
    assert check(index, long, found) == []


@pytest.mark.parametrize("noise", ["a" * 50_000, "é" * 50_000, "<" * 50_000, "·" * 50_000, "\x00" * 50_000])
def test_fifty_thousand_characters_of_noise_cost_little(index: SkillIndex, noise: str) -> None:
    began = time.process_time()
    assert index.propose(noise) == ()
    assert time.process_time() - began < 1


def test_fifty_thousand_strange_words_cost_little(index: SkillIndex) -> None:
    noise = " ".join(f"mot{rank:x}z" for rank in range(7_000))
    began = time.process_time()
    index.propose(noise)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("top", [1, 2, 5, 100])
def test_top_bounds_the_proposals(index: SkillIndex, top: int) -> None:
    found = index.propose("vélo pain salle impôts chorale jardin paie", top=top)
    assert len(found) == min(top, len(found))
    assert found == index.propose("vélo pain salle impôts chorale jardin paie", top=100)[:top]


@pytest.mark.parametrize("top", [0, -1])
def test_asking_for_no_proposal_is_refused(index: SkillIndex, top: int) -> None:
    with pytest.raises(TextError, match="Ask for at least one"):
        index.propose("vélo", top=top)


@pytest.mark.parametrize("text", [None, 3, b"velo", ["vélo"]])
def test_something_that_is_no_text_is_refused(index: SkillIndex, text: object) -> None:
    with pytest.raises(TextError, match="not a string"):
        index.propose(text)  # type: ignore[arg-type] # that is the point
    with pytest.raises(TextError, match="not a string"):
        index.split(text)  # type: ignore[arg-type] # that is the point


def test_an_unknown_language_is_refused(index: SkillIndex) -> None:
    with pytest.raises(TextError, match=r"'de' has no stemmer here\. Use fr or en, or None"):
        index.propose("Fahrrad", language="de")


def test_two_skills_of_one_id_are_refused(entries: tuple[SkillEntry, ...]) -> None:
    with pytest.raises(TextError, match="Two skills have the id 'velo'"):
        SkillIndex.of([*entries, SkillEntry(id="velo", pref={"fr": "Autre"})])


def test_an_index_of_no_skill_proposes_nothing() -> None:
    empty = SkillIndex.of([])
    assert empty.propose("réparer un vélo") == ()
    assert len(empty.split("réparer un vélo et faire du pain")) == 1


def test_an_index_of_one_skill_answers(entries: tuple[SkillEntry, ...]) -> None:
    alone = SkillIndex.of(entry for entry in entries if entry.id == "velo")
    assert [found.skill for found in alone.propose("réparer un vélo")] == ["velo"]
    assert alone.propose("une symphonie") == ()


def test_a_skill_whose_label_says_nothing_harms_nobody(entries: tuple[SkillEntry, ...]) -> None:
    odd = SkillIndex.of(
        [SkillEntry(id="odd", pref={"fr": "et ou"}), *entries, SkillEntry(id="zz", pref={"en": "🎉"})]
    )
    assert odd.propose("réparer un vélo")[0].skill == "velo"


def test_french_only_entries_answer_english_words_they_share() -> None:
    french = SkillIndex.of(
        [SkillEntry(id="pub", pref={"fr": "Marketing"}), SkillEntry(id="x", pref={"fr": "Bail"})]
    )
    assert french.propose("we need marketing")[0].skill == "pub"


def test_an_index_cannot_be_changed(index: SkillIndex) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        index.entries = ()  # type: ignore[misc] # that is the point
    with pytest.raises(TypeError):
        index.views["fr"] = index.views["en"]  # type: ignore[index] # that is the point


def test_the_same_question_has_the_same_answer(index: SkillIndex, entries: tuple[SkillEntry, ...]) -> None:
    text = "une salle pour la chorale et du pain"
    assert index.propose(text) == index.propose(text) == SkillIndex.of(entries).propose(text)


def test_the_order_of_the_entries_does_not_change_the_winner(entries: tuple[SkillEntry, ...]) -> None:
    backwards = SkillIndex.of(reversed(entries))
    for text in ("réparer un vélo", "du levain", "la TVA", "un potager"):
        assert backwards.propose(text)[0].skill == SkillIndex.of(entries).propose(text)[0].skill


def test_an_index_is_shared_between_threads(index: SkillIndex) -> None:
    texts = [f"réparer un vélo numéro{rank} grinçant" for rank in range(40)]
    alone = [index.propose(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(index.propose, texts)) == alone


def test_words_added_to_a_skill_are_understood(entries: tuple[SkillEntry, ...]) -> None:
    text = "ma monture fait un bruit bizarre"
    assert "velo" not in [found.skill for found in SkillIndex.of(entries).propose(text)]
    grown = [
        dataclasses.replace(entry, said={"fr": (*entry.said["fr"], "ma monture fait du bruit")})
        if entry.id == "velo"
        else entry
        for entry in entries
    ]
    assert SkillIndex.of(grown).propose(text)[0].skill == "velo"


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["fr", "en", None]), st.integers(1, 12))
def test_whatever_the_text_every_promise_is_kept(
    index: SkillIndex, text: str, language: str | None, top: int
) -> None:
    found = index.propose(text, language, top)
    assert len(found) <= top
    assert check(index, text, found) == []


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_white_space_around_a_text_changes_nothing_but_places(index: SkillIndex, text: str) -> None:
    bare = index.propose(text, "fr")
    moved = index.propose(f"  \n{text}\n", "fr")
    assert [(p.skill, p.score) for p in moved] == [(p.skill, p.score) for p in bare]
    assert [[w.start - 3 for w in p.words] for p in moved] == [[w.start for w in p.words] for p in bare]
