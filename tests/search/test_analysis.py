"""One spelling for one word, the same in a document and in a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.search.analysis import (
    MAX_TYPED,
    MAX_WORD,
    MAX_WORDS,
    TypedWord,
    canonical,
    fold,
    form_of,
    is_stop,
    root_of,
    stems_of,
    typed_words,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Vélo", "vélo"),
        ("ve\u0301lo", "vélo"),
        ("L’Œuvre", "l'oeuvre"),
        ("Porte–voix", "porte-voix"),
        ("ÉTÉ", "été"),
        ("soft\xadhyphen", "softhyphen"),
        ("zero\u200bwidth", "zerowidth"),
        ("a\x00b\ud800c", "abc"),
        ("développeur·se·s", "développeur"),
        ("salarié(e)s", "salarié"),
        ("Straße", "strasse"),
        ("ﬁn", "fin"),
        ("S.A.R.L. X", "sarl x"),
        ("R&D", "rd"),
        ("Dupont & Fils", "dupont & fils"),
        ("l’A.M.A.P.", "l'amap"),
        ("fin. Début", "fin. début"),
        ("العَرَبِيَّة", "العربية"),
        ("Łódź", "lódź"),
    ],
)
def test_fold_gives_one_spelling(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_canonical_is_stable_and_holds_forms_only(text: str) -> None:
    found = canonical(text)
    assert canonical(found) == found
    assert all(part.isalnum() or not part.isascii() for part in found.split(" ") if part)
    assert "\x00" not in found


@given(st.text(max_size=60))
def test_words_are_never_empty_and_hold_no_separator(text: str) -> None:
    for word in words_of(text, joined=True):
        assert 1 <= len(word) <= MAX_WORD
        assert not set(form_of(word)) & set(" '-_\"*()\x00")


def test_form_has_no_accents() -> None:
    assert [form_of(word) for word in ("été", "garçon", "naïf", "bus", "어", "й")] == [
        "ete", "garcon", "naif", "bus", "어", "и",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "joined"),
    [
        ("l’atelier d’art", ["atelier", "art"], ["atelier", "latelier", "art", "dart"]),
        ("porte-voix", ["porte", "voix", "portevoix"], ["porte", "voix", "portevoix"]),
        ("O’Brien", ["o", "brien", "obrien"], ["o", "brien", "obrien"]),
        ("McDonald’s", ["mcdonald"], ["mcdonald"]),
        ("jusqu’à 3D", ["à", "3d"], ["à", "jusquà", "3d"]),
        ("snake_case", ["snake", "case"], ["snake", "case"]),
        ("a" * 41 + " b", ["b"], ["b"]),
        ("!? 🚲", [], []),
    ],
)
def test_words_of_a_text_and_of_a_name(text: str, words: list[str], joined: list[str]) -> None:
    assert (words_of(text), words_of(text, joined=True)) == (words, joined)


def test_canonical_names_keep_elided_letters() -> None:
    assert canonical("  L’Étoile d’Or, S.A. ") == "l etoile d or sa"


def test_grammar_words_and_single_letters_are_stop_words_but_trades_and_digits_are_not() -> None:
    assert [is_stop(word) for word in ("de", "the", "v")] == [True] * 3
    assert [is_stop(word) for word in ("son", "or", "3", "art")] == [False] * 4


@pytest.mark.parametrize(
    ("word", "stems"),
    [
        ("associations", ("fassoci",)),
        ("vélos", ("fvelos", "fvelo")),
        ("couturière", ("fcouturi", "fcouturier")),
        ("créatrice", ("fcreatric", "fcreateur")),
        ("boulangère", ("fboulanger", "fboulang")),
        ("mère", ("fmer",)),
        ("bus", ("fbus",)),
        ("gloss", ("fgloss",)),
    ],
)
def test_stems_of_a_word(word: str, stems: tuple[str, ...]) -> None:
    assert stems_of(word) == stems


def test_a_word_of_an_english_text_has_its_english_stem_last() -> None:
    assert stems_of("engineers", "en")[-1] == "eengin"
    assert stems_of("engineers") == stems_of("engineers", "en")[:-1]


@pytest.mark.parametrize(
    "family",
    [
        "créateur créatrice créateurs",
        "local locaux",
        "couturière couturiers",
        "jeu jeux",
        "association associatif",
    ],
)
def test_the_root_of_a_word_begins_all_its_inflections(family: str) -> None:
    for word in family.split():
        root = root_of(word, stems_of(word))
        assert [other for other in family.split() if not form_of(other).startswith(root)] == []
        assert len(root) >= 3


def test_root_is_that_of_a_word_without_stems() -> None:
    assert root_of("été", ()) == "ete"


def test_the_last_typed_word_is_a_beginning_unless_something_follows() -> None:
    assert [word.is_prefix for word in typed_words("le vélo")] == [False, True]
    assert [word.is_prefix for word in typed_words("le vélo ")] == [False, False]
    assert [word.is_prefix for word in typed_words("le vélo…")] == [False, False]


def test_typed_words_are_read_with_their_accents_and_once() -> None:
    assert typed_words("Le Vélo velo VÉLO ") == (
        TypedWord("le", "le", is_optional=True),
        TypedWord("vélo", "velo"),
    )


def test_a_typed_compound_answers_in_one_word_too() -> None:
    assert typed_words("e-commerce d’art ") == (
        TypedWord("e", "e", joined="ecommerce", is_optional=True),
        TypedWord("commerce", "commerce", joined="ecommerce"),
        TypedWord("art", "art"),
    )


def test_long_questions_are_cut() -> None:
    assert len(typed_words(" ".join(f"mot{n}" for n in range(40)))) == MAX_WORDS
    assert typed_words("x" * MAX_TYPED + " vélo") == ()
