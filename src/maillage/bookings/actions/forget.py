"""Forgetting who booked: the names and purposes go, the hours still count."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Max

from maillage.bookings.enums import WaitingState
from maillage.bookings.models import BlockedPeriod, Booking, Waiting
from maillage.common import clock, journal
from maillage.people.actions import forget_person
from maillage.people.models import Person

DAYS_A_MONTH = 30.44
WAITED_DAYS = 30
"""How long a wait that ended is kept: time enough to answer a question about it."""


def forget_bookings(*, months: int) -> int:
    """Forget the person and the purpose of bookings whose last date ended so long ago; returns how many.

    Waits that ended and periods that are over go after thirty days; a person whom nothing holds goes too.
    """
    now = clock.now()
    recent = now - timedelta(days=WAITED_DAYS)
    Waiting.objects.filter(ends_at__lt=recent).exclude(state=WaitingState.WAITING).delete()
    BlockedPeriod.objects.filter(ends_at__lt=recent).exclude(uid="").delete()
    limit = now - timedelta(days=round(months * DAYS_A_MONTH))
    rows = Booking.objects.exclude(person=None).annotate(last=Max("occurrences__ends_at"))
    old = list(rows.filter(last__lt=limit).select_related("person"))
    for booking in old:
        if booking.person is not None:
            _forget(booking, booking.person)
    return len(old)


def _forget(booking: Booking, person: Person) -> None:
    with transaction.atomic():
        Booking.objects.filter(pk=booking.pk).update(person=None, purpose="")
        journal.record(who=journal.SYSTEM, verb="forget", kind="booking", ref=booking.ref)
        forget_person(person=person, who=journal.SYSTEM)
