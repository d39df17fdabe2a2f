"""The life of hours kept for an ask, as a table."""

from __future__ import annotations

from itertools import product

import pytest
from tests import factories

from maillage.common import clock
from maillage.pledges.actions import hold_hours, record_contribution, release_hold
from maillage.pledges.enums import HOLD_TRANSITIONS, HoldState
from maillage.pledges.models import Hold


def test_every_state_has_its_line() -> None:
    assert set(HOLD_TRANSITIONS) == set(HoldState)


@pytest.mark.parametrize(("start", "end"), list(product(HoldState, (HoldState.USED, HoldState.RELEASED))))
def test_hold_moves_along_the_table_and_nowhere_else(
    city: factories.City, start: HoldState, end: HoldState
) -> None:
    hold = hold_hours(helper=city.marc_hours, hours=2, key="ask")
    Hold.objects.filter(pk=hold.pk).update(state=start)
    if end == HoldState.USED:
        record_contribution(key="ask", hours=2, on=clock.today(), who="marc")
    else:
        release_hold(key="ask")
    hold.refresh_from_db()
    assert hold.state == (end if end in HOLD_TRANSITIONS[start] else start)
