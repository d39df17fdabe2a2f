"""docs/rights.md is what the table of rights says, and every address has its line."""

from __future__ import annotations

import pytest
from tests.docs.reading import page
from tools.rights import document, known_addresses

from maillage.web.rights import RIGHTS


def test_page_is_what_the_table_says() -> None:
    assert page("rights.md") == document(), "run: python tools/rights.py"


@pytest.mark.parametrize("route", RIGHTS)
def test_every_right_has_an_address(route: str) -> None:
    assert route in known_addresses()


@pytest.mark.parametrize("route", sorted(known_addresses()))
def test_every_address_has_its_line(route: str) -> None:
    assert f"| `{route}` |" in page("rights.md")
