"""Book a space, once or again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction

from maillage.actors.models import Actor
from maillage.bookings import letters
from maillage.bookings.actions.common import hold_space, record, tell
from maillage.bookings.actions.rules import (
    Wish,
    refuse_moment,
    refuse_person,
    refuse_taken,
    refuse_unfit,
    refuse_withdrawn,
    series_or_refuse,
    unfit,
)
from maillage.bookings.bridge import Date, Series, units_for
from maillage.bookings.enums import OccurrenceState
from maillage.bookings.models import Booking, Occurrence, Space
from maillage.people.models import Person


@dataclass(frozen=True, slots=True)
class Found:
    """The dates of a wish that can be had, each with its unit, and the others (local starts)."""

    series: Series
    placed: tuple[tuple[Date, int], ...]
    skipped: tuple[datetime, ...] = ()

    @property
    def excluded(self) -> list[str]:
        """The dates of the rule that do not take place, in order."""
        return [local.isoformat() for local in sorted({*self.series.excluded, *self.skipped})]

    @property
    def rule(self) -> str:
        """The rule, as it is kept; blank for one date."""
        return self.series.rule.text(self.series.zone) if self.series.rule else ""


def book(
    *,
    space: Space,
    person: Person,
    wish: Wish,
    who: str,
    actor: Actor | None = None,
    skip_taken: bool = False,
) -> Booking:
    """Book all dates of a wish or, with ``skip_taken``, those that can be had; the others become exceptions.

    Raises Refusal for what the rules of the space forbid, and ``taken`` when somebody else was first.
    """
    with transaction.atomic():
        held = hold_space(space)
        found = find_dates(held, person, actor, wish, skip_taken=skip_taken)
        booking = write_booking(space=held, person=person, actor=actor, wish=wish, found=found, who=who)
        record(booking, "book", who)
        tell(booking, partial(letters.booked, booking), "booked")
    return booking


def find_dates(space: Space, person: Person, actor: Actor | None, wish: Wish, *, skip_taken: bool) -> Found:
    """The dates of a wish on a space that is held; raises Refusal as ``book`` does."""
    refuse_withdrawn(space)
    series, dates = series_or_refuse(space, wish)
    refuse_person(space, person, actor, wish.people)
    refuse_moment(space, dates)
    unfit_dates = unfit(space, dates, actor)
    fit = tuple(date for date in dates if date not in unfit_dates)
    if not skip_taken or not fit:
        refuse_unfit(unfit_dates)
    units = units_for(space, [(date.start, date.end) for date in fit])
    taken = [date.local for date, unit in zip(fit, units, strict=True) if unit is None]
    if not skip_taken or len(taken) == len(fit):
        refuse_taken(taken)
    placed = tuple((date, unit) for date, unit in zip(fit, units, strict=True) if unit is not None)
    return Found(series, placed, (*taken, *(date.local for date in unfit_dates)))


def write_booking(
    *,
    space: Space,
    person: Person,
    actor: Actor | None,
    wish: Wish,
    found: Found,
    who: str,
    follows: Booking | None = None,
) -> Booking:
    """The rows of a booking whose dates were found free, under the lock on its space."""
    booking: Booking = Booking.objects.create(
        territory=space.territory,
        space=space,
        person=person,
        actor=actor,
        purpose=wish.purpose.strip()[:200],
        people=wish.people,
        rule=found.rule,
        start_local=found.series.start.isoformat(),
        length_minutes=wish.minutes,
        excluded=found.excluded,
        who=who,
        follows=follows,
    )
    write_dates(booking, space, found)
    return booking


def write_dates(booking: Booking, space: Space, found: Found) -> None:
    """One row for each date; where a yes is needed, they wait for it."""
    state = OccurrenceState.ASKED if space.needs_approval else OccurrenceState.HELD
    Occurrence.objects.bulk_create(
        Occurrence(
            territory=space.territory,
            booking=booking,
            space=space,
            unit=unit,
            starts_at=date.start,
            ends_at=date.end,
            local=date.local.isoformat(),
            state=state,
        )
        for date, unit in found.placed
    )
