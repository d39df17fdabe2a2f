"""The directory of any day, and the difference between two days, as known now or at a moment.

Measured in docs/benchmarks.md; each query walks one index (see ``Episode.Meta``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from maillage.actors.models import FOREVER, Episode, Tie
from maillage.actors.queries.lives import known

FEW = 5000
"""Under so many rows, sorting them is quicker than walking the names."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The two times of a question: what was so on ``day``, as known at ``known_at`` (None: now)."""

    day: date
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Filters of a list: kinds of actor and communes (primary keys); empty filters keep everything."""

    kinds: tuple[str, ...] = ()
    communes: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.kinds or self.communes)

    def query(self) -> Q:
        """The filters, for a query on episodes."""
        kinds = Q(kind__in=self.kinds) if self.kinds else Q()
        return kinds & (Q(commune_id__in=self.communes) if self.communes else Q())


EVERYTHING = Narrowing()


def directory_on(moment: Moment, only: Narrowing = EVERYTHING) -> QuerySet[Episode]:
    """What each actor was on a day, in alphabetical order."""
    rows = Episode.objects.filter(
        known(moment.known_at), only.query(), valid_from__lte=moment.day, valid_until__gt=moment.day
    )
    return rows.select_related("actor", "commune").order_by("sort_name", "pk")


def count_on(moment: Moment, only: Narrowing = EVERYTHING) -> int:
    """How many actors existed on a day: beginnings until then, less the ends until then."""
    if only:
        return directory_on(moment, only).count()
    rows = Episode.objects.filter(known(moment.known_at))
    begun = rows.filter(opens=True, valid_from__lte=moment.day).count()
    return begun - rows.filter(closes=True, valid_until__lte=moment.day).count()


def page_on(moment: Moment, only: Narrowing = EVERYTHING, *, start: int = 0, size: int = 50) -> list[Episode]:
    """One page of the directory of a day; few rows are sorted, many are walked in order of name."""
    rows = directory_on(moment, only)
    if not only and count_on(moment) <= FEW:
        names = sorted(rows.order_by().values_list("sort_name", "pk"))[start : start + size]
        return list(rows.filter(pk__in=[pk for _, pk in names]))
    return list(rows[start : start + size])


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two moments: lists to read page by page, and to count.

    The moments may differ by their day (what changed in the city), by what was known (what we learned), or
    both. ``changed`` are the episodes of the later moment; :meth:`before` gives those of the earlier one.
    """

    first: Moment
    second: Moment

    @property
    def appeared(self) -> QuerySet[Episode]:
        """What exists at the second moment and did not at the first: births and returns."""
        there = _episodes(self.first).filter(actor=OuterRef("actor"))
        rows = _episodes(self.second).filter(self._new).exclude(Exists(there))
        return rows.order_by("valid_from", "pk")

    @property
    def gone(self) -> QuerySet[Episode]:
        """What existed at the first moment and does not at the second."""
        there = _episodes(self.second).filter(actor=OuterRef("actor"))
        rows = _episodes(self.first).filter(self._old).exclude(Exists(there))
        return rows.order_by("valid_until", "pk")

    @property
    def changed(self) -> QuerySet[Episode]:
        """What exists at both and is not the same: renamed, moved, of another kind, asleep or awake."""
        before = _episodes(self.first).filter(actor=OuterRef("actor"))
        as_it_is = Q(name=OuterRef("name"), kind=OuterRef("kind"), state=OuterRef("state"))
        nowhere = Q(address=None) & Exists(Episode.objects.filter(pk=OuterRef(OuterRef("pk")), address=None))
        same = before.filter(as_it_is, Q(address=OuterRef("address")) | nowhere)
        rows = _episodes(self.second).filter(self._new)
        return rows.filter(Exists(before)).exclude(Exists(same)).order_by("valid_from", "pk")

    @property
    def tied(self) -> QuerySet[Tie]:
        """The ties of the second moment that were not there at the first."""
        there = _ties(self.first).filter(thread=OuterRef("thread"))
        rows = _ties(self.second).filter(self._new).exclude(Exists(there))
        return rows.order_by("valid_from", "pk")

    @property
    def untied(self) -> QuerySet[Tie]:
        """The ties of the first moment that are no longer there at the second."""
        there = _ties(self.second).filter(thread=OuterRef("thread"))
        rows = _ties(self.first).filter(self._old).exclude(Exists(there))
        return rows.order_by("valid_until", "pk")

    def before(self, changed: list[Episode]) -> dict[int, Episode]:
        """What each changed actor was at the first moment, by its primary key."""
        rows = _episodes(self.first).filter(actor__in=[row.actor_id for row in changed])
        return {row.actor_id: row for row in rows}

    @property
    def _new(self) -> Q:
        """Only what began, or was learned, between the two moments can be new at the second."""
        learned = Q() if self.first.known_at is None else Q(known_from__gt=self.first.known_at)
        if not learned and self.second.known_at is not None:
            return Q()  # from what is known now back to what was known: no short cut
        began = Q(valid_from__gt=self.first.day)
        return began | learned if learned else began

    @property
    def _old(self) -> Q:
        """Only what ended, or was taken back, between the two moments can be gone at the second."""
        ended = Q(valid_until__lte=self.second.day)
        if self.first.known_at is None:
            return ended if self.second.known_at is None else Q()
        if self.second.known_at is None:
            return ended | ~Q(known_until=FOREVER)
        return ended | Q(known_until__lte=self.second.known_at)


def _episodes(moment: Moment) -> QuerySet[Episode]:
    rows = Episode.objects.filter(
        known(moment.known_at), valid_from__lte=moment.day, valid_until__gt=moment.day
    )
    return rows.select_related("actor", "commune", "address__commune")


def _ties(moment: Moment) -> QuerySet[Tie]:
    rows = Tie.objects.filter(known(moment.known_at), valid_from__lte=moment.day, valid_until__gt=moment.day)
    return rows.select_related("actor", "other")
