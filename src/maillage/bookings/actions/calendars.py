"""Take over what another calendar says of a space, and let it go again."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from maillage.bookings.actions.common import hold_space
from maillage.bookings.actions.waiting import fill_waiting
from maillage.bookings.connectors import CalendarError
from maillage.bookings.connectors.remarks import REFUSALS
from maillage.bookings.models import BlockedPeriod, Space
from maillage.bookings.reading import Period, Taken, understood
from maillage.common import journal
from maillage.common.errors import Refusal

BATCH = 1_000


def import_calendar(
    *, space: Space, rows: Iterable[bytes], ahead_days: int, keep_summaries: bool, who: str
) -> Taken:
    """Block a space whenever another calendar, given as lines, takes it within so many days from now.

    What was taken over before and is not over is replaced; what a person blocked here, and what is booked,
    stays. ``keep_summaries`` keeps what the events are called, which is often personal. Refuses a file that
    is no calendar, is cut, or is too long.
    """
    try:
        taken = understood(space, rows, ahead_days)
    except CalendarError as error:
        raise refusal(error) from None
    with transaction.atomic():
        held = hold_space(space)
        BlockedPeriod.objects.filter(space=held, ends_at__gt=taken.start).exclude(uid="").delete()
        blocked = (_blocked(held, period, keep_summaries, who) for period in _distinct(taken.periods))
        BlockedPeriod.objects.bulk_create(blocked, batch_size=BATCH)
        told = {"events": taken.events, "periods": len(taken.periods), "remarks": len(taken.remarks)}
        journal.record(who=who, verb="import_calendar", kind="space", ref=held.ref, data=told)
        fill_waiting(space=held)
    return taken


def drop_calendar(*, space: Space, who: str) -> int:
    """Let go of all that was taken over from another calendar; its times are given to who waits.

    Returns how many periods there were.
    """
    with transaction.atomic():
        held = hold_space(space)
        dropped = BlockedPeriod.objects.filter(space=held).exclude(uid="").delete()[0]
        if dropped:
            journal.record(
                who=who, verb="drop_calendar", kind="space", ref=held.ref, data={"periods": dropped}
            )
            fill_waiting(space=held)
    return dropped


def refusal(error: CalendarError) -> Refusal:
    """Why a file is not taken over, for the person who gave it."""
    what, todo = REFUSALS[error.code]
    return Refusal(error.code, str(what), todo=str(todo), status=422)


def _distinct(periods: Iterable[Period]) -> Iterable[Period]:
    """Each time once an event: a calendar that says it twice means it once."""
    return {(period.start, period.end, period.uid): period for period in periods}.values()


def _blocked(space: Space, period: Period, keep_summaries: bool, who: str) -> BlockedPeriod:
    return BlockedPeriod(
        territory=space.territory,
        space=space,
        starts_at=period.start,
        ends_at=period.end,
        why=period.summary if keep_summaries else "",
        uid=period.uid,
        who=who,
    )
