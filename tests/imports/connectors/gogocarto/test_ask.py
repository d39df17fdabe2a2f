"""The request to a GoGoCarto map."""

from __future__ import annotations

import pytest

from maillage.imports.connectors.gogocarto import ask


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://map.example", "https://map.example/api/elements.json?limit=5001"),
        ("https://map.example/annuaire?x=1#/carte", "https://map.example/api/elements.json?limit=5001"),
        (
            "https://map.example/api/elements.json?categories=3,4&token=secret&limit=9",
            "https://map.example/api/elements.json?categories=3%2C4&limit=5001",
        ),
        (
            "https://map.example/fr/api/elements.jsonld",
            "https://map.example/fr/api/elements.jsonld?limit=5001",
        ),
    ],
)
def test_the_address_of_a_map_leads_to_its_elements(address: str, asked: str) -> None:
    assert [call.url for call in ask.first(address, "map", {})] == [asked]


def test_there_is_one_page() -> None:
    assert ask.following(ask.first("https://map.example", "map", {})[0], {"data": []}) is None
