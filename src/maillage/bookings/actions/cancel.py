"""Cancel a date, this one and the following, or all that is to come; never what has begun."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F

from maillage.bookings import bridge, letters
from maillage.bookings.actions.common import hold_space, move, record, refuse_past, tell_others_act
from maillage.bookings.actions.waiting import fill_waiting
from maillage.bookings.bridge import SeriesError
from maillage.bookings.enums import OPEN_STATES, OccurrenceState
from maillage.bookings.models import Booking, Occurrence
from maillage.common import clock


def cancel_occurrence(*, occurrence: Occurrence, who: str, why: str = "") -> bool:
    """One date will not take place, the others stay; False when it had ended already."""
    with transaction.atomic():
        hold_space(occurrence.space)
        occurrence.refresh_from_db(fields=["state"])
        if not occurrence.is_open:
            return False
        refuse_past(occurrence)
        move(occurrence, OccurrenceState.CANCELLED)
        booking: Booking = Booking.objects.get(pk=occurrence.booking_id)
        if booking.rule:
            booking.excluded = sorted({*booking.excluded, occurrence.local})
        _changed(booking, "excluded")
        record(booking, "cancel_occurrence", who, occurrence, why)
        tell_others_act(booking, who, partial(letters.cancelled, booking, [occurrence], why), "cancelled")
        fill_waiting(space=occurrence.space)
    return True


def cancel_following(*, occurrence: Occurrence, who: str, why: str = "") -> int:
    """This date and those after it will not take place; the series ends before it. Returns how many.

    Dates before it stay as they are, also when they are to come. Refuses a date that has begun.
    """
    with transaction.atomic():
        hold_space(occurrence.space)
        refuse_past(occurrence)
        booking: Booking = Booking.objects.get(pk=occurrence.booking_id)
        ended = end_from(booking, occurrence)
        if ended:
            record(booking, "cancel_following", who, occurrence, why)
            tell_others_act(booking, who, partial(letters.cancelled, booking, ended, why), "cancelled")
            fill_waiting(space=booking.space)
    return len(ended)


def end_from(booking: Booking, occurrence: Occurrence) -> list[Occurrence]:
    """End a series before one of its dates, under the lock on its space. Returns the dates that were open."""
    ended = _cancel(booking.occurrences.filter(starts_at__gte=occurrence.starts_at))
    if ended:
        _shorten(booking, datetime.fromisoformat(occurrence.local))
    return ended


def cancel_booking(*, booking: Booking, who: str, why: str = "") -> int:
    """Nothing that is to come of a booking will take place; what was stays. Returns how many dates."""
    with transaction.atomic():
        hold_space(booking.space)
        held: Booking = Booking.objects.get(pk=booking.pk)
        ended = _cancel(held.occurrences.filter(starts_at__gt=clock.now()))
        if ended:
            _changed(held)
            record(held, "cancel_booking", who, why=why)
            tell_others_act(held, who, partial(letters.cancelled, held, ended, why), "cancelled")
            fill_waiting(space=held.space)
    return len(ended)


def _cancel(rows: Iterable[Occurrence]) -> list[Occurrence]:
    open_rows = [row for row in rows if row.state in OPEN_STATES]
    return [row for row in open_rows if move(row, OccurrenceState.CANCELLED)]


def _shorten(booking: Booking, at: datetime) -> None:
    """End the series before a date; one of which nothing comes before keeps its rule, all its dates ended."""
    try:
        kept = bridge.before(bridge.series_of(booking), at)
    except SeriesError:
        _changed(booking)
        return
    booking.rule = kept.rule.text(kept.zone) if kept.rule else ""
    booking.excluded = sorted(local.isoformat() for local in kept.excluded)
    _changed(booking, "rule", "excluded")


def _changed(booking: Booking, *columns: str) -> None:
    """Keep what changed; calendars take the higher sequence for the newer."""
    booking.sequence = F("sequence") + 1
    booking.save(update_fields=[*columns, "sequence"])
    booking.refresh_from_db(fields=["sequence"])
