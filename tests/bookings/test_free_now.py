"""What is free at a moment, by place, the best fitting size first."""

from __future__ import annotations

import pytest
from tests import factories
from tests.bookings.stage import a_space, booked, paris

from maillage.bookings.actions import withdraw_space
from maillage.bookings.free_now import FreeSpace, free_at
from maillage.bookings.models import Space
from maillage.common import clock

MOMENT = paris("2026-06-09T10:00")


def names(city: factories.City, **said: object) -> list[tuple[str, str]]:
    """Each free space with the local hour until which it is."""
    found = free_at(city.territory, MOMENT, **said)  # type: ignore[arg-type]
    rows: list[FreeSpace] = [row for offers in found.values() for row in offers]
    return [(row.space.name, f"{row.until.astimezone(MOMENT.tzinfo):%H:%M}") for row in rows]


@pytest.fixture
def rooms(city: factories.City) -> list[Space]:
    """Three rooms of one place: for twenty, for eight, for two."""
    large = a_space(city.territory, "Grande", capacity=20)
    return [
        large,
        a_space(city.territory, "Moyenne", place=large.place, capacity=8, access=["entree_plain_pied"]),
        a_space(city.territory, "Petite", place=large.place, capacity=2),
    ]


def test_the_smallest_that_is_enough_comes_first(city: factories.City, rooms: list[Space]) -> None:
    assert names(city) == [("Petite", "20:00"), ("Moyenne", "20:00"), ("Grande", "20:00")]
    assert names(city, people=6) == [("Moyenne", "20:00"), ("Grande", "20:00")]
    assert names(city, people=21) == []


def test_what_is_taken_now_or_soon_is_not_offered(city: factories.City, rooms: list[Space]) -> None:
    booked(rooms[0], city.fatou, "2026-06-09T09:30")
    booked(rooms[1], city.fatou, "2026-06-09T10:30")
    booked(rooms[2], city.fatou, "2026-06-09T10:45")
    assert names(city) == [("Petite", "10:45")]


def test_without_a_step_where_it_is_said(city: factories.City, rooms: list[Space]) -> None:
    assert names(city, step_free=True) == [("Moyenne", "20:00")]


def test_rules_of_time_and_what_was_withdrawn_count(city: factories.City, rooms: list[Space]) -> None:
    withdraw_space(space=rooms[0], who="ines")
    a_space(city.territory, "La veille", place=rooms[0].place, notice_minutes=1440)
    a_space(city.territory, "Pas si tôt", place=rooms[0].place, ahead_days=0)
    with clock.at(paris("2026-06-08T10:01")):
        assert names(city) == [("Petite", "20:00"), ("Moyenne", "20:00")]


def test_one_books_no_longer_than_the_rules_allow(city: factories.City) -> None:
    a_space(city.territory, longest_minutes=90)
    ((row,),) = free_at(city.territory, MOMENT).values()
    assert (row.minutes(MOMENT), row.minutes(paris("2026-06-09T19:00")), row.units) == (90, 60, 1)


def test_a_shut_place_offers_nothing(city: factories.City, rooms: list[Space]) -> None:
    assert free_at(city.territory, paris("2026-06-09T22:00")) == {}
