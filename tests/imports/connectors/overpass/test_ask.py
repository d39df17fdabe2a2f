"""The query to Overpass."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from maillage.imports.connectors.overpass import ask

BASE = "https://overpass.example/api/interpreter"
BOX = {"south": "45.7", "west": "3.0", "north": "45.8", "east": "3.2"}


def query(way: str, asked: dict[str, str]) -> str:
    """The query that is posted."""
    (call,) = ask.first(BASE, way, asked)
    assert call.url == BASE and call.body is not None
    return parse_qs(call.body.decode())["data"][0]


def test_a_commune_is_an_area() -> None:
    text = query("commune", {"commune": "63113"})
    assert text.startswith(
        '[out:json][timeout:30];area["ref:INSEE"="63113"]["boundary"="administrative"]->.here;'
        '(nwr["office"]["name"](area.here);'
    )
    assert text.endswith(");out tags center 3001;")


def test_a_circle_is_in_metres() -> None:
    text = query("near", {"latitude": "45.7", "longitude": "3.1", "radius": "1.5"})
    assert 'nwr["craft"]["name"](around:1500,45.7,3.1);' in text


def test_a_box_goes_from_south_west_to_north_east() -> None:
    assert 'nwr["club"]["name"](45.7,3.0,45.8,3.2);' in query("box", BOX)


def test_shops_are_asked_for_on_demand() -> None:
    assert '"shop"' not in query("box", BOX)
    assert 'nwr["shop"]["name"](45.7,3.0,45.8,3.2);' in query("box", {**BOX, "shops": "1"})


def test_there_is_one_page() -> None:
    assert ask.following(ask.first(BASE, "box", BOX)[0], {}) is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ""),
        ({"south": "45.9"}, "Ce rectangle est à l’envers"),
        ({"east": "2.9"}, "Ce rectangle est à l’envers"),
        ({"north": "46.9"}, "Ce rectangle est trop grand"),
        ({"east": "4.0"}, "Ce rectangle est trop grand"),
    ],
)
def test_a_box_must_be_the_right_way_round_and_small(changes: dict[str, str], said: str) -> None:
    assert str(ask.problem(BOX | changes)).partition("\u00a0:")[0].partition(" :")[0] == said
