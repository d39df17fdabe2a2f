"""Known words, and what an unknown word was meant to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.engine.text.tokens import Token, tokenise
from maillage.engine.text.vocabulary import Vocabulary, distance, likeness

WORDS = "assurance comptabilité photographe bénévole trésorerie logo affiche écran recrutement local vélo"
LETTERS = st.text(alphabet="abcde", max_size=7)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.of(tokenise(WORDS, "fr"))


def meant(vocabulary: Vocabulary, word: str) -> list[str]:
    """The known words that ``word`` may stand for."""
    by_rank = {rank: form for form, rank in reversed(vocabulary.term_of_form.items())}
    return [by_rank[term.rank] for token in tokenise(word, "fr") for term in vocabulary.terms(token)]


def test_a_known_word_stands_for_itself(vocabulary: Vocabulary) -> None:
    (token,) = tokenise("assurances", "fr")
    (term,) = vocabulary.terms(token)
    assert term.weight == 1.0
    assert meant(vocabulary, "assurances") == ["assurance"]


def test_a_word_without_its_accents_is_known(vocabulary: Vocabulary) -> None:
    assert meant(vocabulary, "benevole tresorerie ecran velo") == ["benevole", "tresorerie", "ecran", "velo"]


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("assurence", "assurance"),
        ("asurance", "assurance"),
        ("asusrance", "assurance"),
        ("comptabilitée", "comptabilite"),
        ("comtabilité", "comptabilite"),
        ("loggo", "logo"),
        ("afiche", "affiche"),
        ("photografe", "photographe"),
        ("bénevol", "benevole"),
        ("tresorrerie", "tresorerie"),
    ],
)
def test_a_slip_is_corrected_first(vocabulary: Vocabulary, written: str, known: str) -> None:
    assert meant(vocabulary, written)[:1] == [known]


def test_a_correction_weighs_less_than_the_word(vocabulary: Vocabulary) -> None:
    (token,) = tokenise("assurence", "fr")
    assert all(0 < term.weight < 1 for term in vocabulary.terms(token))


@pytest.mark.parametrize(("glued", "known"), [("lassurance", "assurance"), ("daffiche", "affiche")])
def test_a_forgotten_apostrophe_is_seen(vocabulary: Vocabulary, glued: str, known: str) -> None:
    assert meant(vocabulary, glued)[:1] == [known]


def test_words_of_one_family_are_near(vocabulary: Vocabulary) -> None:
    assert meant(vocabulary, "photographique") == ["photographe"]


@pytest.mark.parametrize("word", ["girafe", "xyzzy", "zzz", "or", "éléphanteau"])
def test_a_stranger_stays_unknown(vocabulary: Vocabulary, word: str) -> None:
    assert meant(vocabulary, word) == []


def test_an_empty_vocabulary_knows_nothing() -> None:
    empty = Vocabulary.of(())
    assert len(empty) == 0
    assert empty.terms(Token(0, 4, "velo", "velo", 1.0)) == ()


def test_a_foreign_word_joins_the_readers_word_written_alike() -> None:
    (home,) = tokenise("communication", "fr")
    foreign = Token(0, 13, "communication", "communication", 1.0)
    vocabulary = Vocabulary.of([home, foreign])
    assert home.stem != foreign.stem
    assert vocabulary.known(home) == vocabulary.known(foreign)
    assert len(vocabulary) == 1


def test_a_foreign_word_of_its_own_is_found_as_it_is_written() -> None:
    vocabulary = Vocabulary.of([*tokenise("vélo", "fr"), Token(0, 9, "workshops", "workshops", 1.0)])
    (asked,) = tokenise("workshops", "fr")
    assert vocabulary.rank(asked) == 1


def test_a_stranger_has_no_rank(vocabulary: Vocabulary) -> None:
    assert vocabulary.rank(Token(0, 6, "girafe", "giraf", 1.0)) is None


def test_length_counts_stems() -> None:
    assert len(Vocabulary.of(tokenise("local locaux vélo vélos", "fr"))) == 2


@pytest.mark.parametrize(
    ("first", "second", "edits"),
    [
        ("velo", "velo", 0),
        ("velo", "vélo", 1),
        ("velo", "velos", 1),
        ("velo", "elo", 1),
        ("velo", "vleo", 1),
        ("velo", "vole", 2),
        ("", "ab", 2),
        ("ab", "", 2),
        ("ca", "abc", 3),
    ],
)
def test_distance_counts_edits_and_swaps(first: str, second: str, edits: int) -> None:
    assert distance(first, second, 5) == edits


@given(LETTERS, LETTERS)
def test_distance_is_symmetric_and_zero_only_for_equals(first: str, second: str) -> None:
    assert distance(first, second, 9) == distance(second, first, 9)
    assert (distance(first, second, 9) == 0) == (first == second)


@given(LETTERS, LETTERS, st.integers(0, 3))
def test_distance_stops_where_it_is_told(first: str, second: str, most: int) -> None:
    assert distance(first, second, most) == min(distance(first, second, 20), most + 1)


@given(LETTERS, LETTERS)
def test_distance_is_at_least_the_difference_of_lengths(first: str, second: str) -> None:
    assert distance(first, second, 20) >= abs(len(first) - len(second))


def test_likeness_falls_with_edits() -> None:
    assert likeness("comptabilite", "comptabilite") > likeness("comtabilite", "comptabilite")
    assert likeness("comtabilite", "comptabilite") > likeness("comtabilit", "comptabilite") > 0


def test_likeness_of_short_words_allows_one_edit_only() -> None:
    assert likeness("loco", "logo") > 0
    assert likeness("ligne", "logo") == 0


def test_likeness_trusts_the_first_letter() -> None:
    assert likeness("pocal", "local") < likeness("locol", "local")


@given(st.text(alphabet="abcde", min_size=1, max_size=8), st.text(alphabet="abcde", min_size=1, max_size=8))
def test_likeness_is_a_weight_below_one(first: str, second: str) -> None:
    assert 0 <= likeness(first, second) < 1
