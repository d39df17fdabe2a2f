"""Reads the files of a demonstration: who plays, what they ask, what was promised."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from maillage.actors.enums import ActorKind
from maillage.needs.enums import Urgency, Via
from maillage.scenario.fates import Fate

T = TypeVar("T")


class ScenarioError(ValueError):
    """A file of the demonstration cannot be played; says which, where, and what to write."""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor of the demonstration."""

    slug: str
    name: str
    kind: ActorKind
    commune: str
    founded: str
    descriptions: dict[str, str]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person of the demonstration, her actor and what she may do."""

    slug: str
    given_name: str
    family_name: str
    email: str
    language: str
    actor: str
    titles: dict[str, str]
    paths: tuple[str, ...]
    roles: tuple[str, ...]
    is_character: bool

    @property
    def full_name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class HelperRow:
    """A helper named in a pledge; absences are offsets in days."""

    person: str
    hours_per_month: int
    max_open: int
    languages: tuple[str, ...]
    skills: tuple[str, ...]
    absences: tuple[tuple[int, int], ...]
    not_with: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """Hours a partner promises; ``starts`` and ``ends`` are offsets in days."""

    partner: str
    titles: dict[str, str]
    hours_total: int
    starts: int
    ends: int
    skills: tuple[str, ...]
    helpers: tuple[HelperRow, ...]


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need, in its asker's words, with the day it comes and the fate it is meant to have.

    ``helper`` names who should have it in hand at the end: the coordinator steers it to her.
    """

    asker: str
    text: str
    skills: tuple[str, ...]
    hours: int
    urgency: Urgency
    day: int
    hour: int
    via: Via
    fate: Fate
    by: int | None = None
    holds_two: bool = False
    language: str = "fr"
    helper: str = ""


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word heard in a need that should lead to a skill; ``day`` is when the coordinator noticed."""

    word: str
    skill: str
    language: str
    asker: str
    need: str
    day: int = -3


Dated = str | int
"""A date with its precision, or a number of days from the last Monday."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happened to an actor; ``day`` is when the coordinator wrote it down."""

    actor: str
    kind: str
    happened: Dated
    source: str
    day: int | None = None
    name: str = ""
    was_name: str = ""
    actor_kind: str = ""
    was_kind: str = ""
    commune: str = ""
    street: str = ""
    was_commune: str = ""
    was_street: str = ""
    source_name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TieRow:
    """What ties an actor to another one."""

    actor: str
    other: str
    kind: str
    source: str
    since: Dated = ""
    until: Dated = ""
    end_reason: str = ""
    source_name: str = ""
    day: int | None = None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """How an actor is reached, and the skills it offers and seeks."""

    actor: str
    email: str = ""
    website: str = ""
    social: str = ""
    calendar: str = ""
    offers: tuple[str, ...] = ()
    seeks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """A period of a place; an ``outline`` is the outer ring of a polygon, as longitude and latitude."""

    state: str
    since: str
    until: str = ""
    street: str = ""
    complement: str = ""
    commune: str = ""
    lat: float | None = None
    lon: float | None = None
    outline: tuple[tuple[float, float], ...] = ()
    capacity: int | None = None
    services: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    hours: str = ""
    keeper: str = ""
    source_name: str = ""
    note: dict[str, str] = field(default_factory=dict)
    invented: bool = False


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place and its phases."""

    slug: str
    name: str
    kind: str
    fr: str
    en: str
    phase: tuple[PhaseRow, ...]
    invented: bool = False


@dataclass(frozen=True, slots=True)
class StayRow:
    """Who is in a place, and where to it moves, if it does."""

    place: str
    actor: str
    since: str
    until: str = ""
    terms: str = "unknown"
    moves_to: str = ""
    moves_on: str = ""
    moves_terms: str = ""


@dataclass(frozen=True, slots=True)
class SpaceRow:
    """A space of a place and its rules."""

    slug: str
    place: str
    name: str
    kind: str
    units: int = 1
    capacity: int = 1
    means: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    shares: dict[str, float] = field(default_factory=dict)
    price: dict[str, str] = field(default_factory=dict)
    notice_minutes: int = 0
    longest_minutes: int = 480
    needs_approval: bool = False
    reconfirm_hours: int = 24
    release_minutes: int = 20


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Somebody who would take a time that is taken; ``asked`` days before it."""

    space: str
    person: str
    day: int
    hour: int
    minutes: int
    purpose: str
    asked: int = 7
    people: int = 5


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """Somebody who says on the last morning that she is in a place, until an hour."""

    person: str
    place: str
    until: int
    about: str


@dataclass(frozen=True, slots=True)
class BookingRow(WaitingRow):
    """Who books a space, how many times, one ``every`` so many weeks; the part of the dates she comes to."""

    times: int = 1
    every: int = 1
    comes: float = 1.0
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class DemoData:
    """All the files of a demonstration, read and checked against each other."""

    actors: tuple[ActorRow, ...]
    people: tuple[PersonRow, ...]
    pledges: tuple[PledgeRow, ...]
    needs: tuple[NeedRow, ...]
    words: tuple[WordRow, ...]
    events: tuple[EventRow, ...]
    ties: tuple[TieRow, ...]
    contacts: tuple[ContactRow, ...]
    places: tuple[PlaceRow, ...]
    stays: tuple[StayRow, ...]
    spaces: tuple[SpaceRow, ...]
    bookings: tuple[BookingRow, ...]
    waitings: tuple[WaitingRow, ...]
    presences: tuple[PresenceRow, ...]
    notes: dict[str, tuple[str, ...]]

    def last_needs(self, count: int) -> DemoData:
        """The same demonstration with only its latest needs: quicker to play."""
        return replace(self, needs=self.needs[-count:])


def read_demo(folder: Path) -> DemoData:
    """Read the ``demo`` folder of a territory; refuses what could not be played, by file and line."""
    data = DemoData(
        actors=_csv(folder / "actors.csv", _actor),
        people=_csv(folder / "people.csv", _person),
        pledges=_toml(folder / "pledges.toml", "pledge", _pledge),
        needs=tuple(sorted(_toml(folder / "needs.toml", "need", _need), key=lambda n: (n.day, n.hour))),
        words=_toml(folder / "words.toml", "word", lambda row: WordRow(**row)),
        events=_toml(folder / "lives.toml", "event", lambda row: EventRow(**row)),
        ties=_toml(folder / "lives.toml", "tie", lambda row: TieRow(**row)),
        contacts=_toml(folder / "lives.toml", "contact", _contact),
        places=_toml(folder / "places.toml", "place", _place),
        stays=_toml(folder / "places.toml", "stay", lambda row: StayRow(**row)),
        spaces=_toml(folder / "spaces.toml", "space", lambda row: SpaceRow(**row)),
        bookings=_toml(folder / "spaces.toml", "booking", lambda row: BookingRow(**row)),
        waitings=_toml(folder / "spaces.toml", "waiting", lambda row: WaitingRow(**row)),
        presences=_toml(folder / "spaces.toml", "presence", lambda row: PresenceRow(**row)),
        notes={k: tuple(v) for k, v in _loaded(folder / "notes.toml").items()},
    )
    _refuse_strangers(data)
    return data


def _actor(row: dict[str, str]) -> ActorRow:
    return ActorRow(
        slug=row["slug"],
        name=row["name"],
        kind=ActorKind(row["kind"]),
        commune=row["commune"],
        founded=row["founded"],
        descriptions={"fr": row["description_fr"], "en": row["description_en"]},
    )


def _place(row: dict[str, Any]) -> PlaceRow:
    phases = tuple(PhaseRow(**phase) for phase in row["phase"])
    return PlaceRow(**{**row, "phase": phases})


def _person(row: dict[str, str]) -> PersonRow:
    return PersonRow(
        slug=row["slug"],
        given_name=row["given_name"],
        family_name=row["family_name"],
        email=row["email"],
        language=row["language"],
        actor=row["actor_slug"],
        titles={"fr": row["title_fr"], "en": row["title_en"]},
        paths=tuple(filter(None, row["paths"].split(";"))),
        roles=tuple(filter(None, row["roles"].split(";"))),
        is_character=row["persona"] == "1",
    )


def _pledge(row: dict[str, Any]) -> PledgeRow:
    return PledgeRow(
        partner=row["partner"],
        titles={"fr": row["title_fr"], "en": row["title_en"]},
        hours_total=row["hours_total"],
        starts=row["starts"],
        ends=row["ends"],
        skills=tuple(row["skills"]),
        helpers=tuple(_helper(helper) for helper in row["helper"]),
    )


def _helper(row: dict[str, Any]) -> HelperRow:
    return HelperRow(
        person=row["person"],
        hours_per_month=row["hours_per_month"],
        max_open=row["max_open"],
        languages=tuple(row["languages"]),
        skills=tuple(row["skills"]),
        absences=tuple((away["from"], away["to"]) for away in row["absences"]),
        not_with=tuple(row["not_with"]),
    )


def _need(row: dict[str, Any]) -> NeedRow:
    kinds = {"urgency": Urgency(row["urgency"]), "via": Via(row["via"]), "fate": Fate(row["fate"])}
    return NeedRow(**{**row, **kinds, "skills": tuple(row["skills"])})


def _contact(row: dict[str, Any]) -> ContactRow:
    lists = {name: tuple(row.get(name, ())) for name in ("offers", "seeks")}
    return ContactRow(**{**row, **lists})


def _csv(file: Path, made: Callable[[dict[str, str]], T]) -> tuple[T, ...]:
    if not file.exists():
        raise ScenarioError(f"{file} is missing: the demonstration needs it.")
    with file.open(encoding="utf-8", newline="") as stream:
        return tuple(
            _row(row, made, f"{file}, line {number}") for number, row in enumerate(csv.DictReader(stream), 2)
        )


def _toml(file: Path, name: str, made: Callable[[dict[str, Any]], T]) -> tuple[T, ...]:
    rows = _loaded(file).get(name, [])
    return tuple(_row(row, made, f"{file}, {name} number {number}") for number, row in enumerate(rows, 1))


def _row(row: dict[str, Any], made: Callable[[dict[str, Any]], T], where: str) -> T:
    try:
        return made(row)
    except KeyError as error:
        raise ScenarioError(f"{where}: {error} is missing.") from None
    except (TypeError, ValueError) as error:
        raise ScenarioError(f"{where}: {error}. Correct it and try again.") from None


def _loaded(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ScenarioError(f"{file} is missing: the demonstration needs it.") from None
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(f"{file} is not valid TOML: {error}. Correct that line and try again.") from None


def _refuse_strangers(data: DemoData) -> None:
    """Every name used in a file is known in the file that introduces it."""
    actors, people = {row.slug for row in data.actors}, {row.slug for row in data.people}
    named = [(row.actor, actors, f"people.csv: {row.slug} is in") for row in data.people]
    named += [(row.partner, actors, "pledges.toml: the partner is") for row in data.pledges]
    named += [(row.actor, actors, "lives.toml tells of") for row in data.events]
    named += [(row.actor, actors, "lives.toml tells of") for row in data.contacts]
    named += [(slug, actors, "lives.toml ties") for row in data.ties for slug in (row.actor, row.other)]
    places = {row.slug for row in data.places}
    named += [(row.actor, actors, "places.toml: there is") for row in data.stays]
    named += [
        (slug, places, "places.toml: somebody is in")
        for row in data.stays
        for slug in (row.place, row.moves_to)
        if slug
    ]
    named += [
        (phase.keeper, actors, f"places.toml: {row.slug} is kept by")
        for row in data.places
        for phase in row.phase
        if phase.keeper
    ]
    spaces = {row.slug for row in data.spaces}
    named += [(row.place, places, f"spaces.toml: {row.slug} is in") for row in data.spaces]
    named += [(row.person, people, "spaces.toml: it is said to be there:") for row in data.presences]
    named += [(row.place, places, f"spaces.toml: {row.person} says to be in") for row in data.presences]
    for row in (*data.bookings, *data.waitings):
        named.append((row.person, people, "spaces.toml: it is booked by"))
        named.append((row.space, spaces, f"spaces.toml: {row.person} books"))
    named += [(row.asker, people, "needs.toml: the asker is") for row in data.needs]
    for helper in (helper for pledge in data.pledges for helper in pledge.helpers):
        named.append((helper.person, people, "pledges.toml: the helper is"))
        named += [(slug, actors, f"pledges.toml: {helper.person} is kept from") for slug in helper.not_with]
    for slug, known, where in named:
        if slug not in known:
            raise ScenarioError(
                f"{where} {slug!r}, whom no file introduces. Correct the name or add its line."
            )
