"""The database itself refuses what the actions would never write."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from tests import factories
from tests.bookings.stage import a_space, bare, booked

from maillage.bookings.enums import BLOCKING, OccurrenceState
from maillage.bookings.models import Booking, Occurrence

FREE = [state for state in OccurrenceState if state not in BLOCKING]


@pytest.fixture
def booking(city: factories.City) -> Booking:
    """Fatou has the first of two desks on Tuesday from ten to eleven."""
    return booked(a_space(city.territory, units=2), city.fatou, "2026-06-09T10:00")


def refuses(*rows: Occurrence) -> bool:
    """Whether the database refuses these rows, written without any action."""
    try:
        with transaction.atomic():
            Occurrence.objects.bulk_create(rows)
    except IntegrityError as error:
        assert "occurrence_" in str(error)
        return True
    return False


@pytest.mark.parametrize("state", BLOCKING)
@pytest.mark.parametrize(
    ("span", "is_refused"),
    [
        (("2026-06-09T10:00", 60, 0), True),
        (("2026-06-09T10:59:59", 60, 0), True),
        (("2026-06-09T09:00", 180, 0), True),
        (("2026-06-09T10:15", 1, 0), True),
        (("2026-06-09T09:00", 60, 0), False),
        (("2026-06-09T11:00", 60, 0), False),
        (("2026-06-09T11:00", 60, 500_000), False),
        (("2026-06-09T10:59:59", 60, 500_000), True),
        (("2026-06-10T10:00", 60, 0), False),
    ],
)
def test_overlapping_rows_of_a_unit_are_refused(
    booking: Booking, state: str, span: tuple[str, int, int], is_refused: bool
) -> None:
    start, minutes, micro = span
    assert refuses(bare(booking, start, minutes, micro=micro, state=state)) is is_refused


@pytest.mark.parametrize("state", FREE)
def test_what_no_longer_takes_a_unit_is_in_nobodys_way(booking: Booking, state: str) -> None:
    row = bare(booking, "2026-06-09T10:00", 60, state=state)
    assert not refuses(row)
    with pytest.raises(IntegrityError, match="occurrence_free"), transaction.atomic():
        Occurrence.objects.filter(pk=row.pk).update(state=OccurrenceState.HELD)


def test_another_unit_is_free_and_two_rows_at_once_are_not(booking: Booking) -> None:
    assert not refuses(bare(booking, "2026-06-09T10:00", 60, unit=2))
    twice = [bare(booking, "2026-06-12T10:00", 60) for _ in range(2)]
    assert refuses(*twice)


def test_a_row_changes_without_being_in_its_own_way(booking: Booking) -> None:
    assert booking.occurrences.update(state=OccurrenceState.USED) == 1


def test_a_date_that_ends_before_it_begins_is_refused(booking: Booking) -> None:
    assert refuses(bare(booking, "2026-06-09T15:00", 0))
    assert refuses(bare(booking, "2026-06-09T15:00", -5, state=OccurrenceState.CANCELLED))


@pytest.mark.django_db
def test_the_guard_is_in_the_database() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
            expected = ["occurrence_free_insert", "occurrence_free_update"]
        else:
            cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'x'")
            expected = ["occurrence_free"]
        assert [name for (name,) in cursor.fetchall() if name.startswith("occurrence_")] == expected
