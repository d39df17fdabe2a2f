"""What a door's code says, and how long it is good."""

from __future__ import annotations

import pytest
from tests import factories
from tests.actors.actions.refusals import refused
from tests.bookings.stage import a_space, paris

from maillage.bookings.actions import new_codes, withdraw_space
from maillage.bookings.door_codes import door_code, space_at
from maillage.bookings.models import Space
from maillage.common import clock
from maillage.common.links import Purpose, sign
from maillage.common.models import JournalEntry
from maillage.places.actions import withdraw_place


@pytest.fixture
def space(city: factories.City) -> Space:
    """A room for eight."""
    return a_space(city.territory)


def test_the_code_of_a_poster_is_good_every_day(space: Space) -> None:
    code = door_code(space)
    assert code.startswith(f"{space.ref}.1.-~")
    for day in ("2026-06-08T09:00", "2031-01-01T00:00"):
        with clock.at(paris(day)):
            assert space_at(code) == space


def test_the_code_of_a_day_is_good_by_the_clocks_of_the_territory(space: Space) -> None:
    code = door_code(space, clock.today())
    for moment in ("2026-06-08T00:00", "2026-06-08T23:59"):
        with clock.at(paris(moment)):
            assert space_at(code) == space
    for moment in ("2026-06-07T23:59", "2026-06-09T00:00"):
        with clock.at(paris(moment)), refused("other_day", 410) as told:
            space_at(code)
        assert told.value.what == "Ce code n’était bon que le 8 juin 2026."


def test_renewed_codes_make_the_old_ones_refused(space: Space) -> None:
    old, of_today = door_code(space), door_code(space, clock.today())
    assert new_codes(space=space, who="ines") == 2
    for code in (old, of_today):
        with refused("old_code", 410):
            space_at(code)
    assert space_at(door_code(space)).door_version == 2


def test_renewing_is_counted_from_what_is_kept_and_written_in_the_journal(space: Space) -> None:
    again = Space.objects.get(pk=space.pk)
    assert [new_codes(space=row, who="ines") for row in (space, again)] == [2, 3]
    lines = JournalEntry.objects.filter(verb="new_codes").order_by("pk")
    told = [(row.who, row.kind, row.object_ref, row.data) for row in lines]
    assert told == [("ines", "space", space.ref, {"version": n}) for n in (2, 3)]


@pytest.mark.parametrize("words", ["", "nowhere23456", "nowhere23456.1.-", "a.b", "a.1.-.x"])
def test_a_code_that_names_no_space_is_refused(city: factories.City, words: str) -> None:
    with refused("bad_code", 404):
        space_at(sign(Purpose.DOOR, words))


def test_a_code_that_was_altered_or_signed_for_something_else_is_refused(space: Space) -> None:
    code = door_code(space)
    other = sign(Purpose.BOOKING, code.split("~")[0])
    for wrong in (code[:-1], f"{code}x", code.replace(".1.", ".2."), code.split("~")[0], other, "é" * 300):
        with refused("bad_code", 404):
            space_at(wrong)


def test_the_door_of_a_space_that_is_no_longer_booked_says_so(space: Space, city: factories.City) -> None:
    elsewhere = a_space(city.territory, "Salle Basalte")
    withdraw_space(space=space, who="ines")
    withdraw_place(place=elsewhere.place, who="ines")
    for row in (space, elsewhere):
        with refused("withdrawn", 410):
            space_at(door_code(row))
