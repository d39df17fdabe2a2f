"""Spaces and bookings of the tests, made through the real actions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tests.conftest import PARIS
from tests.places.stage import an_open_place

from maillage.bookings.actions import SpaceSheet, Wish, book, open_space
from maillage.bookings.enums import SpaceKind
from maillage.bookings.models import Booking, Occurrence, Space
from maillage.people.models import Person
from maillage.places.models import Place
from maillage.territory.models import Territory


def paris(text: str) -> datetime:
    """An instant, by the clocks of Volcanville."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def local(text: str) -> datetime:
    """A naive local time."""
    return datetime.fromisoformat(text)


def a_space(territory: Territory, name: str = "Salle Lave", place: Place | None = None, **said: Any) -> Space:
    """A room for eight of a place that opens every day from eight to twenty."""
    place = place or an_open_place(territory, f"Lieu de {name}", hours="Mo-Su 08:00-20:00")
    sheet = SpaceSheet(name, **{"kind": SpaceKind.ROOM, "capacity": 8, **said})
    return open_space(place=place, sheet=sheet, who="ines")


def booked(
    space: Space, person: Person, start: str, minutes: int = 60, *, rule: str = "", **said: Any
) -> Booking:
    """She books the space from this local time on."""
    wish = Wish(local(start), minutes, rule, people=said.pop("people", 1))
    return book(space=space, person=person, wish=wish, who=person.ref, **said)


def states(booking: Booking) -> list[tuple[str, str]]:
    """Each date of a booking with its state."""
    return [(row.local, row.state) for row in booking.occurrences.order_by("starts_at")]


def only(booking: Booking) -> Occurrence:
    """The one date of a booking."""
    found: Occurrence = booking.occurrences.select_related("space", "booking__space").get()
    return found


def bare(
    booking: Booking, start: str, minutes: int, *, unit: int = 1, micro: int = 0, **said: Any
) -> Occurrence:
    """A date as nobody should write it: past every action."""
    begins = paris(start) + timedelta(microseconds=micro)
    return Occurrence(
        territory=booking.territory,
        booking=booking,
        space=booking.space,
        unit=unit,
        starts_at=begins,
        ends_at=begins + timedelta(minutes=minutes),
        local=start,
        **said,
    )
