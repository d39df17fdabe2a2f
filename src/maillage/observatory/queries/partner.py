"""What became of a partner's hours, and for whom (by group of actors, small groups put together)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum

from maillage.actors.models import Actor
from maillage.observatory.privacy import merge_small
from maillage.pledges.models import Pledge
from maillage.pledges.queries import Hours, hours_by_pledge, pledges_of
from maillage.referrals.enums import ReferralState
from maillage.referrals.models import Referral
from maillage.territory.models import Territory


@dataclass(frozen=True, slots=True)
class PledgeAccount:
    """A pledge, its hours, and the hours given by group of actors."""

    pledge: Pledge
    hours: Hours
    by_group: tuple[tuple[str, int], ...]


def partner_accounts(territory: Territory, actors: list[Actor]) -> list[PledgeAccount]:
    """The accounts of these partners' pledges, in a constant number of queries."""
    pledges = list(pledges_of(actors))
    hours = hours_by_pledge(pledges)
    given = (
        Referral.objects.filter(helper__pledge__in=[p.pk for p in pledges], state=ReferralState.DONE)
        .order_by()
        .values_list("helper__pledge", "need__actor_kind")
        .annotate(Sum("hours_given"))
    )
    sums: dict[int, dict[str, int]] = {p.pk: {} for p in pledges}
    for pledge, kind, total in given:
        group = territory.group_of(kind)
        sums[pledge][group] = sums[pledge].get(group, 0) + (total or 0)
    return [PledgeAccount(p, hours[p.pk], _by_group(territory, sums[p.pk])) for p in pledges]


def _by_group(territory: Territory, sums: dict[str, int]) -> tuple[tuple[str, int], ...]:
    parts = merge_small(sums, territory.charter.min_cell)
    named = [(", ".join(territory.group_name(g) for g in part), sum(sums[g] for g in part)) for part in parts]
    return tuple(sorted(named, key=lambda row: -row[1]))
