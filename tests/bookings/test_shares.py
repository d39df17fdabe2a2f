"""A share of the hours is kept for a kind of actor, week by week, until seven days before."""

from __future__ import annotations

from typing import Any

import pytest
from tests import factories
from tests.actors.actions.refusals import plain, refused
from tests.bookings.stage import a_space, booked, paris, states

from maillage.actors.enums import ActorKind
from maillage.actors.models import Actor
from maillage.bookings.actions import Wish, block_period, wait_for
from maillage.bookings.models import Space
from maillage.common import clock

NOW = "2026-06-01T09:00"
"""A Monday; the week of the fifteenth is two weeks ahead: 7 days of 12 hours, 84 hours."""


@pytest.fixture
def room(city: factories.City) -> Space:
    """Half of its hours are kept for associations."""
    return a_space(city.territory, reserved_shares={"association": 0.5}, longest_minutes=720)


def fill(room: Space, city: factories.City, days: int, actor: Actor | None = None) -> None:
    """Somebody takes whole days, of twelve hours, from the Monday on."""
    person = city.fatou
    booked(room, person, "2026-06-15T08:00", 720, rule=f"FREQ=DAILY;COUNT={days}", actor=actor)


def test_half_is_for_all_and_half_is_kept(city: factories.City, room: Space) -> None:
    with clock.at(paris(NOW)):
        fill(room, city, 3)
        booked(room, city.fatou, "2026-06-18T08:00", 360)  # 42 of the 84 hours
        with refused("kept", 422) as told:
            booked(room, city.fatou, "2026-06-19T08:00", 30)
    assert (
        plain(told.value.todo)
        == "Redemandez à partir du 12 juin 2026 : ce qui reste est alors à tout le monde."
    )


def test_what_is_kept_is_theirs(city: factories.City, room: Space) -> None:
    with clock.at(paris(NOW)):
        fill(room, city, 3)
        booked(room, city.fatou, "2026-06-18T08:00", 360)
        actor = factories.an_actor(city.territory, "Les Mains", ActorKind.ASSOCIATION, city.fatou)
        kept = booked(room, city.fatou, "2026-06-19T08:00", 720, actor=actor)
    assert states(kept) == [("2026-06-19T08:00:00", "held")]


def test_a_week_before_it_is_anybodys(city: factories.City, room: Space) -> None:
    with clock.at(paris(NOW)):
        fill(room, city, 3)
        booked(room, city.fatou, "2026-06-18T08:00", 360)
    with clock.at(paris("2026-06-12T00:01")):
        booked(room, city.fatou, "2026-06-19T08:00", 720)
        with refused("kept", 422):
            booked(room, city.fatou, "2026-06-20T08:00", 60)


def test_blocked_hours_are_shared_less(city: factories.City, room: Space) -> None:
    with clock.at(paris(NOW)):
        block_period(
            space=room, starts_at=paris("2026-06-19T00:00"), ends_at=paris("2026-06-22T00:00"), who="ines"
        )
        fill(room, city, 2)  # 24 of the 48 hours that are left
        with refused("kept", 422):
            booked(room, city.fatou, "2026-06-17T08:00", 30)


def test_a_series_takes_what_it_can(city: factories.City, room: Space) -> None:
    with clock.at(paris(NOW)):
        taken = booked(room, city.fatou, "2026-06-15T08:00", 720, rule="FREQ=DAILY;COUNT=5", skip_taken=True)
    assert [local[:10] for local, _ in states(taken)] == ["2026-06-15", "2026-06-16", "2026-06-17"]
    assert taken.excluded == ["2026-06-18T08:00:00", "2026-06-19T08:00:00"]


def test_one_does_not_wait_for_what_is_kept(city: factories.City, room: Space) -> None:
    with clock.at(paris(NOW)):
        fill(room, city, 3)
        booked(room, city.fatou, "2026-06-18T08:00", 360)
        wish = Wish(paris("2026-06-19T08:00").replace(tzinfo=None), 60)
        with refused("kept", 422):
            wait_for(space=room, person=city.karim, wish=wish, who="karim")


def test_a_year_costs_as_many_queries_as_a_week(
    city: factories.City, django_assert_max_num_queries: Any
) -> None:
    room = a_space(city.territory, reserved_shares={"association": 0.1}, ahead_days=500)
    for weeks in (1, 52):
        with clock.at(paris(NOW)), django_assert_max_num_queries(30):
            booked(room, city.fatou, f"2026-06-15T{8 + weeks // 10:02}:00", rule=f"FREQ=WEEKLY;COUNT={weeks}")
