"""Say yes or no to what needs approval."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from maillage.bookings import letters
from maillage.bookings.actions.common import hold_space, move, record, tell
from maillage.bookings.actions.waiting import fill_waiting
from maillage.bookings.enums import OccurrenceState
from maillage.bookings.models import Booking


def approve(*, booking: Booking, who: str) -> int:
    """Yes: every date that was asked for is held. Returns how many."""
    return _decide(booking, OccurrenceState.HELD, "approve", who)


def decline_booking(*, booking: Booking, who: str, why: str = "") -> int:
    """No: every date that was asked for is free again, and given to who waits. Returns how many."""
    return _decide(booking, OccurrenceState.DECLINED, "decline_booking", who, why)


def _decide(booking: Booking, state: OccurrenceState, verb: str, who: str, why: str = "") -> int:
    with transaction.atomic():
        hold_space(booking.space)
        rows = booking.occurrences.filter(state=OccurrenceState.ASKED)
        columns = {"ended_at": None} if state == OccurrenceState.HELD else {}
        decided = sum(move(row, state, **columns) for row in rows)
        if decided:
            record(booking, verb, who, why=why)
            _tell(booking, state, why)
            fill_waiting(space=booking.space)
    return decided


def _tell(booking: Booking, state: OccurrenceState, why: str) -> None:
    yes = state == OccurrenceState.HELD
    compose = partial(letters.booked, booking) if yes else partial(letters.declined, booking, why)
    tell(booking, compose, "accepted" if yes else "declined")
