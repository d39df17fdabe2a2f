"""Directories never seen: each column must find what it is, whatever it is called."""

from __future__ import annotations

import pytest
from tests.engine.tabular.inventory import as_csv, rows
from tests.engine.tabular.schemas import SCHEMAS
from tests.engine.tabular.schemas_more import SCHEMAS as MORE

from maillage.engine.tabular import guess_columns, open_table

ALL = SCHEMAS | MORE


def answered(schema: list[tuple[str, str, str]]) -> dict[str, str]:
    """What the engine says of each column: its field, "personal", or ""."""
    names = [column for column, _, _ in schema]
    table = open_table(as_csv(names, rows([maker for _, maker, _ in schema])))
    found = {}
    for column in guess_columns(table).columns:
        found[column.name] = "personal" if column.status == "personal" else str(column.field or "")
    return found


@pytest.mark.parametrize("name", ALL)
def test_columns_find_their_field(name: str) -> None:
    found = answered(ALL[name])
    wrong = {
        column: (found[column], truth)
        for column, _, truth in ALL[name]
        if found[column] not in truth.split("~")
    }
    assert wrong == {}
