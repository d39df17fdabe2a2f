"""The table as it is given."""

from __future__ import annotations

from tests.engine.tabular.inventory import as_csv

from maillage.engine.tabular import open_table


def test_a_sample_is_spread_over_the_rows() -> None:
    table = open_table(as_csv(["Nom", "Rang"], [["a", str(rank)] for rank in range(100)]))
    assert [row.values[1] for row in table.sample(4)] == ["0", "25", "50", "75"]
    assert len(table.sample(1000)) == 100
    assert len(table.sample(33)) == 25


def test_rows_are_lazy() -> None:
    table = open_table(as_csv(["Nom", "Rang"], [["a", str(rank)] for rank in range(100)]))
    rows = table.rows()
    assert next(rows).values == ("a", "0")
    assert next(rows).number == 3
