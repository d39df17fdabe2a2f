"""From the eve to the door: confirm again, come, or give back what stays empty."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from maillage.bookings import letters
from maillage.bookings.actions.common import hold_space, move, record, refuse_past, tell
from maillage.bookings.actions.waiting import fill_waiting
from maillage.bookings.enums import OccurrenceState
from maillage.bookings.models import Occurrence, Space
from maillage.common import clock, journal
from maillage.common.errors import Refusal

EARLY = timedelta(minutes=15)
"""How long before its beginning one may come in."""


def ask_reconfirmation(*, occurrence: Occurrence) -> bool:
    """Note that the person was asked whether she still comes; False when she was before."""
    rows = Occurrence.objects.filter(
        pk=occurrence.pk, state=OccurrenceState.HELD, reconfirm_asked_at=None, reconfirmed_at=None
    )
    with transaction.atomic():
        asked = bool(rows.update(reconfirm_asked_at=clock.now()))
        if asked:
            occurrence.refresh_from_db(fields=["reconfirm_asked_at"])
            record(occurrence.booking, "ask_reconfirmation", journal.SYSTEM, occurrence)
            tell(occurrence.booking, partial(letters.reconfirm, occurrence), "reconfirm")
    return asked


def ask_reconfirmations() -> int:
    """Ask all who come soon whether they still do: so many hours before, by the rules of each space.

    Who booked later than that was never in doubt. Returns how many were asked.
    """
    now = clock.now()
    rows = _held().filter(
        space__reconfirm_hours__gt=0, reconfirm_asked_at=None, reconfirmed_at=None, starts_at__gt=now
    )
    return sum(ask_reconfirmation(occurrence=row) for row in rows if _is_to_be_asked(row, now))


def reconfirm(*, occurrence: Occurrence, who: str) -> bool:
    """She still comes; False when she had said so. Refuses what was given back meanwhile, or has begun."""
    with transaction.atomic():
        hold_space(occurrence.space)
        occurrence.refresh_from_db(fields=["state", "reconfirmed_at"])
        if occurrence.reconfirmed_at is not None:
            return False
        _refuse_ended(occurrence)
        refuse_past(occurrence)
        occurrence.reconfirmed_at = clock.now()
        occurrence.save(update_fields=["reconfirmed_at"])
        record(occurrence.booking, "reconfirm", who, occurrence)
    return True


def release_unconfirmed() -> int:
    """Give back what was not confirmed again: half of the time left when it was asked has gone by.

    Asked 24 hours before, the answer is due 12 hours before. Returns how many dates were given back.
    """
    now = clock.now()
    rows = _held().filter(
        space__reconfirm_hours__gt=0,
        reconfirm_asked_at__isnull=False,
        reconfirmed_at=None,
        starts_at__gt=now,
    )
    due = [row for row in rows if row.answer_due is not None and now >= row.answer_due]
    return _give_back(due, OccurrenceState.RELEASED, "release_unconfirmed")


def check_in(*, occurrence: Occurrence, space: Space, who: str) -> bool:
    """Somebody is at the door of ``space``; False when she had come in already.

    Refuses the code of another space or of another time, and a date that has ended.
    """
    with transaction.atomic():
        hold_space(occurrence.space)
        occurrence.refresh_from_db(fields=["state"])
        _refuse_elsewhere(occurrence, space)
        if occurrence.state == OccurrenceState.USED:
            return False
        _refuse_ended(occurrence)
        move(occurrence, OccurrenceState.USED, came_at=clock.now(), ended_at=None)
        record(occurrence.booking, "check_in", who, occurrence)
    return True


def release_empty() -> int:
    """Give back what nobody came to, so long after its beginning. Returns how many dates were given back."""
    now = clock.now()
    rows = _held().filter(space__release_minutes__gt=0, starts_at__lte=now)
    due = [row for row in rows if now >= row.starts_at + timedelta(minutes=row.space.release_minutes)]
    return _give_back(due, OccurrenceState.MISSED, "release_empty")


def _held() -> QuerySet[Occurrence]:
    rows: QuerySet[Occurrence] = Occurrence.objects.filter(state=OccurrenceState.HELD)
    return rows.select_related(
        "space__place", "booking__space__place", "booking__person__territory"
    ).order_by("starts_at", "pk")


def _is_to_be_asked(row: Occurrence, now: datetime) -> bool:
    asks_at = row.starts_at - timedelta(hours=row.space.reconfirm_hours)
    return bool(row.booking.created_at <= asks_at <= now)


def _give_back(due: Iterable[Occurrence], state: OccurrenceState, verb: str) -> int:
    """Each in its own transaction: what is free is given to who waits at once."""
    given = 0
    for row in due:
        with transaction.atomic():
            hold_space(row.space)
            row.refresh_from_db(fields=["state", "reconfirmed_at"])
            late = state == OccurrenceState.MISSED or row.reconfirmed_at is None
            if late and move(row, state):
                record(row.booking, verb, journal.SYSTEM, row)
                if state == OccurrenceState.RELEASED:
                    tell(row.booking, partial(letters.given_back, row), "released")
                fill_waiting(space=row.space)
                given += 1
    return given


def _refuse_elsewhere(occurrence: Occurrence, space: Space) -> None:
    if occurrence.space_id != space.pk:
        raise Refusal(
            "other_space",
            _("Cette réservation est pour un autre espace : %(space)s.") % {"space": occurrence.space.name},
            todo=_("Allez à la bonne porte, ou réservez ici."),
        )
    if not occurrence.starts_at - EARLY <= clock.now() < occurrence.ends_at:
        raise Refusal(
            "other_time",
            _("Cette réservation est pour un autre moment."),
            why=_("On entre au plus tôt un quart d’heure avant."),
            todo=_("Revenez à l’heure, ou réservez maintenant si c’est libre."),
        )


def _refuse_ended(occurrence: Occurrence) -> None:
    if occurrence.state != OccurrenceState.HELD:
        raise Refusal(
            "not_held",
            _("Cette date n’est pas réservée : %(state)s.") % {"state": occurrence.get_state_display()},
            todo=_("Réservez de nouveau si c’est libre, ou inscrivez-vous sur la liste d’attente."),
        )
