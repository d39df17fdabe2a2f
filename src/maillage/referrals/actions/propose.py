"""From needs in search to asks sent: propose, send, discard, and re-route by itself."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.needs.actions import record_cause
from maillage.needs.actions.common import refuse_if_ended
from maillage.needs.enums import Cause, NeedState
from maillage.needs.models import Need
from maillage.needs.queries import needs_in_search, with_context
from maillage.people.actions import write_to
from maillage.pledges.actions import hold_hours
from maillage.referrals import letters
from maillage.referrals.actions.common import end, move, note, take
from maillage.referrals.bridge import Plan, Proposal, plan
from maillage.referrals.enums import LIVE, ReferralState
from maillage.referrals.models import MatchingRun, Referral
from maillage.territory.models import Territory


def propose(*, territory: Territory, who: str, why: str, seed: int = 0) -> MatchingRun:
    """Decide anew whom to ask for every need in search, and record the proposals and the causes.

    Proposals nobody has acted on are decided again; asks already sent are never moved.
    With automatic sending (a setting of the charter) what is proposed leaves at once.
    """
    with transaction.atomic():
        Territory.objects.select_for_update().get(pk=territory.pk)
        needs = list(with_context(needs_in_search()))
        decided = plan(territory=territory, needs=needs, seed=seed)
        run = _record_run(territory, decided, who=who, why=why, seed=seed)
        fresh = _record_proposals(decided.proposals, run)
        _record_causes(needs, decided)
        journal.record(
            who=who,
            verb="match",
            kind="run",
            ref=run.ref,
            data={"needs": decided.needs_count, "proposals": len(fresh)},
            why=why,
        )
    if territory.charter.automatic_sending:
        for referral in fresh:
            _send_if_possible(referral, who=journal.SYSTEM)
    return run


def send(*, referral: Referral, who: str) -> Referral:
    """Ask the helper: her hours are kept, her deadline is set, the e-mail leaves with the transaction."""
    with transaction.atomic():
        referral = take(referral)
        refuse_if_ended(referral.need)
        move(referral, ReferralState.SENT)
        hold_hours(helper=referral.helper, hours=referral.hours, key=referral.ref)
        charter = referral.need.territory.charter
        referral.sent_at = clock.now()
        referral.due_at = charter.deadline(referral.sent_at, charter.helper_answer_within)
        referral.save(update_fields=["state", "sent_at", "due_at"])
        note(referral, who=who, verb="send")
        write_to(
            person=referral.person,
            compose=lambda: letters.ask(referral),
            kind="ask",
            about=referral.ref,
            stop_url=letters.stop_url(referral.person),
        )
    return referral


def discard(*, referral: Referral, who: str) -> Referral:
    """The coordinator does not want this pair: it will not be proposed again (unless she undoes it)."""
    with transaction.atomic():
        referral = take(referral)
        end(referral, ReferralState.DISCARDED, who=who, verb="discard")
    return referral


def restore(*, referral: Referral, who: str) -> Referral:
    """Undo a discard: the proposal waits for a yes again."""
    with transaction.atomic():
        referral = take(referral)
        move(referral, ReferralState.PROPOSED)
        referral.ended_at = None
        referral.save(update_fields=["state", "ended_at"])
        note(referral, who=who, verb="restore")
    return referral


def reroute(*, need: Need) -> Referral | None:
    """After a no or a silence: ask the next best helper at once; None when nobody is left.

    The coordinator's yes to the first ask holds for the need; the cause is kept when it ends here.
    """
    run = propose(territory=need.territory, who=journal.SYSTEM, why="reroute")
    following = Referral.objects.filter(need=need, state=ReferralState.PROPOSED).order_by(
        "-hours", "-affinity"
    )
    for referral in following:
        if sent := _send_if_possible(referral, who=journal.SYSTEM):
            return sent
    journal.record(who=journal.SYSTEM, verb="nobody_left", kind="need", ref=need.ref, data={"run": run.ref})
    return None


def cancel_for_need(*, need: Need, who: str, even_accepted: bool = True) -> int:
    """Nothing more is asked for a need: proposals are dropped, asks under way end and free their hours.

    ``even_accepted=False`` leaves the asks that somebody accepted: they have met, and her hours can
    still be noted.
    """
    states = LIVE if even_accepted else (ReferralState.SENT,)
    with transaction.atomic():
        Referral.objects.filter(need=need, state=ReferralState.PROPOSED).update(
            state=ReferralState.SUPERSEDED
        )
        open_rows = list(Referral.objects.filter(need=need, state__in=states))
        for row in open_rows:
            end(take(row), ReferralState.CANCELLED, who=who, verb="cancel")
    return len(open_rows)


def _record_run(territory: Territory, decided: Plan, *, who: str, why: str, seed: int) -> MatchingRun:
    fairness = decided.result.fairness
    run: MatchingRun = MatchingRun.objects.create(
        territory=territory,
        who=who,
        why=why,
        seed=seed,
        problem=decided.problem_json,
        result=decided.result_json,
        needs_count=decided.needs_count,
        helpers_count=decided.helpers_count,
        price=fairness.price,
        served_hours=fairness.hours,
        left_with_nothing=fairness.needs_with_nothing,
        left_with_nothing_unfair=fairness.needs_with_nothing_unfair,
        shortfalls=[
            {"group": g.group, "shortfall": g.shortfall} for g in decided.result.groups if g.shortfall > 0
        ],
    )
    return run


def _record_proposals(proposals: Sequence[Proposal], run: MatchingRun) -> list[Referral]:
    waiting = {
        (row.need_id, row.helper_id): row for row in Referral.objects.filter(state=ReferralState.PROPOSED)
    }
    wanted = {(p.need.pk, p.helper.pk): p for p in _one_per_person(proposals)}
    for pair, row in waiting.items():
        if pair not in wanted:
            row.state = ReferralState.SUPERSEDED
            row.save(update_fields=["state"])
    return [_record_proposal(proposal, run, waiting.get(pair)) for pair, proposal in wanted.items()]


def _one_per_person(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The same person in two pledges gets one ask for a need: that of the most hours."""
    best: dict[tuple[int, int], Proposal] = {}
    for proposal in proposals:
        pair = (proposal.need.pk, proposal.helper.person_id)
        if pair not in best or proposal.hours > best[pair].hours:
            best[pair] = proposal
    return list(best.values())


def _record_proposal(proposal: Proposal, run: MatchingRun, row: Referral | None) -> Referral:
    row = row or Referral(
        territory=run.territory,
        need=proposal.need,
        helper=proposal.helper,
        person=proposal.helper.person,
        proposed_at=clock.now(),
    )
    row.run, row.hours, row.affinity, row.reasons = run, proposal.hours, proposal.affinity, proposal.reasons
    row.save()
    return row


def _record_causes(needs: Sequence[Need], decided: Plan) -> None:
    waiting = set(
        Referral.objects.filter(need__in=[n.pk for n in needs], state=ReferralState.SENT).values_list(
            "need", flat=True
        )
    )
    for need in needs:
        cause, data = decided.causes.get(need.pk, (Cause.NONE, {}))
        if need.state == NeedState.QUALIFIED and need.pk not in waiting:
            record_cause(need=need, cause=cause, data=data)


def _send_if_possible(referral: Referral, *, who: str) -> Referral | None:
    try:
        return send(referral=referral, who=who)
    except Refusal:
        return None
