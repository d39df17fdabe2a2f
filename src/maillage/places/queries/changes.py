"""What changed in the quarter, fact by fact: a phase begins, somebody comes, leaves or moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet

from maillage.common import clock
from maillage.common.partial_date import NO_END, PartialDate
from maillage.places.models import Occupancy, Phase, Place
from maillage.places.queries.days import known_phases
from maillage.places.queries.later import Later
from maillage.places.queries.lives import known_occupancies

PHASE, END, CAME, LEFT, MOVED = "phase", "end", "came", "left", "moved"


class FactKey(NamedTuple):
    """A fact by its keys, in order of time; on one day what a place becomes comes before who goes there.

    ``row`` is the key of the phase or, where ``is_stay``, of the stay that tells it; ``before`` that of the
    stay one moved from.
    """

    day: date
    is_stay: bool
    sort_name: str
    place_id: int
    kind: str
    row: int
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that changed: when (with its precision), what, and the row that tells it.

    ``kind`` is ``phase`` (a phase begins), ``end`` (one ends and none follows), ``came``, ``left`` or
    ``moved`` (from ``before`` to ``stay``).
    """

    day: date
    said: str
    kind: str
    place: Place
    phase: Phase | None = None
    stay: Occupancy | None = None
    before: Occupancy | None = None

    @property
    def label(self) -> str:
        """When, in words, with its precision."""
        return PartialDate.parse(self.said).label

    @property
    def is_invented(self) -> bool:
        """True when the fact is of a demonstration."""
        row = self.phase or self.stay
        return row is not None and row.is_invented


def facts_of_the_quarter() -> Later[FactKey, Fact]:
    """Every fact of every place, from the first to the last, those to come too."""
    return _facts([*_phase_keys(known_phases()), *_stay_keys(known_occupancies())])


def moves_of_the_quarter() -> Later[FactKey, Fact]:
    """Who moved from a place to another, from the first to the last."""
    return _facts([key for key in _stay_keys(known_occupancies()) if key.kind == MOVED])


def facts_of(place: Place) -> list[Fact]:
    """The facts of one place: its phases, and who came from and left for elsewhere."""
    here = known_occupancies().filter(place=place)
    gone, before = Q(came_from__in=here.values("thread")), Q(thread__in=here.values("came_from"))
    stays = known_occupancies().filter(Q(place=place) | gone | before)
    facts = _facts([*_phase_keys(known_phases().filter(place=place)), *_stay_keys(stays)])
    return [fact for fact in facts if place in (fact.place, fact.before and fact.before.place)]


def span_of_days(facts: Iterable[Fact | FactKey]) -> tuple[date, date]:
    """The days worth sliding to: from the first fact to a year after the last one, or after today."""
    today = clock.today()
    days = [today, *(fact.day for fact in facts)]
    return min(days), max(days) + timedelta(days=365)


def neighbours(facts: Iterable[Fact | FactKey], day: date) -> tuple[date | None, date | None]:
    """The days of the last fact before a day, and of the first one after it."""
    days = {fact.day for fact in facts}
    before, after = [known for known in days if known < day], [known for known in days if known > day]
    return max(before, default=None), min(after, default=None)


def _facts(keys: list[FactKey]) -> Later[FactKey, Fact]:
    # alike in day, place and kind, stays are told in the order in which one came: as they were read
    return Later(sorted(keys, key=lambda key: key[:5]), _whole)


def _whole(keys: Sequence[FactKey]) -> list[Fact]:
    phases = known_phases().in_bulk([key.row for key in keys if not key.is_stay])
    told = [pk for key in keys if key.is_stay for pk in (key.row, key.before) if pk]
    stays = known_occupancies().in_bulk(told)
    return [_fact(key, phases, stays) for key in keys if key.row in (stays if key.is_stay else phases)]


def _fact(key: FactKey, phases: Mapping[int, Phase], stays: Mapping[int, Occupancy]) -> Fact:
    phase, stay = (None, stays[key.row]) if key.is_stay else (phases[key.row], None)
    row = stays[key.row] if key.is_stay else phases[key.row]
    said = row.until if key.kind in (END, LEFT) else row.since
    before = stays.get(key.before) if key.before else None
    return Fact(key.day, said, key.kind, row.place, phase, stay, before)


def _phase_keys(phases: QuerySet[Phase]) -> Iterator[FactKey]:
    rows = list(
        phases.order_by().values_list("place__sort_name", "place_id", "pk", "valid_from", "valid_until")
    )
    starts = {(place, start) for _name, place, _pk, start, _end in rows}
    for name, place, pk, start, end in rows:
        yield FactKey(start, False, name, place, PHASE, pk)
        if end != NO_END and (place, end) not in starts:
            yield FactKey(end, False, name, place, END, pk)


def _stay_keys(stays: QuerySet[Occupancy]) -> Iterator[FactKey]:
    read = ("pk", "place_id", "place__sort_name", "thread", "came_from", "since", "until")
    rows = list(stays.values_list(*read, "valid_from", "valid_until", named=True))
    by_thread = {row.thread: row.pk for row in rows}
    moved_on = {(row.came_from, row.since) for row in rows}
    for row in rows:
        before = by_thread.get(row.came_from)
        at = (True, row.place__sort_name, row.place_id)
        yield FactKey(row.valid_from, *at, MOVED if before else CAME, row.pk, before)
        if row.until and (row.thread, row.until) not in moved_on:
            yield FactKey(row.valid_until, *at, LEFT, row.pk)
