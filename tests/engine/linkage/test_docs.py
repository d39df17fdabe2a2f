"""The page about the engine says what is true."""

from __future__ import annotations

import re
from pathlib import Path

import maillage.engine.linkage as engine
from maillage.engine.linkage.keys import MOST_SHARING
from maillage.engine.linkage.model import COMPARISONS
from maillage.engine.linkage.profile import FIELDS
from maillage.engine.linkage.rarity import BACKGROUND, MOST_BITS, UNKNOWN_BITS
from maillage.engine.linkage.rules import READ_AT, RULES, SURE_AT
from maillage.engine.linkage.words import KINDS

PAGE = (Path(__file__).parents[3] / "docs" / "engines" / "linkage.md").read_text(encoding="utf-8")
NUMBERS = {6: "six", 8: "eight", 26: "26"}


def test_the_example_runs() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    exec(compile(example, "docs/engines/linkage.md", "exec"), {})  # noqa: S102 - our own page


def test_every_public_name_is_documented() -> None:
    for name in set(engine.__all__) - {"CODES", "READ", "SURE", "LinkageError", "Parameters"}:
        assert re.search(rf"`[^`]*\b{name}\b", PAGE), name
        assert getattr(engine, name).__doc__


def test_every_reason_is_documented() -> None:
    for code in engine.CODES:
        assert f"`{code}`" in PAGE, code


def test_every_comparison_is_documented() -> None:
    for one in COMPARISONS:
        assert f"| {one.name} |" in PAGE
    for name in ("name", *FIELDS):
        assert f"`{name}`" in PAGE


def test_the_numbers_are_those_of_the_code() -> None:
    assert f"more than {MOST_SHARING}\n" in PAGE or f"more than {MOST_SHARING} " in PAGE
    assert f"threshold={READ_AT}" in PAGE
    assert f"asks for {SURE_AT} and no objection" in PAGE
    assert f"{NUMBERS[len(COMPARISONS)]} comparisons" in PAGE
    assert f"{NUMBERS[len(RULES)].capitalize()} rules object" in PAGE
    assert f"{NUMBERS[len(KINDS)]} in all" in PAGE
    assert f"a background of {BACKGROUND} organisations" in PAGE
    assert f"an unknown word {UNKNOWN_BITS}, up to {MOST_BITS:.0f}" in PAGE


def test_every_file_told_of_is_there() -> None:
    modules = {path.stem for path in Path(engine.__file__).parent.glob("*.py")}
    told = set(re.findall(r"`(\w+)\.py`", PAGE))
    assert told <= modules
    assert {
        "normalise",
        "words",
        "names",
        "rarity",
        "keys",
        "model",
        "solve",
        "rules",
        "check",
        "truth",
    } <= told


def test_the_verdicts_are_told() -> None:
    assert (engine.SURE, engine.READ) == ("sure", "read")
    assert f"`{engine.SURE}` or `{engine.READ}`" in PAGE
