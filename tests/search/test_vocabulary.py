"""From what is typed to the words that documents hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA
from tests.search.builders import a_document, put

from maillage.common.scope import territory_scope
from maillage.search.actions import set_visible
from maillage.search.analysis import TypedWord
from maillage.search.models import SearchSpace
from maillage.search.vocabulary import Known, begins, clues_of, corrections, deletions, family
from maillage.territory.models import Territory

LETTERS = "abcdeé"
WORDS = st.text(alphabet="abcde", min_size=3, max_size=12)


@pytest.fixture
def space(territory: Territory) -> int:
    """A collection with some words, of which one document is hidden."""
    put(
        a_document("a", "Couturière", text="couturiers locaux engineers", language="en"),
        a_document("b", "Coutures", text="couturier local"),
        a_document("c", "Couturiers secrets", text="secrète", visible=False),
    )
    assert territory.pk
    return SearchSpace.objects.get().pk


def test_family_is_the_word_and_its_inflections_the_word_first(space: int) -> None:
    found = family(space, TypedWord("couturiers", "couturiers"))
    assert found == [Known("couturiers", 0, 1), Known("couturier", 0, 1), Known("couturiere", 1, 0)]
    assert [one.form for one in family(space, TypedWord("local", "local"))] == ["local", "locaux"]


def test_family_of_a_hidden_word_is_empty_until_it_is_shown(space: int) -> None:
    asked = TypedWord("secret", "secret")
    assert (family(space, asked), begins(space, "secr")) == ([], False)
    set_visible(["c"], True, collection="directory")
    assert [one.form for one in family(space, asked)] == ["secrete", "secrets"]
    assert begins(space, "secr")


def test_family_of_a_short_word_is_itself(space: int) -> None:
    put(a_document("d", "Or", text="ors"))
    assert [one.form for one in family(space, TypedWord("or", "or"))] == ["or"]
    assert family(space, TypedWord("ox", "ox")) == []


def test_words_of_another_collection_are_not_known(space: int, territory: Territory) -> None:
    put(a_document("a", "Autre chose"), collection="other")
    with territory_scope(territory.pk + 1):
        put(a_document("a", "Couturière"))
    assert not begins(space, "autre")
    assert family(space, TypedWord("couturière", "couturiere"))[0] == Known("couturiere", 1, 0)
    assert family(space + 99, TypedWord("couturière", "couturiere")) == []


def test_corrections_prefer_fewer_slips_then_names_then_the_first_letter(space: int) -> None:
    put(a_document("d", "Martin"), a_document("e", "Marlin", text="mardin fartin cartin"))
    put(a_document("f", "Mardin bis", text="cartin"))
    assert corrections(space, "maretin", 9) == ["martin"]
    assert corrections(space, "marzin", 9) == ["mardin", "marlin", "martin"]
    assert corrections(space, "tartin", 9) == ["martin", "cartin", "fartin"]
    assert corrections(space, "marzin", 2) == ["mardin", "marlin"]


def test_long_words_may_have_two_slips_but_one_is_preferred(space: int) -> None:
    put(a_document("d", "Bibliothèque"), a_document("e", "Bibliothécaire"))
    assert corrections(space, "bibliotheqeu", 9) == ["bibliotheque"]
    assert corrections(space, "bibioteque", 9) == ["bibliotheque"]
    assert corrections(space, "coutruiere", 9) == ["couturiere"]


@pytest.mark.parametrize("typed", ["ab", "vel", "a1b2", "63000", ""])
def test_short_words_and_numbers_are_not_corrected(space: int, typed: str) -> None:
    put(a_document("d", "Velo a1b3 63001"))
    assert corrections(space, typed, 9) == []


def test_deletions_of_a_word() -> None:
    assert sorted(deletions("velo")) == ["-elo", "-vel", "-velo", "-veo", "-vlo"]
    assert (deletions("ve"), deletions("v3lo")) == ([], [])
    assert max(map(len, deletions("association"))) == 8
    assert clues_of(4, "mer").split(" ")[0] == "4-mer"
    assert clues_of(4, "a") == ""


@given(word=WORDS, other=WORDS)
def test_two_words_one_slip_apart_share_a_deletion(word: str, other: str) -> None:
    if OSA.distance(word, other) <= 1:
        assert set(deletions(word)) & set(deletions(other))


@given(word=WORDS, data=st.data())
def test_every_slip_of_a_word_shares_a_deletion_with_it(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcde"))
    slips = {
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :],
    }  # fmt: skip
    for slip in slips:
        assert len(slip) < 3 or set(deletions(word)) & set(deletions(slip))
