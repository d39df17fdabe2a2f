"""The threads of the public home: one per need of the month, knotted with its helper's."""

from __future__ import annotations

from datetime import datetime

from tests import factories

from maillage.common import clock
from maillage.needs.actions import close_need
from maillage.needs.enums import Outcome
from maillage.observatory.queries import Thread, month_threads
from maillage.referrals.actions import accept


def test_city_without_needs_has_no_threads(city: factories.City) -> None:
    assert month_threads() == ([], 0)


def test_each_need_of_the_month_is_a_thread_in_the_state_it_is_in(
    city: factories.City, monday: datetime
) -> None:
    with clock.at(factories.after(monday, days=-40)):
        factories.a_confirmed_need(city.territory)  # last month's
    factories.a_submitted_need(city.territory)  # nobody's yet
    for code in ("num-outils", "compta", "com-graph"):
        need = factories.a_qualified_need(city.territory, code, hours=1)
        accept(referral=factories.a_sent_referral(need), who="x")
    factories.a_confirmed_need(city.territory)
    for outcome in (Outcome.ANSWERED_BY_AID, Outcome.NO_HELP_AVAILABLE):
        close_need(need=factories.a_qualified_need(city.territory, "com-trad"), outcome=outcome, who="ines")
    assert month_threads() == (
        [
            Thread("answered", 0),
            Thread("answered", 0),
            Thread("answered", 1),
            Thread("waiting", None),
            Thread("answered", None),
            Thread("lost", None),
        ],
        2,
    )
