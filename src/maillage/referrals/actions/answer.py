"""The helper answers, they meet, the hours are noted."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.needs import letters as need_letters
from maillage.needs.actions import record_progress
from maillage.needs.actions.common import tell
from maillage.needs.enums import NeedState
from maillage.people.actions import write_to
from maillage.pledges.actions import record_contribution
from maillage.referrals import letters
from maillage.referrals.actions.common import end, move, note, take
from maillage.referrals.actions.propose import reroute
from maillage.referrals.enums import DeclineReason, ReferralState
from maillage.referrals.models import Referral


def accept(*, referral: Referral, who: str) -> Referral:
    """The helper says yes: the two are given each other's contact details, and only now."""
    with transaction.atomic():
        referral = take(referral)
        _refuse_late(referral)
        move(referral, ReferralState.ACCEPTED)
        referral.answered_at = clock.now()
        referral.save(update_fields=["state", "answered_at"])
        record_progress(need=referral.need, state=NeedState.ANSWERED)
        note(referral, who=who, verb="accept")
        tell(referral.need, "introduce_to_asker", lambda: letters.introduce_to_asker(referral))
        write_to(
            person=referral.person,
            compose=lambda: letters.introduce_to_helper(referral),
            kind="introduce_to_helper",
            about=referral.ref,
        )
    return referral


def decline(*, referral: Referral, reason: DeclineReason, who: str, note_text: str = "") -> Referral:
    """The helper cannot, this time: her reason stays with the coordination, the search goes on."""
    with transaction.atomic():
        referral = take(referral)
        end(referral, ReferralState.DECLINED, who=who, verb="decline", why=reason)
        referral.answered_at = clock.now()
        referral.decline_reason, referral.decline_note = reason, note_text[:300]
        referral.save(update_fields=["answered_at", "decline_reason", "decline_note"])
    search_again(referral)
    return referral


def search_again(referral: Referral) -> Referral | None:
    """Ask somebody else, and tell the asker the truth: not whom, not why, only that we go on."""
    following = reroute(need=referral.need)
    if following is not None:
        tell(referral.need, "still_searching", lambda: need_letters.still_searching(referral.need))
    return following


def record_meeting(*, referral: Referral, met_on: date, who: str) -> Referral:
    """They have met."""
    with transaction.atomic():
        referral = take(referral)
        move(referral, ReferralState.MET)
        referral.met_on = met_on
        referral.save(update_fields=["state", "met_on"])
        note(referral, who=who, verb="meet")
    return referral


def record_hours(*, referral: Referral, hours: int, on: date, who: str) -> Referral:
    """Hours were really given: the pledge is drawn down, and the asker is asked whether it helped."""
    with transaction.atomic():
        referral = take(referral)
        move(referral, ReferralState.DONE)
        record_contribution(key=referral.ref, hours=hours, on=on, who=who)
        referral.met_on = referral.met_on or on
        referral.hours_given = hours
        referral.ended_at = clock.now()
        referral.save(update_fields=["state", "met_on", "hours_given", "ended_at"])
        note(referral, who=who, verb="log_hours")
        need = referral.need
        if need.state == NeedState.ANSWERED and need.outcome_asked_at is None:
            need.outcome_asked_at = clock.now()
            need.save(update_fields=["outcome_asked_at"])
            tell(need, "ask_outcome", lambda: need_letters.ask_outcome(need))
    return referral


def _refuse_late(referral: Referral) -> None:
    is_over = bool(referral.due_at and clock.now() > referral.due_at)
    if referral.state == ReferralState.EXPIRED or (referral.state == ReferralState.SENT and is_over):
        raise Refusal(
            "link_expired",
            _("Merci, mais l’échéance est passée."),
            why=_("Sans réponse à temps, nous demandons à quelqu’un d’autre, pour que personne n’attende."),
            todo=_("Vous n’avez rien à faire. Si vous pouvez encore aider, écrivez à la coordination."),
            status=410,
        )
