"""Referrals, read by what they wait for."""

from __future__ import annotations

from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories

from maillage.common import clock
from maillage.needs.models import Need
from maillage.referrals.actions import accept, propose, record_hours
from maillage.referrals.models import Referral
from maillage.referrals.queries import (
    asks_overdue,
    asks_to_remind,
    asks_waiting,
    hours_engaged_by_need,
    last_run,
    meetings_without_news,
    open_asks_by_person,
    pairs_tried,
    proposals_to_send,
    referral_with_ref,
    referrals_of_need,
    referrals_of_person,
    ties_met,
)


@pytest.fixture
def need(city: factories.City) -> Need:
    """Fil à Fil needs two hours of tools."""
    return factories.a_qualified_need(city.territory, ask=factories.an_ask(actor="Fil à Fil"))


def test_proposal_then_ask_then_meeting_are_each_read_in_their_place(
    city: factories.City, need: Need, monday: datetime
) -> None:
    propose(territory=city.territory, who="system", why="test")
    referral = Referral.objects.get()
    assert (list(proposals_to_send()), list(asks_waiting())) == ([referral], [])
    assert list(referrals_of_person(city.marc)) == [], "she has not seen it"
    factories.a_sent_referral(need)
    assert (list(proposals_to_send()), list(asks_waiting())) == ([], [referral])
    accept(referral=referral, who="marc")
    assert list(asks_waiting()) == []
    soon, later = factories.after(monday, days=7), factories.after(monday, days=7, minutes=1)
    assert (list(meetings_without_news(soon, days=7)), list(meetings_without_news(later, days=7))) == (
        [],
        [referral],
    )
    assert list(referrals_of_person(city.marc)) == [referral]


def test_ask_is_to_be_reminded_before_its_deadline_and_overdue_from_it(
    city: factories.City, need: Need, monday: datetime
) -> None:
    referral = factories.a_sent_referral(need)
    assert referral.due_at is not None
    assert (list(asks_to_remind(monday)), list(asks_overdue(monday))) == ([referral], [])
    assert (list(asks_to_remind(referral.due_at)), list(asks_overdue(referral.due_at))) == ([], [referral])


def test_open_asks_are_counted_by_person(city: factories.City, need: Need) -> None:
    assert open_asks_by_person() == {}
    referral = factories.a_sent_referral(need)
    assert open_asks_by_person() == {city.marc.pk: 1}
    accept(referral=referral, who="marc")
    assert open_asks_by_person() == {city.marc.pk: 1}
    record_hours(referral=referral, hours=1, on=clock.today(), who="marc")
    assert open_asks_by_person() == {}


def test_pairs_that_were_tried_are_all_but_those_nobody_saw(city: factories.City, need: Need) -> None:
    factories.a_proposed_referral(need)
    assert pairs_tried([need.pk]) == {}
    factories.a_sent_referral(need)
    assert pairs_tried([need.pk]) == {(need.pk, city.marc.pk): "sent"}
    assert pairs_tried([]) == {}


def test_hours_engaged_are_those_asked_accepted_or_given(city: factories.City, need: Need) -> None:
    assert hours_engaged_by_need([need.pk]) == {}
    referral = factories.a_sent_referral(need)
    assert hours_engaged_by_need([need.pk]) == {need.pk: 2}
    accept(referral=referral, who="marc")
    record_hours(referral=referral, hours=1, on=clock.today(), who="marc")
    assert hours_engaged_by_need([need.pk]) == {need.pk: 2}


def test_actors_that_met_through_the_service_are_known(city: factories.City, need: Need) -> None:
    referral = accept(referral=factories.a_sent_referral(need), who="marc")
    assert ties_met() == set()
    record_hours(referral=referral, hours=1, on=clock.today(), who="marc")
    assert ties_met() == {(city.forge.pk, city.fil_a_fil.pk)}


def test_last_decision_is_the_newest(city: factories.City) -> None:
    assert last_run() is None
    propose(territory=city.territory, who="system", why="first")
    run = propose(territory=city.territory, who="system", why="second")
    assert last_run() == run


def test_reference_finds_its_referral(city: factories.City, need: Need) -> None:
    referral = factories.a_proposed_referral(need)
    assert referral_with_ref(referral.ref) == referral
    assert referral_with_ref("unheard") is None


@pytest.mark.parametrize("count", [1, 3])
def test_list_reads_once_for_one_row_and_for_three(
    city: factories.City, need: Need, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(count):
        helper = (
            city.marc_hours
            if n == 0
            else factories.another_helper(city.territory, f"A{n} B", f"P{n}", "compta")
        )
        Referral.objects.create(
            territory=city.territory, need=need, helper=helper, person=helper.person, hours=1, state="sent"
        )
    with django_assert_num_queries(1):
        rows = list(referrals_of_need(need))
        shown = [(r.need.who_asks, r.person.full_name, r.helper.pledge.partner.name) for r in rows]
    assert len(shown) == count
