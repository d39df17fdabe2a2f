"""One spelling for one word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.engine.text.normalise import blank_markup, fold, normalise, unaccent


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("L’atelier", "l'atelier"),
        ("l‘atelier", "l'atelier"),
        ("lʼatelier", "l'atelier"),
        ("l`atelier", "l'atelier"),
        ("Œuvre et cœur", "oeuvre et coeur"),
        ("Ex æquo", "ex aequo"),
        ("10\u00a0000\u202f€", "10 000 €"),
        ("un\u2009petit\u3000mot", "un petit mot"),
        ("rendez\u2011vous", "rendez-vous"),
        ("Clos\u2013Four", "clos-four"),
        ("ÉCOLE", "école"),
        ("e\u0301cole", "école"),
        ("ﬁche", "fiche"),
        ("Straße", "strasse"),
        ("  deux \n lignes\t", "deux lignes"),
    ],
)
def test_normalise_gives_one_spelling(written: str, read: str) -> None:
    assert normalise(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("développeur·se", "développeur"),
        ("développeur•se", "développeur"),
        ("développeur⋅se", "développeur"),
        ("développeur‧se", "développeur"),
        ("développeur.se", "développeur"),
        ("développeur-se", "développeur"),
        ("développeur/se", "développeur"),
        ("développeur(se)", "développeur"),
        ("développeur·euse", "développeur"),
        ("adhérent·e·s", "adhérent"),
        ("adhérent.e.s", "adhérent"),
        ("adhérent-e-s", "adhérent"),
        ("adhérent(e)s", "adhérent"),
        ("adhérent(es)", "adhérent"),
        ("adhérent·es", "adhérent"),
        ("créateur·rice·s", "créateur"),
        ("créateur/trice", "créateur"),
        ("citoyen·ne", "citoyen"),
        ("ouvrier·ère", "ouvrier"),
        ("DIRECTEUR·RICE", "directeur"),
        ("un·e graphiste motivé·e", "un·e graphiste motivé"),
    ],
)
def test_normalise_reduces_inclusive_forms_to_the_first(written: str, read: str) -> None:
    assert normalise(written).replace("un·e", "un") == read.replace("un·e", "un")


@pytest.mark.parametrize(
    "kept",
    [
        "fin. elle part",
        "peut-être",
        "rendez-vous",
        "mi-temps",
        "site.example",
        "porte-parole",
        "et/ou",
        "salle (grande)",
        "n.b.",
        "c.a.",
    ],
)
def test_normalise_leaves_other_points_hyphens_and_brackets(kept: str) -> None:
    assert normalise(kept) == kept


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("sub\x00vention", "subvention"),
        ("sub\u00advention", "subvention"),
        ("sub\u200bvention", "subvention"),
        ("\u202esubvention\u202c", "subvention"),
        ("\u2067subvention\u2069", "subvention"),
        ("\ufeffsubvention", "subvention"),
        ("vélo\x07\x08", "vélo"),
    ],
)
def test_normalise_drops_what_no_reader_sees(written: str, read: str) -> None:
    assert normalise(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>Un <b>local</b></p>", "un local"),
        ("<a href='x'>lien</a>", "lien"),
        ("avant<!-- caché -->après", "avant après"),
        ("<script>alert('vélo')</script>ok", "ok"),
        ("<style>p{color:red}</style>ok", "ok"),
        ("l&#39;atelier", "l'atelier"),
        ("caf&eacute;", "café"),
        ("3 < 5 et 7 > 2", "3 < 5 et 7 > 2"),
        ("un coeur <3", "un coeur <3"),
    ],
)
def test_normalise_removes_markup_and_decodes_entities(written: str, read: str) -> None:
    assert normalise(written) == read


@pytest.mark.parametrize("empty", ["", " ", "\u00a0", "\x00", "\n\t", "\u200b\u202e"])
def test_normalise_of_nothing_is_nothing(empty: str) -> None:
    assert normalise(empty) == ""


def test_normalise_keeps_emoji_and_other_scripts() -> None:
    assert normalise("Bonjour 🎉 مرحبا שלום") == "bonjour 🎉 مرحبا שלום"


@given(st.text(alphabet=st.characters(exclude_characters="&<>"), max_size=80))
def test_normalise_never_fails_and_leaves_no_double_space(text: str) -> None:
    read = normalise(text)
    assert "  " not in read
    assert read == read.strip()
    assert "\x00" not in read


@given(st.text(alphabet="abcéèœ’ -·.se\u00a0\x00", max_size=40))
def test_normalise_settles_after_a_few_readings(text: str) -> None:
    once = normalise(text)
    for _ in range(len(text)):
        again = normalise(once)
        if again == once:
            break
        assert len(again) < len(once)
        once = again
    assert normalise(once) == once


def test_normalise_is_linear_on_hostile_markup() -> None:
    began = time.process_time()
    normalise("<script" * 2_000)
    normalise("<" * 50_000)
    normalise("<a " * 5_000)
    assert time.process_time() - began < 3


def test_blank_markup_keeps_every_offset() -> None:
    text = "<p>vélo</p> et <br/> chant"
    blank = blank_markup(text)
    assert len(blank) == len(text)
    assert blank.index("vélo") == text.index("vélo")
    assert blank.index("chant") == text.index("chant")
    assert "<" not in blank


@given(st.text(alphabet="<>/ab !-", max_size=60))
def test_blank_markup_never_moves_a_letter(text: str) -> None:
    blank = blank_markup(text)
    assert len(blank) == len(text)
    assert all(after in (before, " ") for before, after in zip(text, blank, strict=True))


def test_blank_markup_without_a_tag_is_the_same_object() -> None:
    text = "rien à enlever"
    assert blank_markup(text) is text


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ("Développeur·se", "développeur"),
        ("caf&eacute;", "café"),
        ("vélo\x00s", "vélos"),
        ("CŒUR", "coeur"),
        ("R&D", "r&d"),
    ],
)
def test_fold_reads_one_word(raw: str, word: str) -> None:
    assert fold(raw) == word


@pytest.mark.parametrize(
    ("word", "plain"), [("été", "ete"), ("naïf", "naif"), ("ça", "ca"), ("plain", "plain"), ("", "")]
)
def test_unaccent_takes_marks_off(word: str, plain: str) -> None:
    assert unaccent(word) == plain


@given(st.text(max_size=30))
def test_unaccent_is_idempotent(text: str) -> None:
    assert unaccent(unaccent(text)) == unaccent(text)
