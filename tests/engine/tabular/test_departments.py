"""Where each département lies."""

from __future__ import annotations

import pytest
from tests.engine.tabular.inventory import PLACES

from maillage.engine.tabular.departments import Box, box_of, boxes, department_of, in_france


def test_every_department_has_a_box() -> None:
    mainland = {f"{rank:02d}" for rank in range(1, 96)}
    assert set(boxes()) == mainland | {"971", "972", "973", "974", "975", "976", "977", "978", "987", "988"}
    for box in boxes().values():
        assert box.min_lat < box.max_lat
        assert box.min_lon < box.max_lon


@pytest.mark.parametrize(
    ("code", "department"),
    [
        ("63000", "63"),
        ("01053", "01"),
        ("2A004", "20"),
        ("2B033", "20"),
        ("20200", "20"),
        ("97411", "974"),
        ("99", ""),
        ("", ""),
    ],
)
def test_codes_begin_with_their_department(code: str, department: str) -> None:
    assert department_of(code) == department
    assert box_of(code) == boxes().get(department)


@pytest.mark.parametrize("place", PLACES)
def test_places_are_in_their_department(place: tuple[str, str, str, str, float, float]) -> None:
    box = box_of(place[1])
    assert box is not None
    assert box.holds(place[4], place[5])
    assert in_france(place[4], place[5])


@pytest.mark.parametrize(
    ("latitude", "longitude", "inside"),
    [
        (48.45, -5.09, True),  # Ouessant
        (41.39, 9.16, True),  # Bonifacio
        (-20.9, 55.5, True),
        (46.0, -4.0, False),  # Bay of Biscay
        (42.0, 6.5, False),  # Mediterranean
        (52.5, 13.4, False),
        (0.0, 0.0, False),
    ],
)
def test_the_sea_and_abroad_are_not_france(latitude: float, longitude: float, inside: bool) -> None:
    assert in_france(latitude, longitude) is inside


def test_a_margin_widens_a_box() -> None:
    box = Box(45.0, 3.0, 46.0, 4.0)
    assert (box.holds(45.0, 3.0), box.holds(44.9, 3.0), box.holds(44.9, 3.0, 0.2)) == (True, False, True)
