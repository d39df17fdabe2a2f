"""What a played scenario gave: its counts, its digest, and where it differs from what was meant."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from maillage.actors.models import Actor
from maillage.common.models import JournalEntry, OutboundMessage
from maillage.common.scope import territory_scope
from maillage.needs.enums import NeedState, Outcome
from maillage.needs.models import Need
from maillage.needs.queries import unserved_needs
from maillage.pledges.models import Contribution, Hold, Pledge, PledgedHelper
from maillage.referrals.enums import ReferralState
from maillage.referrals.models import Referral
from maillage.scenario.data import DemoData
from maillage.scenario.fates import Fate
from maillage.skills.queries import words_to_approve
from maillage.territory.models import Territory

Referrals = list[Referral]
Kept = Callable[[Need, Referrals], bool]


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a city as its coordinator finds it."""

    actors: int
    helpers: int
    partners: int
    needs: dict[str, int]
    outcomes: dict[str, int]
    referrals: dict[str, int]
    causes: dict[str, int]
    words: int
    letters: int
    facts: int


def summary(territory: Territory) -> Summary:
    """Count what the scenario left."""
    with territory_scope(territory.pk):
        return Summary(
            actors=Actor.objects.count(),
            helpers=PledgedHelper.objects.values("person").distinct().count(),
            partners=Pledge.objects.values("partner").distinct().count(),
            needs=_counted(Need.objects.values_list("state", flat=True)),
            outcomes=_counted(Need.objects.exclude(outcome="").values_list("outcome", flat=True)),
            referrals=_counted(Referral.objects.values_list("state", flat=True)),
            causes=_counted(unserved_needs().values_list("cause", flat=True)),
            words=words_to_approve().count(),
            letters=OutboundMessage.objects.count(),
            facts=JournalEntry.objects.count(),
        )


def digest(territory: Territory) -> str:
    """A fingerprint of the city: equal for two builds of the same data, date and seed."""
    with territory_scope(territory.pk):
        tables: list[Iterable[tuple[Any, ...]]] = [
            JournalEntry.objects.order_by("pk").values_list(
                "at", "who", "verb", "kind", "object_ref", "data", "why"
            ),
            Need.objects.order_by("pk").values_list(
                "ref",
                "words",
                "state",
                "outcome",
                "cause",
                "hours",
                "confirmed_at",
                "answered_at",
                "closed_at",
            ),
            Referral.objects.order_by("pk").values_list(
                "ref",
                "need__ref",
                "person__ref",
                "hours",
                "state",
                "affinity",
                "sent_at",
                "due_at",
                "answered_at",
            ),
            Hold.objects.order_by("pk").values_list("key", "hours", "month", "state"),
            Contribution.objects.order_by("pk").values_list("key", "hours", "on"),
            OutboundMessage.objects.order_by("pk").values_list(
                "ref", "kind", "to_email", "subject", "sent_at"
            ),
        ]
        plain = [[list(row) for row in rows] for rows in tables]
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def deviations(territory: Territory, data: DemoData) -> list[str]:
    """The needs that did not meet the fate their row wanted, each in one line."""
    with territory_scope(territory.pk):
        needs = list(Need.objects.order_by("pk"))
        tried: dict[int, Referrals] = {need.pk: [] for need in needs}
        for referral in Referral.objects.exclude(state=ReferralState.SUPERSEDED).order_by("pk"):
            tried[referral.need_id].append(referral)
    found: list[str] = []
    for row in data.needs:
        mine = [n for n in needs if row.text.startswith(n.words) or n.words == row.text]
        mine += [n for n in needs if n.split_from_id in {m.pk for m in mine}]
        found += [
            f"{row.day} {row.asker} ({row.fate}): {need.state} {need.outcome or need.cause} {states}"
            for need in mine
            if not KEPT[row.fate](need, tried[need.pk])
            for states in [",".join(r.state for r in tried[need.pk])]
        ]
        if not mine:
            found.append(f"{row.day} {row.asker} ({row.fate}): the need is not there")
    return found


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _has(referrals: Referrals, state: ReferralState) -> bool:
    return any(referral.state == state for referral in referrals)


def _closed(outcome: Outcome) -> Kept:
    return lambda need, _referrals: need.state == NeedState.CLOSED and need.outcome == outcome


def _helped_after(state: ReferralState) -> Kept:
    return lambda need, referrals: need.outcome == Outcome.HELPED and _has(referrals, state)


def _stands(state: NeedState, referral: ReferralState | None = None) -> Kept:
    return lambda need, referrals: need.state == state and (referral is None or _has(referrals, referral))


KEPT: dict[Fate, Kept] = {
    Fate.HELPED: _closed(Outcome.HELPED),
    Fate.HELPED_SECOND: _helped_after(ReferralState.DECLINED),
    Fate.HELPED_AFTER_SILENCE: _helped_after(ReferralState.EXPIRED),
    Fate.ANSWERED_BY_AID: _closed(Outcome.ANSWERED_BY_AID),
    Fate.NO_HELP: _closed(Outcome.NO_HELP_AVAILABLE),
    Fate.UNREACHABLE: _closed(Outcome.UNREACHABLE),
    Fate.WITHDRAWN: _closed(Outcome.WITHDRAWN),
    Fate.PARTLY: _stands(NeedState.ANSWERED),
    Fate.ASKED: _stands(NeedState.QUALIFIED, ReferralState.SENT),
    Fate.ASKED_LATE: _stands(NeedState.QUALIFIED, ReferralState.SENT),
    Fate.PROPOSED: _stands(NeedState.QUALIFIED, ReferralState.PROPOSED),
    Fate.TO_QUALIFY: _stands(NeedState.CONFIRMED),
    Fate.TO_QUALIFY_LATE: _stands(NeedState.CONFIRMED),
    Fate.UNSERVED: lambda need, _referrals: need.state == NeedState.QUALIFIED and need.cause == "no_skill",
    Fate.TAKEN: lambda need, _referrals: need.state == NeedState.QUALIFIED and need.cause == "all_taken",
    Fate.UNCONFIRMED: _stands(NeedState.SUBMITTED),
}
"""What must be true of a need for its fate to have come about."""
