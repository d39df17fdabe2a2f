"""Which character separates the cells."""

from __future__ import annotations

import pytest

from maillage.engine.tabular import TableRefused
from maillage.engine.tabular.delimited import Line
from maillage.engine.tabular.separator import choose, declared


def lines(text: str) -> list[Line]:
    return [Line(number, line) for number, line in enumerate(text.splitlines(keepends=True), 1)]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_of_known_names_is_found(separator: str) -> None:
    text = "Nom;Adresse;Code postal\nA;1 rue X;63000\nB;2 rue Y;63200\n".replace(";", separator)
    found = choose(lines(text))
    assert (found.value, found.reason) == (separator, "names")


def test_decimal_commas_are_no_separators() -> None:
    text = "Nom;lat;long\nA;45,1;3,2\nB;45,3;3,4\nC;45,5;3,6\n"
    assert choose(lines(text)).value == ";"


def test_commas_of_sentences_are_no_separators() -> None:
    text = "Nom\tDescription\nA\tun, deux, trois\nB\tquatre, cinq, six\n"
    assert choose(lines(text)).value == "\t"


def test_unknown_names_are_cut_by_counting() -> None:
    found = choose(lines("\n".join(["aa|bb|cc"] * 10)))
    assert (found.value, found.reason) == ("|", "same_count")


def test_titles_above_do_not_matter() -> None:
    text = "Annuaire des associations\n\nNom;Ville;Tel\n" + "A;Riom;1\n" * 5
    assert choose(lines(text)).value == ";"


def test_a_list_of_one_known_column_passes() -> None:
    assert choose(lines("Nom de la structure\nAtelier; Fabrique, Lab\n")).value == "\t"


def test_a_text_is_no_table() -> None:
    text = "Bonjour, voici la liste.\nMerci beaucoup, à bientôt.\nCordialement\nLéa\nMairie\n"
    with pytest.raises(TableRefused) as refused:
        choose(lines(text))
    assert refused.value.code == "not_a_table"


def test_a_text_called_csv_may_have_one_column() -> None:
    assert choose(lines("Trucs\nun\ndeux\n"), trusted=True).value == ";"


@pytest.mark.parametrize(
    ("first", "separator"),
    [
        ("sep=;\n", ";"),
        ("SEP=,\r\n", ","),
        ('"sep=|"\n', "|"),
        ("sep=\t\n", "\t"),
        ("separator;x\n", None),
        ("", None),
    ],
)
def test_a_first_line_may_tell(first: str, separator: str | None) -> None:
    assert declared(first) == separator
