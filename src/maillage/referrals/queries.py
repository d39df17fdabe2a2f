"""Reads of referrals, with names."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet, Sum

from maillage.needs.models import Need
from maillage.people.models import Person
from maillage.referrals.enums import LIVE, OPEN_FOR_HELPER, ReferralState
from maillage.referrals.models import MatchingRun, Referral


def with_context(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    """Referrals with all that a line shows, in a constant number of queries."""
    return referrals.select_related("need__asker", "need__actor", "person", "helper__pledge__partner")


def referral_with_ref(ref: str) -> Referral | None:
    """The referral with this reference in the current territory."""
    return with_context(Referral.objects.filter(ref=ref)).first()


def referrals_of_need(need: Need) -> QuerySet[Referral]:
    """All that was tried for a need, oldest first, without what was replaced before being seen."""
    rows = Referral.objects.filter(need=need).exclude(state=ReferralState.SUPERSEDED)
    return with_context(rows).order_by("proposed_at", "pk")


def proposals_to_send() -> QuerySet[Referral]:
    """Proposals that wait for the coordinator's yes, oldest promise first."""
    rows = Referral.objects.filter(state=ReferralState.PROPOSED)
    return with_context(rows).order_by("need__promised_at", "pk")


def asks_waiting() -> QuerySet[Referral]:
    """Asks that helpers have in hand, the nearest deadline first."""
    return with_context(Referral.objects.filter(state=ReferralState.SENT)).order_by("due_at", "pk")


def asks_to_remind(moment: datetime) -> QuerySet[Referral]:
    """Asks sent, not yet reminded, and not yet due."""
    rows = Referral.objects.filter(state=ReferralState.SENT, reminded_at=None, due_at__gt=moment)
    return with_context(rows).order_by("pk")


def asks_overdue(moment: datetime) -> QuerySet[Referral]:
    """Asks whose deadline has passed in silence."""
    rows = Referral.objects.filter(state=ReferralState.SENT, due_at__lte=moment)
    return with_context(rows).order_by("due_at", "pk")


def meetings_without_news(moment: datetime, *, days: int) -> QuerySet[Referral]:
    """Accepted asks of which nothing was heard for this many days."""
    rows = Referral.objects.filter(
        state=ReferralState.ACCEPTED, answered_at__lt=moment - timedelta(days=days)
    )
    return with_context(rows).order_by("answered_at", "pk")


def referrals_of_person(person: Person) -> QuerySet[Referral]:
    """What was asked of a helper, newest first (proposals she has not seen are left out)."""
    hidden = (ReferralState.PROPOSED, ReferralState.DISCARDED, ReferralState.SUPERSEDED)
    return with_context(Referral.objects.filter(person=person).exclude(state__in=hidden))


def open_asks_by_person() -> dict[int, int]:
    """How many asks each helper has open, by the person's primary key."""
    rows = Referral.objects.filter(state__in=OPEN_FOR_HELPER, need__closed_at=None).order_by()
    return dict(rows.values_list("person").annotate(Count("pk")))


def hours_engaged_by_need(needs: list[int]) -> dict[int, int]:
    """Hours asked, accepted or given for each need, by primary key, without help that did not suffice."""
    of_this_search = Q(need__resumed_at=None) | Q(sent_at__gt=F("need__resumed_at"))
    engaged = Q(state__in=(*LIVE, ReferralState.DONE))
    rows = Referral.objects.filter(engaged & of_this_search, need__in=needs)
    return dict(rows.order_by().values_list("need").annotate(Sum("hours")))


def pairs_tried(needs: list[int]) -> dict[tuple[int, int], str]:
    """For each pair (need, person) that was ever put together: its state."""
    rows = Referral.objects.filter(need__in=needs).exclude(
        state__in=(ReferralState.PROPOSED, ReferralState.SUPERSEDED)
    )
    return {(need, person): state for need, person, state in rows.values_list("need", "person", "state")}


def ties_met() -> set[tuple[int, int]]:
    """Pairs (partner actor, asking actor) that have already met through the service."""
    rows = Referral.objects.filter(
        state__in=(ReferralState.MET, ReferralState.DONE), need__actor__isnull=False
    )
    return set(rows.values_list("helper__pledge__partner_id", "need__actor_id"))


def last_run() -> MatchingRun | None:
    """The engine's latest decision for the whole territory."""
    found: MatchingRun | None = MatchingRun.objects.order_by("-at", "-pk").first()
    return found
