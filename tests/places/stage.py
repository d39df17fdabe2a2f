"""Places of the tests, made through the real actions, with names that read as sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from maillage.actors.models import Actor
from maillage.people.models import Person
from maillage.places.actions import (
    PhaseSheet,
    PlaceSheet,
    Stay,
    add_phase,
    announce_presence,
    enter_place,
    settle_in,
)
from maillage.places.enums import PhaseState, PlaceKind, Terms
from maillage.places.models import Occupancy, Phase, Place, Presence
from maillage.places.queries import occupancies_on, phases_of, stays_of
from maillage.territory.models import Territory

PLAIN = PhaseSheet(PhaseState.OPEN, "2016")


def day(text: str) -> date:
    """A day as it is written."""
    return date.fromisoformat(text)


def a_place(
    territory: Territory, name: str, kind: PlaceKind = PlaceKind.COWORKING, *, is_invented: bool = False
) -> Place:
    """A place that nothing is told of yet."""
    sheet = PlaceSheet(name, kind)
    return enter_place(territory=territory, sheet=sheet, who="ines", is_invented=is_invented)


def open_phase(place: Place, since: str, **said: Any) -> Phase:
    """The place is open from then on; ``said`` is the rest of its sheet (``state``, ``until``, …)."""
    return add_phase(place=place, sheet=replace(PLAIN, since=since, **said), who="ines")


def an_open_place(territory: Territory, name: str, since: str = "2016", **said: Any) -> Place:
    """A place that is open from then on."""
    place = a_place(territory, name)
    open_phase(place, since, **said)
    return place


def stays(
    actor: Actor,
    place: Place,
    since: str,
    until: str = "",
    terms: Terms = Terms.LEASE,
    *,
    is_sure: bool = False,
    is_invented: bool = False,
) -> Occupancy:
    """The actor is in the place from then on."""
    said = Stay(since, until, terms)
    return settle_in(
        place=place, actor=actor, stay=said, who="ines", is_sure=is_sure, is_invented=is_invented
    )


def is_there(person: Person, place: Place, until: str, about: str = "") -> Presence:
    """She says she is in the place until then (ISO, by the clocks of the territory)."""
    end = datetime.fromisoformat(until).replace(tzinfo=place.territory.zone)
    return announce_presence(person=person, place=place, until=end, about=about)


def story(place: Place) -> list[tuple[str, date, date]]:
    """The known phases of a place, each with the days it counts from and until."""
    return [(str(row.state), row.valid_from, row.valid_until) for row in phases_of(place)]


def path(actor: Actor) -> list[tuple[str, date, date]]:
    """Where an actor was, is and will be, from which day and until which."""
    return [(row.place.name, row.valid_from, row.valid_until) for row in stays_of(actor)]


def dates(actor: Actor) -> list[tuple[str, str, str]]:
    """The same, as it was said."""
    return [(row.place.name, row.since, row.until) for row in stays_of(actor)]


def places_of(actor: Actor, *days: str) -> list[list[str]]:
    """In which places the actor counts on each of these days."""
    return [[row.place.name for row in occupancies_on(day(text)) if row.occupant == actor] for text in days]
