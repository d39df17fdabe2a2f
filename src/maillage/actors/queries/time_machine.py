"""The directory of any day, and the difference between two days, as known now or at a moment.

How each question walks one index, and what was measured, is told in docs/engines/history.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from heapq import nsmallest
from operator import or_
from typing import Any

from django.db.models import CharField, Exists, Func, OuterRef, Q, QuerySet

from maillage.actors.models import FOREVER, Episode, Tie
from maillage.actors.models.history import LENGTHS
from maillage.actors.queries.lives import known

FEW = 2000
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
    rows = Episode.objects.filter(holding(moment), only.query())
    return rows.select_related("actor", "commune").order_by("sort_name", "pk")


def count_on(moment: Moment, only: Narrowing = EVERYTHING) -> int:
    """How many actors existed on a day."""
    return Episode.objects.filter(holding(moment), only.query()).count()


def page_on(moment: Moment, only: Narrowing = EVERYTHING, *, start: int = 0, size: int = 50) -> list[Episode]:
    """One page of the directory of a day; few rows are sorted, many are walked in order of name."""
    rows = Episode.objects.filter(holding(moment), only.query()).order_by()
    if rows.values("pk")[: FEW + 1].count() <= FEW:
        names = sorted(rows.values_list("sort_name", "pk"))
        keys = [pk for _, pk in names[start : start + size]]
    else:
        keys = list(_walk(moment, only)[start : start + size])
    page = Episode.objects.filter(pk__in=keys).select_related("actor", "commune").in_bulk()
    return [page[pk] for pk in keys]


def holding(moment: Moment) -> Q:
    """The episodes that hold at a moment.

    Each alternative walks one short stretch of the index ``episode_by_day``: an episode of a class of length
    that holds on a day began within that length before it.
    """
    day, at = moment.day, moment.known_at
    now = Q(known_until=FOREVER) if at is None else Q(known_until=FOREVER, known_from__lte=at)
    began = [Q(length=n, valid_from__gt=day - timedelta(days=days)) for n, days in enumerate(LENGTHS)]
    parts = [now & part for part in (*began, Q(length=len(LENGTHS)))]
    if at is not None:
        parts.append(Q(known_until__gt=at, known_until__lt=FOREVER, known_from__lte=at))
    return Q(valid_from__lte=day, valid_until__gt=day) & reduce(or_, parts)


class _Plain(Func):
    """A column read as the database gives it, and whose condition does not choose the index.

    Without it SQLite sorts a whole directory rather than walk its names.
    """

    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """A sign that changes nothing, and that no index is made of."""
        sql, values = super().as_sql(compiler, connection, **extra)
        return f"+{sql}", values


def _walk(moment: Moment, only: Narrowing) -> QuerySet[Episode, int]:
    """Primary keys of the directory of a day, read in the order of ``episode_by_name``."""
    rows = Episode.objects.alias(
        until=_Plain("known_until"),
        since=_Plain("known_from"),
        place=_Plain("commune_id"),
        nature=_Plain("kind"),
    )
    at = moment.known_at
    rows = rows.filter(until=FOREVER) if at is None else rows.filter(since__lte=at, until__gt=at)
    rows = rows.filter(valid_from__lte=moment.day, valid_until__gt=moment.day)
    if only.kinds:
        rows = rows.filter(nature__in=only.kinds)
    if only.communes:
        rows = rows.filter(place__in=only.communes)
    return rows.order_by("sort_name", "pk").values_list("pk", flat=True)


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
        there = _episodes(self.first).filter(actor=OuterRef("actor"))
        return self._new.exclude(Exists(there)).order_by("valid_from", "actor_id")

    @property
    def gone(self) -> QuerySet[Episode]:
        """What existed at the first moment and does not at the second."""
        there = _episodes(self.second).filter(actor=OuterRef("actor"))
        return self._old.exclude(Exists(there)).order_by("valid_until", "actor_id")

    @property
    def changed(self) -> QuerySet[Episode]:
        """What exists at both and is not the same: renamed, moved, of another kind, asleep or awake."""
        there = _episodes(self.first).filter(actor=OuterRef("actor"))
        other = there.exclude(digest=OuterRef("digest"))
        return self._new.filter(Exists(other)).order_by("valid_from", "actor_id")

    @property
    def tied(self) -> QuerySet[Tie]:
        """The ties of the second moment that were not there at the first."""
        return _other_ties(self.second, self.first).order_by("valid_from", "pk")

    @property
    def untied(self) -> QuerySet[Tie]:
        """The ties of the first moment that are no longer there at the second."""
        return _other_ties(self.first, self.second).order_by("valid_until", "pk")

    def before(self, changed: Iterable[Episode]) -> dict[int, Episode]:
        """What each changed actor was at the first moment, by its primary key."""
        return _these(self.first, [row.actor_id for row in changed])

    def findings(self) -> Findings:
        """The three lists of actors at once, from one reading of each moment."""
        new, old = _told(self._new, "valid_from"), _told(self._old, "valid_until")
        was, there = {actor: digest for actor, _, digest in old}, {actor for actor, _, _ in new}
        return Findings(
            self,
            appeared=[(day, actor) for actor, day, _ in new if actor not in was],
            gone=[(day, actor) for actor, day, _ in old if actor not in there],
            changed=[(day, actor) for actor, day, digest in new if was.get(actor, digest) != digest],
        )

    @property
    def _new(self) -> QuerySet[Episode]:
        return _episodes(self.second).filter(_outside(self.first, self.second))

    @property
    def _old(self) -> QuerySet[Episode]:
        return _episodes(self.first).filter(_outside(self.second, self.first))


@dataclass(frozen=True, slots=True)
class Findings:
    """What a difference found, to count and to read page by page: days and primary keys of actors."""

    difference: Difference
    appeared: list[tuple[str, int]]
    gone: list[tuple[str, int]]
    changed: list[tuple[str, int]]

    def count(self, section: str) -> int:
        """How many rows a section has: appeared, gone, changed, tied or untied."""
        if section in ("tied", "untied"):
            return int(getattr(self.difference, section).order_by().count())
        return len(getattr(self, section))

    def rows(self, section: str, *, start: int = 0, size: int = 50) -> list[Any]:
        """Some rows of a section, in order of date: episodes, or ties."""
        if section in ("tied", "untied"):
            ties = getattr(self.difference, section).values_list("pk", flat=True)
            keys = list(ties[start : start + size])
            page = Tie.objects.filter(pk__in=keys).select_related("actor", "other").in_bulk()
            return [page[pk] for pk in keys]
        found = nsmallest(start + size, getattr(self, section))[start:]
        moment = self.difference.first if section == "gone" else self.difference.second
        rows = _these(moment, [actor for _, actor in found])
        return [rows[actor] for _, actor in found]


def _episodes(moment: Moment) -> QuerySet[Episode]:
    return Episode.objects.filter(holding(moment)).select_related("actor", "commune", "address__commune")


def _other_ties(here: Moment, there: Moment) -> QuerySet[Tie]:
    """The ties of one moment that are not of the other; of one knowledge, a tie has one version."""
    rows = _ties(here).filter(_outside(there, here))
    if here.known_at != there.known_at:
        rows = rows.exclude(Exists(_ties(there).filter(thread=OuterRef("thread"))))
    return rows.select_related("actor", "other")


def _ties(moment: Moment) -> QuerySet[Tie]:
    return Tie.objects.filter(known(moment.known_at), valid_from__lte=moment.day, valid_until__gt=moment.day)


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
    return reduce(or_, parts, Q()) if parts else Q(pk__in=[])


def _told(rows: QuerySet[Episode], day: str) -> list[tuple[int, str, int]]:
    """What episodes say: the actor, a day as the database writes it (it sorts as it is), and the digest."""
    plain = _Plain(day, output_field=CharField())
    return list(rows.order_by().values_list("actor_id", plain, "digest"))


def _these(moment: Moment, actors: list[int]) -> dict[int, Episode]:
    """What these actors were at a moment, by their primary key."""
    rows = Episode.objects.filter(known(moment.known_at), actor__in=actors)
    rows = rows.filter(valid_from__lte=moment.day, valid_until__gt=moment.day)
    return {row.actor_id: row for row in rows.select_related("actor", "commune", "address__commune")}
