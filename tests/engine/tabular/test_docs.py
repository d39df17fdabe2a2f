"""The page about the engine says what is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.engine.tabular import schemas, schemas_held, schemas_more

import maillage.engine.tabular as engine
from maillage.engine.tabular import DEFAULT, FieldName, System
from maillage.engine.tabular.headers import LONGEST as NAME
from maillage.engine.tabular.result import STATUSES
from maillage.engine.tabular.sheetsize import DENSE
from maillage.engine.tabular.value import LONGEST as CELL

PAGE = (Path(__file__).parents[3] / "docs" / "engines" / "tabular.md").read_text(encoding="utf-8")
FOLDER = Path(engine.__file__).parent


def test_the_example_runs() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    exec(compile(example, "docs/engines/tabular.md", "exec"), {})  # noqa: S102 - our own page


@pytest.mark.parametrize("name", [name for name in engine.__all__ if name.islower()])
def test_every_verb_is_documented(name: str) -> None:
    assert f"`{name}" in PAGE


def test_every_public_name_has_a_docstring() -> None:
    named = [getattr(engine, name) for name in engine.__all__ if not name.isupper()]
    assert [name for name in named if not name.__doc__] == []


def test_every_field_status_and_system_is_documented() -> None:
    for field in FieldName:
        assert re.search(rf"\b{field}\b", PAGE)
    assert [status for status in STATUSES if f"`{status}`" not in PAGE] == []
    for system in (
        System.WGS84,
        System.LAMBERT93,
        System.CC42,
        System.CC50,
        System.WEB_MERCATOR,
        System.LAMBERT2E,
    ):
        assert f"`{system}`" in PAGE


def test_the_limits_are_those_of_the_code() -> None:
    for value in (
        DEFAULT.max_bytes,
        DEFAULT.max_line,
        DEFAULT.max_cell,
        DEFAULT.max_columns,
        DEFAULT.max_rows,
    ):
        assert f"{value:,}" in PAGE
    assert f"{DEFAULT.max_grid:,} cells, or {DENSE:,}" in PAGE
    assert f"above {DEFAULT.max_ratio} for 1" in PAGE
    assert f"| {DEFAULT.max_depth} levels |" in PAGE
    assert f"first {CELL:,} characters of a cell, names are read up to {NAME}" in PAGE


def test_files_that_are_named_exist() -> None:
    told = set(re.findall(r"`(\w+\.(?:py|toml|csv))`", PAGE))
    assert told <= {path.name for path in FOLDER.iterdir()}
    assert {
        "sniff.py",
        "headers.py",
        "words.toml",
        "pairs.py",
        "assign.py",
        "settle.py",
        "systems.py",
    } <= told


def test_the_invented_schemas_are_as_many_as_told() -> None:
    tables = [*schemas.SCHEMAS.values(), *schemas_more.SCHEMAS.values(), *schemas_held.SCHEMAS.values()]
    assert f"{len(tables)}\ntables, {sum(map(len, tables))} columns" in PAGE
