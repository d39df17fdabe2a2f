"""What happens by itself at a deadline: reminder, expiry with re-routing, asking for news."""

from __future__ import annotations

from django.db import transaction

from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.needs.actions import record_progress
from maillage.needs.enums import NeedState
from maillage.people.actions import write_to
from maillage.referrals import letters
from maillage.referrals.actions.answer import search_again
from maillage.referrals.actions.common import end, moved_on, note, take
from maillage.referrals.enums import ReferralState
from maillage.referrals.models import Referral
from maillage.referrals.queries import asks_overdue, asks_to_remind, meetings_without_news
from maillage.territory.charter import ServiceCharter


def remind_due(*, charter: ServiceCharter) -> int:
    """Remind, once, every helper who has had an ask for the charter's delay."""
    count = 0
    for referral in asks_to_remind(clock.now()):
        elapsed = charter.working_days_between(referral.sent_at, clock.now()) if referral.sent_at else 0
        if elapsed >= charter.helper_reminder_after:
            count += _remind(referral)
    return count


def expire_due() -> int:
    """End every ask left in silence past its deadline, and ask somebody else."""
    count = 0
    for referral in asks_overdue(clock.now()):
        count += _expire(referral)
    return count


def ask_news_due(*, charter: ServiceCharter) -> int:
    """Ask helpers who accepted some days ago whether they have met; once each."""
    count = 0
    rows = meetings_without_news(clock.now(), days=charter.meeting_news_after)
    for referral in rows.filter(news_asked_at=None):
        if Referral.objects.filter(pk=referral.pk, news_asked_at=None).exists():
            ask_news(referral=referral, who=journal.SYSTEM)
            count += 1
    return count


def ask_news(*, referral: Referral, who: str) -> Referral:
    """Ask a helper who said yes whether they have met."""
    with transaction.atomic():
        referral = take(referral)
        if referral.state != ReferralState.ACCEPTED:
            raise moved_on(referral)
        referral.news_asked_at = clock.now()
        referral.save(update_fields=["news_asked_at"])
        note(referral, who=who, verb="ask_news")
        write_to(
            person=referral.person,
            compose=lambda: letters.ask_news(referral),
            kind="ask_news",
            about=referral.ref,
            stop_url=letters.stop_url(referral.person),
        )
    return referral


def pass_on(*, referral: Referral, who: str) -> Referral | None:
    """The coordinator does not wait for the deadline: the ask is ended, and somebody else is asked."""
    with transaction.atomic():
        referral = take(referral)
        end(referral, ReferralState.CANCELLED, who=who, verb="pass_on")
        if referral.answered_at is not None:
            record_progress(need=referral.need, state=NeedState.QUALIFIED)
    return search_again(referral)


def _remind(referral: Referral) -> bool:
    with transaction.atomic():
        referral = take(referral)
        if referral.state != ReferralState.SENT or referral.reminded_at is not None:
            return False
        referral.reminded_at = clock.now()
        referral.save(update_fields=["reminded_at"])
        note(referral, who=journal.SYSTEM, verb="remind")
        write_to(
            person=referral.person,
            compose=lambda: letters.remind(referral),
            kind="remind",
            about=referral.ref,
            stop_url=letters.stop_url(referral.person),
        )
    return True


def _expire(referral: Referral) -> bool:
    try:
        with transaction.atomic():
            referral = take(referral)
            end(referral, ReferralState.EXPIRED, who=journal.SYSTEM, verb="expire")
    except Refusal:
        return False  # she answered in the meantime
    search_again(referral)
    return True
