"""No file of the repository knows a package registry, or the machine it was written on."""

from __future__ import annotations

import re

from tests.invariants.places import ROOT, text_of, tracked

REGISTRY = re.compile(
    r"(?:files\.)?(?:pypi\.org|pythonhosted\.org|registry\.(?:npmjs|yarnpkg)\.(?:org|com)|proxy\.golang\.org)"
    r"|--(?:extra-)?index-url|\bresolved\"?: ?\"http",
    re.I,
)
MACHINE = re.compile(r"(?<![\w./])/(?:work|root|home/\w+|Users/\w+)/\S")
HERE = "tests/invariants/test_addresses.py"


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Where a pattern is written, in any file of the repository but this one."""
    return [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for file in tracked()
        if str(file.relative_to(ROOT)) != HERE
        for number, line in enumerate(text_of(file).splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_registry_is_named() -> None:
    assert lines_with(REGISTRY) == []


def test_no_path_of_a_machine_is_written() -> None:
    assert lines_with(MACHINE) == []


def test_the_repository_is_read_whole() -> None:
    names = {str(file.relative_to(ROOT)) for file in tracked()}
    assert {"pyproject.toml", "src/maillage/config/settings.py", HERE} <= names
