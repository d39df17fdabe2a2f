"""docs/privacy.md says of erasure what the code does."""

from __future__ import annotations

import inspect

import pytest
from tests.docs.reading import page

from maillage.duty import rounds


@pytest.mark.parametrize("name", ["privacy.md", "territory.md"])
def test_page_says_whether_closed_needs_are_erased_by_themselves(name: str) -> None:
    erased = "erase_old_needs" in inspect.getsource(rounds)
    said_not = any(words in page(name) for words in ("no duty runs it yet", "no duty erases it yet"))
    assert said_not is not erased, "the round of duties and this page disagree about erasing closed needs"


@pytest.mark.parametrize(
    "table",
    ["A need", "A helper", "A login", "Sessions and cookies", "E-mails", "The journal", "Matching runs"],
)
def test_register_has_its_line(table: str) -> None:
    assert f"\n| {table} |" in page("privacy.md")
