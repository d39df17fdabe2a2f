"""Directories of real cities, when they are at hand: read only, never copied here."""

from __future__ import annotations

import pytest
from bench import tabular as bench

from maillage.engine.tabular import check, guess_columns, open_table

FOLDER = bench.data_folder()
FILES = bench.directories(FOLDER) if FOLDER else []


@pytest.mark.parametrize("path", FILES or [None], ids=lambda path: path.stem if path else "none")
def test_a_real_directory_finds_its_fields(path: object) -> None:
    if path is None:
        pytest.skip("no directories: set MAILLAGE_BENCH_DATA, or put shared/data beside the checkout")
    placed, missed = bench.placed(path)  # type: ignore[arg-type] # a path when it is not None
    assert len(missed) <= 1
    assert placed >= 8
    table = open_table(path)  # type: ignore[arg-type] # the same
    assert check(table, guess_columns(table)) == []
