"""The threads of the public home's cloth: one per need of the last month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from maillage.common import clock
from maillage.needs.enums import NeedState, Outcome
from maillage.needs.models import Need
from maillage.referrals.enums import ReferralState
from maillage.referrals.models import Referral

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Thread:
    """A need of the month: answered (by which helper's thread), waiting, or lost."""

    state: str  # answered | waiting | lost
    helper: int | None


def month_threads(*, days: int = 31) -> tuple[list[Thread], int]:
    """Threads of the last month, oldest first, and how many helpers they were knotted with."""
    since = clock.now() - timedelta(days=days)
    needs = list(Need.objects.filter(confirmed_at__gte=since).order_by("confirmed_at", "pk")[:SHOWN])
    taken = Referral.objects.filter(
        need__in=[need.pk for need in needs],
        state__in=(ReferralState.ACCEPTED, ReferralState.MET, ReferralState.DONE),
    ).order_by("answered_at", "pk")
    helper_of: dict[int, int] = {}
    order: dict[int, int] = {}
    for need_id, person_id in taken.values_list("need", "person"):
        helper_of.setdefault(need_id, order.setdefault(person_id, len(order)))
    return [_thread(need, helper_of.get(need.pk)) for need in needs], len(order)


def _thread(need: Need, helper: int | None) -> Thread:
    if helper is not None:
        return Thread("answered", helper)
    if need.state == NeedState.CLOSED:
        return Thread("answered" if need.outcome == Outcome.ANSWERED_BY_AID else "lost", None)
    return Thread("waiting", None)
