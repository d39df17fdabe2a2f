"""The difference between two days, or between what was known of them at two moments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from heapq import nsmallest
from operator import or_
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet

from maillage.actors.models import FOREVER, Episode, Tie
from maillage.actors.queries.days import EVERYTHING, Moment, Narrowing, Plain, holding
from maillage.actors.queries.lives import known

__all__ = ["EVERYTHING", "Difference", "Findings", "Moment", "Narrowing"]

Found = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two moments, as lists to filter, to export and to count.

    The moments may differ by their day (what changed in the city), by what was known (what we learned), or
    both. ``changed`` are the episodes of the later moment; :meth:`before` gives those of the earlier one.
    A page that shows the counts and the beginning of the lists reads :meth:`findings`, which is quicker.
    """

    first: Moment
    second: Moment

    @property
    def appeared(self) -> QuerySet[Episode]:
        """What exists at the second moment and did not at the first: births and returns."""
        there = Episode.objects.filter(holding(self.first)).filter(actor=OuterRef("actor"))
        return self._new.exclude(Exists(there)).order_by("valid_from", "actor_id")

    @property
    def gone(self) -> QuerySet[Episode]:
        """What existed at the first moment and does not at the second."""
        there = Episode.objects.filter(holding(self.second)).filter(actor=OuterRef("actor"))
        return self._old.exclude(Exists(there)).order_by("valid_until", "actor_id")

    @property
    def changed(self) -> QuerySet[Episode]:
        """What exists at both and is not the same: renamed, moved, of another kind, asleep or awake."""
        there = Episode.objects.filter(holding(self.first)).filter(actor=OuterRef("actor"))
        other = there.exclude(digest=OuterRef("digest"))
        return self._new.filter(Exists(other)).order_by("valid_from", "actor_id")

    @property
    def tied(self) -> QuerySet[Tie]:
        """The ties of the second moment that were not there at the first."""
        return _only_ties(self.second, self.first).order_by("valid_from", "pk")

    @property
    def untied(self) -> QuerySet[Tie]:
        """The ties of the first moment that are no longer there at the second."""
        return _only_ties(self.first, self.second).order_by("valid_until", "pk")

    def before(self, changed: Iterable[Episode]) -> dict[int, Episode]:
        """What each changed actor was at the first moment, by its primary key."""
        return _these(self.first, [row.actor_id for row in changed])

    def findings(self) -> Findings:
        """All lists at once, from one reading of each moment."""
        new = _told(_only(self.second, self.first), "actor_id", "valid_from", "digest")
        old = _told(_only(self.first, self.second), "actor_id", "valid_until", "digest")
        was, there = {actor: digest for actor, _, digest in old}, {actor for actor, _, _ in new}
        return Findings(
            self,
            appeared=[(day, actor) for actor, day, _ in new if actor not in was],
            gone=[(day, actor) for actor, day, _ in old if actor not in there],
            changed=[(day, actor) for actor, day, digest in new if was.get(actor, digest) != digest],
            **self._ties_known_otherwise(),
        )

    def _ties_known_otherwise(self) -> dict[str, Found]:
        """The ties, where their versions must be compared; else the database counts and cuts them quicker."""
        one, two = self.first, self.second
        if one.known_at == two.known_at:
            return {}
        new = _told(_ties(two).filter(_outside(one, two)), "thread", "valid_from", "pk")
        old = _told(_ties(one).filter(_outside(two, one)), "thread", "valid_until", "pk")
        was, there = {thread for thread, _, _ in old}, {thread for thread, _, _ in new}
        return {
            "tied": [(day, pk) for thread, day, pk in new if thread not in was],
            "untied": [(day, pk) for thread, day, pk in old if thread not in there],
        }

    @property
    def _new(self) -> QuerySet[Episode]:
        return _readable(_only(self.second, self.first))

    @property
    def _old(self) -> QuerySet[Episode]:
        return _readable(_only(self.first, self.second))


@dataclass(frozen=True, slots=True)
class Findings:
    """What a difference found, to count and to read page by page: days and primary keys.

    Those of actors, or of versions of ties; None where the database is asked for the ties.
    """

    difference: Difference
    appeared: Found
    gone: Found
    changed: Found
    tied: Found | None = None
    untied: Found | None = None

    def count(self, section: str) -> int:
        """How many rows a section has: appeared, gone, changed, tied or untied."""
        found: Found | None = getattr(self, section)
        return int(getattr(self.difference, section).order_by().count()) if found is None else len(found)

    def rows(self, section: str, *, start: int = 0, size: int = 50) -> list[Any]:
        """Some rows of a section, in order of date: episodes, or ties."""
        found: Found | None = getattr(self, section)
        if found is None:
            keys = list(getattr(self.difference, section).values_list("pk", flat=True)[start : start + size])
        else:
            keys = [key for _, key in nsmallest(start + size, found)[start:]]
        if section in ("tied", "untied"):
            read = Tie.objects.filter(pk__in=keys).select_related("actor", "other").in_bulk()
            return [read[key] for key in keys]
        there = self.difference.first if section == "gone" else self.difference.second
        told = _these(there, keys)
        return [told[key] for key in keys]


def _readable(rows: QuerySet[Episode]) -> QuerySet[Episode]:
    return rows.select_related("actor", "commune", "address__commune")


def _only(here: Moment, there: Moment) -> QuerySet[Episode]:
    """The episodes of the moment ``here`` that are not those of the moment ``there``."""
    if here.known_at != there.known_at:
        return Episode.objects.filter(holding(here), _outside(there, here))
    if there.day < here.day:
        return Episode.objects.filter(holding(here, since=there.day))
    return Episode.objects.filter(holding(here, until=there.day))


def _ties(moment: Moment) -> QuerySet[Tie]:
    return Tie.objects.filter(known(moment.known_at), valid_from__lte=moment.day, valid_until__gt=moment.day)


def _only_ties(here: Moment, there: Moment) -> QuerySet[Tie]:
    """The same of ties; in one knowledge a tie has one version, else its versions are compared."""
    rows = _ties(here).filter(_outside(there, here))
    if here.known_at != there.known_at:
        rows = rows.exclude(Exists(_ties(there).filter(thread=OuterRef("thread"))))
    return rows.select_related("actor", "other")


def _outside(there: Moment, here: Moment) -> Q:
    """Among the rows of the moment ``here``, those that are not rows of the moment ``there``."""
    parts: list[Q] = []
    if there.day != here.day:
        before = there.day < here.day
        parts.append(Q(valid_from__gt=there.day) if before else Q(valid_until__lte=there.day))
    if there.known_at is None and here.known_at is not None:
        parts.append(Q(known_until__lt=FOREVER))
    elif there.known_at is not None and there.known_at != here.known_at:
        before = here.known_at is None or there.known_at < here.known_at
        parts.append(Q(known_from__gt=there.known_at) if before else Q(known_until__lte=there.known_at))
    return reduce(or_, parts) if parts else Q(pk__in=[])


def _told(rows: QuerySet[Any], whose: str, day: str, what: str) -> list[tuple[Any, str, int]]:
    """Three columns of rows; the day as the database writes it (it sorts as it is)."""
    return list(rows.order_by().values_list(whose, Plain(day, output_field=CharField()), what))


def _these(moment: Moment, actors: list[int]) -> dict[int, Episode]:
    """What these actors were at a moment, by their primary key."""
    rows = Episode.objects.filter(known(moment.known_at), actor__in=actors)
    rows = rows.filter(valid_from__lte=moment.day, valid_until__gt=moment.day)
    return {row.actor_id: row for row in _readable(rows)}
