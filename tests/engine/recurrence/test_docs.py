"""The page about the engine says what is so."""

from __future__ import annotations

import re
from pathlib import Path

from maillage.engine import recurrence

PAGE = (Path(__file__).parents[3] / "docs/engines/recurrence.md").read_text(encoding="utf-8")


def test_the_example_of_the_page_runs() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(example, "recurrence.md", "exec"), {})  # noqa: S102 - the page is ours


def test_the_page_names_every_verb() -> None:
    verbs = [name for name in recurrence.__all__ if name[0].islower()]
    assert [verb for verb in verbs if f"`{verb}(" not in PAGE and f"{verb}," not in PAGE] == []
