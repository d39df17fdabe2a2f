"""Who uses the rooms: hours added up by hand, real ones, and nobody recognised."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.bookings.stage import a_space, bare, booked, paris
from tests.conftest import PARIS
from tests.places.stage import an_open_place

from maillage.actors.enums import ActorKind
from maillage.actors.models import Actor
from maillage.bookings.actions import block_period, withdraw_space
from maillage.bookings.enums import OccurrenceState
from maillage.bookings.models import Booking, Occurrence, Space
from maillage.common import clock
from maillage.observatory.quarters import Quarter
from maillage.observatory.queries import RoomUse, room_use
from maillage.people.models import Person

SPRING, AUTUMN = Quarter(2026, 2), Quarter(2026, 4)
LATER = datetime(2027, 2, 1, 12, 0, tzinfo=PARIS)
OPENED = datetime(2026, 6, 1, 0, 0, tzinfo=PARIS)
"""The tests' spaces become bookable on Monday 1 June 2026: thirty days are left of the quarter."""


def room(
    city: factories.City, name: str = "Salle", *, hours: str = "Mo-Su 08:00-20:00", **said: object
) -> Space:
    """A room, bookable since the first of June."""
    with clock.at(OPENED):
        place = an_open_place(city.territory, f"Lieu de {name}", hours=hours)
        return a_space(city.territory, name, place, ahead_days=400, **said)


def people(
    city: factories.City, count: int, kind: ActorKind | None = None
) -> list[tuple[Person, Actor | None]]:
    """So many people, each with an actor of her own of this kind (None: without)."""
    found: list[tuple[Person, Actor | None]] = []
    for number in range(count):
        person = factories.a_person(city.territory, f"{kind or 'Seule'} {number}")
        actor = factories.an_actor(city.territory, f"{kind} {number}", kind, person) if kind else None
        found.append((person, actor))
    return found


def takes(
    space: Space, who: list[tuple[Person, Actor | None]], start: str, minutes: int = 60, state: str = ""
) -> list[Booking]:
    """Each of them books the space for so long, one day after the other, from this local time on."""
    made = []
    for number, (person, actor) in enumerate(who):
        day = (datetime.fromisoformat(start) + timedelta(days=number)).isoformat(timespec="minutes")
        with clock.at(OPENED):
            made.append(booked(space, person, day, minutes, actor=actor))
    if state:
        Occurrence.objects.filter(booking__in=made).update(state=state)
    return made


def used(city: factories.City, quarter: Quarter = SPRING) -> RoomUse:
    """The figures, once the quarter is over."""
    with clock.at(LATER):
        return room_use(city.territory, quarter)


def lines(use: RoomUse) -> list[tuple[object, ...]]:
    """Each row: name, hours taken, share, meant, empty, given back."""
    return [(row.name, row.taken, row.share, row.meant, row.empty, row.given_back) for row in use.rows]


def test_each_group_has_its_hours_and_its_share(city: factories.City) -> None:
    space = room(city, reserved_shares={"association": 0.5, "startup": 0.25})
    takes(space, people(city, 6, ActorKind.ASSOCIATION), "2026-06-09T09:00", 120)  # 12 h
    takes(space, people(city, 5, ActorKind.STARTUP), "2026-06-09T14:00", 60)  # 5 h
    takes(space, people(city, 5), "2026-06-09T16:00", 36)  # 3 h
    use = used(city)
    assert lines(use) == [
        ("Start-up", 5, 25, 25, 0, 0),
        ("Associations et collectifs", 12, 60, 50, 0, 0),
        ("En son nom", 3, 15, None, 0, 0),
    ]
    assert (use.taken, use.open_hours, use.occupation) == (20, 360, 6)  # 20 of 30 days of 12 hours
    assert (use.evening, use.night) == (0, 0)


def test_what_is_meant_weighs_the_open_hours_of_each_space(city: factories.City) -> None:
    big = room(city, "Grande", reserved_shares={"association": 0.4}, units=3)  # 3 times 360 h
    room(city, "Petite", reserved_shares={"association": 0.8})  # 360 h
    takes(big, people(city, 5, ActorKind.ASSOCIATION), "2026-06-09T09:00")
    use = used(city)
    assert lines(use) == [("Associations et collectifs", 5, 100, 50, 0, 0)]  # (3 x 0.4 + 0.8) / 4
    assert (use.open_hours, use.has_meant) == (1440, True)


def test_what_stayed_empty_and_what_was_given_back_are_apart(city: factories.City) -> None:
    space, crowd = room(city), people(city, 5, ActorKind.ASSOCIATION)
    for hour, state in (
        ("09", OccurrenceState.USED),
        ("11", OccurrenceState.MISSED),
        ("13", OccurrenceState.RELEASED),
        ("15", OccurrenceState.CANCELLED),
        ("17", OccurrenceState.DECLINED),
    ):
        takes(space, crowd, f"2026-06-09T{hour}:00", 90, state)
    assert lines(used(city)) == [("Associations et collectifs", 7.5, 100, 0, 7.5, 7.5)]


def test_what_waits_for_a_yes_counts_nowhere(city: factories.City) -> None:
    takes(room(city), people(city, 5), "2026-06-09T09:00", state=OccurrenceState.ASKED)
    use = used(city)
    assert (use.is_unused, use.rows, use.taken, use.occupation) == (True, (), 0, 0)


def test_small_groups_are_put_together(city: factories.City) -> None:
    space = room(city)
    takes(space, people(city, 6, ActorKind.ASSOCIATION), "2026-06-09T09:00")
    takes(space, people(city, 3, ActorKind.STARTUP), "2026-06-09T11:00")
    takes(space, people(city, 2, ActorKind.ARTIST), "2026-06-09T13:00")
    assert [row[:3] for row in lines(used(city))] == [
        ("Associations et collectifs", 6, 55),
        ("Start-up, Indépendants et artistes", 5, 45),
    ]


def test_a_small_cell_is_hidden_and_another_with_it(city: factories.City) -> None:
    space = room(city)
    for kind, hour, missed in ((ActorKind.ASSOCIATION, "09", 2), (ActorKind.STARTUP, "12", 6)):
        crowd = people(city, 7, kind)
        takes(space, crowd, f"2026-06-09T{hour}:00")
        takes(space, crowd[:missed], f"2026-06-09T{int(hour) + 1}:00", state=OccurrenceState.MISSED)
    use = used(city)
    assert [(row.taken, row.empty) for row in use.rows] == [(7, None), (7, None)]
    assert use.empty == 8


def test_fewer_than_five_people_publish_nothing_however_often_they_come(city: factories.City) -> None:
    space, few = room(city), [(person, None) for person in (city.marc, city.lea, city.karim, city.fatou)]
    for hour in ("09", "10", "11"):
        takes(space, few, f"2026-06-09T{hour}:00")
    use = used(city)
    assert (use.is_unused, use.rows, use.taken, use.occupation, use.evening) == (False, (), None, None, None)


def test_four_people_in_two_groups_are_not_two_groups(city: factories.City) -> None:
    space, crowd = room(city), people(city, 4, ActorKind.ASSOCIATION)
    takes(space, crowd, "2026-06-09T09:00")
    takes(space, [(person, None) for person, _actor in crowd], "2026-06-09T11:00")
    use = used(city)
    assert (use.rows, use.taken) == ((), None)


def test_whom_we_forgot_is_counted_as_her_actor_or_as_one_person(city: factories.City) -> None:
    space = room(city)
    takes(space, people(city, 5, ActorKind.ASSOCIATION), "2026-06-09T09:00")
    takes(space, people(city, 5), "2026-06-09T11:00")
    Booking.objects.update(person=None)
    assert [(row.name, row.taken) for row in used(city).rows] == [
        ("Associations et collectifs, En son nom", 10)
    ]


def test_evenings_nights_and_weekends(city: factories.City) -> None:
    space = room(city, hours="24/7")
    takes(space, people(city, 5), "2026-06-08T18:00", 7 * 60)  # Monday to Friday: 1 h of day, 3 h, 3 h
    use = used(city)
    assert (use.taken, use.evening, use.night, use.weekend) == (35, 15, 15, None)  # one hour of Saturday


def test_a_weekend_is_told_when_enough_people_come(city: factories.City) -> None:
    space = room(city, hours="24/7", units=10)
    for person in people(city, 5):
        takes(space, [person, person], "2026-06-13T10:00", 120)  # Saturday and Sunday
        takes(space, [person], "2026-06-15T10:00", 120)  # Monday
    use = used(city)
    assert (use.taken, use.weekend) == (30, 20)


def test_the_autumn_night_counts_its_real_hours(city: factories.City) -> None:
    space = room(city, hours="24/7", units=5)
    who = people(city, 5)
    with clock.at(OPENED):
        made = [booked(space, person, "2026-10-20T10:00", 60) for person, _actor in who]
    for row in Occurrence.objects.filter(booking__in=made):  # as told by instants: 22:00 to 6:00 the next day
        row.starts_at, row.ends_at = paris("2026-10-24T22:00"), paris("2026-10-25T06:00")
        row.save()
    use = used(city, AUTUMN)
    assert (use.taken, use.night, use.evening) == (45, 45, 0)  # nine hours each
    assert use.weekend == 45
    assert use.open_hours == 5 * (92 * 24 + 1)


def test_hours_are_cut_at_midnight_between_two_quarters(city: factories.City) -> None:
    space = room(city, hours="24/7", units=5)
    with clock.at(OPENED):
        for person, _actor in people(city, 5):
            booked(space, person, "2026-06-30T22:00", 6 * 60)
    assert (used(city).taken, used(city, Quarter(2026, 3)).taken) == (10, 20)


def test_a_running_quarter_counts_until_now_and_one_to_come_counts_nothing(city: factories.City) -> None:
    space = room(city)
    takes(space, people(city, 5), "2026-06-09T09:00", 120)
    with clock.at(datetime(2026, 6, 13, 10, 0, tzinfo=PARIS)):
        use = room_use(city.territory, SPRING)
        ahead = room_use(city.territory, AUTUMN)
    assert (use.taken, use.open_hours) == (9, 12 * 12 + 2)
    assert (ahead.is_unused, ahead.open_hours, ahead.occupation) == (True, 0, None)


def test_what_was_blocked_could_not_be_had_and_withdrawn_spaces_weigh_nothing(city: factories.City) -> None:
    space = room(city)
    start, end = paris("2026-06-29T08:00"), paris("2026-06-30T20:00")
    block_period(space=space, starts_at=start, ends_at=end, who="ines")
    withdraw_space(space=room(city, "Ancienne"), who="ines")
    takes(space, people(city, 5), "2026-06-09T08:00", 8 * 60)
    use = used(city)
    assert (use.open_hours, use.taken, use.occupation) == (336, 40, 12)


def test_a_date_outside_the_opening_is_taken_but_fills_no_open_hour(city: factories.City) -> None:
    space, who = room(city), people(city, 5)
    made = takes(space, who, "2026-06-09T19:00")
    for booking in made:
        bare(booking, booking.start_local.replace("T19", "T21"), 60).save()
    use = used(city)
    assert (use.taken, use.occupation) == (10, 1)  # 5 of 360


def test_another_territory_and_another_quarter_are_left_out(city: factories.City) -> None:
    takes(room(city), people(city, 5), "2026-07-01T09:00")
    assert (used(city).is_unused, used(city, Quarter(2026, 3)).taken) == (True, 5)


@pytest.mark.parametrize("rows", [5, 20])
def test_it_costs_four_queries(
    city: factories.City, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    takes(room(city), people(city, rows, ActorKind.COMPANY), "2026-06-02T09:00")
    with clock.at(LATER), django_assert_num_queries(4):
        room_use(city.territory, SPRING)
