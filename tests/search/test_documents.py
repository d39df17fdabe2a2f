"""Documents refuse nonsense, and rows hold all that is searched."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.search.builders import a_document

from maillage.search.documents import MAX_NAME, Row, filters, forms, marked, read


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"names": ()}, "Document 'a' has no name: nobody could find it. Give it a name."),
        ({"names": ("  ",)}, "Document 'a' has no name: nobody could find it. Give it a name."),
        ({"freshness": 101}, "Document 'a' has a freshness of 101: it goes from 0 to 100."),
        ({"tags": ("x" * 81,)}, f"Document 'a': the code {'x' * 20}… is longer than 80 characters."),
        ({"freshness": -1}, "Document 'a' has a freshness of -1: it goes from 0 to 100."),
        ({"key": "a b"}, "Document 'a b': a key has 1 to 16 letters, digits, hyphens or underscores."),
        ({"key": ""}, "Document '': a key has 1 to 16 letters, digits, hyphens or underscores."),
        (
            {"key": "x" * 17},
            f"Document '{'x' * 17}': a key has 1 to 16 letters, digits, hyphens or underscores.",
        ),
    ],
)
def test_a_document_refuses_nonsense(wrong: dict[str, Any], said: str) -> None:
    from maillage.search.documents import Document

    with pytest.raises(ValueError) as refusal:
        Document(**{"key": "a", "names": ("A",), **wrong})
    assert str(refusal.value) == said


def test_a_row_holds_names_words_labels_and_filters() -> None:
    one = a_document(
        "ref", "L’Or du Temps", "ODT", text="Réparer le temps", words=("Horlogerie", "Temps"), kind="Shop",
        place="63113", tags=("a-b", "a-b", ""), freshness=7, visible=False,
    )  # fmt: skip
    found = read(12, one)
    assert found.row == Row(
        key="ref",
        freshness=7,
        visible=False,
        sort_name="l or du temps",
        names="l or du temps\nodt",
        lexemes=(
            "12nor 12nlor 12ndu 12ntemps 12nodt 12wor 12wlor 12wdu 12wtemps 12wodt 12wreparer 12whorlogerie "
            "12lhorlogerie 12k_53_hop 12p63113 12ta_2d_b"
        ),
    )
    assert list(found.names) == ["or", "lor", "du", "temps", "odt"]
    assert list(found.words) == ["or", "lor", "du", "temps", "odt", "reparer", "horlogerie"]
    assert "réparer" in found.spelled


def test_sort_name_is_the_one_given_else_the_first_name() -> None:
    assert read(1, a_document("a", "Zoé", sort_name="Étoile (L’)")).row.sort_name == "etoile l"
    assert read(1, a_document("a", "Zoé")).row.sort_name == "zoe"


def test_long_names_are_cut_but_all_their_words_are_found() -> None:
    found = read(1, a_document("a", " ".join(f"mot{n}" for n in range(60))))
    assert len(found.row.names) <= MAX_NAME
    assert len(found.names) == 60


def test_forms_of_a_mark_are_read_back() -> None:
    row = read(3, a_document("a", "Vélo 33", text="wagon")).row
    assert (forms(row.lexemes, 3, "n"), forms(row.lexemes, 3, "w")) == (
        ["velo", "33"],
        ["velo", "33", "wagon"],
    )
    assert forms(row.lexemes, 33, "n") == []


def test_marked_values_follow_each_other() -> None:
    assert marked("1n", ["a", "b"]) == "1na 1nb"


def test_filters_are_kept_once_in_order_and_empty_ones_dropped() -> None:
    assert filters(["b", "", "a", "b"]) == ["b", "a"]
    assert filters(["x" * 900]) == ["x" * 81]


@given(st.lists(st.text(max_size=12), unique=True, max_size=6))
def test_two_codes_never_meet_whatever_they_hold(values: list[str]) -> None:
    found = filters(values)
    assert len(found) == len([value for value in values if value])
    assert all(code.isascii() and code.replace("_", "a").isalnum() and code == code.lower() for code in found)
