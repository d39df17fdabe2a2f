"""This date and those after it move; what was, what is before, and what is other people's stays."""

from __future__ import annotations

import pytest
from tests import factories
from tests.actors.actions.refusals import refused
from tests.bookings.stage import a_space, booked, local, only, paris, states

from maillage.bookings.actions import (
    Wish,
    cancel_occurrence,
    change_following,
    wait_for,
)
from maillage.bookings.models import Booking, Occurrence, Space
from maillage.common import clock

DAYS = [f"2026-06-{day:02}T10:00:00" for day in (9, 16, 23, 30)]


@pytest.fixture
def room(city: factories.City) -> Space:
    """A room for eight."""
    return a_space(city.territory)


@pytest.fixture
def series(city: factories.City, room: Space) -> Booking:
    """Fatou has the room on four Tuesdays."""
    return booked(room, city.fatou, DAYS[0], rule="FREQ=WEEKLY;COUNT=4", people=3)


def date(booking: Booking, day: str) -> Occurrence:
    """The date of a booking that begins then, in whatever state."""
    found: Occurrence = booking.occurrences.get(local=day)
    return found


def test_this_and_following_move_and_the_rest_stays(city: factories.City, series: Booking) -> None:
    other = booked(series.space, city.karim, "2026-06-30T16:00")
    with clock.at(paris("2026-06-10T09:00")):
        rest = change_following(
            occurrence=date(series, DAYS[2]), start=local("2026-06-23T14:00"), minutes=90, who="fatou"
        )
    series.refresh_from_db()
    assert states(rest) == [("2026-06-23T14:00:00", "held"), ("2026-06-30T14:00:00", "held")]
    assert [state for _, state in states(series)] == ["held", "held", "cancelled", "cancelled"]
    assert (rest.follows, rest.rule, rest.people, rest.length_minutes) == (
        series,
        "FREQ=WEEKLY;COUNT=2",
        3,
        90,
    )
    assert (series.rule, series.sequence) == ("FREQ=WEEKLY;UNTIL=20260623T075959Z", 1)
    assert states(other) == [("2026-06-30T16:00:00", "held")]


def test_one_date_moves_under_the_same_identifier(city: factories.City, room: Space) -> None:
    booking = booked(room, city.fatou, DAYS[0])
    uid = booking.uid
    moved = change_following(
        occurrence=only(booking), start=local("2026-06-10T11:00"), minutes=30, who="fatou"
    )
    assert (moved.pk, moved.uid, moved.sequence) == (booking.pk, uid, 2)
    assert states(moved) == [(DAYS[0], "cancelled"), ("2026-06-10T11:00:00", "held")]


def test_moving_over_oneself_is_no_conflict(city: factories.City, room: Space) -> None:
    booking = booked(room, city.fatou, DAYS[0], 120)
    moved = change_following(
        occurrence=only(booking), start=local("2026-06-09T11:00"), minutes=120, who="fatou"
    )
    assert states(moved)[-1] == ("2026-06-09T11:00:00", "held")


def test_all_moves_or_nothing_does(city: factories.City, series: Booking) -> None:
    booked(series.space, city.karim, "2026-06-30T14:00")
    row = date(series, DAYS[1])
    with refused("taken", 409):
        change_following(occurrence=row, start=local("2026-06-16T14:00"), minutes=60, who="fatou")
    assert states(series) == [(day, "held") for day in DAYS]
    rest = change_following(
        occurrence=row, start=local("2026-06-16T14:00"), minutes=60, who="fatou", skip_taken=True
    )
    assert [day for day, _ in states(rest)] == ["2026-06-16T14:00:00", "2026-06-23T14:00:00"]
    assert rest.excluded == ["2026-06-30T14:00:00"]


def test_the_day_moves_with_the_rule_that_names_it(city: factories.City, room: Space) -> None:
    booking = booked(room, city.fatou, DAYS[0], rule="FREQ=WEEKLY;BYDAY=TU;UNTIL=20260701T000000")
    moved = change_following(
        occurrence=date(booking, DAYS[0]), start=local("2026-06-10T10:00"), minutes=60, who="fatou"
    )
    assert moved.rule == "FREQ=WEEKLY;COUNT=4;BYDAY=WE"
    assert [day for day, state in states(moved) if state == "held"] == [
        f"2026-06-{day}T10:00:00" for day in (10, 17, 24)
    ] + ["2026-07-01T10:00:00"]


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4", "FREQ=MONTHLY;BYDAY=2TU;COUNT=2"])
def test_a_rule_of_several_days_keeps_its_days(city: factories.City, room: Space, rule: str) -> None:
    booking = booked(room, city.fatou, DAYS[0], rule=rule)
    row = date(booking, DAYS[0])
    with refused("other_day", 422):
        change_following(occurrence=row, start=local("2026-06-10T10:00"), minutes=60, who="fatou")
    moved = change_following(occurrence=row, start=local("2026-06-09T12:00"), minutes=60, who="fatou")
    kept = [day for day, state in states(moved) if state == "held"]
    assert [day[11:] for day in kept] == ["12:00:00"] * len(kept)
    assert len(kept) == moved.occurrences.filter(state="cancelled").count()


def test_what_was_cancelled_stays_cancelled(series: Booking) -> None:
    cancel_occurrence(occurrence=date(series, DAYS[2]), who="fatou")
    rest = change_following(
        occurrence=date(series, DAYS[1]), start=local("2026-06-16T15:00"), minutes=60, who="fatou"
    )
    assert [day for day, _ in states(rest)] == ["2026-06-16T15:00:00", "2026-06-30T15:00:00"]


def test_what_was_given_back_stays_given_back(series: Booking) -> None:
    Occurrence.objects.filter(pk=date(series, DAYS[2]).pk).update(state="released")
    rest = change_following(
        occurrence=date(series, DAYS[1]), start=local("2026-06-16T15:00"), minutes=60, who="fatou"
    )
    assert [day for day, _ in states(rest)] == ["2026-06-16T15:00:00", "2026-06-30T15:00:00"]


def test_the_freed_hour_goes_to_who_waits(city: factories.City, series: Booking) -> None:
    wait_for(space=series.space, person=city.karim, wish=Wish(local(DAYS[1]), 60), who="karim")
    change_following(
        occurrence=date(series, DAYS[1]), start=local("2026-06-16T15:00"), minutes=60, who="fatou"
    )
    got = Booking.objects.get(person=city.karim)
    assert states(got) == [(DAYS[1], "held")]


@pytest.mark.parametrize(
    ("start", "minutes", "code"),
    [
        ("2026-06-16T10:00", 0, "ends_before"),
        ("2026-06-16T10:00", 5_000_000, "too_long"),
        ("2026-05-01T10:00", 60, "past"),
        ("2026-06-16T03:00", 60, "closed"),
        ("2030-06-16T10:00", 60, "too_far"),
    ],
)
def test_bad_moves_are_refused_and_nothing_changes(
    series: Booking, start: str, minutes: int, code: str
) -> None:
    with refused(code, 422):
        change_following(occurrence=date(series, DAYS[1]), start=local(start), minutes=minutes, who="fatou")
    assert states(series) == [(day, "held") for day in DAYS]


def test_neither_what_is_past_nor_what_has_ended_moves(series: Booking) -> None:
    with clock.at(paris("2026-06-10T09:00")), refused("past", 409):
        change_following(
            occurrence=date(series, DAYS[0]), start=local("2026-06-11T10:00"), minutes=60, who="fatou"
        )
    cancel_occurrence(occurrence=date(series, DAYS[1]), who="fatou")
    with refused("not_open", 409):
        change_following(
            occurrence=date(series, DAYS[1]), start=local("2026-06-16T15:00"), minutes=60, who="fatou"
        )
