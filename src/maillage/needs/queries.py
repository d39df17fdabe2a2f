"""Reads of needs, with names."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet

from maillage.common import clock
from maillage.needs.enums import OPEN_STATES, NeedState
from maillage.needs.models import Need
from maillage.people.models import Person
from maillage.skills.queries import skill_names


def with_context(needs: QuerySet[Need]) -> QuerySet[Need]:
    """Needs with all that a list line shows, in a constant number of queries."""
    names = Prefetch("skill_rows__skill", queryset=skill_names())
    return needs.select_related("asker", "actor").prefetch_related("skill_rows", names)


def all_needs() -> QuerySet[Need]:
    """Every need of the territory, newest first."""
    return Need.objects.order_by("-submitted_at", "-pk")


def open_needs() -> QuerySet[Need]:
    """Needs for which somebody still has something to do, oldest promise first."""
    return Need.objects.filter(state__in=OPEN_STATES).order_by("promised_at", "pk")


def needs_to_qualify() -> QuerySet[Need]:
    """Needs whose words nobody has read yet."""
    return Need.objects.filter(state=NeedState.CONFIRMED).order_by("confirmed_at", "pk")


def needs_in_search() -> QuerySet[Need]:
    """Qualified needs that nobody has accepted."""
    return Need.objects.filter(state=NeedState.QUALIFIED).order_by("promised_at", "pk")


def late_needs(moment: datetime) -> QuerySet[Need]:
    """Needs without any answer after the charter's deadline, the latest first."""
    waiting = Q(state__in=(NeedState.CONFIRMED, NeedState.QUALIFIED), answered_at=None)
    return Need.objects.filter(waiting, promised_at__lt=moment).order_by("promised_at", "pk")


def unserved_needs() -> QuerySet[Need]:
    """Needs in search that nobody can serve today, with their cause."""
    return needs_in_search().exclude(cause="")


def unconfirmed_since(days: int) -> QuerySet[Need]:
    """Needs whose address was never confirmed within this many days."""
    return Need.objects.filter(
        state=NeedState.SUBMITTED, submitted_at__lt=clock.now() - timedelta(days=days)
    ).order_by("pk")


def need_with_ref(ref: str) -> Need | None:
    """The need with this reference in the current territory, ready to be shown."""
    return with_context(Need.objects.filter(ref=ref)).first()


def needs_of(person: Person) -> QuerySet[Need]:
    """What a person asked for herself, newest first."""
    return Need.objects.filter(asker=person).order_by("-submitted_at", "-pk")


def search_needs(words: str) -> QuerySet[Need]:
    """Needs whose words, asker or actor contain these letters (plain search, newest first)."""
    found = all_needs()
    for word in words.replace("\x00", " ").split()[:6]:
        found = found.filter(
            Q(words__icontains=word) | Q(actor_name__icontains=word) | Q(asker_name__icontains=word)
        )
    return found
