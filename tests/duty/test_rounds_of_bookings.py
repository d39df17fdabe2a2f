"""The round asks who comes, gives back what nobody confirmed or came to, and forgets who booked."""

from __future__ import annotations

from datetime import datetime

from tests import factories
from tests.bookings.stage import a_space, booked, local, paris, states

from maillage.bookings.actions import Wish, wait_for
from maillage.bookings.models import Booking
from maillage.common import clock
from maillage.duty.rounds import run_due
from maillage.people.actions import choose_digest
from maillage.people.enums import DigestChoice

START = "2026-06-10T07:00"


def turn(city: factories.City, moment: datetime) -> dict[str, int]:
    """What a round does with bookings at this moment."""
    with clock.at(moment):
        done = run_due(city.territory)
    assert done["failed"] == 0
    names = ("comers_asked", "times_given_back", "empty_given_back", "bookings_forgotten")
    return {name: done[name] for name in names if done[name]}


def test_from_the_question_to_who_waits(city: factories.City) -> None:
    choose_digest(person=city.ines, choice=DigestChoice.NEVER, who=city.ines.ref)
    room = a_space(city.territory, hours="24/7")
    first = booked(room, city.fatou, START)
    wait_for(space=room, person=city.karim, wish=Wish(local(START), 60), who="karim")
    assert turn(city, paris("2026-06-09T07:30")) == {}  # nobody is written to before eight
    assert turn(city, paris("2026-06-09T08:00")) == {"comers_asked": 1}
    assert turn(city, paris("2026-06-09T19:29")) == {}
    assert turn(city, paris("2026-06-09T19:30")) == {"times_given_back": 1}
    second = Booking.objects.get(person=city.karim)
    assert (states(first), states(second)) == (
        [("2026-06-10T07:00:00", "released")],
        [("2026-06-10T07:00:00", "held")],
    )
    assert turn(city, paris("2026-06-10T07:19")) == {}
    assert turn(city, paris("2026-06-10T07:20")) == {"empty_given_back": 1}
    assert states(second) == [("2026-06-10T07:00:00", "missed")]


def test_who_booked_is_forgotten_by_the_charter(city: factories.City) -> None:
    booked(a_space(city.territory), city.fatou, "2026-06-09T10:00")
    assert turn(city, paris("2027-06-01T12:00")) == {"empty_given_back": 1}
    assert turn(city, paris("2027-06-20T12:00")) == {"bookings_forgotten": 1}
