"""The pages one reads first: README, LISEZMOI, CONTRIBUTING, CHANGELOG, LICENSE, decisions."""

from __future__ import annotations

import re

import pytest
from tests.docs.reading import DOCS, ROOT, SOURCE

import maillage

DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
PARTS = ("## Context", "## Decision", "## What we accept", "## What keeps it")


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def targets() -> set[str]:
    """What the Makefile can be asked."""
    return set(re.findall(r"^([a-z-]+):", _text("Makefile"), re.M))


@pytest.mark.parametrize("name", ["README.md", "LISEZMOI.md"])
def test_readme_gives_the_two_commands(name: str) -> None:
    assert {"make demo", "make test"} <= set(re.findall(r"^(make [a-z]+)", _text(name), re.M))


@pytest.mark.parametrize("name", ["README.md", "LISEZMOI.md", "CONTRIBUTING.md"])
def test_every_make_command_that_is_named_exists(name: str) -> None:
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", _text(name), re.M))
    assert named - targets() == set()


@pytest.mark.parametrize("name", ["README.md", "LISEZMOI.md"])
def test_readme_shows_the_three_pictures(name: str) -> None:
    shown = re.findall(r"docs/pictures/(\w+)\.png", _text(name))
    assert sorted(set(shown)) == ["answer", "home", "monday"]


def test_contributing_names_files_that_exist() -> None:
    named = set(re.findall(r"`((?:src|tests|tools|docs|frontend|bench)/[\w/.-]+)`", _text("CONTRIBUTING.md")))
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_changelog_tells_this_version() -> None:
    assert f"## [{maillage.__version__}]" in _text("CHANGELOG.md")


def test_licence_is_the_whole_eupl() -> None:
    text = _text("LICENSE")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\nEUPL © the European Union 2007, 2016\n")
    assert re.findall(r"^(\d+)\.\w", text, re.M) == [str(number) for number in range(1, 16)]
    assert text.rstrip().endswith("require the production of a new EUPL version.")


@pytest.mark.parametrize(
    "line", ["name: Maillage", f"softwareVersion: {maillage.__version__}", "license: EUPL-1.2"]
)
def test_publiccode_agrees_with_the_program(line: str) -> None:
    assert line in [found.strip() for found in _text("publiccode.yml").splitlines()]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_publiccode_descriptions_have_the_length_of_the_standard(language: str) -> None:
    text = _text("publiccode.yml")
    found = re.search(rf"^  {language}:\n(.*?)(?=^  \w|^\w)", text, re.M | re.S)
    assert found
    short = re.search(r"shortDescription: >?-?\s*(.*)", found.group(1))
    long = re.search(r"longDescription: >\n(.*?)\n    \w", found.group(1), re.S)
    assert short and 0 < len(short.group(1)) <= 150
    assert long and 150 <= len(" ".join(long.group(1).split())) <= 10_000


def test_decisions_are_numbered_without_a_hole() -> None:
    assert [int(file.name[:4]) for file in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("file", DECISIONS, ids=lambda file: file.stem)
def test_a_decision_has_its_four_parts_on_one_page(file: object) -> None:
    text = (DOCS / "decisions" / str(getattr(file, "name", ""))).read_text(encoding="utf-8")
    assert [part for part in PARTS if part not in text] == []
    assert len(text.splitlines()) <= 60
    assert re.search(r"^> ", text, re.M), "the decision is a line to quote"


@pytest.mark.parametrize("file", DECISIONS, ids=lambda file: file.stem)
def test_the_index_lists_every_decision(file: object) -> None:
    name = str(getattr(file, "name", ""))
    assert f"(decisions/{name})" in (DOCS / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(p.name for p in SOURCE.iterdir() if (p / "__init__.py").exists()))
def test_architecture_tells_every_package(name: str) -> None:
    assert f"`{name}`" in (DOCS / "architecture.md").read_text(encoding="utf-8")
