"""The referee: each promise broken once, and kept once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.engine.tabular.inventory import as_csv, rows

from maillage.engine.tabular import (
    Box,
    ColumnGuess,
    FieldName,
    Position,
    Row,
    Table,
    check,
    guess_columns,
    guess_coordinates,
    open_table,
)

HEADERS = ["Nom", "Adresse", "CP", "Ville", "Latitude", "Longitude"]
TABLE = open_table(as_csv(HEADERS, rows(["name", "street", "postcode", "city", "lat", "lon"], 12)))
GUESS = guess_columns(TABLE)


def forged(change: Callable[[list[Row]], list[Row]], count: int | None = None) -> Table:
    """The table with other rows than its source has."""
    changed = change(list(TABLE.rows()))
    return Table(
        reading=TABLE.reading,
        columns=TABLE.columns,
        remarks=TABLE.remarks,
        count=len(changed) if count is None else count,
        rows=lambda: iter(changed),
        source=TABLE.source,
    )


def test_what_is_read_is_kept() -> None:
    assert check(TABLE, GUESS) == []
    assert check(TABLE, GUESS, box=Box(44.0, 2.0, 47.0, 6.0)) == []


def test_a_lost_row_is_seen() -> None:
    assert check(forged(lambda found: [*found[:3], *found[4:]]), GUESS) == [
        "row 4 does not say what its lines say"
    ]
    assert check(forged(lambda found: found[:-1]), GUESS) == ["row 12 does not say what its lines say"]
    assert check(forged(lambda found: found[1:]), GUESS) == [
        "what stands between the names and the first row is not told"
    ]


def test_a_wrong_count_is_seen() -> None:
    assert check(forged(lambda found: found, count=11), GUESS) == ["the table says 11 rows and gives 12"]


def test_a_row_given_twice_is_seen() -> None:
    broken = check(forged(lambda found: [found[0], *found]), GUESS)
    assert broken[0] == "row numbers do not grow"


def test_a_changed_cell_is_seen() -> None:
    def change(found: list[Row]) -> list[Row]:
        return [found[0]._replace(values=("Autre", *found[0].values[1:])), *found[1:]]

    assert check(forged(change), GUESS) == ["row 2 does not say what its lines say"]


def test_a_row_of_another_width_is_seen() -> None:
    def change(found: list[Row]) -> list[Row]:
        return [found[0]._replace(values=(*found[0].values, "")), *found[1:]]

    assert check(forged(change), GUESS) == ["row 2 has 7 values for 6 columns"]


def test_a_surplus_without_a_word_is_seen() -> None:
    def change(found: list[Row]) -> list[Row]:
        return [
            found[0]._replace(values=(*found[0].values[:-1], ""), surplus=(found[0].values[-1],)),
            *found[1:],
        ]

    assert check(forged(change), GUESS) == ["row 2 has a surplus and no problem"]


def test_columns_of_another_table_are_seen() -> None:
    other = ColumnGuess(GUESS.columns[:-1], GUESS.order)
    assert check(TABLE, other)[0] == "the columns judged are not those of the table"


def test_a_column_left_out_of_the_order_is_seen() -> None:
    order = {field: ranks for field, ranks in GUESS.order.items() if field != FieldName.CITY}
    assert check(TABLE, ColumnGuess(GUESS.columns, order)) == [
        "column 'Ville' is read 0 times and has the field city"
    ]


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (Position(95.0, 3.0), "row 2 is nowhere on Earth: (95.0, 3.0)"),
        (Position(52.5, 13.4), "row 2 is out of France without a word: (52.5, 13.4)"),
        (Position(52.5, 13.4, "far_from_department"), None),
        (Position(None, None), None),
    ],
)
def test_a_place_without_a_word_is_seen(
    place: Position, sentence: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = guess_coordinates(TABLE, GUESS)
    first = next(TABLE.rows()).values
    real = type(known).of
    monkeypatch.setattr(
        type(known), "of", lambda self, values: place if values == first else real(self, values)
    )
    assert check(TABLE, GUESS, known) == ([sentence] if sentence else [])


def test_a_place_out_of_the_box_without_a_word_is_seen() -> None:
    known = guess_coordinates(TABLE, GUESS)
    broken = check(TABLE, GUESS, known, box=Box(45.3, 2.3, 46.3, 4.1))
    assert len(broken) == sum(
        not row.values[2].startswith("63") and row.values[2] != "03200" for row in TABLE.rows()
    )
    assert all("outside the box without a word" in line for line in broken)


def test_coordinates_may_be_given_or_guessed() -> None:
    known = replace(guess_coordinates(TABLE, GUESS), french=False)
    assert check(TABLE, GUESS, known) == check(TABLE, GUESS) == []
