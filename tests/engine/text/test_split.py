"""Two needs in one text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.engine.text import Clause, Proposal, SkillIndex, Word, check
from maillage.engine.text.split import MAX_CUTS, cuts, split

TWO = [
    ("notre chorale chante faux et il faut réparer un vélo", "chant", "velo"),
    ("mes freins grincent. Ma pâte à pain ne lève pas", "velo", "pain"),
    ("je dois recruter un salarié, et rien ne pousse dans le potager", "embauche", "jardin"),
    ("Où se réunir le soir ? Et comment remplir ma déclaration d'impôts ?", "salle", "impot"),
    ("un gâteau pour la fête ainsi qu'un coup de main pour réparer mon vélo", "gateau", "velo"),
]


def firsts(clauses: tuple[Clause, ...]) -> list[str]:
    return [clause.proposals[0].skill for clause in clauses]


@pytest.mark.parametrize(("text", "one", "other"), TWO)
def test_two_needs_are_cut(index: SkillIndex, text: str, one: str, other: str) -> None:
    assert firsts(index.split(text, "fr")) == [one, other]


@pytest.mark.parametrize(
    "text",
    [
        "réparer un vélo",
        "réparer mon vélo et mes freins",
        "pétrissage, levain et four à pain",
        "notre chorale chante faux et on ne sait pas diriger le chœur",
        "un vélo, s'il vous plaît, et merci d'avance",
        "Bonjour, je cherche une salle de réunion. Merci et bonne journée",
        "recruter et trouver des salariés",
    ],
)
def test_one_need_is_left_whole(index: SkillIndex, text: str) -> None:
    assert [clause.text for clause in index.split(text, "fr")] == [text]


def test_one_need_keeps_the_proposals_of_the_whole(index: SkillIndex) -> None:
    (clause,) = index.split("réparer un vélo", "fr")
    assert clause.proposals == index.propose("réparer un vélo", "fr")


def test_english_needs_are_cut(index: SkillIndex) -> None:
    assert firsts(index.split("My brakes squeak. Also, we need help with VAT taxation", "en")) == [
        "velo",
        "impot",
    ]


@pytest.mark.parametrize(("text", "one", "other"), TWO)
def test_clauses_are_pieces_of_the_text_in_order(index: SkillIndex, text: str, one: str, other: str) -> None:
    left, right = index.split(text, "fr")
    assert left.end <= right.start
    for clause in (left, right):
        assert text[clause.start : clause.end] == clause.text
        assert clause.text == clause.text.strip()


@pytest.mark.parametrize(("text", "one", "other"), TWO)
def test_words_of_a_clause_are_placed_in_the_whole_text(
    index: SkillIndex, text: str, one: str, other: str
) -> None:
    for clause in index.split(text, "fr"):
        assert check(index, text, clause.proposals) == []
        for proposal in clause.proposals:
            assert all(clause.start <= word.start < word.end <= clause.end for word in proposal.words)


@pytest.mark.parametrize("nothing", ["", " ", "🎉 et 🎉", "\x00", ", , ,", "et et et", ".\n.\n."])
def test_nothing_is_one_clause_without_proposals(index: SkillIndex, nothing: str) -> None:
    (clause,) = index.split(nothing, "fr")
    assert clause.proposals == ()
    assert nothing[clause.start : clause.end] == clause.text


def test_a_very_long_text_costs_little(index: SkillIndex) -> None:
    began = time.process_time()
    index.split("réparer un vélo, cuire du pain et chanter. " * 1_200, "fr")
    assert time.process_time() - began < 3


def test_top_bounds_the_proposals_of_each_clause(index: SkillIndex) -> None:
    clauses = index.split(TWO[0][0], "fr", top=1)
    assert all(len(clause.proposals) == 1 for clause in clauses)


def test_cuts_lie_between_two_pieces_of_text() -> None:
    assert cuts("un vélo et du pain") == [(8, 10)]
    assert cuts("et du pain") == []
    assert cuts("du pain.") == []


def test_cuts_ignore_tags_and_words_that_contain_a_conjunction() -> None:
    assert cuts("un étage et un jouet") == [(9, 11)]
    assert cuts('<a title="un et deux">vélo</a>') == []


def test_ends_of_sentences_come_before_commas() -> None:
    text = "un, deux. trois"
    assert [text[start:end] for start, end in cuts(text)] == [".", ","]


def test_a_point_inside_a_number_is_no_end() -> None:
    assert cuts("1.500 euros") == []


def test_only_so_many_cuts_are_tried() -> None:
    assert len(cuts("a, " * 100 + "b")) == MAX_CUTS


def fake(answers: dict[str, tuple[Proposal, ...]]) -> object:
    return lambda part: answers.get(part, ())


def test_a_cut_with_an_unsure_side_is_not_made() -> None:
    ask = fake({"a": (Proposal("x", 0.9),), "b": (Proposal("y", 0.05),), "a, b": (Proposal("x", 0.9),)})
    assert len(split("a, b", ask)) == 1  # type: ignore[arg-type] # a stand-in


def test_a_cut_between_two_sides_of_one_skill_is_not_made() -> None:
    ask = fake({"a": (Proposal("x", 0.9),), "b": (Proposal("x", 0.9),), "a, b": (Proposal("x", 0.9),)})
    assert len(split("a, b", ask)) == 1  # type: ignore[arg-type] # a stand-in


def test_a_cut_between_two_sure_and_different_sides_is_made() -> None:
    word = Word(0, 1, "b", 1.0)
    ask = fake({"a": (Proposal("x", 0.9),), "b": (Proposal("y", 0.9, (word,)),)})
    left, right = split("a, b", ask)  # type: ignore[arg-type] # a stand-in
    assert (left.text, right.text) == ("a", "b")
    assert right.proposals[0].words == (Word(3, 4, "b", 1.0),)


def test_sides_that_echo_each_other_are_one_need() -> None:
    ask = fake(
        {
            "a": (Proposal("x", 0.9), Proposal("y", 0.8)),
            "b": (Proposal("y", 0.9), Proposal("x", 0.85)),
            "a, b": (Proposal("x", 0.9),),
        }
    )
    assert len(split("a, b", ask)) == 1  # type: ignore[arg-type] # a stand-in


def test_the_surest_cut_wins() -> None:
    ask = fake(
        {
            "a": (Proposal("x", 0.6),),
            "b, c": (Proposal("y", 0.6),),
            "a, b": (Proposal("x", 0.95),),
            "c": (Proposal("z", 0.9),),
        }
    )
    assert [clause.text for clause in split("a, b, c", ask)] == ["a, b", "c"]  # type: ignore[arg-type] # a stand-in


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(["vélo", "pain", "salle", "et", ",", ".", "impôts", "<b>", "\x00", "🎉"]), max_size=15
    )
)
def test_clauses_always_read_as_the_text(index: SkillIndex, pieces: list[str]) -> None:
    text = " ".join(pieces)
    clauses = index.split(text, "fr")
    assert 1 <= len(clauses) <= 2
    end = 0
    for clause in clauses:
        assert end <= clause.start <= clause.end <= len(text)
        assert text[clause.start : clause.end] == clause.text
        assert check(index, text, clause.proposals) == []
        end = clause.end
