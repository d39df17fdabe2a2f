"""The table of fates is whole and says what its names promise."""

from __future__ import annotations

from maillage.needs.enums import Outcome
from maillage.scenario.fates import PLANS, Answer, Fate, Reading


def test_every_fate_has_its_plan() -> None:
    assert set(PLANS) == set(Fate)


def test_what_is_helped_ends_by_a_yes() -> None:
    helped = (Fate.HELPED, Fate.HELPED_SECOND, Fate.HELPED_AFTER_SILENCE)
    assert {PLANS[fate].answers[-1] for fate in helped} == {Answer.YES}


def test_an_outcome_without_a_meeting_has_its_day() -> None:
    days = {fate: plan.closes_after for fate, plan in PLANS.items() if plan.closes}
    assert days == {Fate.ANSWERED_BY_AID: 2, Fate.NO_HELP: 4, Fate.UNREACHABLE: 12, Fate.WITHDRAWN: 2}
    assert Outcome.HELPED not in {plan.closes for plan in PLANS.values()}


def test_what_waits_to_be_read_is_never_read() -> None:
    unread = {fate for fate, plan in PLANS.items() if plan.reads == Reading.NEVER}
    assert unread == {Fate.TO_QUALIFY, Fate.TO_QUALIFY_LATE}


def test_only_the_unconfirmed_are_not_confirmed() -> None:
    assert {fate for fate, plan in PLANS.items() if not plan.confirms} == {Fate.UNCONFIRMED}
