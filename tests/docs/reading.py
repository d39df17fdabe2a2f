"""What the tests of the documentation share: the pages, and what the code holds."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Model

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "maillage"
FOREIGN = {".venv", "node_modules", ".git", "var", "build", "dist"}
TEST_FOLDERS = {".pytest_cache", ".hypothesis", ".mypy_cache", ".ruff_cache", ".import_linter_cache"}


def page(name: str) -> str:
    """A page of docs/."""
    return (DOCS / name).read_text(encoding="utf-8")


def pages() -> list[Path]:
    """Every Markdown page of the project, ours only."""
    found = sorted(ROOT.rglob("*.md"))
    return [file for file in found if not (set(file.relative_to(ROOT).parts) & (FOREIGN | TEST_FOLDERS))]


def plain(text: str) -> str:
    """The text with its no-break spaces made ordinary, for comparisons."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def our_apps() -> list[str]:
    """The packages that hold models, in the order of the settings."""
    return [config.name for config in apps.get_app_configs() if config.name.startswith("maillage.")]


def models() -> list[type[Model]]:
    """Every table of ours."""
    return [model for model in apps.get_models() if model.__module__.startswith("maillage.")]


def enums() -> Iterator[type[Enum]]:
    """Every enumeration of every enums.py."""
    for app in our_apps():
        if not (SOURCE / app.removeprefix("maillage.") / "enums.py").exists():
            continue
        module = import_module(f"{app}.enums")
        yield from (
            kind
            for kind in vars(module).values()
            if inspect.isclass(kind) and issubclass(kind, Enum) and kind.__module__ == module.__name__
        )


def actions() -> dict[str, Callable[..., Any]]:
    """Every public function of every app's actions."""
    found: dict[str, Callable[..., Any]] = {}
    for app in our_apps():
        folder = SOURCE / app.removeprefix("maillage.")
        if not ((folder / "actions.py").exists() or (folder / "actions").is_dir()):
            continue
        module = import_module(f"{app}.actions")
        for name, value in vars(module).items():
            ours = inspect.isfunction(value) and value.__module__.startswith(module.__name__)
            if ours and not name.startswith("_"):
                found[name] = value
    return found


def section(text: str, title: str) -> str:
    """What a page says under a heading, up to the next heading of any level."""
    found = re.search(rf"^#+ [^\n]*{re.escape(title)}[^\n]*\n(.*?)(?=^#|\Z)", text, re.M | re.S)
    return found.group(1) if found else ""
