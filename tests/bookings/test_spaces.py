"""What can be booked: its sheet, its rules, the periods in which it cannot be had."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests import factories
from tests.actors.actions.refusals import refused
from tests.bookings.stage import a_space, booked, local, paris

from maillage.bookings.actions import (
    SpaceSheet,
    Wish,
    block_period,
    describe_space,
    unblock_period,
    wait_for,
    withdraw_space,
)
from maillage.bookings.enums import SpaceKind
from maillage.bookings.models import BlockedPeriod, Waiting
from maillage.common.queries import journal_of

SHEET = SpaceSheet("Salle Lave", SpaceKind.ROOM, capacity=8)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("no_name", {"name": "  "}),
        ("too_small", {"units": 0}),
        ("too_small", {"capacity": 0}),
        ("shares", {"reserved_shares": {"startup": 0.6, "association": 0.5}}),
        ("shares", {"reserved_shares": {"startup": -0.1}}),
        ("too_long", {"longest_minutes": 31 * 1440 + 1}),
        ("hours", {"hours": "Mo-Fr 9h"}),
    ],
)
def test_a_sheet_that_makes_no_sense_is_refused(
    city: factories.City, code: str, said: dict[str, Any]
) -> None:
    space = a_space(city.territory)
    with refused(code):
        describe_space(space=space, sheet=replace(SHEET, **said), who="ines")


def test_a_space_is_described_again_and_the_journal_keeps_what_it_said(city: factories.City) -> None:
    space = a_space(city.territory, units=2)
    sheet = replace(SHEET, units=2, hours="Mo-Su 08:00-23:00")
    assert [describe_space(space=space, sheet=sheet, who="ines") for _ in range(2)] == [True, False]
    assert sorted(entry.verb for entry in journal_of("space", space.ref)) == ["describe_space", "open_space"]
    assert booked(space, city.fatou, "2026-06-09T22:00").pk
    booked(space, city.fatou, "2026-06-09T22:00")
    with refused("booked", 409):
        describe_space(space=space, sheet=SHEET, who="ines")


def test_a_space_is_withdrawn_once_nothing_is_booked(city: factories.City) -> None:
    space, used = a_space(city.territory), a_space(city.territory, "Salle Basalte")
    booked(used, city.fatou, "2026-06-09T10:00")
    with refused("booked", 409):
        withdraw_space(space=used, who="ines")
    assert [withdraw_space(space=space, who="ines") for _ in range(2)] == [True, False]
    with refused("withdrawn", 409):
        booked(space, city.fatou, "2026-06-09T10:00")


def test_a_period_is_blocked_once_and_given_back_to_who_waits(city: factories.City) -> None:
    space = a_space(city.territory)
    booking = booked(space, city.fatou, "2026-06-09T10:00")
    span = {"starts_at": paris("2026-06-09T11:00"), "ends_at": paris("2026-06-09T13:00")}
    rows = [block_period(space=space, who="ines", why="travaux", **span) for _ in range(2)]
    assert rows[0] == rows[1] == BlockedPeriod.objects.get()
    wait_for(space=space, person=city.karim, wish=Wish(local("2026-06-09T10:00"), 60), who="karim")
    assert [unblock_period(period=rows[0], who="ines") for _ in range(2)] == [True, False]
    assert (Waiting.objects.get().state, booking.occurrences.count()) == ("waiting", 1)


def test_a_period_is_not_blocked_over_a_booking_nor_backwards(city: factories.City) -> None:
    space = a_space(city.territory)
    booked(space, city.fatou, "2026-06-09T10:00")
    ten, noon = paris("2026-06-09T10:00"), paris("2026-06-09T12:00")
    with refused("booked", 409):
        block_period(space=space, starts_at=ten, ends_at=noon, who="ines")
    with refused("ends_before"):
        block_period(space=space, starts_at=noon, ends_at=ten, who="ines")
