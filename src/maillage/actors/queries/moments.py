"""The moments that dates with a precision stand for, and the directory of one, read from a line on."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from maillage.actors.models import FOREVER, Episode
from maillage.actors.queries.time_machine import EVERYTHING, Moment, Narrowing
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


def page_after(
    moment: Moment, only: Narrowing = EVERYTHING, *, name: str = "", actor: int = 0, size: int
) -> list[Episode]:
    """The directory of a day by name, from the line that follows this sort name and actor (primary key).

    Only inequalities choose the rows, so that the names are walked and nothing is sorted.
    """
    rows = Episode.objects.filter(
        only.query(), sort_name__gte=name, valid_from__lte=moment.day, valid_until__gt=moment.day
    )
    if moment.known_at is None:
        rows = rows.filter(known_until__gte=FOREVER)
    else:
        rows = rows.filter(known_from__lte=moment.known_at, known_until__gt=moment.known_at)
    rows = rows.exclude(sort_name=name, actor__lte=actor).order_by("sort_name", "actor")
    return list(rows.select_related("actor", "address__commune")[:size])
