"""Cells as people really write them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.engine.tabular import DEFAULT, Limits, TableRefused
from maillage.engine.tabular.delimited import MAX_SPAN, Line, Record, Records, split

CELLS = st.text(alphabet='ab"\n é', max_size=8) | st.text(alphabet='ab"; é', max_size=8)
"""Cells over lines have no separator of their own here: those are told from swallowed rows by likelihood."""


def read(text: str, width: int = 0, separator: str = ";", limits: Limits = DEFAULT) -> list[Record]:
    lines = [Line(number, line) for number, line in enumerate(text.splitlines(keepends=True), 1)]
    return list(Records(lines, separator, limits, width))


def cells(text: str, width: int = 0) -> list[list[str]]:
    return [record.cells for record in read(text, width)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a;b", ["a", "b"]),
        ("a;;", ["a", "", ""]),
        ("", [""]),
        ('"a;b";c', ["a;b", "c"]),
        ('"a ""b""";c', ['a "b"', "c"]),
        ('a; "b;c"', ["a", "b;c"]),
        ('"il dit "oui" fort";c', ['il dit "oui" fort', "c"]),
        ('5" tube;c', ['5" tube', "c"]),
        ('"";""', ["", ""]),
        ('"abc" def;c', ['"abc" def', "c"]),
    ],
)
def test_a_line_is_split(text: str, found: list[str]) -> None:
    assert split(text, ";") == (found, False)


def test_an_open_quote_is_seen() -> None:
    assert split('a;"b;c', ";") == (["a", '"b', "c"], True)


def test_a_cell_over_lines_is_one_cell() -> None:
    assert read('a;"b\r\nc"\r\nd;e\r\n', 2) == [
        Record(1, ["a", "b\r\nc"], (), 2),
        Record(3, ["d", "e"], (), 1),
    ]


def test_quotes_inside_a_cell_over_lines_are_text() -> None:
    assert cells('a;"dit "oui" ici\net non"\nb;c\n', 2) == [["a", 'dit "oui" ici\net non'], ["b", "c"]]


def test_an_open_quote_does_not_swallow_the_rows_below() -> None:
    found = read('1;"abc;x\n2;b;c\n3;"def";y\n4;d;z\n', 3)
    assert [record.cells for record in found] == [
        ["1", '"abc', "x"],
        ["2", "b", "c"],
        ["3", "def", "y"],
        ["4", "d", "z"],
    ]
    assert [record.problems for record in found] == [("unbalanced_quote",), (), (), ()]


def test_an_open_quote_is_seen_before_the_width_is_known() -> None:
    assert cells('1;"abc;x\n2;b;c\n3;"def";y\n')[1] == ["2", "b", "c"]


def test_a_last_open_quote_takes_its_line_only() -> None:
    assert cells('a;b\n1;"dernier\n2;b\n', 2) == [["a", "b"], ["1", '"dernier'], ["2", "b"]]


def test_two_columns_with_separators_in_the_text_are_a_cell_over_lines() -> None:
    assert cells('nom;"lundi\nmardi; 9h"\nb;c\n', 2) == [["nom", "lundi\nmardi; 9h"], ["b", "c"]]


def test_two_slips_three_rows_apart_are_no_cell() -> None:
    found = read('1;"abc;x\n2;b;c\n3;def";y\n', 3)
    assert [record.cells for record in found] == [["1", '"abc', "x"], ["2", "b", "c"], ["3", 'def"', "y"]]


def test_a_quote_closed_too_far_is_held_as_open() -> None:
    text = '1;"abc\n' + "x\n" * MAX_SPAN + '";z\n'
    assert read(text, 3)[0] == Record(1, ["1", '"abc'], ("unbalanced_quote",), 1)


def test_problems_of_every_line_of_a_cell_are_told_once() -> None:
    lines = [Line(1, 'a;"b\n', ("other_encoding",)), Line(2, 'c"\n', ("other_encoding", "double_encoded"))]
    assert next(iter(Records(lines, ";", DEFAULT, 2))).problems == ("other_encoding", "double_encoded")


def test_a_long_cell_is_refused() -> None:
    with pytest.raises(TableRefused) as refused:
        read("a;" + "b" * 2000, limits=Limits(max_cell=1000))
    assert (refused.value.code, dict(refused.value.data)) == ("cell_too_long", {"line": 1, "limit": 1000})


def test_a_line_of_very_many_cells_is_refused() -> None:
    with pytest.raises(TableRefused) as refused:
        read(";" * 2000, limits=Limits(max_columns=100, max_cell=1000))
    assert refused.value.code == "too_many_columns"


def test_endless_open_quotes_cost_a_bounded_time() -> None:
    found = read('"a;b\n' * 20_000, 2)
    assert len(found) in (10_000, 20_000)
    assert split('"a;' * 30_000, ";")[1] is False


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_a_proper_writer_writes_is_read_back(table: list[list[str]]) -> None:
    width = len(table[0])
    table = [[*row[:width], *["x"] * (width - len(row))] for row in table]
    kept = io.StringIO()
    csv.writer(kept, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(table)
    assert cells(kept.getvalue(), width) == table


@given(st.text(alphabet='ab";,\n\r é', max_size=200))
def test_no_letter_is_lost_or_doubled(text: str) -> None:
    lines = [Line(number, line) for number, line in enumerate(io.StringIO(text, newline=""), 1)]
    found = list(Records(lines, ";", DEFAULT, 3))
    letters = "".join(cell for record in found for cell in record.cells)
    assert [c for c in letters if c in "abé,"] == [c for c in text if c in "abé,"]
    assert sum(record.span for record in found) == len(lines)
