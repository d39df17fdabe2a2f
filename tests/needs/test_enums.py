"""The life of a need, as a table."""

from __future__ import annotations

from itertools import product

import pytest
from tests import factories

from maillage.common.errors import Refusal
from maillage.needs.actions.common import move
from maillage.needs.enums import NEED_TRANSITIONS, OPEN_STATES, Cause, NeedState, Outcome
from maillage.needs.models import Need
from maillage.territory.models import Territory


def test_every_state_has_its_line() -> None:
    assert set(NEED_TRANSITIONS) == set(NeedState)


def test_need_is_open_from_the_confirmed_address_to_the_end() -> None:
    assert set(NeedState) - set(OPEN_STATES) == {NeedState.SUBMITTED, NeedState.CLOSED}


@pytest.mark.parametrize(("start", "end"), list(product(NeedState, NeedState)))
def test_need_moves_along_the_table_and_nowhere_else(start: NeedState, end: NeedState) -> None:
    need = Need(state=start, version=4)
    if end in NEED_TRANSITIONS[start]:
        move(need, end)
        assert (need.state, need.version) == (end, 5)
        return
    with pytest.raises(Refusal) as refused:
        move(need, end)
    assert refused.value.code == "need_state"
    assert str(NeedState(start).label) in refused.value.what
    assert (need.state, need.version) == (start, 4)


def test_closed_need_goes_back_to_search_never_straight_to_an_answer() -> None:
    assert set(NEED_TRANSITIONS[NeedState.CLOSED]) == {NeedState.CONFIRMED, NeedState.QUALIFIED}


@pytest.mark.parametrize("outcome", Outcome)
def test_whatever_the_outcome_the_need_is_closed_and_its_asker_told(
    territory: Territory, outcome: Outcome
) -> None:
    from tests.visits import letters_to

    from maillage.needs.actions import close_need

    need = close_need(need=factories.a_qualified_need(territory), outcome=outcome, who="ines")
    assert (need.state, need.outcome, need.is_open) == ("closed", outcome, False)
    assert need.asker is not None
    assert len(letters_to(need.asker.email, kind="closed")) == 1


def test_causes_are_the_engines_own_words() -> None:
    """``stopped`` is the engine's when its time is over: the service asks again instead of telling it."""
    from maillage.engine.matching import UnmetCause

    assert {str(c) for c in UnmetCause} - {"stopped"} == {str(c) for c in Cause} - {""}
