"""The moments that dates with a precision stand for, in the territory's time."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from maillage.actors.queries.time_machine import Moment
from maillage.common import clock
from maillage.common.partial_date import PartialDate


def moment_of(day: PartialDate | None, known: PartialDate | None) -> Moment:
    """What was so at the end of ``day`` (None: today), as known at the end of ``known`` (None: now).

    A year stands for its last day, or for today while it is not over.
    """
    today = clock.today()
    return Moment(min(day.last, today) if day else today, known_at_end_of(known) if known else None)


def known_at_end_of(day: PartialDate) -> datetime | None:
    """The last moment of a day in the territory's time; None when it is not over: what is known now."""
    if day.last >= clock.today():
        return None
    midnight = datetime.combine(day.last + timedelta(days=1), time.min, timezone.get_current_timezone())
    return midnight - timedelta(microseconds=1)
