"""The poster of a door, the code of the day, and new codes."""

from __future__ import annotations

import re

import pytest
import segno
from django.test import Client
from tests import factories, visits
from tests.bookings.stage import a_space, paris
from tests.web.spaces.desk_things import at

from maillage.bookings.door_codes import door_code
from maillage.bookings.models import Space
from maillage.common import clock, links
from maillage.common.links import Purpose, read

DRAWN = re.compile(r'<div class="qr"[^>]*>(<svg.*?</svg>)</div>', re.DOTALL)


@pytest.fixture
def ines(city: factories.City) -> Client:
    """The coordinator."""
    return visits.signed_in(city.ines)


@pytest.fixture
def space(city: factories.City) -> Space:
    """A room for eight."""
    return a_space(city.territory)


def cells(svg: str) -> set[tuple[int, int]]:
    """The dark cells of a drawn code (column, row), read from its one path of horizontal strokes."""
    found: set[tuple[int, int]] = set()
    (path,) = re.findall(r'<path stroke="#000"[^>]* d="([^"]+)"', svg)
    x, y = 0.0, 0.0
    for verb, words in re.findall(r"([Mmh])([^Mmh]*)", path):
        numbers = [float(word) for word in re.findall(r"-?\d*\.?\d+", words)]
        if verb == "M":
            x, y = numbers
        elif verb == "m":
            x, y = x + numbers[0], y + numbers[1]
        else:
            found |= {(int(x) + step, int(y)) for step in range(int(numbers[0]))}
            x += numbers[0]
    return found


def expected(code: str) -> set[tuple[int, int]]:
    """The dark cells of the code that leads to this door, behind the quiet zone of four cells."""
    matrix = segno.make_qr(links.absolute(at("door", code)), error="m", boost_error=False).matrix
    return {(x + 4, y + 4) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}


def test_the_poster_draws_the_address_of_the_door_dark_on_light(ines: Client, space: Space) -> None:
    (drawn,) = DRAWN.findall(ines.get(at("poster", space.ref)).content.decode())
    assert cells(drawn) == expected(door_code(space))
    assert ('fill="#fff"' in drawn, "style" in drawn) == (True, False)


def test_the_code_of_the_day_is_of_today_and_the_page_comes_anew_after_midnight(
    ines: Client, space: Space
) -> None:
    answer = ines.get(at("today_code", space.ref))
    (drawn,) = DRAWN.findall(answer.content.decode())
    assert cells(drawn) == expected(door_code(space, clock.today()))
    assert answer["Refresh"] == str(15 * 3600 + 5)
    assert "Bon le lundi 8 juin 2026 seulement" in answer.content.decode()


def test_the_night_when_clocks_change_is_counted_as_it_is(ines: Client, space: Space) -> None:
    found = {}
    for day in ("2027-03-28", "2026-10-25"):
        with clock.at(paris(f"{day}T00:00")):
            found[day] = ines.get(at("today_code", space.ref))["Refresh"]
    assert found == {"2027-03-28": str(23 * 3600 + 5), "2026-10-25": str(25 * 3600 + 5)}


def test_a_renewed_poster_draws_another_code_and_the_old_one_is_refused(ines: Client, space: Space) -> None:
    old = door_code(space)
    answer = ines.post(at("new_codes", space.ref), follow=True)
    space.refresh_from_db()
    (drawn,) = DRAWN.findall(answer.content.decode())
    assert read(Purpose.DOOR, door_code(space)) == f"{space.ref}.2.-"
    assert cells(drawn) == expected(door_code(space))
    assert visits.visitor().get(at("door", old)).status_code == 410


def test_opening_the_poster_renews_nothing(ines: Client, space: Space) -> None:
    assert [
        ines.get(at(route, space.ref)).status_code for route in ("poster", "today_code", "new_codes")
    ] == [
        200,
        200,
        405,
    ]
    space.refresh_from_db()
    assert space.door_version == 1
