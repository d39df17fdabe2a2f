"""Confirm again, come, or give back."""

from __future__ import annotations

import pytest
from tests import factories
from tests.actors.actions.refusals import refused
from tests.bookings.stage import a_space, booked, local, only, paris

from maillage.bookings.actions import (
    Wish,
    ask_reconfirmation,
    check_in,
    reconfirm,
    release_empty,
    release_unconfirmed,
    wait_for,
)
from maillage.bookings.models import Booking, Occurrence, Waiting
from maillage.common import clock

START = "2026-06-10T10:00"


@pytest.fixture
def occurrence(city: factories.City) -> Occurrence:
    """Fatou has the room on Wednesday at ten."""
    return only(booked(a_space(city.territory), city.fatou, START))


def state(row: Occurrence) -> str:
    """What became of it."""
    row.refresh_from_db()
    return str(row.state)


def test_what_is_not_confirmed_is_given_to_who_waits(city: factories.City, occurrence: Occurrence) -> None:
    wait_for(space=occurrence.space, person=city.karim, wish=Wish(local(START), 60), who="karim")
    with clock.at(paris("2026-06-09T10:00")):
        assert [ask_reconfirmation(occurrence=occurrence) for _ in range(2)] == [True, False]
    with clock.at(paris("2026-06-09T21:59")):
        assert release_unconfirmed() == 0
    with clock.at(paris("2026-06-09T22:00")):
        assert [release_unconfirmed() for _ in range(2)] == [1, 0]
        with refused("not_held", 409):
            reconfirm(occurrence=occurrence, who="fatou")
    assert (state(occurrence), Waiting.objects.get().state) == ("released", "served")
    assert Booking.objects.latest("pk").person == city.karim


def test_what_is_confirmed_is_kept(occurrence: Occurrence) -> None:
    with clock.at(paris("2026-06-09T10:00")):
        ask_reconfirmation(occurrence=occurrence)
        assert [reconfirm(occurrence=occurrence, who="fatou") for _ in range(2)] == [True, False]
    with clock.at(paris("2026-06-10T09:59")):
        assert release_unconfirmed() == 0
    with clock.at(paris(START)), refused("past", 409):
        occurrence.reconfirmed_at = None
        occurrence.save()
        reconfirm(occurrence=occurrence, who="fatou")


def test_what_was_never_asked_again_is_kept(occurrence: Occurrence) -> None:
    with clock.at(paris("2026-06-10T09:59")):
        assert (release_unconfirmed(), state(occurrence)) == (0, "held")


def test_one_comes_in_once_at_the_right_door_and_time(city: factories.City, occurrence: Occurrence) -> None:
    elsewhere = a_space(city.territory, "Salle Basalte")
    with clock.at(paris("2026-06-10T09:44")), refused("other_time", 409):
        check_in(occurrence=occurrence, space=occurrence.space, who="door")
    with clock.at(paris("2026-06-10T09:45")):
        with refused("other_space", 409):
            check_in(occurrence=occurrence, space=elsewhere, who="door")
        came = [check_in(occurrence=occurrence, space=occurrence.space, who="door") for _ in range(2)]
    assert (came, state(occurrence), occurrence.came_at) == ([True, False], "used", paris("2026-06-10T09:45"))
    with clock.at(paris("2026-06-10T11:00")):
        assert release_empty() == 0
        with refused("other_time", 409):
            check_in(occurrence=occurrence, space=occurrence.space, who="door")


def test_what_stays_empty_is_given_back(city: factories.City, occurrence: Occurrence) -> None:
    with clock.at(paris("2026-06-10T10:19")):
        assert release_empty() == 0
    with clock.at(paris("2026-06-10T10:20")):
        assert [release_empty() for _ in range(2)] == [1, 0]
        with refused("not_held", 409):
            check_in(occurrence=occurrence, space=occurrence.space, who="door")
        assert booked(occurrence.space, city.karim, "2026-06-10T10:20", 40).pk
    assert (state(occurrence), occurrence.ended_at) == ("missed", paris("2026-06-10T10:20"))


def test_a_space_that_never_releases_keeps_what_is_empty(city: factories.City) -> None:
    booked(a_space(city.territory, release_minutes=0), city.fatou, START)
    with clock.at(paris("2026-06-10T10:59")):
        assert release_empty() == 0
