"""A need ends, or did not end after all: its asks follow it."""

from __future__ import annotations

from tests import factories
from tests.visits import letters_to

from maillage.common import clock
from maillage.needs.enums import Outcome
from maillage.needs.models import Need
from maillage.pledges.models import Hold
from maillage.referrals.actions import accept, record_hours
from maillage.referrals.actions.end import end_need, search_anew
from maillage.referrals.models import Referral


def test_end_of_a_need_is_the_end_of_its_asks(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory)
    ask = factories.a_sent_referral(need)
    need = end_need(need=need, outcome=Outcome.WITHDRAWN, who="asker", tells_asker=False)
    ask.refresh_from_db()
    assert (need.state, ask.state, Hold.objects.get().state) == ("closed", "cancelled", "released")


def test_help_that_did_not_help_asks_somebody_else_never_the_same(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, "compta")
    ask = accept(referral=factories.a_sent_referral(need), who=city.marc.ref)
    with clock.at(factories.after(clock.now(), days=2)):
        record_hours(referral=ask, hours=2, on=clock.today(), who=city.marc.ref)
    factories.another_helper(city.territory, "Nadia Benali", "Ponts", "compta")
    with clock.at(factories.after(clock.now(), days=3)):
        search_anew(need=Need.objects.get(), who="asker")
        assert Need.objects.get().state == "qualified"
    assert [(r.person.given_name, r.state) for r in Referral.objects.order_by("pk")] == [
        ("Marc", "done"),
        ("Nadia", "proposed"),
    ]


def test_help_that_did_not_help_and_nobody_else_ends_in_the_true_cause(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, "compta")
    accept(referral=factories.a_sent_referral(need), who=city.marc.ref)
    with clock.at(factories.after(clock.now(), days=3)):
        search_anew(need=Need.objects.get(), who="asker")
    assert Need.objects.get().cause == "all_declined"
    assert len(letters_to("fatou.diallo@volcanville.example", kind="nobody_today")) == 1
