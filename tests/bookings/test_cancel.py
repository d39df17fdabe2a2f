"""Cancelling touches what is to come, and nothing else; what is freed goes to who waits."""

from __future__ import annotations

import pytest
from tests import factories
from tests.actors.actions.refusals import refused
from tests.bookings.stage import a_space, booked, local, only, paris, states

from maillage.bookings.actions import (
    Wish,
    approve,
    cancel_booking,
    cancel_following,
    cancel_occurrence,
    decline_booking,
    fill_waiting,
    leave_waiting,
    wait_for,
)
from maillage.bookings.models import Booking, Space, Waiting
from maillage.bookings.queries import waiting_for
from maillage.common import clock
from maillage.people.models import Person

DAYS = [f"2026-06-{day:02}T10:00:00" for day in (9, 16, 23, 30)]


@pytest.fixture
def room(city: factories.City) -> Space:
    """A room for eight."""
    return a_space(city.territory)


@pytest.fixture
def series(city: factories.City, room: Space) -> Booking:
    """Fatou has the room on four Tuesdays."""
    return booked(room, city.fatou, DAYS[0], rule="FREQ=WEEKLY;COUNT=4")


def waits(space: Space, person: Person, start: str = DAYS[1]) -> Waiting:
    """She waits for this hour."""
    return wait_for(space=space, person=person, wish=Wish(local(start), 60), who=person.ref)


def test_one_date_is_cancelled_once_and_excluded(series: Booking) -> None:
    row = series.occurrences.get(local=DAYS[1])
    assert [cancel_occurrence(occurrence=row, who="fatou") for _ in range(2)] == [True, False]
    series.refresh_from_db()
    assert [state for _, state in states(series)] == ["held", "cancelled", "held", "held"]
    assert (series.excluded, series.sequence) == ([DAYS[1]], 1)


def test_this_and_following_leaves_what_was_and_what_is_before(city: factories.City, series: Booking) -> None:
    other = booked(series.space, city.karim, "2026-06-30T15:00")
    row = series.occurrences.get(local=DAYS[2])
    with clock.at(paris("2026-06-10T09:00")):
        assert [cancel_following(occurrence=row, who="fatou") for _ in range(2)] == [2, 0]
        with refused("past", 409):
            cancel_following(occurrence=series.occurrences.get(local=DAYS[0]), who="fatou")
    series.refresh_from_db()
    assert [state for _, state in states(series)] == ["held", "held", "cancelled", "cancelled"]
    assert (series.rule, series.sequence) == ("FREQ=WEEKLY;UNTIL=20260623T075959Z", 1)
    assert states(other) == [("2026-06-30T15:00:00", "held")]


def test_this_and_following_from_the_first_on_is_all(series: Booking) -> None:
    assert cancel_following(occurrence=series.occurrences.get(local=DAYS[0]), who="fatou") == 4
    series.refresh_from_db()
    assert (series.rule, series.sequence) == ("FREQ=WEEKLY;COUNT=4", 1)


def test_a_booking_is_cancelled_from_now_on(series: Booking) -> None:
    with clock.at(paris("2026-06-16T10:00")):
        assert [cancel_booking(booking=series, who="fatou") for _ in range(2)] == [2, 0]
        with refused("past", 409):
            cancel_occurrence(occurrence=series.occurrences.get(local=DAYS[1]), who="fatou")
    assert [state for _, state in states(series)] == ["held", "held", "cancelled", "cancelled"]


def test_who_waits_first_is_served_first(city: factories.City, series: Booking) -> None:
    first, second = waits(series.space, city.karim), waits(series.space, city.lea)
    assert waits(series.space, city.karim) == first
    cancel_occurrence(occurrence=series.occurrences.get(local=DAYS[1]), who="fatou")
    first.refresh_from_db()
    assert (first.state, list(waiting_for(series.space))) == ("served", [second])
    assert first.occurrence is not None
    assert (first.occurrence.local, first.occurrence.booking.person) == (DAYS[1], city.karim)
    assert fill_waiting(space=series.space) == []


def test_who_left_is_not_served(city: factories.City, series: Booking) -> None:
    row = waits(series.space, city.karim)
    assert [leave_waiting(waiting=row, who="karim") for _ in range(2)] == [True, False]
    cancel_booking(booking=series, who="fatou")
    assert Booking.objects.count() == 1


def test_a_wait_whose_time_has_begun_is_over(city: factories.City, series: Booking) -> None:
    row = waits(series.space, city.karim)
    with clock.at(paris(DAYS[1])):
        assert fill_waiting(space=series.space) == []
    row.refresh_from_db()
    assert row.state == "past"


def test_what_is_free_is_not_waited_for(city: factories.City, series: Booking) -> None:
    with refused("free", 409):
        waits(series.space, city.karim, "2026-06-16T11:00")
    with refused("one_time"):
        wait_for(
            space=series.space,
            person=city.karim,
            who="k",
            wish=Wish(local(DAYS[1]), 60, "FREQ=DAILY;COUNT=2"),
        )


def test_what_was_asked_is_approved_or_declined(city: factories.City) -> None:
    space = a_space(city.territory, needs_approval=True)
    yes, no = booked(space, city.fatou, DAYS[0]), booked(space, city.fatou, DAYS[1])
    waits(space, city.karim)
    assert [approve(booking=yes, who="ines") for _ in range(2)] == [1, 0]
    assert [decline_booking(booking=no, who="ines") for _ in range(2)] == [1, 0]
    assert (only(yes).state, only(yes).ended_at, only(no).state) == ("held", None, "declined")
    assert Waiting.objects.get().occurrence == only(Booking.objects.get(person=city.karim))
