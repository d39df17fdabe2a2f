"""Reads of bookings: what lies on a space, what somebody booked, who waits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Func, Q, QuerySet

from maillage.bookings.enums import BLOCKING, WaitingState
from maillage.bookings.models import BlockedPeriod, Booking, Occurrence, Space, Waiting
from maillage.people.models import Person

LONGEST = timedelta(days=31)
"""No space can be had for longer in one go: what may overlap a moment began in the month before it."""


def overlapping(start: datetime, end: datetime) -> Q:
    """What takes some time between two instants, as a condition that an index on the beginning answers."""
    return Q(starts_at__lt=end, starts_at__gt=start - LONGEST, ends_at__gt=start)


class BusySpan(NamedTuple):
    """A unit (from 1) of a space (its key) is taken from an instant up to another."""

    space: int
    unit: int
    start: datetime
    end: datetime


def occurrences_of(space: Space, start: datetime, end: datetime) -> QuerySet[Occurrence]:
    """What takes a unit of a space between two instants, in order of time."""
    rows = Occurrence.objects.filter(overlapping(start, end), space=space, state__in=BLOCKING)
    return rows.select_related("booking__person", "booking__actor").order_by("starts_at", "unit")


class Epoch(Func):
    """An instant as whole seconds since 1970: a number is read many times faster than a date."""

    output_field = BigIntegerField()
    template = "EXTRACT(EPOCH FROM %(expressions)s)::bigint"

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """SQLite keeps instants as text, in UTC."""
        template = "CAST(strftime('%%%%s', %(expressions)s) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **extra)


def taken_seconds(
    spaces: Iterable[Space], start: datetime, end: datetime
) -> Iterator[tuple[int, int, int, int]]:
    """What is taken of many spaces between two instants, in one query, as numbers: the key of the space, its
    unit (from 1), and both ends in seconds since 1970."""
    keys = [space.pk for space in spaces]
    rows = Occurrence.objects.filter(overlapping(start, end), space__in=keys, state__in=BLOCKING)
    spans = rows.order_by().values_list("space", "unit", Epoch("starts_at"), Epoch("ends_at"))
    return iter(spans)


def blocked_spans(spaces: Iterable[Space], start: datetime, end: datetime) -> list[BusySpan]:
    """The blocked periods of many spaces between two instants, once for each of their units."""
    units = {space.pk: space.units for space in spaces}
    rows = BlockedPeriod.objects.filter(space__in=list(units), starts_at__lt=end, ends_at__gt=start)
    spans = rows.order_by().values_list("space", "starts_at", "ends_at")
    return [BusySpan(key, unit, a, b) for key, a, b in spans for unit in range(1, units[key] + 1)]


def spans_by_kind(space: Space, start: datetime, end: datetime) -> list[tuple[str, datetime, datetime]]:
    """What is taken of a space between two instants, with the kind of the actor; blank without one."""
    rows = Occurrence.objects.filter(overlapping(start, end), space=space, state__in=BLOCKING).order_by()
    spans = rows.values_list("booking__actor__kind", "starts_at", "ends_at")
    return [(kind or "", first, last) for kind, first, last in spans]


def bookings_of(person: Person) -> QuerySet[Booking]:
    """What somebody booked, the latest first."""
    rows = Booking.objects.filter(person=person).select_related("space__place", "actor")
    return rows.prefetch_related("occurrences").order_by("-created_at", "-pk")


def has_booked(person: Person) -> bool:
    """True when somebody booked or waits for something, be it past."""
    mine = Booking.objects.filter(person=person).order_by().values("pk")
    waits = Waiting.objects.filter(person=person).order_by().values("pk")
    return mine.union(waits).exists()


def waiting_for(space: Space) -> QuerySet[Waiting]:
    """Who waits for a space, in the order in which they are served."""
    rows = Waiting.objects.filter(space=space, state=WaitingState.WAITING)
    return rows.select_related("person", "actor").order_by("created_at", "pk")
