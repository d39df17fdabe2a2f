"""Reads of pledged hours: what is left, of whom, until when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet, Sum

from maillage.actors.models import Actor
from maillage.people.models import Person
from maillage.pledges.enums import HoldState
from maillage.pledges.models import Absence, Contribution, Hold, NotWith, Pledge, PledgedHelper
from maillage.skills.queries import skill_names


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of a pledge: promised, kept for asks under way, given, and left."""

    total: int
    held: int
    given: int

    @property
    def left(self) -> int:
        """What can still be asked for."""
        return max(0, self.total - self.held - self.given)


def month_of(day: date) -> date:
    """The first day of the month: how a month is named."""
    return day.replace(day=1)


def pledges_running(day: date) -> QuerySet[Pledge]:
    """Pledges whose period holds this day."""
    return Pledge.objects.filter(starts_on__lte=day, ends_on__gte=day).select_related("partner")


def pledges_about_to_lapse(day: date, *, within_days: int) -> QuerySet[Pledge]:
    """Running pledges that end within this many days."""
    return pledges_running(day).filter(ends_on__lte=day + timedelta(days=within_days)).order_by("ends_on")


def hours_by_pledge(pledges: list[Pledge]) -> dict[int, Hours]:
    """What became of each pledge's hours, by primary key; two queries whatever the number."""
    keys = [pledge.pk for pledge in pledges]
    held = _sum(Hold.objects.filter(helper__pledge__in=keys, state=HoldState.HELD), "helper__pledge")
    given = _sum(Contribution.objects.filter(helper__pledge__in=keys), "helper__pledge")
    return {p.pk: Hours(p.hours_total, held.get(p.pk, 0), given.get(p.pk, 0)) for p in pledges}


def hours_left(helpers: list[PledgedHelper], day: date) -> dict[int, int]:
    """Whole hours each helper can still be asked for in this day's month, by primary key.

    The least of her month's hours and of what is left in the pledge; a pledge that would be
    promised twice over is shared in order, so that the sum never exceeds it.
    """
    month = month_of(day)
    keys = [helper.pk for helper in helpers]
    held = _sum(Hold.objects.filter(helper__in=keys, state=HoldState.HELD, month=month), "helper")
    given = _sum(
        Contribution.objects.filter(helper__in=keys, on__year=day.year, on__month=day.month), "helper"
    )
    pledges = list({helper.pledge_id: helper.pledge for helper in helpers}.values())
    rest = {pk: hours.left for pk, hours in hours_by_pledge(pledges).items()}
    left: dict[int, int] = {}
    for helper in sorted(helpers, key=lambda h: h.pk):
        month_left = helper.hours_per_month - held.get(helper.pk, 0) - given.get(helper.pk, 0)
        left[helper.pk] = max(0, min(month_left, rest[helper.pledge_id]))
        rest[helper.pledge_id] -= left[helper.pk]
    return left


def helpers_pledged(day: date) -> list[PledgedHelper]:
    """Everyone who gives hours on this day, with her skills, in a constant number of queries."""
    rows = (
        PledgedHelper.objects.filter(pledge__starts_on__lte=day, pledge__ends_on__gte=day)
        .select_related("pledge__partner", "person")
        .prefetch_related(Prefetch("skills", queryset=skill_names()))
    )
    return list(rows)


def persons_absent(day: date) -> set[int]:
    """Primary keys of the persons away on this day."""
    rows = Absence.objects.filter(starts_on__lte=day, ends_on__gte=day)
    return set(rows.values_list("person_id", flat=True))


def forbidden_pairs() -> dict[int, set[int]]:
    """For each person (primary key), the actors she must not be put with."""
    pairs: dict[int, set[int]] = defaultdict(set)
    for person, actor in NotWith.objects.values_list("person_id", "actor_id"):
        pairs[person].add(actor)
    return pairs


def pledged_lines_of(person: Person) -> QuerySet[PledgedHelper]:
    """A helper's own lines, in every pledge that names her."""
    rows = PledgedHelper.objects.filter(person=person).select_related("pledge__partner", "person")
    return rows.prefetch_related(Prefetch("skills", queryset=skill_names())).order_by("-pledge__ends_on")


def pledges_of(actors: list[Actor]) -> QuerySet[Pledge]:
    """The pledges of these partners, newest end first."""
    return Pledge.objects.filter(partner__in=actors).select_related("partner").order_by("-ends_on")


def _sum(rows: QuerySet[Hold] | QuerySet[Contribution], by: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(by).annotate(Sum("hours")))


def pledge_with_ref(ref: str) -> Pledge | None:
    """The pledge with this reference in the current territory."""
    found: Pledge | None = Pledge.objects.filter(ref=ref).select_related("partner").first()
    return found
