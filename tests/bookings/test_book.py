"""Booking once or again and again: what is kept, and every refusal."""

from __future__ import annotations

import pytest
from tests import factories
from tests.actors.actions.refusals import plain, refused
from tests.bookings.stage import a_space, booked, local, paris, states
from tests.places.stage import a_place, open_phase

from maillage.actors.enums import ActorKind
from maillage.bookings.actions import Wish, block_period, book
from maillage.bookings.models import Booking, Occurrence, Space
from maillage.common.errors import Refusal
from maillage.common.queries import journal_of

TUESDAYS = "FREQ=WEEKLY;COUNT=3"


@pytest.fixture
def room(city: factories.City) -> Space:
    """A room for eight, open from eight to twenty."""
    return a_space(city.territory)


def test_a_booking_is_held_told_and_known_to_calendars(city: factories.City, room: Space) -> None:
    booking = booked(room, city.fatou, "2026-06-09T10:00", people=6, actor=city.fil_a_fil)
    assert states(booking) == [("2026-06-09T10:00:00", "held")]
    assert booking.occurrences.get().starts_at == paris("2026-06-09T10:00")
    assert (booking.uid, booking.sequence, booking.excluded) == (f"{booking.ref}@maillage", 0, [])
    assert [entry.verb for entry in journal_of("booking", booking.ref)] == ["book"]


def test_a_space_that_needs_approval_is_only_asked_for(city: factories.City) -> None:
    space = a_space(city.territory, needs_approval=True)
    assert states(booked(space, city.fatou, "2026-06-09T10:00")) == [("2026-06-09T10:00:00", "asked")]


@pytest.mark.parametrize(
    ("code", "start", "minutes", "rule"),
    [
        ("ends_before", "2026-06-09T10:00", 0, ""),
        ("ends_before", "2026-06-09T10:00", -60, ""),
        ("too_long", "2026-06-09T10:00", 481, ""),
        ("too_long", "2026-06-09T10:00", 60 * 24 * 3650, ""),
        ("past", "2026-06-08T08:59", 60, ""),
        ("too_far", "2026-08-08T10:00", 60, ""),
        ("too_far", "2026-06-09T10:00", 60, "FREQ=WEEKLY;COUNT=20"),
        ("endless", "2026-06-09T10:00", 60, "FREQ=WEEKLY"),
        ("too_many", "2026-06-09T10:00", 60, "FREQ=DAILY;COUNT=401"),
        ("missing_hour", "2027-03-28T02:30", 60, ""),
        ("out_of_step", "2026-06-09T10:00", 60, "FREQ=WEEKLY;BYDAY=MO;COUNT=3"),
        ("unknown_frequency", "2026-06-09T10:00", 60, "FREQ=SOMETIMES"),
        ("closed", "2026-06-09T19:30", 60, ""),
        ("closed", "2026-06-09T07:59", 60, ""),
    ],
)
def test_what_the_rules_forbid_is_refused(  # noqa: PLR0917
    city: factories.City, room: Space, code: str, start: str, minutes: int, rule: str
) -> None:
    with refused(code):
        booked(room, city.fatou, start, minutes, rule=rule)
    assert Booking.objects.count() == 0


def test_a_series_in_its_own_way_is_refused(city: factories.City) -> None:
    place = a_place(city.territory, "Hangar")
    open_phase(place, "2016")
    space = a_space(city.territory, place=place, longest_minutes=3000)
    with refused("overlap"):
        booked(space, city.fatou, "2026-06-09T10:00", 1441, rule="FREQ=DAILY;COUNT=2")


def test_notice_is_asked_for(city: factories.City) -> None:
    space = a_space(city.territory, notice_minutes=120)
    with refused("too_soon"):
        booked(space, city.fatou, "2026-06-08T10:59")
    assert booked(space, city.fatou, "2026-06-08T11:00").pk


def test_people_and_kinds_of_actor_are_those_the_space_is_for(city: factories.City) -> None:
    space = a_space(city.territory, audience=[ActorKind.ASSOCIATION])
    for asked in ({"people": 9}, {"people": 0}):
        with refused("people"):
            booked(space, city.fatou, "2026-06-09T10:00", actor=city.fil_a_fil, **asked)
    with refused("audience"):
        booked(space, city.fatou, "2026-06-09T10:00")
    with refused("audience"):
        booked(space, city.karim, "2026-06-09T10:00", actor=city.bourrasque)
    with refused("not_a_member"):
        booked(space, city.karim, "2026-06-09T10:00", actor=city.fil_a_fil)
    assert booked(space, city.fatou, "2026-06-09T10:00", actor=city.fil_a_fil).actor == city.fil_a_fil


def test_a_place_that_is_not_open_yet_is_not_booked(city: factories.City) -> None:
    place = a_place(city.territory, "Totem")
    open_phase(place, "2026-07-01", hours="24/7")
    space = a_space(city.territory, place=place)
    with refused("closed"):
        booked(space, city.fatou, "2026-06-30T10:00")
    assert booked(space, city.fatou, "2026-07-01T00:00").pk


def test_a_blocked_period_is_refused(city: factories.City, room: Space) -> None:
    block_period(
        space=room, starts_at=paris("2026-06-09T10:00"), ends_at=paris("2026-06-09T12:00"), who="ines"
    )
    with refused("blocked"):
        booked(room, city.fatou, "2026-06-09T11:00", 120)
    assert booked(room, city.fatou, "2026-06-09T12:00").pk


def test_what_is_taken_says_when_and_offers_to_wait(city: factories.City, room: Space) -> None:
    booked(room, city.karim, "2026-06-16T10:00")
    with refused("taken", 409) as refusal:
        booked(room, city.fatou, "2026-06-09T10:30", rule=TUESDAYS)
    assert plain(refusal.value.what) == "C’est déjà réservé : 16 juin 2026 10:30."
    assert refusal.value.todo == "Choisissez une autre heure, ou inscrivez-vous sur la liste d’attente."
    assert Occurrence.objects.count() == 1


def test_many_taken_dates_are_counted(city: factories.City, room: Space) -> None:
    booked(room, city.karim, "2026-06-09T10:00", rule="FREQ=DAILY;COUNT=8")
    with pytest.raises(Refusal, match="13 juin 2026 10:00 et 3 autres"):
        booked(room, city.fatou, "2026-06-09T10:00", rule="FREQ=DAILY;COUNT=8")


def test_free_dates_of_a_series_are_had_and_the_others_excluded(city: factories.City, room: Space) -> None:
    booked(room, city.karim, "2026-06-16T10:00")
    block_period(
        space=room, starts_at=paris("2026-06-23T00:00"), ends_at=paris("2026-06-24T00:00"), who="ines"
    )
    booking = booked(room, city.fatou, "2026-06-09T10:00", rule="FREQ=WEEKLY;COUNT=4", skip_taken=True)
    assert [day for day, _ in states(booking)] == ["2026-06-09T10:00:00", "2026-06-30T10:00:00"]
    assert booking.excluded == ["2026-06-16T10:00:00", "2026-06-23T10:00:00"]


def test_a_series_of_which_nothing_is_free_is_refused(city: factories.City, room: Space) -> None:
    booked(room, city.karim, "2026-06-09T10:00", rule=TUESDAYS)
    with refused("taken", 409):
        booked(room, city.fatou, "2026-06-09T10:00", rule=TUESDAYS, skip_taken=True)


def test_desks_are_given_one_after_the_other(city: factories.City) -> None:
    space = a_space(city.territory, units=2)
    units = [booked(space, city.fatou, "2026-06-09T10:00").occurrences.get().unit for _ in range(2)]
    assert units == [1, 2]
    with refused("taken", 409):
        booked(space, city.fatou, "2026-06-09T10:59")


def test_a_series_stays_at_its_hour_when_clocks_change(city: factories.City) -> None:
    space = a_space(city.territory, ahead_days=400)
    wish = Wish(local("2026-10-19T09:00"), 60, "FREQ=WEEKLY;COUNT=2")
    booking = book(space=space, person=city.fatou, wish=wish, who="fatou")
    hours = [row.starts_at.hour for row in booking.occurrences.order_by("starts_at")]
    assert hours == [7, 8]
