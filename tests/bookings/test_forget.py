"""Who booked is forgotten after the charter's months; the hours still count."""

from __future__ import annotations

from tests import factories
from tests.bookings.stage import a_space, booked, local, paris

from maillage.bookings.actions import Wish, block_period, forget_bookings, leave_waiting, wait_for
from maillage.bookings.models import BlockedPeriod, Waiting
from maillage.bookings.queries import spans_by_kind
from maillage.common import clock
from maillage.common.models import JournalEntry
from maillage.people.models import Person


def test_names_and_purposes_go_hours_stay(city: factories.City) -> None:
    room = a_space(city.territory)
    nora = factories.a_person(city.territory, "Nora")
    old = booked(room, nora, "2026-06-10T10:00", 90)
    series = booked(room, city.fatou, "2026-06-11T10:00", rule="FREQ=WEEKLY;INTERVAL=4;COUNT=2")
    with clock.at(paris("2027-06-20T12:00")):
        assert [forget_bookings(months=12) for _ in range(2)] == [1, 0]
    old.refresh_from_db()
    series.refresh_from_db()
    assert (old.person, old.purpose, series.person) == (None, "", city.fatou)
    kept = spans_by_kind(room, paris("2026-06-10T00:00"), paris("2026-06-11T00:00"))
    assert kept == [("", paris("2026-06-10T10:00"), paris("2026-06-10T11:30"))]
    assert not Person.objects.filter(pk=nora.pk).exists()
    told = JournalEntry.objects.filter(verb="forget").order_by("pk").values_list("kind", flat=True)
    assert list(told) == ["booking", "person"]


def test_waits_and_imported_periods_go_after_thirty_days(city: factories.City) -> None:
    room = a_space(city.territory)
    booked(room, city.fatou, "2026-06-10T10:00")
    wait = wait_for(space=room, person=city.karim, wish=Wish(local("2026-06-10T10:00"), 60), who="karim")
    leave_waiting(waiting=wait, who="karim")
    for hour in (14, 16):
        block_period(
            space=room,
            starts_at=paris(f"2026-06-10T{hour}:00"),
            ends_at=paris(f"2026-06-10T{hour + 1}:00"),
            who="ines",
        )
    BlockedPeriod.objects.filter(starts_at=paris("2026-06-10T14:00")).update(uid="a@example.org")
    with clock.at(paris("2026-07-10T10:00")):
        forget_bookings(months=12)
    assert (Waiting.objects.count(), BlockedPeriod.objects.count()) == (1, 2)
    with clock.at(paris("2026-07-20T10:00")):
        forget_bookings(months=12)
    assert (Waiting.objects.count(), BlockedPeriod.objects.count()) == (0, 1)
