"""What a question means, once compared with the vocabulary."""

from __future__ import annotations

import pytest
from tests.search.builders import a_document, put

from maillage.search.analysis import TypedWord, typed_words
from maillage.search.conditions import Either, Every, Term
from maillage.search.models import SearchSpace
from maillage.search.reading import (
    Wanted,
    anywhere,
    as_typed,
    corrected,
    in_names,
    nearby,
    read,
    required,
    with_inflections,
)
from maillage.territory.models import Territory


@pytest.fixture
def space(territory: Territory) -> int:
    """A collection with a few words."""
    put(a_document("a", "Couturière", text="vélos"), a_document("b", "Vélo", text="couturiers"))
    assert territory.pk
    return SearchSpace.objects.get().pk


def test_a_word_is_read_with_its_inflections(space: int) -> None:
    assert with_inflections(space, TypedWord("vélo", "velo")) == Wanted(
        TypedWord("vélo", "velo"), exact=("velo",), related=("velos",), used=2, is_known=True
    )


def test_an_unknown_word_is_read_as_what_may_be_meant_with_its_inflections(space: int) -> None:
    (word,) = read(space, typed_words("couturiree "))
    assert (word.is_known, word.related) == (False, ())
    assert word.corrected == {"couturiere": "couturiere", "couturiers": "couturiere"}
    assert word.forms == ("couturiree", "couturiere", "couturiers")


def test_a_beginning_of_a_known_word_is_known(space: int) -> None:
    assert [word.is_known for word in read(space, typed_words("vél"))] == [True]
    assert [word.is_known for word in read(space, typed_words("vél "))] == [False]
    assert [word.is_known for word in read(space, typed_words("xyz"))] == [False]


def test_nearby_words_are_only_those_not_read_already(space: int) -> None:
    word = with_inflections(space, TypedWord("vélo", "velo"))
    assert nearby(space, word).corrected == {}
    assert nearby(space, as_typed(TypedWord("vélo", "velo"))).corrected == {"velos": "velos"}
    assert corrected(space, as_typed(TypedWord("zzzz", "zzzz"))).corrected == {}


def test_required_words_are_those_that_are_not_optional_if_there_is_one() -> None:
    words = [as_typed(word) for word in typed_words("le vélo ")]
    assert [word.typed.form for word in required(words)] == ["velo"]
    assert required(words[:1]) == words[:1]


def test_a_word_as_typed_answers_to_its_compound_too() -> None:
    assert as_typed(TypedWord("voix", "voix", joined="portevoix")).exact == ("voix", "portevoix")


@pytest.mark.parametrize(
    ("typed", "names", "texts"),
    [
        ("v", Term("7nv"), Term("7wv")),
        ("ve", Term("7nve", is_prefix=True), Either((Term("7wve"), Term("7nve", is_prefix=True)))),
        ("vel", Term("7nvel", is_prefix=True), Either((Term("7wvel"), Term("7nvel", is_prefix=True)))),
        ("velo", Term("7nvelo", is_prefix=True), Term("7wvelo", is_prefix=True)),
        ("velo ", Term("7nvelo"), Term("7wvelo")),
    ],
)
def test_conditions_of_a_beginning(typed: str, names: Term, texts: Term) -> None:
    words = [as_typed(word) for word in typed_words(typed)]
    assert (in_names(7, words), anywhere(7, words)) == (names, [texts])


def test_conditions_of_words_with_other_forms() -> None:
    word = Wanted(TypedWord("vélo", "velo"), ("velo",), ("velos",), {"vela": "vela"})
    other = as_typed(TypedWord("bleu", "bleu"))
    forms = Either((Term("7nvelo"), Term("7nvelos"), Term("7nvela")))
    assert in_names(7, [word, other]) == Every((forms, Term("7nbleu")))


def test_forms_that_a_beginning_covers_are_not_asked_twice() -> None:
    word = Wanted(TypedWord("vélo", "velo", is_prefix=True), ("velo",), ("velos", "vel"))
    assert in_names(7, [word]) == Either((Term("7nvelo", is_prefix=True), Term("7nvel")))
