"""How fresh an entry is: a score that falls from 100 to 0 as its last confirmation grows old.

100 under six months, 99 at most from then on, 0 from twenty-four months, a straight line between the two:
the rule of ``score_qualite`` in the schema v1 of data·inclusion, so that a score means the same in both
directories. A month counts 30.44 days, as everywhere in the project.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import TypeVar, cast

from django.db.models import Case, CharField, Model, QuerySet, TextChoices, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Actor

DAYS_A_MONTH = 30.44
FRESH_DAYS = round(6 * DAYS_A_MONTH)
LAST_DAYS = round(24 * DAYS_A_MONTH)
STALE_DAYS = (FRESH_DAYS + LAST_DAYS) // 2
FULL = 100

M = TypeVar("M", bound=Model)


class Level(TextChoices):
    """The score in three steps: up to six months; until it has lost half (fifteen months); later."""

    FRESH = "fresh", _("à jour")
    AGEING = "ageing", _("vieillit")
    STALE = "stale", _("ancienne")


@dataclass(frozen=True, slots=True)
class Freshness:
    """How fresh an entry is: ``score`` 0 to 100, its level, whole days since it was confirmed, and when."""

    score: int
    level: Level
    days: int
    confirmed_on: date


def freshness_of(actor: Actor, now: datetime) -> Freshness:
    """How fresh an entry is at a moment (aware); one confirmed later than that counts as confirmed then."""
    days = max(0, (now - actor.confirmed_at).days)
    return Freshness(
        score=score_after(days),
        level=level_after(days),
        days=days,
        confirmed_on=timezone.localtime(actor.confirmed_at).date(),
    )


def score_after(days: int) -> int:
    """The score this many whole days after a confirmation.

    >>> score_after(30), score_after(457), score_after(731)
    (100, 50, 0)
    """
    if days < FRESH_DAYS:
        return FULL
    left = (LAST_DAYS - days) / (LAST_DAYS - FRESH_DAYS)
    return max(0, min(FULL - 1, ceil(FULL * left)))


def level_after(days: int) -> Level:
    """The level this many whole days after a confirmation."""
    if days < FRESH_DAYS:
        return Level.FRESH
    return Level.AGEING if days < STALE_DAYS else Level.STALE


def months_before(now: datetime, months: int) -> datetime:
    """The moment this many months of 30.44 days before ``now``."""
    return now - timedelta(days=round(months * DAYS_A_MONTH))


def with_level(rows: QuerySet[M], now: datetime, path: str = "confirmed_at") -> QuerySet[M]:
    """The same rows with ``freshness_level``; ``path`` leads to the date of confirmation."""
    said = rows.annotate(
        freshness_level=Case(
            When(**{f"{path}__gt": _before(now, FRESH_DAYS)}, then=Value(Level.FRESH.value)),
            When(**{f"{path}__gt": _before(now, STALE_DAYS)}, then=Value(Level.AGEING.value)),
            default=Value(Level.STALE.value),
            output_field=CharField(),
        )
    )
    return cast("QuerySet[M]", said)


def of_level(rows: QuerySet[M], level: Level, now: datetime, path: str = "confirmed_at") -> QuerySet[M]:
    """The rows of one level at a moment."""
    fresh, stale = _before(now, FRESH_DAYS), _before(now, STALE_DAYS)
    if level == Level.FRESH:
        return rows.filter(**{f"{path}__gt": fresh})
    if level == Level.AGEING:
        return rows.filter(**{f"{path}__lte": fresh, f"{path}__gt": stale})
    return rows.filter(**{f"{path}__lte": stale})


def _before(now: datetime, days: int) -> datetime:
    return now - timedelta(days=days)
