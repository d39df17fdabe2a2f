"""What the actions on a referral share: taking it, and moving it along its life."""

from __future__ import annotations

from django.utils.translation import gettext as _

from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.pledges.actions import release_hold
from maillage.referrals.enums import REFERRAL_TRANSITIONS, ReferralState
from maillage.referrals.models import Referral


def take(referral: Referral) -> Referral:
    """The referral, held for this transaction, with all that a letter needs."""
    rows = Referral.objects.select_for_update(of=("self",)).select_related(
        "need__asker", "need__territory", "person", "helper__pledge__partner", "helper__person"
    )
    held: Referral = rows.get(pk=referral.pk)
    return held


def move(referral: Referral, state: ReferralState) -> None:
    """Move a referral along its life; refuses what the table of transitions does not hold."""
    if state not in REFERRAL_TRANSITIONS[referral.state]:
        raise moved_on(referral)
    referral.state = state


def moved_on(referral: Referral) -> Refusal:
    """The refusal of an act that no longer fits where the referral stands."""
    return Refusal(
        "referral_state",
        _("Ce n’est plus possible : cette mise en relation est « %(state)s ».")
        % {"state": referral.get_state_display()},
        why=_("Une réponse, une échéance ou quelqu’un d’autre est passé avant."),
        todo=_("Rechargez la page pour voir où elle en est."),
    )


def end(referral: Referral, state: ReferralState, *, who: str, verb: str, why: str = "") -> None:
    """End an ask that gave nothing: its hours are given back, and the fact is written."""
    move(referral, state)
    referral.ended_at = clock.now()
    referral.save(update_fields=["state", "ended_at"])
    release_hold(key=referral.ref)
    note(referral, who=who, verb=verb, why=why)


def note(referral: Referral, *, who: str, verb: str, why: str = "") -> None:
    """Write the fact in the journal of the need, where its whole story is read."""
    journal.record(
        who=who,
        verb=verb,
        kind="need",
        ref=referral.need.ref,
        data={"referral": referral.ref, "person": referral.person.ref, "hours": referral.hours},
        why=why,
    )
