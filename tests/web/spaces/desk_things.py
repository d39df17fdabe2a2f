"""What the coordinator's screens of spaces, and the doors, are tried with."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.test import Client
from django.urls import reverse
from tests import factories, visits
from tests.bookings.stage import a_space, booked, paris
from tests.places.stage import an_open_place

from maillage.bookings.actions import block_period
from maillage.bookings.door_codes import door_code
from maillage.bookings.models import Booking, Space
from maillage.people.models import Person
from maillage.places.models import Place
from maillage.territory.models import Territory

LONG = "Salle des savoir-faire interprofessionnels intergénérationnels et de la vie associative"
SHEET = {
    "name": "Salle Basalte",
    "kind": "room",
    "units": "1",
    "capacity": "12",
    "ahead_days": "90",
    "notice_minutes": "30",
    "longest_minutes": "240",
    "reconfirm_hours": "48",
    "release_minutes": "15",
}
PERIOD = {
    "first_day": "2026-06-10",
    "first_hour": "09:00",
    "last_day": "2026-06-10",
    "last_hour": "18:00",
    "why": "Peinture",
}
Opened = tuple[str, str, Person | None, dict[str, str] | None, int]
"""A name, an address, who opens it, what is sent (None: it is only opened), the status of the answer."""


def at(route: str, ref: str) -> str:
    """The address of a screen about an object."""
    return reverse(f"spaces:{route}", args=[ref])


def door_of(space: Space, route: str = "door") -> str:
    """The page that the poster of a door leads to."""
    return at(route, door_code(space))


def an_asked(space: Space, person: Person, start: str, **said: str) -> Booking:
    """She asked for an hour of a space that wants a yes."""
    Space.objects.filter(pk=space.pk).update(needs_approval=True)
    asked = booked(space, person, start, **said)
    Space.objects.filter(pk=space.pk).update(needs_approval=False)
    return asked


def desk_things(territory: Territory, person: Person) -> dict[str, str]:
    """For each of these routes that names an object, the reference of one, or what its code says."""
    space = a_space(territory, "Salle Obsidienne")
    asked = an_asked(space, person, "2026-06-12T10:00")
    free = a_space(territory, "Salle Ponce", space.place)
    start = paris("2026-06-15T09:00")
    period = block_period(space=free, starts_at=start, ends_at=start + timedelta(hours=2), who="system")
    code = door_code(free).split("~", maxsplit=1)[0]
    routes = ("edit", "withdraw", "block", "poster", "new_codes", "today_code")
    return {
        **{f"spaces:{route}": free.ref for route in routes},
        "spaces:new": space.place.ref,
        "spaces:unblock": period.ref,
        "spaces:approve": asked.ref,
        "spaces:decline": asked.ref,
        "spaces:door": code,
        "spaces:come": code,
    }


def desk_crowd(territory: Territory, person: Person, rows: int) -> Space:
    """So many spaces of one place, each with a date today, one to come, one that waits for a yes; and, of the
    space that is returned, so many blocked periods and dates today."""
    place: Place = an_open_place(territory, "Lieu plein", hours="Mo-Su 00:00-24:00")
    full = a_space(territory, "Salle pleine", place, units=rows)
    start = datetime.fromisoformat("2026-07-01T00:00+02:00")
    for number in range(rows):
        space = a_space(territory, f"Salle {number}", place)
        booked(space, person, "2026-06-08T10:00")
        booked(space, person, "2026-06-10T10:00")
        booked(full, person, "2026-06-08T10:00")
        an_asked(space, person, "2026-06-11T10:00")
        begins = start + timedelta(days=number)
        block_period(space=full, starts_at=begins, ends_at=begins + timedelta(hours=1), who="system")
    return full


def desk_lists(city: factories.City, full: Space) -> dict[str, tuple[Client, str]]:
    """Every page of these that lists something, and who opens it."""
    ines, desk = visits.signed_in(city.ines), reverse("spaces:desk")
    return {
        "desk of bookings": (ines, f"{desk}?liste=accords"),
        "bookings today": (ines, f"{desk}?liste=aujourdhui"),
        "bookings of the week": (ines, f"{desk}?liste=semaine"),
        "spaces to run": (ines, f"{desk}?liste=espaces"),
        "space edited": (ines, at("edit", full.ref)),
        "space blocked": (ines, at("block", full.ref)),
        "door": (visits.visitor(), door_of(full)),
        "place with spaces": (ines, reverse("quarter:place", args=[full.place.ref])),
    }


def desk_pages(city: factories.City) -> list[Opened]:
    """The desk, a sheet, a door; empty, full, and come back with errors."""
    ines, desk = city.ines, reverse("spaces:desk")
    place = an_open_place(city.territory, LONG, hours="Mo-Su 08:00-22:00")
    bare = a_space(city.territory, "Salle nue", place)
    full = a_space(city.territory, LONG, place, units=3, needs_approval=False)
    booked(full, city.fatou, "2026-06-08T09:10", actor=city.fil_a_fil)
    booked(full, city.fatou, "2026-06-08T09:10")
    booked(full, city.fatou, "2026-06-08T14:00")
    booked(full, city.fatou, "2026-06-10T10:00", rule="FREQ=DAILY;COUNT=3")
    asked = an_asked(full, city.fatou, "2026-06-11T14:00")
    block_period(
        space=full, starts_at=paris("2026-07-01T09:00"), ends_at=paris("2026-07-02T18:00"), who="s", why=LONG
    )
    bad = {**PERIOD, "first_day": "", "last_hour": ""}
    return [
        *[(f"desk, {part}", f"{desk}?liste={part}", ines, None, 200) for part in PARTS],
        ("desk of a space with nothing", f"{desk}?liste=accords&espace={bare.ref}", ines, None, 200),
        ("today of a space with nothing", f"{desk}?liste=aujourdhui&espace={bare.ref}", ines, None, 200),
        ("decline", at("decline", asked.ref), ines, None, 200),
        ("decline in error", at("decline", asked.ref), ines, {"why": ""}, 422),
        ("new space", at("new", place.ref), ines, None, 200),
        ("new space in error", at("new", place.ref), ines, {**SHEET, "name": "", "hours": "lu-ve"}, 422),
        ("space edited", at("edit", full.ref), ines, None, 200),
        ("withdraw", at("withdraw", bare.ref), ines, None, 200),
        ("withdraw what is booked", at("withdraw", full.ref), ines, None, 200),
        ("block", at("block", full.ref), ines, None, 200),
        ("block in error", at("block", full.ref), ines, bad, 422),
        ("block what is booked", at("block", full.ref), ines, PERIOD, 422),
        ("poster", at("poster", full.ref), ines, None, 200),
        ("poster of a short name", at("poster", bare.ref), ines, None, 200),
        ("code of the day", at("today_code", full.ref), ines, None, 200),
        ("door", door_of(full), None, None, 200),
        ("door of a free room", door_of(bare), None, None, 200),
        (
            "door of another version",
            at("door", door_code(Space(ref=bare.ref, door_version=9))),
            None,
            None,
            410,
        ),
        ("arrived", door_of(full, "come"), None, {"date": full.occurrences.first().ref}, 200),
        ("place with spaces", reverse("quarter:place", args=[place.ref]), ines, None, 200),
    ]


PARTS = ("accords", "aujourdhui", "semaine", "espaces")
