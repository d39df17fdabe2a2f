"""Every relative link of every page leads somewhere, and pages name no machine."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from tests.docs.reading import ROOT, pages

LINK = re.compile(r"\]\(<?([^)>\s]+)>?(?:\s+\"[^\"]*\")?\)")
FENCED = re.compile(r"^```.*?^```", re.M | re.S)
TAKEN_BY_A_COMMAND = {"home.png", "monday.png", "answer.png"}  # `make pictures` takes them
PRIVATE = re.compile(r"(?<![\w.])/(?:root|work|home/\w+|Users)/")


def links(file: Path) -> list[str]:
    """The relative addresses a page links to."""
    text = FENCED.sub("", file.read_text(encoding="utf-8"))
    found = [*LINK.findall(text), *re.findall(r"(?:src|href)=\"([^\"]+)\"", text)]
    return [link for link in found if not re.match(r"[a-z]+:|#|/", link)]


def anchors(file: Path) -> set[str]:
    """The headings of a page, as addresses write them."""
    titles = re.findall(r"^#+ (.+)$", FENCED.sub("", file.read_text(encoding="utf-8")), re.M)
    return {re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", title.lower()).strip()) for title in titles}


@pytest.mark.parametrize("file", pages(), ids=lambda file: str(file.relative_to(ROOT)))
def test_relative_links_resolve(file: Path) -> None:
    lost = []
    for link in links(file):
        path, _, anchor = unquote(link).partition("#")
        target = (file.parent / path).resolve() if path else file
        if target.name in TAKEN_BY_A_COMMAND and target.parent == ROOT / "docs" / "pictures":
            continue
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("file", pages(), ids=lambda file: str(file.relative_to(ROOT)))
def test_pages_name_no_machine(file: Path) -> None:
    assert PRIVATE.findall(file.read_text(encoding="utf-8")) == []
