"""How names are compared and put in order."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.actors import naming
from maillage.actors.naming import plain, sort_name


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Fil à Fil", "fil a fil"),
        ("  L’ÉPICERIE   du Coin ", "l'epicerie du coin"),
        ("Œuvre\u00a0d’été", "oeuvre d'ete"),
        ("ŒUVRE", "oeuvre"),
        ("Straße", "strasse"),
        ("ﬁl", "fil"),
        ("", ""),
    ],
)
def test_plain_text_has_no_accents_and_one_space(text: str, bare: str) -> None:
    assert plain(text) == bare


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [
        ("L’Épicerie du Coin", "epicerie du coin"),
        ("L'Atelier", "atelier"),
        ("La Forge", "forge"),
        ("Le Fil", "fil"),
        ("Les Amis", "amis"),
        ("The Shop", "shop"),
        ("« La Source »", "la source »"),
        ("#Solidaire", "solidaire"),
        ("(ADIE)", "adie)"),
        ("Lebon", "lebon"),
        ("Lavande", "lavande"),
        ("La", "la"),
    ],
)
def test_directory_sorts_without_article_nor_accent(name: str, sorted_as: str) -> None:
    assert sort_name(name) == sorted_as


def test_name_made_of_signs_is_sorted_as_it_is() -> None:
    assert (sort_name("@#"), sort_name("Les ((")) == ("@#", "les ((")


def test_names_sort_as_people_look_for_them() -> None:
    names = ["Zénith", "Les Amis", "écho", "Fil à Fil", "L’Atelier", "Eau vive"]
    assert sorted(names, key=sort_name) == [
        "Les Amis",
        "L’Atelier",
        "Eau vive",
        "écho",
        "Fil à Fil",
        "Zénith",
    ]


def test_what_a_name_is_sorted_by_fits_its_column() -> None:
    assert len(sort_name("ﷺ" * 160)) == 160


def test_examples_are_true() -> None:
    assert doctest.testmod(naming).failed == 0


@given(st.text(max_size=200))
def test_sorting_reads_a_name_whatever_its_case_and_composition(name: str) -> None:
    assert plain(plain(name)) == plain(name)
    assert len(sort_name(name)) <= 160
    assert bool(sort_name(name)) == bool(plain(name))
