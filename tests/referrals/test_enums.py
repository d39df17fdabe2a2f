"""The life of a referral, as a table."""

from __future__ import annotations

from itertools import product

import pytest

from maillage.common.errors import Refusal
from maillage.referrals.actions.common import move
from maillage.referrals.enums import AFTER_A_NO, LIVE, OPEN_FOR_HELPER, REFERRAL_TRANSITIONS, ReferralState
from maillage.referrals.models import Referral


def test_every_state_has_its_line() -> None:
    assert set(REFERRAL_TRANSITIONS) == set(ReferralState)


@pytest.mark.parametrize(("start", "end"), list(product(ReferralState, ReferralState)))
def test_referral_moves_along_the_table_and_nowhere_else(start: ReferralState, end: ReferralState) -> None:
    referral = Referral(state=start)
    if end in REFERRAL_TRANSITIONS[start]:
        move(referral, end)
        assert referral.state == end
        return
    with pytest.raises(Refusal) as refused:
        move(referral, end)
    assert refused.value.code == "referral_state"
    assert str(start.label) in refused.value.what
    assert referral.state == start


def test_no_state_is_both_under_way_and_after_a_no() -> None:
    assert set(LIVE) & set(AFTER_A_NO) == set()
    assert set(OPEN_FOR_HELPER) <= set(LIVE)


@pytest.mark.parametrize("state", [ReferralState.DECLINED, ReferralState.EXPIRED, ReferralState.CANCELLED])
def test_a_no_is_final(state: ReferralState) -> None:
    assert REFERRAL_TRANSITIONS[state] == ()
