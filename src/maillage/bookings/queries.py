"""Reads of bookings: what lies on a space, what somebody booked, who waits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from maillage.bookings.enums import BLOCKING, WaitingState
from maillage.bookings.models import BlockedPeriod, Booking, Occurrence, Space, Waiting
from maillage.people.models import Person


class BusySpan(NamedTuple):
    """A unit (from 1) of a space (its key) is taken from an instant up to another."""

    space: int
    unit: int
    start: datetime
    end: datetime


def occurrences_of(space: Space, start: datetime, end: datetime) -> QuerySet[Occurrence]:
    """What takes a unit of a space between two instants, in order of time."""
    rows = Occurrence.objects.filter(space=space, state__in=BLOCKING, starts_at__lt=end, ends_at__gt=start)
    return rows.select_related("booking__person", "booking__actor").order_by("starts_at", "unit")


def busy_spans(spaces: Iterable[Space], start: datetime, end: datetime) -> list[BusySpan]:
    """What is taken of many spaces between two instants, in one query."""
    rows = Occurrence.objects.filter(
        space__in=[space.pk for space in spaces],
        state__in=BLOCKING,
        starts_at__lt=end,
        ends_at__gt=start,
    )
    return [BusySpan(*row) for row in rows.order_by().values_list("space", "unit", "starts_at", "ends_at")]


def blocked_spans(spaces: Iterable[Space], start: datetime, end: datetime) -> list[BusySpan]:
    """The blocked periods of many spaces between two instants, once for each of their units."""
    units = {space.pk: space.units for space in spaces}
    rows = BlockedPeriod.objects.filter(space__in=list(units), starts_at__lt=end, ends_at__gt=start)
    spans = rows.order_by().values_list("space", "starts_at", "ends_at")
    return [BusySpan(key, unit, a, b) for key, a, b in spans for unit in range(1, units[key] + 1)]


def hours_by_kind(space: Space, start: datetime, end: datetime) -> dict[str, float]:
    """The seconds of a space taken between two instants, by kind of actor; blank without one."""
    rows = Occurrence.objects.filter(
        space=space, state__in=BLOCKING, starts_at__lt=end, ends_at__gt=start
    ).order_by()
    taken: dict[str, float] = {}
    for kind, first, last in rows.values_list("booking__actor__kind", "starts_at", "ends_at"):
        length = (min(last, end) - max(first, start)).total_seconds()
        taken[kind or ""] = taken.get(kind or "", 0.0) + length
    return taken


def bookings_of(person: Person) -> QuerySet[Booking]:
    """What somebody booked, the latest first."""
    rows = Booking.objects.filter(person=person).select_related("space__place", "actor")
    return rows.prefetch_related("occurrences").order_by("-created_at", "-pk")


def waiting_for(space: Space) -> QuerySet[Waiting]:
    """Who waits for a space, in the order in which they are served."""
    rows = Waiting.objects.filter(space=space, state=WaitingState.WAITING)
    return rows.select_related("person", "actor").order_by("created_at", "pk")
