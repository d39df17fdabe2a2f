"""From cells to a table: names, blank rows, ragged rows, limits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from maillage.engine.tabular import Limits, Reading, Row, Table, TableRefused
from maillage.engine.tabular.delimited import Record
from maillage.engine.tabular.grid import build
from maillage.engine.tabular.source import Source

NAMES = ["Nom", "Ville"]


def table(*rows: list[str], limits: Limits | None = None, reading: Reading | None = None) -> Table:
    def grid(_: int) -> Iterator[Record]:
        return (Record(number, list(cells), (), 1) for number, cells in enumerate(rows, 1))

    return build(grid, reading or Reading(), Source(b"x", limits or Limits()), [])


def refusal(*rows: list[str], limits: Limits | None = None) -> str:
    with pytest.raises(TableRefused) as refused:
        table(*rows, limits=limits)
    return refused.value.code


def codes(made: Table) -> list[tuple[str, object]]:
    return [(remark.code, remark.data.get("count")) for remark in made.remarks]


def test_rows_are_numbered_as_a_person_counts() -> None:
    made = table(["Liste"], [""], NAMES, ["Atelier", "Riom"])
    assert list(made.rows()) == [Row(4, ("Atelier", "Riom"))]
    assert (made.columns, made.count, made.reading.header_row.value) == (NAMES, 1, 2)
    assert codes(made) == [("title_lines", 1)]


def test_rows_can_be_read_again_and_again() -> None:
    made = table(NAMES, ["Atelier", "Riom"], ["Fabrique", "Vichy"])
    assert list(made.rows()) == list(made.rows())
    first = made.rows()
    next(first)
    assert len(list(made.rows())) == 2


def test_blank_rows_and_rules_are_remarked() -> None:
    made = table(NAMES, ["---", ":--"], ["Atelier", "Riom"], ["", " "], ["Fabrique", "Vichy"])
    assert [row.number for row in made.rows()] == [3, 5]
    assert codes(made) == [("blank_rows", 2)]
    assert made.remarks[0].data["rows"] == (2, 4)


def test_ragged_rows_lose_nothing() -> None:
    made = table(NAMES, ["Atelier"], ["Fabrique", "Vichy", "en trop", ""], ["Lab", "Lyon", " "])
    assert list(made.rows()) == [
        Row(2, ("Atelier", ""), ("short_row",)),
        Row(3, ("Fabrique", "Vichy"), ("long_row",), ("en trop", "")),
        Row(4, ("Lab", "Lyon")),
    ]
    assert codes(made) == [("short_rows", 1), ("long_rows", 1)]


def test_names_that_come_again_are_passed() -> None:
    made = table(NAMES, ["Atelier", "Riom"], NAMES, ["Fabrique", "Vichy"])
    assert [row.number for row in made.rows()] == [2, 4]
    assert codes(made) == [("repeated_header", 1)]


def test_a_table_without_names_has_ranks() -> None:
    made = table(*[["Atelier", "63000", "0465711234"]] * 3)
    assert made.columns == ["colonne_1", "colonne_2", "colonne_3"]
    assert made.reading.header_row.value == -1
    assert made.count == 3
    assert [code for code, _ in codes(made)] == ["no_header", "blank_names"]


@pytest.mark.parametrize(("rank", "columns"), [(0, ["Nom", "Ville"]), (1, ["Atelier", "Riom"])])
def test_a_person_may_impose_the_row_of_names(rank: int, columns: list[str]) -> None:
    made = table(NAMES, ["Atelier", "Riom"], ["Lab", "Lyon"], reading=Reading.of(header_row=rank))
    assert made.columns == columns
    assert made.reading.header_row.reason == "given"


def test_a_person_may_say_that_there_are_no_names() -> None:
    made = table(NAMES, ["Atelier", "Riom"], reading=Reading.of(header_row=-1))
    assert (made.columns, made.count) == (["colonne_1", "colonne_2"], 2)


def test_extra_cells_of_most_rows_are_columns() -> None:
    made = table(NAMES, ["a", "b", "c"], ["d", "e", "f"])
    assert made.columns == ["Nom", "Ville", "colonne_3"]


def test_limits_are_told() -> None:
    assert refusal() == "empty"
    assert refusal([""], [" "]) == "empty"
    assert refusal(NAMES) == "only_header"
    assert refusal(NAMES, *[["a", "b"]] * 4, limits=Limits(max_rows=3)) == "too_many_rows"
    assert refusal([f"n{rank}" for rank in range(9)], limits=Limits(max_columns=8)) == "too_many_columns"


def test_the_decimal_mark_is_counted() -> None:
    assert table(["Nom", "lat"], ["A", "45,1"], ["B", "46,2"]).reading.decimal.value == ","
    imposed = Reading.of(decimal=".")
    assert table(["Nom", "lat"], ["A", "45,1"], reading=imposed).reading.decimal.reason == "given"


def test_a_remark_names_the_first_rows_only() -> None:
    made = table(NAMES, *[["seul"]] * 30)
    assert made.remarks[0].data == {"count": 30, "rows": tuple(range(2, 12))}
