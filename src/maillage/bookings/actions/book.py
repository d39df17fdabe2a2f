"""Book a space, once or again and again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from maillage.actors.models import Actor
from maillage.bookings.actions.common import hold_space, record
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
        refuse_withdrawn(held)
        series, dates = series_or_refuse(held, wish)
        refuse_person(held, person, actor, wish.people)
        refuse_moment(held, dates)
        unfit_dates = unfit(held, dates)
        fit = tuple(date for date in dates if date not in unfit_dates)
        if not skip_taken or not fit:
            refuse_unfit(unfit_dates)
        units = units_for(held, [(date.start, date.end) for date in fit])
        taken = [date.local for date, unit in zip(fit, units, strict=True) if unit is None]
        if not skip_taken or len(taken) == len(fit):
            refuse_taken(taken)
        placed = [(date, unit) for date, unit in zip(fit, units, strict=True) if unit is not None]
        booking = write_booking(
            space=held,
            person=person,
            actor=actor,
            wish=wish,
            series=series,
            placed=placed,
            who=who,
            skipped=[*taken, *(date.local for date in unfit_dates)],
        )
        record(booking, "book", who)
    return booking


def write_booking(
    *,
    space: Space,
    person: Person,
    actor: Actor | None,
    wish: Wish,
    series: Series,
    placed: list[tuple[Date, int]],
    who: str,
    skipped: list[datetime],
) -> Booking:
    """The rows of a booking whose dates were found free, under the lock on its space."""
    excluded = sorted({*series.excluded, *skipped})
    booking: Booking = Booking.objects.create(
        territory=space.territory,
        space=space,
        person=person,
        actor=actor,
        purpose=wish.purpose.strip()[:200],
        people=wish.people,
        rule=series.rule.text(series.zone) if series.rule else "",
        start_local=series.start.isoformat(),
        length_minutes=wish.minutes,
        excluded=[local.isoformat() for local in excluded],
        who=who,
    )
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
        for date, unit in placed
    )
    return booking
