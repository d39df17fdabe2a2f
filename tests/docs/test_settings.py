"""docs/settings.md holds every environment variable, and docs/territory.md every key of the charter."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from tests.docs.reading import ROOT, SOURCE, page

from maillage.territory.actions import REQUIRED
from maillage.territory.charter import ServiceCharter

BY_CALL = re.compile(r"\b(?:text|flag)\(\s*\"([A-Z_]+)\"")
BY_NAME = re.compile(r"\bMAILLAGE_[A-Z_]*[A-Z]\b")
PLACES = (SOURCE, ROOT / "frontend" / "build.mjs", ROOT / "bench", ROOT / "tools", ROOT / ".ci")


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    kept = [file for file in place.rglob("*") if file.suffix in {".py", ".mjs", ".sh", ""} and file.is_file()]
    return [file for file in kept if "__pycache__" not in file.parts and "docs" not in file.parts]


def variables() -> set[str]:
    """Every variable that is read, by a call of environment.py or by its whole name."""
    called = {
        f"MAILLAGE_{name}"
        for file in (SOURCE / "config").glob("*.py")
        for name in BY_CALL.findall(file.read_text(encoding="utf-8"))
    }
    named = {
        name
        for place in PLACES
        for file in _files(place)
        for name in BY_NAME.findall(file.read_text(encoding="utf-8", errors="ignore"))
    }
    return called | named


CHARTER = [field for field in fields(ServiceCharter) if field.name not in {"country", "zone"}]


@pytest.mark.parametrize("name", sorted(variables()))
def test_every_variable_has_its_line(name: str) -> None:
    assert f"| `{name}` |" in page("settings.md")


def test_no_variable_is_described_that_nobody_reads() -> None:
    described = set(re.findall(r"^\| `(MAILLAGE_[A-Z_]+)` \|", page("settings.md"), re.M))
    assert described == variables()


@pytest.mark.parametrize("field", CHARTER, ids=lambda field: field.name)
def test_every_delay_of_the_charter_has_its_line_and_default(field: object) -> None:
    name, default = getattr(field, "name", ""), getattr(field, "default", None)
    shown = str(default).lower() if isinstance(default, bool) else str(default)
    assert f"| `{name}` | {shown} |" in page("territory.md")


@pytest.mark.parametrize("key", REQUIRED)
def test_every_required_key_of_a_territory_has_its_line(key: str) -> None:
    assert f"| `{key}` | yes |" in page("territory.md")
