"""Open needs and hours left become a matching problem; the engine's answer becomes plain values.

The referee recomputes every promise of the answer before anything is recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from maillage.common import clock
from maillage.engine.matching import (
    Bar,
    BarKind,
    Candidate,
    HelperLine,
    MatchingProblem,
    MatchingResult,
    NeedLine,
    UnmetCause,
    check,
    solve,
)
from maillage.engine.matching.io import problem_to_json, result_to_json
from maillage.needs.models import Need
from maillage.pledges.models import PledgedHelper
from maillage.pledges.queries import forbidden_pairs, helpers_pledged, hours_left, persons_absent
from maillage.referrals.enums import ReferralState
from maillage.referrals.queries import hours_engaged_by_need, open_asks_by_person, pairs_tried, ties_met
from maillage.referrals.reasons import Reason, pair_facts
from maillage.territory.models import Territory

TIME_LIMIT_SECONDS = 20.0


class RefereeError(RuntimeError):
    """The engine broke a promise: nothing is recorded, the broken promises are the message."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Ask this helper for these hours of this need, because of these facts."""

    need: Need
    helper: PledgedHelper
    hours: int
    affinity: float
    reasons: list[Reason]


@dataclass(frozen=True, slots=True)
class Plan:
    """What the engine decided, as plain values, with the snapshots that let it be replayed."""

    proposals: tuple[Proposal, ...]
    causes: dict[int, tuple[str, dict[str, Any]]]  # need's primary key → (cause, counts)
    problem_json: str
    result_json: str
    result: MatchingResult
    needs_count: int
    helpers_count: int


def plan(*, territory: Territory, needs: Sequence[Need], seed: int = 0) -> Plan:
    """Decide whom to ask for each need still lacking hours, with the hours that are left today."""
    world = _World.read(territory, needs)
    problem = world.problem()
    result = solve(problem, seed=seed, time_limit=TIME_LIMIT_SECONDS)
    if broken := check(problem, result):
        raise RefereeError("; ".join(broken[:5]))
    return Plan(
        proposals=tuple(
            Proposal(
                world.needs[a.need],
                world.helpers[a.helper],
                a.hours,
                a.affinity,
                world.reasons[(a.need, a.helper)],
            )
            for a in result.assignments
        ),
        causes={
            world.needs[u.need].pk: (str(u.cause), _counts(u))
            for u in result.unmet
            if u.hours_received == 0 and u.cause != UnmetCause.STOPPED
        },  # a search cut short says nothing true about the network: the next one will
        problem_json=problem_to_json(problem),
        result_json=result_to_json(result),
        result=result,
        needs_count=len(world.needs),
        helpers_count=len(world.helpers),
    )


@dataclass(slots=True)
class _World:
    """All rows the problem is made of, read once, by opaque reference."""

    territory: Territory
    needs: dict[str, Need]
    wanted: dict[str, int]
    helpers: dict[str, PledgedHelper]
    left: dict[int, int]
    absent: set[int]
    apart: dict[int, set[int]]
    tried: dict[tuple[int, int], str]
    open_asks: dict[int, int]
    met: set[tuple[int, int]]
    reasons: dict[tuple[str, str], list[Reason]]

    @classmethod
    def read(cls, territory: Territory, needs: Sequence[Need]) -> _World:
        keys = [need.pk for need in needs]
        for need in needs:
            need.territory = territory  # the same row, not read again for each need
        engaged = hours_engaged_by_need(keys)
        wanted = {n.ref: n.hours - engaged.get(n.pk, 0) for n in needs}
        helpers = helpers_pledged(clock.today())
        return cls(
            territory=territory,
            needs={n.ref: n for n in needs if wanted[n.ref] > 0},
            wanted=wanted,
            helpers={h.ref: h for h in helpers},
            left=hours_left(helpers, clock.today()),
            absent=persons_absent(clock.today()),
            apart=forbidden_pairs(),
            tried=pairs_tried(keys),
            open_asks=open_asks_by_person(),
            met=ties_met(),
            reasons={},
        )

    def most_needs(self) -> dict[int, int]:
        """How many needs each line may newly get: a person’s limit is shared by the lines that name her."""
        lines = sorted(self.helpers.values(), key=lambda h: (-self.left[h.pk], h.pk))
        limits: dict[int, int] = {}
        for h in lines:
            limits[h.person_id] = max(limits.get(h.person_id, 0), h.max_open)
        rest = {person: max(0, limit - self.open_asks.get(person, 0)) for person, limit in limits.items()}
        shares = dict.fromkeys((h.pk for h in lines), 0)
        while waiting := [h for h in lines if rest[h.person_id] and shares[h.pk] < h.max_open]:
            for h in waiting:
                if rest[h.person_id]:
                    shares[h.pk] += 1
                    rest[h.person_id] -= 1
        return shares

    def problem(self) -> MatchingProblem:
        candidates: list[Candidate] = []
        bars: list[Bar] = []
        most_needs = self.most_needs()
        for need in self.needs.values():
            for helper in self.helpers.values():
                self._weigh(need, helper, candidates, bars)
        return MatchingProblem.of(
            needs=[
                NeedLine(id=n.ref, hours=self.wanted[n.ref], group=self.territory.group_of(n.actor_kind))
                for n in self.needs.values()
            ],
            helpers=[
                HelperLine(
                    id=h.ref,
                    hours=self.left[h.pk],
                    max_needs=most_needs[h.pk],
                )
                for h in self.helpers.values()
            ],
            candidates=candidates,
            bars=bars,
            group_floor=self.territory.charter.group_floor,
        )

    def _weigh(self, need: Need, helper: PledgedHelper, candidates: list[Candidate], bars: list[Bar]) -> None:
        met = (helper.pledge.partner_id, need.actor_id) in self.met
        left, open_asks = self.left[helper.pk], self.open_asks.get(helper.person_id, 0)
        facts = pair_facts(need, helper, left=left, open_asks=open_asks, met=met)
        if facts is None or self._is_own(need, helper):
            return
        bar = self._bar(need, helper, left, open_asks)
        if bar is not None:
            bars.append(Bar(need=need.ref, helper=helper.ref, kind=bar))
            return
        affinity, reasons = facts
        candidates.append(Candidate(need=need.ref, helper=helper.ref, affinity=affinity))
        self.reasons[(need.ref, helper.ref)] = reasons

    @staticmethod
    def _is_own(need: Need, helper: PledgedHelper) -> bool:
        """Nobody is asked to help herself or her own organisation."""
        return helper.person_id == need.asker_id or helper.pledge.partner_id == need.actor_id

    def _bar(self, need: Need, helper: PledgedHelper, left: int, open_asks: int) -> BarKind | None:
        if (need.pk, helper.person_id) in self.tried:
            state = self.tried[(need.pk, helper.person_id)]
            return BarKind.NOT_WITH if state == ReferralState.DISCARDED else BarKind.DECLINED
        if need.actor_id in self.apart.get(helper.person_id, set()):
            return BarKind.NOT_WITH
        if helper.person_id in self.absent or helper.is_paused:
            return BarKind.ABSENT
        if need.language not in helper.languages:
            return BarKind.LANGUAGE
        if left <= 0 or open_asks >= helper.max_open:
            return BarKind.FULL
        return None


def _counts(unmet: Any) -> dict[str, Any]:
    names = ("able", "absent", "declined", "full", "hours_missing")
    return {name: getattr(unmet, name) for name in names if hasattr(unmet, name)}
