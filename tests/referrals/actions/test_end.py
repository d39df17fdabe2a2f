"""A need ends, or did not end after all: its asks follow it."""

from __future__ import annotations

from datetime import timedelta

from tests import factories
from tests.visits import letters_to

from maillage.common import clock
from maillage.needs.actions import reopen_need
from maillage.needs.enums import Outcome
from maillage.needs.models import Need
from maillage.needs.queries import late_needs
from maillage.pledges.models import Hold
from maillage.pledges.queries import hours_by_pledge
from maillage.referrals.actions import accept, record_hours
from maillage.referrals.actions.end import end_need, say_whether_helped, search_anew
from maillage.referrals.models import Referral
from maillage.referrals.queries import hours_engaged_by_need, open_asks_by_person


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


def test_marc_can_note_his_hours_after_fatou_said_it_helped(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, hours=3)
    referral = accept(referral=factories.a_sent_referral(need), who=city.marc.ref)
    need.refresh_from_db()
    say_whether_helped(need=need, helped=True, who="asker")
    done = record_hours(referral=referral, hours=3, on=clock.today(), who=city.marc.ref)
    assert (done.state, done.hours_given) == ("done", 3)
    need.refresh_from_db()
    assert (need.state, need.outcome) == ("closed", "helped")
    assert hours_by_pledge([city.pledge])[city.pledge.pk].given == 3


def test_an_ask_still_open_for_a_closed_need_does_not_keep_marc_busy(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, hours=3)
    accept(referral=factories.a_sent_referral(need), who=city.marc.ref)
    assert open_asks_by_person() == {city.marc.pk: 1}
    need.refresh_from_db()
    say_whether_helped(need=need, helped=True, who="asker")
    assert open_asks_by_person() == {}


def test_when_it_did_not_help_all_the_hours_are_sought_and_marc_can_still_note_his(
    city: factories.City,
) -> None:
    need = factories.a_qualified_need(city.territory, hours=3)
    with clock.at(clock.now() - timedelta(days=1)):
        referral = accept(referral=factories.a_sent_referral(need), who=city.marc.ref)
    need.refresh_from_db()
    say_whether_helped(need=need, helped=False, who="asker")
    need.refresh_from_db()
    assert (need.state, need.answered_at, need.cause) == ("qualified", None, "all_declined")
    assert hours_engaged_by_need([need.pk]) == {}
    record_hours(referral=referral, hours=2, on=clock.today(), who=city.marc.ref)
    assert hours_by_pledge([city.pledge])[city.pledge.pk].given == 2


def test_a_reopened_need_is_promised_again_and_can_be_late_again(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, hours=3)
    accept(referral=factories.a_sent_referral(need), who=city.marc.ref)
    need.refresh_from_db()
    with clock.at(clock.now() + timedelta(days=20)):
        say_whether_helped(need=need, helped=True, who="asker")
        need = reopen_need(need=need, who=city.ines.ref)
        assert (need.answered_at, list(late_needs(clock.now()))) == (None, [])
    with clock.at(clock.now() + timedelta(days=40)):
        assert list(late_needs(clock.now())) == [need]


def test_closing_by_mistake_and_undoing_it_keeps_the_promise(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, hours=3)
    promised = need.promised_at
    end_need(need=need, outcome=Outcome.NO_HELP_AVAILABLE, who=city.ines.ref)
    need.refresh_from_db()
    need = reopen_need(need=need, who=city.ines.ref)
    assert (need.promised_at, need.answered_at) == (promised, None)
