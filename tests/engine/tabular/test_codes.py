"""Codes: each one has a meaning, and each one that the code names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import maillage.engine.tabular as engine
from maillage.engine.tabular import PROBLEMS, REASONS, REFUSALS, REMARKS

SOURCES = {path.stem: path.read_text(encoding="utf-8") for path in Path(engine.__file__).parent.glob("*.py")}
ALL = "\n".join(text for name, text in SOURCES.items() if name != "codes")


@pytest.mark.parametrize("table", [REFUSALS, REMARKS, PROBLEMS, REASONS])
def test_every_code_has_a_sentence(table: dict[str, str]) -> None:
    for code, sentence in table.items():
        assert re.fullmatch(r"[a-z_0-9]+", code)
        assert sentence[0].isupper() or sentence.startswith("https")
        assert sentence.endswith(".")


@pytest.mark.parametrize("table", [REFUSALS, REMARKS, PROBLEMS, REASONS])
def test_every_code_is_used(table: dict[str, str]) -> None:
    assert [code for code in table if f'"{code}"' not in ALL] == []


def test_every_refusal_raised_is_known() -> None:
    raised = set(re.findall(r'TableRefused\(\s*"(\w+)"', ALL))
    assert raised - set(REFUSALS) == set()


def test_every_reason_given_is_known() -> None:
    assert set(re.findall(r'Reason\("(\w+)"', ALL)) - set(REASONS) == set()


def test_every_remark_made_is_known() -> None:
    assert set(re.findall(r'Remark\(\s*"(\w+)"', ALL)) - set(REMARKS) == set()
