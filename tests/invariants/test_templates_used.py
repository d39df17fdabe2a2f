"""Every template is shown by somebody: rendered, included, extended, or called by the framework."""

from __future__ import annotations

import re
from pathlib import Path

import allauth
from tests.invariants.places import SOURCE, text_of

FOLDERS = sorted(SOURCE.glob("*/templates"))
BY_THE_FRAMEWORK = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
OF_THE_LIBRARY = re.compile(r"^(account|mfa)/")
NAMED = re.compile(r"[\"']([\w./-]+\.(?:html|txt|css|svg|xml))[\"']")


def templates() -> set[str]:
    """The name of every template of the project."""
    return {
        str(file.relative_to(folder)) for folder in FOLDERS for file in folder.rglob("*") if file.is_file()
    }


def named() -> set[str]:
    """Every name of a template that the code, or another template, writes."""
    files = [*SOURCE.rglob("*.py"), *(file for folder in FOLDERS for file in folder.rglob("*"))]
    return {name for file in files if file.is_file() for name in NAMED.findall(text_of(file))}


def library_templates() -> set[str]:
    """The names the account library looks for, at the routes that are open here."""
    files = [file for folder in allauth.__path__ for file in Path(folder).rglob("*.py")]
    used = {name for file in files for name in re.findall(r"[\"']((?:account|mfa)/[\w/]+)\.", text_of(file))}
    return {f"{name}.html" for name in used}


def test_no_template_is_left_unused() -> None:
    orphans = templates() - named() - BY_THE_FRAMEWORK
    assert {name for name in orphans if not OF_THE_LIBRARY.match(name)} == set()
    assert {name for name in orphans if OF_THE_LIBRARY.match(name)} <= library_templates()


def test_no_template_is_named_that_is_not_there() -> None:
    ours = {name for name in named() if name.startswith(("web/", "maillage/", "common/"))}
    assert {name for name in ours if name.endswith((".html", ".txt"))} - templates() == set()
