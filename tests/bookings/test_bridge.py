"""Rows ↔ engines, and the reads they rest on."""

from __future__ import annotations

from typing import Any

from tests import factories
from tests.bookings.stage import a_space, booked, only, paris

from maillage.bookings.actions import block_period, cancel_booking
from maillage.bookings.bridge import (
    FreeSpan,
    dates_of,
    free_spans,
    openings,
    series_of,
    series_said,
    units_for,
)
from maillage.bookings.enums import OCCURRENCE_TRANSITIONS, OPEN_STATES, OccurrenceState
from maillage.bookings.queries import blocked_spans, bookings_of, occurrences_of, taken_seconds

MORNING = paris("2026-06-09T00:00"), paris("2026-06-10T00:00")


def test_free_stretches_leave_out_what_is_taken_blocked_or_closed(city: factories.City) -> None:
    room, desks = a_space(city.territory), a_space(city.territory, "Bureaux", units=2)
    booked(room, city.fatou, "2026-06-09T10:00")
    booked(desks, city.fatou, "2026-06-09T08:00", 480)
    block_period(
        space=room, starts_at=paris("2026-06-09T12:00"), ends_at=paris("2026-06-09T20:00"), who="ines"
    )
    found = free_spans([room, desks], city.territory, *MORNING)
    eight, eleven = paris("2026-06-09T08:00"), paris("2026-06-09T11:00")
    assert found == {
        room.pk: [
            FreeSpan(eight, paris("2026-06-09T10:00"), 1),
            FreeSpan(eleven, paris("2026-06-09T12:00"), 1),
        ],
        desks.pk: [FreeSpan(eight, paris("2026-06-09T20:00"), 1)],
    }


def test_what_takes_a_space_is_read_in_one_query(
    city: factories.City, django_assert_num_queries: Any
) -> None:
    room, desks = a_space(city.territory), a_space(city.territory, "Bureaux", units=2)
    rows = [only(booked(space, city.fatou, "2026-06-09T10:00")) for space in (room, desks)]
    cancel_booking(booking=booked(room, city.fatou, "2026-06-09T15:00"), who="fatou")
    with django_assert_num_queries(1):
        spans = sorted(taken_seconds([room, desks], *MORNING))
    ten, eleven = (int(paris(f"2026-06-09T{hour}:00").timestamp()) for hour in (10, 11))
    assert spans == [(row.space_id, 1, ten, eleven) for row in rows]
    assert list(occurrences_of(room, *MORNING)) == [rows[0]]
    assert list(occurrences_of(room, rows[0].ends_at, MORNING[1])) == []


def test_a_blocked_period_takes_every_unit(city: factories.City) -> None:
    desks = a_space(city.territory, units=2)
    block_period(space=desks, starts_at=MORNING[0], ends_at=MORNING[1], who="ines")
    assert [span.unit for span in blocked_spans([desks], *MORNING)] == [1, 2]
    assert units_for(desks, [MORNING]) == [None]
    assert units_for(desks, []) == []


def test_spans_asked_for_together_take_units_from_each_other(city: factories.City) -> None:
    desks = a_space(city.territory, units=2)
    assert units_for(desks, [MORNING, MORNING, MORNING]) == [1, 2, None]


def test_an_endless_series_is_read_for_a_year(city: factories.City) -> None:
    start = paris("2026-06-09T10:00").replace(tzinfo=None)
    assert len(dates_of(series_said(city.territory, start, 60, "FREQ=WEEKLY")).occurrences) == 53


def test_a_booking_gives_back_its_series(city: factories.City) -> None:
    booking = booked(a_space(city.territory), city.fatou, "2026-06-09T10:00", rule="FREQ=WEEKLY;COUNT=3")
    kept = [(date.start, date.end) for date in dates_of(series_of(booking)).occurrences]
    assert kept == list(booking.occurrences.order_by("starts_at").values_list("starts_at", "ends_at"))
    assert list(bookings_of(city.fatou)) == [booking]


def test_own_hours_come_before_those_of_the_place(city: factories.City) -> None:
    space = a_space(city.territory, hours="Mo-Fr 18:00-22:00")
    opened = openings([space], city.territory, *MORNING)[space.pk]
    assert opened.spans == ((paris("2026-06-09T18:00"), paris("2026-06-09T22:00")),)


def test_every_state_says_what_comes_after_it() -> None:
    assert set(OCCURRENCE_TRANSITIONS) == set(OccurrenceState)
    ends = {state for state, after in OCCURRENCE_TRANSITIONS.items() if OccurrenceState.CANCELLED in after}
    assert ends == set(OPEN_STATES)
