"""A series in a territory's local time, and the occurrences it has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from maillage.engine.recurrence.errors import SeriesError
from maillage.engine.recurrence.rule import Rule
from maillage.engine.recurrence.zones import SECOND

FIRST_YEAR, LAST_YEAR = 1900, 2999
"""The years of a series."""


@dataclass(frozen=True, slots=True)
class Series:
    """Something that happens once (no rule) or again and again, by the wall clock of one zone.

    ``start`` is the first occurrence (DTSTART); ``length`` the elapsed time each one lasts; ``excluded`` the
    starts that do not take place (EXDATE), ``added`` the starts beside the rule (RDATE). All local times
    are naive whole seconds; where a time comes twice in autumn, its first passage is meant.

    Raises:
        SeriesError: a value makes no sense; the message says what to do.
    """

    start: datetime
    length: timedelta
    zone: ZoneInfo
    rule: Rule | None = None
    excluded: frozenset[datetime] = frozenset()
    added: tuple[datetime, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", plain(self.start, "start"))
        excluded = frozenset(plain(local, "excluded") for local in self.excluded)
        added = tuple(sorted({plain(local, "added") for local in self.added}))
        object.__setattr__(self, "excluded", excluded)
        object.__setattr__(self, "added", added)
        if self.length < SECOND or self.length % SECOND:
            raise SeriesError("bad_length", value=str(self.length))
        if added and added[0] < self.start:
            raise SeriesError("added_before_start", local=added[0], start=self.start)


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One time that something takes place: its nominal start (RECURRENCE-ID), and both ends in UTC."""

    local: datetime
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Expansion:
    """What a series comes to, up to the ``horizon`` where one was given (a local start, included).

    ``occurrences`` are sorted and distinct. ``skipped`` are the starts of the rule that fall into a missing
    hour of spring: RFC 5545 3.3.10 ignores them and does not count them, many programs do not know it.
    ``portable`` writes them as EXDATE.
    """

    occurrences: tuple[Occurrence, ...]
    skipped: tuple[datetime, ...] = ()
    horizon: datetime | None = None


def plain(local: datetime, part: str) -> datetime:
    """A naive whole second, without fold; refuses anything else."""
    if local.tzinfo is not None or local.microsecond or not FIRST_YEAR <= local.year <= LAST_YEAR:
        raise SeriesError("bad_time", value=local.isoformat(), part=part, least=FIRST_YEAR, most=LAST_YEAR)
    return local.replace(fold=0)
