"""Where the column names are, and what the columns are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.engine.tabular import Remark
from maillage.engine.tabular.header import find, name_columns, usual_width

NAMES = ["Nom", "Adresse", "Code postal", "Ville"]
DATA = [["Atelier", "1 rue X", "63000", "Riom"], ["Fabrique", "2 rue Y", "63200", "Vichy"]]


def test_names_are_the_first_row() -> None:
    found = find([NAMES, *DATA])
    assert (found.value, found.reason) == (0, "names")


def test_titles_and_dates_are_above() -> None:
    assert (
        find([["Annuaire 2024", "", "", ""], ["Mis à jour le 12/05/2024", "", "", ""], NAMES, *DATA]).value
        == 2
    )


def test_a_row_of_groups_is_above() -> None:
    assert find([["Identité", "Coordonnées", "", ""], NAMES, *DATA]).value == 1


def test_labels_over_data_are_names_even_unknown() -> None:
    found = find([["zub", "grok", "plim", "frad"], *DATA])
    assert (found.value, found.reason) == (0, "first_row")


def test_data_at_once_have_no_names() -> None:
    rows = [["Atelier", "63000", "04 65 71 12 34", "contact@example.org"]] * 3
    found = find(rows)
    assert (found.value, found.reason) == (-1, "data_at_once")


def test_nothing_has_no_names() -> None:
    assert find([]).value == -1


def test_the_usual_width_is_the_most_frequent() -> None:
    assert usual_width([["a"], ["a", "b"], ["a", "b"]]) == 2
    assert usual_width([["a"], ["a", "b"]]) == 2
    assert usual_width([]) == 0


def test_blank_names_are_told_by_rank() -> None:
    names, remarks = name_columns(["Nom", " ", "Ville"], 4)
    assert names == ["Nom", "colonne_2", "Ville", "colonne_4"]
    assert remarks == [Remark("blank_names", {"columns": ["colonne_2", "colonne_4"]})]


def test_names_that_come_again_get_a_number() -> None:
    names, remarks = name_columns(["Tel", "Tel", "Tel (2)", "Tel"], 4)
    assert names == ["Tel", "Tel (3)", "Tel (2)", "Tel (4)"]
    assert remarks == [Remark("duplicate_names", {"names": ["Tel"]})]


def test_a_rank_already_taken_as_a_name_is_not_given_twice() -> None:
    names, _ = name_columns(["colonne_2", ""], 2)
    assert names == ["colonne_2", "colonne_2 (2)"]


@pytest.mark.parametrize("cells", [["a ", "b"], [" a", "b"]])
def test_names_are_trimmed(cells: list[str]) -> None:
    assert name_columns(cells, 2) == (["a", "b"], [])


@given(st.lists(st.sampled_from(["", "a", "b", "colonne_1", "colonne_2", "a (2)", "a (3)"]), max_size=8))
def test_names_are_always_distinct_and_filled(cells: list[str]) -> None:
    names, _ = name_columns(cells, len(cells))
    assert len(set(names)) == len(names) == len(cells)
    assert all(names)
