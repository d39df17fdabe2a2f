"""The waiting list of a space: first come, first served, as soon as something is freed."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.actors.models import Actor
from maillage.bookings import letters
from maillage.bookings.actions.book import Found, write_booking
from maillage.bookings.actions.common import hold_space, record, tell
from maillage.bookings.actions.rules import (
    Wish,
    refuse_moment,
    refuse_person,
    refuse_unfit,
    refuse_withdrawn,
    series_or_refuse,
    unfit,
)
from maillage.bookings.bridge import units_for
from maillage.bookings.enums import WaitingState
from maillage.bookings.models import Occurrence, Space, Waiting
from maillage.bookings.queries import waiting_for
from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.people.models import Person


def wait_for(*, space: Space, person: Person, wish: Wish, who: str, actor: Actor | None = None) -> Waiting:
    """Wait for one time that is taken; waiting twice for it is waiting once. Refuses one that is free."""
    if wish.rule:
        raise Refusal(
            "one_time",
            _("On attend une date à la fois."),
            todo=_("Inscrivez-vous pour chacune des dates prises."),
            status=422,
        )
    with transaction.atomic():
        held = hold_space(space)
        refuse_withdrawn(held)
        _series, dates = series_or_refuse(held, wish)
        refuse_person(held, person, actor, wish.people)
        refuse_moment(held, dates)
        refuse_unfit(unfit(held, dates, actor))
        (date,) = dates
        if units_for(held, [(date.start, date.end)]) != [None]:
            raise Refusal(
                "free", _("Ce créneau est libre."), todo=_("Réservez-le : il n’y a rien à attendre.")
            )
        row, is_new = Waiting.objects.get_or_create(
            territory=held.territory,
            space=held,
            person=person,
            starts_at=date.start,
            ends_at=date.end,
            state=WaitingState.WAITING,
            defaults={
                "actor": actor,
                "purpose": wish.purpose.strip()[:200],
                "people": wish.people,
                "created_at": clock.now(),
            },
        )
        if is_new:
            _record(row, "wait_for", who)
    return row


def leave_waiting(*, waiting: Waiting, who: str) -> bool:
    """Somebody no longer waits; False when she did not any more."""
    with transaction.atomic():
        rows = Waiting.objects.filter(pk=waiting.pk, state=WaitingState.WAITING)
        left = bool(rows.update(state=WaitingState.LEFT))
        if left:
            _record(waiting, "leave_waiting", who)
    waiting.refresh_from_db(fields=["state"])
    return left


def fill_waiting(*, space: Space) -> list[Occurrence]:
    """Give what is free to who waits for it, first come first served; what has begun is waited for no more.

    Called in the transaction of whatever freed something.
    """
    with transaction.atomic():
        held = hold_space(space)
        rows = waiting_for(held)
        rows.filter(starts_at__lte=clock.now()).update(state=WaitingState.PAST)
        served = [_serve(held, row) for row in rows.all()] if not held.is_withdrawn else []
    return [occurrence for occurrence in served if occurrence is not None]


def _serve(space: Space, row: Waiting) -> Occurrence | None:
    """The date that a wait became; None while its time is taken, or when the space is not to be had then."""
    wish = Wish(
        start=_local(row.starts_at, space),
        minutes=int((row.ends_at - row.starts_at).total_seconds() // 60),
        purpose=row.purpose,
        people=row.people,
    )
    (unit,) = units_for(space, [(row.starts_at, row.ends_at)])
    if unit is None:
        return None
    try:
        series, dates = series_or_refuse(space, wish)
        refuse_person(space, row.person, row.actor, row.people)
        refuse_unfit(unfit(space, dates, row.actor))
    except Refusal:
        return None
    booking = write_booking(
        space=space,
        person=row.person,
        actor=row.actor,
        wish=wish,
        found=Found(series, ((dates[0], unit),)),
        who=journal.SYSTEM,
    )
    occurrence: Occurrence = booking.occurrences.get()
    Waiting.objects.filter(pk=row.pk).update(state=WaitingState.SERVED, occurrence=occurrence)
    record(booking, "fill_waiting", journal.SYSTEM, occurrence)
    tell(booking, partial(letters.served, occurrence), "served")
    return occurrence


def _local(moment: datetime, space: Space) -> datetime:
    return moment.astimezone(space.territory.zone).replace(tzinfo=None, fold=0)


def _record(row: Waiting, verb: str, who: str) -> None:
    data = {"waiting": row.ref, "starts_at": row.starts_at.isoformat()}
    journal.record(who=who, verb=verb, kind="space", ref=row.space.ref, data=data)
