"""What the pages of who books show: a room booked every week, a wait for it, a date to confirm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.test import Client
from django.urls import reverse
from tests import factories, visits
from tests.bookings.stage import a_space, booked, local
from tests.places.stage import an_open_place

from maillage.bookings.actions import Wish, ask_reconfirmation, wait_for
from maillage.bookings.enums import SpaceKind
from maillage.bookings.models import Booking, Occurrence, Space, Waiting
from maillage.common import clock
from maillage.common.links import Purpose, sign
from maillage.people.models import Person
from maillage.territory.models import Territory

BOOKED = ("booking", "cancel_all", "cancel_date", "cancel_following", "change", "leave_waiting")
"""Routes of who booked, and of the coordinator."""
LONG = "Salle des savoir-faire interprofessionnels intergénérationnels et de la vie associative"


def tomorrow(hour: int = 14) -> datetime:
    """Tomorrow at this hour, as naive local time."""
    return local(f"{clock.today() + timedelta(days=1)}T{hour:02}:00:00")


@dataclass(frozen=True)
class Story:
    """A room, who booked it four Tuesdays running, and who waits for the first."""

    space: Space
    booking: Booking
    first: Occurrence
    waiting: Waiting


def story(
    territory: Territory, person: Person, waits: Person | None = None, name: str = "Salle Lave"
) -> Story:
    """She booked from tomorrow on, every week; the first date awaits her answer; somebody waits for it."""
    place = an_open_place(territory, f"Lieu de {name}", hours="Mo-Su 08:00-20:00")
    space = a_space(territory, name, place, means=["screen", "board"], access=["entree_plain_pied"])
    booking = booked(space, person, tomorrow().isoformat(), rule="FREQ=WEEKLY;COUNT=4")
    first = booking.occurrences.earliest("starts_at")
    ask_reconfirmation(occurrence=first)
    who = waits or person
    waiting = wait_for(space=space, person=who, wish=Wish(tomorrow(), 60), who=who.ref)
    return Story(space, booking, first, waiting)


def booker_things(territory: Territory, person: Person) -> dict[str, str]:
    """For each route of who books that names an object, the reference of one."""
    told = story(territory, person, name="Salle des routes")
    return {
        **{f"spaces:{act}": told.space.ref for act in ("space", "book", "wait")},
        **{f"spaces:{act}": told.booking.ref for act in ("booking", "cancel_all")},
        **{f"spaces:{act}": told.first.ref for act in ("cancel_date", "cancel_following", "change")},
        **{f"spaces:{act}": told.first.ref for act in ("letter", "letter_confirm", "letter_give_back")},
        "spaces:leave_waiting": told.waiting.ref,
    }


def letter_page(row: Occurrence, act: str = "letter") -> str:
    """Path of the page that asks whether she still comes, or of one of its answers."""
    return reverse(f"spaces:{act}", args=[sign(Purpose.BOOKING, row.ref)])


def booker_crowd(city: factories.City, rows: int) -> Story:
    """So many spaces, of which Léa booked each and waits for each; one more, booked by Karim and by her."""
    for number in range(rows):
        place = an_open_place(city.territory, f"Lieu {number} {LONG}", hours="Mo-Su 08:00-20:00")
        space = a_space(city.territory, f"{LONG} {number}", place, kind=SpaceKind.WORKSHOP)
        booked(space, city.lea, tomorrow(9).isoformat(), rule="FREQ=WEEKLY;COUNT=3")
        wait_for(space=space, person=city.lea, wish=Wish(tomorrow(9), 60), who=city.lea.ref)
    told = story(city.territory, city.lea, city.karim)
    for number in range(rows):
        booked(told.space, city.karim, (tomorrow(9) + timedelta(days=number)).isoformat())
    return told


def booker_doors(city: factories.City, told: Story) -> dict[str, tuple[Client, str]]:
    """The lists of who books, and who opens them."""
    visitor, lea, ines = visits.visitor(), visits.signed_in(city.lea), visits.signed_in(city.ines)
    home, space = reverse("spaces:list"), reverse("spaces:space", args=[told.space.ref])
    return {
        "spaces": (visitor, home),
        "spaces for six": (
            lea,
            f"{home}?jour={clock.today() + timedelta(days=1)}&de=09:00&pour=6&avec=screen",
        ),
        "space": (visitor, space),
        "space, hers": (lea, space),
        "space, coordinating": (ines, space),
        "my bookings": (lea, reverse("spaces:mine")),
        "booking": (lea, reverse("spaces:booking", args=[told.booking.ref])),
        "book": (lea, reverse("spaces:book", args=[told.space.ref])),
    }


Opened = tuple[str, str, Person | None, dict[str, str] | None, int]
"""A name, an address, who opens it, what is sent to it (None: it is only opened), and the answer's status."""


def booker_pages(city: factories.City) -> list[Opened]:
    """Every page of who books: empty, full, refused, by link."""
    told = booker_crowd(city, 2)
    lea, karim, day = city.lea, city.karim, tomorrow().date().isoformat()
    home, join, mine = (reverse(f"spaces:{route}") for route in ("list", "join", "mine"))
    space, book = (reverse(f"spaces:{route}", args=[told.space.ref]) for route in ("space", "book"))
    booking = reverse("spaces:booking", args=[told.booking.ref])
    sent = {"day": day, "start": "14:00", "end": "15:00", "people": "2", "purpose": LONG}
    series = {**sent, "repeats": "semaine", "until": (tomorrow() + timedelta(days=40)).date().isoformat()}
    return [
        ("spaces", home, None, None, 200),
        ("spaces for six", f"{home}?jour={day}&de=14:00&minutes=480&pour=6&avec=screen", None, None, 200),
        ("spaces in error", f"{home}?jour=2020-01-01&pour=0", None, None, 422),
        ("space", space, None, None, 200),
        ("space, hers", space, lea, None, 200),
        ("space, coordinating", space, city.ines, None, 200),
        ("book", f"{book}?debut={day}T10:00", karim, None, 200),
        ("book in error", book, karim, {"day": "2020-01-01", "end": "08:00", "people": "0"}, 422),
        ("book what is taken", book, karim, sent, 409),
        ("book a series partly taken", book, karim, series, 409),
        ("my bookings", mine, lea, None, 200),
        ("my waits", mine, karim, None, 200),
        ("my bookings, none", mine, city.fatou, None, 200),
        ("booking", booking, lea, None, 200),
        ("booking, coordinating", booking, city.ines, None, 200),
        ("move", reverse("spaces:change", args=[told.first.ref]), lea, None, 200),
        (
            "move to what is shut",
            reverse("spaces:change", args=[told.first.ref]),
            lea,
            {"day": day, "start": "03:00", "end": "04:00"},
            422,
        ),
        ("give back", reverse("spaces:cancel_following", args=[told.first.ref]), lea, None, 200),
        ("do you come", letter_page(told.first), None, None, 200),
        ("who books", join, None, None, 200),
        ("who books, in error", join, None, {"email": "x"}, 422),
    ]
