"""The page about the engine says what is true."""

from __future__ import annotations

import re
from pathlib import Path

import maillage.engine.text as engine
from maillage.engine.text.score import MAX_WORDS
from maillage.engine.text.tokens import MAX_CHARACTERS, MAX_WORD

PAGE = (Path(__file__).parents[3] / "docs" / "engines" / "text.md").read_text(encoding="utf-8")


def test_the_example_runs() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    exec(compile(example, "docs/engines/text.md", "exec"), {})  # noqa: S102 - our own page


def test_every_verb_is_documented() -> None:
    for name in ("propose", "split", "SkillIndex.of", "guess_language", "normalise", "check"):
        assert f"`{name}" in PAGE or f"`index.{name}" in PAGE


def test_the_limits_are_those_of_the_code() -> None:
    assert f"first {MAX_CHARACTERS:,} characters and {MAX_WORDS} distinct words" in PAGE
    assert f"longer than {MAX_WORD} letters" in PAGE


def test_every_file_is_named_or_plain() -> None:
    modules = {path.stem for path in Path(engine.__file__).parent.glob("*.py")}
    told = set(re.findall(r"`(\w+)\.py`", PAGE))
    assert told <= modules
    assert {"normalise", "tokens", "vocabulary", "view", "score", "calibrate", "split", "check"} <= told


def test_every_public_name_has_a_docstring() -> None:
    for name in engine.__all__:
        assert getattr(engine, name).__doc__
