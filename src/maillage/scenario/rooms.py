"""What can be booked in the quarter, who books it, who comes and who does not."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from random import Random

from django.utils.timezone import localtime

from maillage.bookings.actions import (
    SpaceSheet,
    Wish,
    approve,
    book,
    check_in,
    open_space,
    reconfirm,
    wait_for,
)
from maillage.bookings.enums import OccurrenceState, SpaceKind
from maillage.bookings.models import Booking, Occurrence, Space
from maillage.places.actions import announce_presence
from maillage.places.models import Place
from maillage.places.queries.presences import welcoming_places
from maillage.scenario.cast import Cast
from maillage.scenario.data import BookingRow, PresenceRow, SpaceRow, WaitingRow
from maillage.scenario.stage import FIRST_DAY

OPENED_ON = FIRST_DAY + 3
TOLD_AHEAD = 200
"""How far ahead the demonstration's spaces can be booked, in days: its series are asked for at once."""


def plan_rooms(cast: Cast) -> None:
    """Plan when each space opens, when each booking is asked for, and who comes."""
    stage, spaces = cast.stage, dict[str, Space]()
    start = stage.office(stage.moment(OPENED_ON, 10))
    for number, row in enumerate(cast.data.spaces):
        stage.at(start + timedelta(minutes=number), partial(_open, cast, spaces, row))
    for number, booking in enumerate(cast.data.bookings):
        asked = stage.moment(booking.day - booking.asked, 11, number % 60)
        stage.at(
            max(asked, start + timedelta(hours=1, minutes=number)), partial(_book, cast, spaces, booking)
        )
    for number, waiting in enumerate(cast.data.waitings):
        asked = stage.moment(waiting.day - waiting.asked, 12, number % 60)
        stage.at(asked, partial(_wait, cast, spaces, waiting))
    for presence in cast.data.presences:
        stage.at(stage.end - timedelta(minutes=10), partial(_say_here, cast, presence))


def _say_here(cast: Cast, row: PresenceRow) -> None:
    """She says that she is there, when it is a day on which the place welcomes and the hour is to come."""
    until = cast.stage.on(cast.stage.end.date(), row.until)
    place = _place(cast, row.place)
    if until > cast.stage.end and place in welcoming_places():
        announce_presence(person=cast.person(row.person), place=place, until=until, about=row.about)


def _place(cast: Cast, slug: str) -> Place:
    name = next(place.name for place in cast.data.places if place.slug == slug)
    found: Place = Place.objects.get(name=name)
    return found


def _open(cast: Cast, spaces: dict[str, Space], row: SpaceRow) -> None:
    sheet = SpaceSheet(
        row.name,
        SpaceKind(row.kind),
        units=row.units,
        capacity=row.capacity,
        means=list(row.means),
        access=list(row.access),
        ahead_days=TOLD_AHEAD,
        notice_minutes=row.notice_minutes,
        longest_minutes=row.longest_minutes,
        needs_approval=row.needs_approval,
        reserved_shares=dict(row.shares),
        price_notes=dict(row.price),
        reconfirm_hours=row.reconfirm_hours,
        release_minutes=row.release_minutes,
    )
    place = _place(cast, row.place)
    spaces[row.slug] = open_space(place=place, sheet=sheet, who=cast.coordinator, is_invented=True)


def _wish(cast: Cast, space: Space, row: WaitingRow) -> Wish:
    start = cast.stage.moment(row.day, row.hour).replace(tzinfo=None)
    times = getattr(row, "times", 1)
    every = getattr(row, "every", 1)
    rule = f"FREQ=WEEKLY;INTERVAL={every};COUNT={times}" if times > 1 else ""
    return Wish(start, row.minutes, rule, purpose=row.purpose, people=min(row.people, space.capacity))


def _book(cast: Cast, spaces: dict[str, Space], row: BookingRow) -> None:
    person = cast.person(row.person)
    booking = book(
        space=spaces[row.space],
        person=person,
        actor=cast.actor_of(row.person),
        wish=_wish(cast, spaces[row.space], row),
        who=person.ref,
        skip_taken=True,
    )
    if spaces[row.space].needs_approval and not row.undecided:
        next_day = cast.stage.office(localtime(booking.created_at) + timedelta(days=1))
        cast.stage.at(next_day, partial(_approve, cast, booking))
    _plan_dates(cast, booking, row, person.ref)


def _approve(cast: Cast, booking: Booking) -> None:
    approve(booking=booking, who=cast.coordinator)


def _plan_dates(cast: Cast, booking: Booking, row: BookingRow, who: str) -> None:
    """For each date: she says that she comes, on the eve or in the morning, and most often comes."""
    random = Random(f"{row.space}:{row.person}:{row.day}")  # noqa: S311
    stage = cast.stage
    for occurrence in booking.occurrences.order_by("starts_at"):
        starts: datetime = localtime(occurrence.starts_at)
        stage.at(stage.on(starts.date() - timedelta(days=1), 20), partial(_confirm, occurrence.pk, who))
        stage.at(stage.on(starts.date(), 8, 40), partial(_confirm, occurrence.pk, who))
        if random.random() < row.comes:
            stage.at(starts + timedelta(minutes=random.randrange(12)), partial(_come, occurrence.pk, who))


def _confirm(key: int, who: str) -> None:
    row = Occurrence.objects.select_related("space", "booking").get(pk=key)
    asked = row.reconfirm_asked_at is not None and row.reconfirmed_at is None
    if asked and row.state == OccurrenceState.HELD:
        reconfirm(occurrence=row, who=who)


def _come(key: int, who: str) -> None:
    row = Occurrence.objects.select_related("space", "booking").get(pk=key)
    if row.state == OccurrenceState.HELD:
        check_in(occurrence=row, space=row.space, who=who)


def _wait(cast: Cast, spaces: dict[str, Space], row: WaitingRow) -> None:
    person = cast.person(row.person)
    wait_for(
        space=spaces[row.space],
        person=person,
        actor=cast.actor_of(row.person),
        wish=_wish(cast, spaces[row.space], row),
        who=person.ref,
    )
