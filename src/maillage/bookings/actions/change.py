"""Move a date and those after it: to another hour, another day, another length."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from maillage.bookings import bridge, letters
from maillage.bookings.actions.book import Found, find_dates, write_booking, write_dates
from maillage.bookings.actions.cancel import end_from
from maillage.bookings.actions.common import hold_space, record, refuse_past, tell_others_act
from maillage.bookings.actions.rules import Wish, refuse_length
from maillage.bookings.actions.waiting import fill_waiting
from maillage.bookings.bridge import OtherDayError, Series
from maillage.bookings.enums import OPEN_STATES
from maillage.bookings.models import Booking, Occurrence, Space
from maillage.common.errors import Refusal
from maillage.people.models import Person


def change_following(
    *, occurrence: Occurrence, start: datetime, minutes: int, who: str, skip_taken: bool = False
) -> Booking:
    """This date begins at a naive local ``start`` and lasts so many minutes; those after it move alike.

    What comes before stays as it is, and the rest becomes a booking that ``follows`` it; without anything
    before, the booking itself changes. All moves or nothing does, unless ``skip_taken`` leaves out what
    cannot be had. Raises Refusal as ``book`` does.
    """
    with transaction.atomic():
        space = hold_space(occurrence.space)
        old = _held(occurrence)
        refuse_length(space, minutes)
        series = _moved(old, occurrence, start, minutes)
        is_first = not old.occurrences.filter(starts_at__lt=occurrence.starts_at).exists()
        end_from(old, occurrence)
        wish, person = _wish(old, series), _person(old)
        found = find_dates(space, person, old.actor, wish, skip_taken=skip_taken)
        booking = (
            _rewrite(old, space, wish, found)
            if is_first
            else write_booking(
                space=space,
                person=person,
                actor=old.actor,
                wish=wish,
                found=found,
                who=who,
                follows=old,
            )
        )
        record(booking, "change_following", who, occurrence)
        tell_others_act(booking, who, partial(letters.changed, booking), "changed")
        fill_waiting(space=space)
    return booking


def _held(occurrence: Occurrence) -> Booking:
    """The booking, when the date can still be moved."""
    refuse_past(occurrence)
    occurrence.refresh_from_db(fields=["state"])
    if not occurrence.is_open:
        raise Refusal(
            "not_open",
            _("Cette date n’est plus réservée\u00a0: %(state)s.") % {"state": occurrence.get_state_display()},
            todo=_("Choisissez une date encore réservée."),
        )
    rows = Booking.objects.select_related("person", "actor", "territory")
    booking: Booking = rows.get(pk=occurrence.booking_id)
    return booking


def _moved(old: Booking, occurrence: Occurrence, start: datetime, minutes: int) -> Series:
    """The dates after the move; those that were ended before stay ended."""
    at = datetime.fromisoformat(occurrence.local)
    rows = old.occurrences.filter(starts_at__gt=occurrence.starts_at).exclude(state__in=OPEN_STATES)
    ended = {datetime.fromisoformat(local) for local in rows.values_list("local", flat=True)}
    series = bridge.series_of(old)
    try:
        return bridge.moved(replace(series, excluded=series.excluded | ended), at, start, minutes)
    except OtherDayError:
        raise Refusal(
            "other_day",
            _("Cette répétition nomme ses jours\u00a0: elle ne change pas de jour d’un geste."),
            todo=_("Gardez le jour et changez l’heure, ou annulez la suite et réservez de nouveau."),
            status=422,
        ) from None


def _person(booking: Booking) -> Person:
    """Whose it is: she is forgotten only long after the last date."""
    if booking.person is None:
        raise ValueError(f"{booking.ref} has a date to come and nobody.")
    return booking.person


def _wish(old: Booking, series: Series) -> Wish:
    return Wish(
        start=series.start,
        minutes=int(series.length.total_seconds() // 60),
        rule=series.rule.text(series.zone) if series.rule else "",
        excluded=tuple(sorted(series.excluded)),
        purpose=old.purpose,
        people=old.people,
    )


def _rewrite(booking: Booking, space: Space, wish: Wish, found: Found) -> Booking:
    """The same booking with other dates: calendars know it again, and take the higher sequence."""
    booking.start_local = wish.start.isoformat()
    booking.length_minutes = wish.minutes
    booking.rule, booking.excluded = found.rule, found.excluded
    booking.sequence = F("sequence") + 1
    booking.save(update_fields=["start_local", "length_minutes", "rule", "excluded", "sequence"])
    booking.refresh_from_db(fields=["sequence"])
    write_dates(booking, space, found)
    return booking
