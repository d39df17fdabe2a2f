"""What the calendars' pages are tried with: a booked room, an agenda to take over, a secret address."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from tests import factories, visits
from tests.bookings.stage import a_space, booked

from maillage.bookings.actions import block_period, import_calendar, renew_feed
from maillage.bookings.models import Space
from maillage.common import clock
from maillage.people.models import Person
from maillage.territory.models import Territory

LONG = "Salle des savoir-faire interprofessionnels intergénérationnels et de la vie associative"
Opened = tuple[str, str, Person | None, dict[str, str] | None, int]


def ics(*events: str) -> bytes:
    """A calendar with these events, each given as its lines."""
    told = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Essai//FR\n{told}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def at(route: str, *args: str) -> str:
    """The address of a page of these."""
    return reverse(f"spaces:{route}", args=args)


def taken_over(space: Space, *events: str, keep_summaries: bool = False) -> int:
    """The space takes over this calendar for a year; how many periods it gives."""
    taken = import_calendar(
        space=space,
        rows=ics(*events).splitlines(keepends=True),
        ahead_days=366,
        keep_summaries=keep_summaries,
        who="ines",
    )
    return len(taken.periods)


def calendar_things(territory: Territory, person: Person) -> dict[str, str]:
    """For each route of calendars that names an object, what names one."""
    space = a_space(territory, "Salle des agendas")
    booked(space, person, f"{clock.today()}T19:00")
    key = renew_feed(person=person, who=person.ref).key
    routes = ("feed", "free_busy", "calendar", "take_calendar", "drop_calendar")
    return {
        **{f"spaces:{route}": space.ref for route in routes},
        "spaces:place_feed": space.place.ref,
        "spaces:my_feed": key,
    }


def calendar_crowd(territory: Territory, person: Person, rows: int) -> Space:
    """A space with so many bookings, series, blocked periods and periods taken over; gives it."""
    space = a_space(territory, "Salle aux agendas", units=40)
    for number in range(rows):
        day = clock.today() + timedelta(days=number + 1)
        booked(space, person, f"{day}T19:00")
        booked(space, person, f"{day}T08:00", rule="FREQ=WEEKLY;COUNT=3")
        shut = clock.now().replace(month=12, day=number + 1)
        block_period(space=space, starts_at=shut, ends_at=shut + timedelta(hours=2), who="ines")
    hour = "UID:{0}\nDTSTART:202701{0:02}T100000\nDURATION:PT1H"
    taken_over(space, *(hour.format(number + 1) for number in range(rows)))
    return space


def calendar_doors(city: factories.City, space: Space) -> dict[str, tuple[Client, str]]:
    """Every calendar of a space with many bookings, and the page that takes another over."""
    visitor, key = visits.visitor(), renew_feed(person=city.fatou, who="f").key
    return {
        "calendar of a space": (visitor, at("feed", space.ref)),
        "calendar of a place": (visitor, at("place_feed", space.place.ref)),
        "calendar of hers": (visitor, at("my_feed", key)),
        "free busy": (visitor, at("free_busy", space.ref)),
        "her address": (visits.signed_in(city.fatou), at("subscribe")),
        "calendar taken over": (visits.signed_in(city.ines), at("calendar", space.ref)),
    }


def calendar_pages(city: factories.City) -> list[Opened]:
    """The secret address, none and one; the agenda of a room, none, one, and a file that was not chosen."""
    bare, full = a_space(city.territory, "Salle nue"), a_space(city.territory, LONG)
    taken_over(full, "UID:1\nDTSTART;VALUE=DATE:20260701")
    renew_feed(person=city.marc, who=city.marc.ref)
    page = at("calendar", full.ref)
    return [
        ("agenda, no address", at("subscribe"), city.lea, None, 200),
        ("agenda, an address", at("subscribe"), city.marc, None, 200),
        ("no calendar", at("calendar", bare.ref), city.ines, None, 200),
        ("a calendar", page, city.ines, None, 200),
        ("a calendar without file", page, city.ines, {"ahead": "x"}, 422),
        ("a calendar that is gone", at("take_calendar", full.ref), city.ines, {"digest": "x"}, 409),
    ]
