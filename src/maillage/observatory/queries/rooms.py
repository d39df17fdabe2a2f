"""Who uses what can be booked: hours by group of actors against what was meant for them, small cells hidden.

An hour is an hour of one unit: two desks taken for an hour are two. Hours are real ones (the autumn night
has one more). What these figures mean:

- *taken*: the dates that were held or used. Where nobody notes who comes, a held date counts as used.
- *empty*: booked, and nobody came (``missed``): the length that was booked.
- *given back*: booked, and given back for want of a confirmation (``released``). What was cancelled,
  refused or never approved counts nowhere.
- *share*: a group's part of all hours taken. *Meant*: the part of all open hours that the spaces reserve
  for the group, each space weighing its open hours; a space that reserves nothing weighs for nobody.
- *occupation*: of the open hours of the spaces that are not withdrawn, less what was blocked, from the day
  each became bookable, the part that was taken.
- evening is from 19:00 to 22:00, night from 22:00 to 6:00, by the clocks of the territory.

A cell of fewer than ``min_cell`` bookings or people is hidden, and another with it. Of bookings whose person
was forgotten, actors count in her place, and those that have neither count as one person: rather too few
than one recognised.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from maillage.bookings.bridge import openings
from maillage.bookings.enums import OccurrenceState
from maillage.bookings.models import Occurrence, Space
from maillage.bookings.queries import blocked_spans
from maillage.common import clock
from maillage.observatory.hours import (
    EVENING,
    NIGHT,
    Span,
    seconds_inside,
    seconds_of_day,
    seconds_of_weekend,
    without,
)
from maillage.observatory.parts import Hours, Part, column, size
from maillage.observatory.privacy import merge_small
from maillage.observatory.quarters import Quarter
from maillage.territory.models import Territory

TAKEN = (OccurrenceState.HELD, OccurrenceState.USED)
COUNTED = (*TAKEN, OccurrenceState.MISSED, OccurrenceState.RELEASED)
COLUMNS = (TAKEN, (OccurrenceState.MISSED,), (OccurrenceState.RELEASED,))
OWN = ""
"""The group of what people book in their own name."""


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A group of actors: its hours, its share of all hours taken, what was meant for it (whole percents)."""

    name: str
    taken: Hours
    share: int | None
    meant: int | None
    empty: Hours
    given_back: Hours


@dataclass(frozen=True, slots=True)
class RoomUse:
    """The use of every space in a quarter, as published; ``is_unused`` when nothing was booked at all."""

    quarter: Quarter
    is_unused: bool
    rows: tuple[RoomRow, ...]
    taken: Hours
    empty: Hours
    given_back: Hours
    evening: Hours
    night: Hours
    weekend: Hours
    open_hours: float
    occupation: int | None

    @property
    def has_meant(self) -> bool:
        """True when some space reserves a part of its hours."""
        return any(row.meant for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A space: when it could be had, its units, and what part of it is reserved for whom."""

    spans: Sequence[Span]
    units: int
    reserved: dict[str, float]

    @property
    def seconds(self) -> float:
        """What could be had of all its units."""
        return self.units * sum((end - start).total_seconds() for start, end in self.spans)


def room_use(territory: Territory, quarter: Quarter) -> RoomUse:
    """The figures of a quarter, until now when it is not over (four queries)."""
    begins, ends = quarter.begins(territory.zone), quarter.after.begins(territory.zone)
    window = begins, max(begins, min(ends, clock.now()))
    parts, opened = _parts(territory, window), _opened(territory, window)
    taken = [part for part in parts if part.state in TAKEN]
    minimum, everything = territory.charter.min_cell, sum(space.seconds for space in opened.values())
    inside = sum(seconds_inside(p.span, opened[p.space].spans) for p in taken if p.space in opened)
    rows, (hours, empty, given_back) = _rows(territory, parts, _meant(territory, opened), minimum)
    evening, night, weekend = _when(territory, taken, minimum)
    return RoomUse(
        quarter=quarter,
        is_unused=not parts,
        rows=rows,
        taken=hours,
        empty=empty,
        given_back=given_back,
        evening=evening,
        night=night,
        weekend=weekend,
        open_hours=everything / 3600,
        occupation=None if hours is None else _percent(inside, everything),
    )


def _parts(territory: Territory, window: Span) -> list[Part]:
    """Every date that counts, cut to a window."""
    dates = Occurrence.objects.filter(
        state__in=COUNTED, starts_at__lt=window[1], ends_at__gt=window[0]
    ).annotate(kind=Coalesce("booking__actor__merged_into__kind", "booking__actor__kind"))
    rows = dates.order_by("starts_at", "pk").values_list(
        "kind", "booking__person", "booking__actor", "booking", "space", "state", "starts_at", "ends_at"
    )
    found = []
    for kind, person, actor, booking, space, state, starts_at, ends_at in rows:
        group = OWN if kind is None else territory.group_of(kind)
        somebody = f"person {person}" if person else f"actor {actor}"
        span = max(starts_at, window[0]), min(ends_at, window[1])
        seconds = (span[1] - span[0]).total_seconds()
        found.append(Part(group, somebody, booking, space, state, span, seconds))
    return found


def _opened(territory: Territory, window: Span) -> dict[int, _Opened]:
    """Each space that is not withdrawn, by its key."""
    spaces = list(Space.objects.filter(is_withdrawn=False, place__is_withdrawn=False))
    opened = openings(spaces, territory, *window)
    taken_out: dict[int, list[Span]] = defaultdict(list)
    for block in blocked_spans(spaces, *window):
        taken_out[block.space].append((block.start, block.end))
    for space in spaces:
        taken_out[space.pk].append((min(window[0], space.created_at), space.created_at))
    return {
        space.pk: _Opened(
            list(without(opened[space.pk].spans, taken_out[space.pk])), space.units, space.reserved_shares
        )
        for space in spaces
    }


def _meant(territory: Territory, opened: dict[int, _Opened]) -> dict[str, float]:
    """By group, the part of all open hours that is reserved for it; nothing when nothing was open."""
    everything = sum(space.seconds for space in opened.values())
    return {
        group: sum(space.seconds * space.reserved.get(group, 0) for space in opened.values()) / everything
        for group in territory.groups
        if everything
    }


def _rows(
    territory: Territory, parts: Sequence[Part], meant: dict[str, float], minimum: int
) -> tuple[tuple[RoomRow, ...], list[Hours]]:
    """The groups, small ones put together, and the totals: hours taken, empty, given back."""
    of_group = {group: [p for p in parts if p.group == group] for group in (*territory.groups, OWN)}
    order = list(of_group)
    small = merge_small({group: size(rows) for group, rows in of_group.items()}, minimum)
    merged = [sorted(groups, key=order.index) for groups in small]
    lines = [[part for group in groups for part in of_group[group]] for groups in merged]
    columns = [column([[p for p in line if p.state in told] for line in lines], minimum) for told in COLUMNS]
    totals = [total for _cells, total in columns]
    if any(size(line) < minimum for line in lines):
        return (), totals
    taken, empty, given_back = (cells for cells, _total in columns)
    rows = (
        RoomRow(
            name=", ".join(territory.group_name(group) if group else _("En son nom") for group in groups),
            taken=taken[i],
            share=_percent(taken[i], totals[0]),
            meant=_meant_for(groups, meant),
            empty=empty[i],
            given_back=given_back[i],
        )
        for i, groups in enumerate(merged)
    )
    return tuple(rows), totals


def _when(territory: Territory, taken: Iterable[Part], minimum: int) -> tuple[Hours, Hours, Hours]:
    """Hours of evenings, nights and weekends; each hidden when it, or what it leaves, is small."""
    zone, cells = territory.zone, defaultdict[str, list[Part]](list)
    for part in taken:
        evening, night = (seconds_of_day(part.span, hours, zone) for hours in (EVENING, NIGHT))
        weekend = seconds_of_weekend(part.span, zone)
        cut = {
            "day": part.seconds - evening - night,
            "evening": evening,
            "night": night,
            "week": part.seconds - weekend,
            "weekend": weekend,
        }
        for name, seconds in cut.items():
            if seconds:
                cells[name].append(replace(part, seconds=seconds))
    (__, evenings, nights), __ = column([cells["day"], cells["evening"], cells["night"]], minimum)
    (__, weekends), __ = column([cells["week"], cells["weekend"]], minimum)
    return evenings, nights, weekends


def _meant_for(groups: Iterable[str], meant: dict[str, float]) -> int | None:
    """What is meant for groups together; None for people in their own name, for whom nothing is reserved."""
    known = [meant[group] for group in groups if group in meant]
    return round(100 * sum(known)) if known else None


def _percent(part: float | None, whole: float | None) -> int | None:
    return None if part is None or not whole else round(100 * part / whole)
