"""What changed in the quarter, fact by fact: a phase begins, somebody comes, leaves or moves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.common import clock
from maillage.common.partial_date import NO_END, PartialDate
from maillage.places.models import Occupancy, Phase, Place
from maillage.places.queries.days import known_phases
from maillage.places.queries.lives import known_occupancies

PHASE, END, CAME, LEFT, MOVED = "phase", "end", "came", "left", "moved"


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


def facts_of_the_quarter() -> list[Fact]:
    """Every fact of every place, from the first to the last, those to come too."""
    return _sorted([*_phase_facts(known_phases()), *_stay_facts(known_occupancies())])


def facts_of(place: Place) -> list[Fact]:
    """The facts of one place: its phases, and who came from and left for elsewhere."""
    stays = list(known_occupancies().filter(place=place))
    threads = [row.came_from for row in stays if row.came_from]
    gone = known_occupancies().filter(came_from__in=[row.thread for row in stays])
    others = known_occupancies().filter(thread__in=threads)
    told = {row.pk: row for row in (*stays, *gone, *others)}
    rows = _stay_facts(told.values())
    here = [fact for fact in rows if place.pk in {fact.place.pk, fact.before.place_id if fact.before else 0}]
    return _sorted([*_phase_facts(known_phases().filter(place=place)), *here])


def span_of_days(facts: Iterable[Fact]) -> tuple[date, date]:
    """The days worth sliding to: from the first fact to a year after the last one, or after today."""
    today = clock.today()
    days = [today, *(fact.day for fact in facts)]
    return min(days), max(days) + timedelta(days=365)


def neighbours(facts: Iterable[Fact], day: date) -> tuple[date | None, date | None]:
    """The days of the last fact before a day, and of the first one after it."""
    days = sorted({fact.day for fact in facts})
    before = [known for known in days if known < day]
    after = [known for known in days if known > day]
    return (before[-1] if before else None), (after[0] if after else None)


def _sorted(facts: list[Fact]) -> list[Fact]:
    """In order of time; on one day what a place becomes comes before who goes there."""
    return sorted(
        facts,
        key=lambda fact: (fact.day, fact.stay is not None, fact.place.sort_name, fact.place.pk, fact.kind),
    )


def _phase_facts(phases: Iterable[Phase]) -> list[Fact]:
    facts: list[Fact] = []
    rows = sorted(phases, key=lambda row: (row.place_id, row.valid_from))
    starts = {(row.place_id, row.valid_from) for row in rows}
    for row in rows:
        facts.append(Fact(row.valid_from, row.since, PHASE, row.place, phase=row))
        if row.valid_until != NO_END and (row.place_id, row.valid_until) not in starts:
            facts.append(Fact(row.valid_until, row.until, END, row.place, phase=row))
    return facts


def _stay_facts(stays: Iterable[Occupancy]) -> list[Fact]:
    rows = list(stays)
    by_thread = {row.thread: row for row in rows}
    moved_on = {(row.came_from, row.since) for row in rows}
    facts = []
    for row in rows:
        before = by_thread.get(row.came_from)
        kind = MOVED if before else CAME
        facts.append(Fact(row.valid_from, row.since, kind, row.place, stay=row, before=before))
        if row.until and (row.thread, row.until) not in moved_on:
            facts.append(Fact(row.valid_until, row.until, LEFT, row.place, stay=row))
    return facts
