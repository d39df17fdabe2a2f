"""The directory of any day, as known now or at a moment.

How each question walks one index, and what was measured, is told in docs/engines/history.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Func, Q, QuerySet

from maillage.actors.models import FOREVER, Episode
from maillage.actors.models.history import LENGTHS, LONG, OPEN

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
    return rows.select_related("actor", "commune", "address").order_by("sort_name", "pk")


def count_on(moment: Moment, only: Narrowing = EVERYTHING) -> int:
    """How many actors existed on a day."""
    return Episode.objects.filter(holding(moment), only.query()).count()


def page_on(moment: Moment, only: Narrowing = EVERYTHING, *, start: int = 0, size: int = 50) -> list[Episode]:
    """One page of the directory of a day; few rows are sorted, many are walked in order of name."""
    rows = Episode.objects.filter(holding(moment), only.query()).order_by().values_list("pk", flat=True)
    if len(few := list(rows[: FEW + 1])) <= FEW:
        names = sorted(Episode.objects.filter(pk__in=few).values_list("sort_name", "pk"))
        keys = [pk for _, pk in names[start : start + size]]
    else:
        keys = list(_walk(moment, only)[start : start + size])
    page = Episode.objects.filter(pk__in=keys).select_related("actor", "commune", "address").in_bulk()
    return [page[pk] for pk in keys]


def holding(moment: Moment, *, since: date | None = None, until: date | None = None) -> Q:
    """The episodes that hold at a moment; ``since``: only those that began after that day; ``until``: only
    those that have ended by that day.

    Each alternative walks one short stretch of the index ``episode_by_day``: an episode of a class of length
    that holds on a day began within that length before it.
    """
    day, at = moment.day, moment.known_at
    bounds = [day - timedelta(days=days) for days in LENGTHS] + [date.min] * (1 if until else 2)
    classes = [
        Q(length=number, valid_from__gt=max(bound, since or date.min))
        for number, bound in zip((*range(LONG), LONG, OPEN), bounds, strict=False)
    ]
    now = Q(known_until=FOREVER) if at is None else Q(known_until=FOREVER, known_from__lte=at)
    parts = [now & part for part in classes]
    if at is not None:
        parts.append(_superseded(at) & (Q(valid_from__gt=since) if since else Q()))
    held = Q(valid_from__lte=day, valid_until__gt=day) & reduce(or_, parts)
    return held & Q(valid_until__lte=until) if until else held


def _superseded(at: datetime) -> Q:
    """What was known at a moment, and is known no more."""
    return Q(known_until__gt=at, known_until__lt=FOREVER, known_from__lte=at)


class Plain(Func):
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
        until=Plain("known_until"),
        since=Plain("known_from"),
        place=Plain("commune_id"),
        nature=Plain("kind"),
    )
    at = moment.known_at
    rows = rows.filter(until=FOREVER) if at is None else rows.filter(since__lte=at, until__gt=at)
    rows = rows.filter(valid_from__lte=moment.day, valid_until__gt=moment.day)
    if only.kinds:
        rows = rows.filter(nature__in=only.kinds)
    if only.communes:
        rows = rows.filter(place__in=only.communes)
    return rows.order_by("sort_name", "pk").values_list("pk", flat=True)
