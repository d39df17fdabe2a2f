"""What became of a partner's hours, and for whom, without recognising anybody."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories

from maillage.actors.enums import ActorKind
from maillage.common import clock
from maillage.observatory.queries import partner_accounts
from maillage.referrals.actions import accept, record_hours


def help_given(city: factories.City, kind: ActorKind, hours: int) -> None:
    """Marc helps somebody of this kind."""
    need = factories.a_qualified_need(
        city.territory, "compta", hours=hours, ask=factories.an_ask(name=f"{kind} X", kind=kind)
    )
    ask = accept(referral=factories.a_sent_referral(need), who="marc")
    record_hours(referral=ask, hours=hours, on=clock.today(), who="marc")


def test_partner_reads_its_hours_by_group_the_largest_first(city: factories.City) -> None:
    factories.a_helper(city.pledge, city.marc, "compta", per_month=40, max_open=9)
    for kind, hours in ((ActorKind.ASSOCIATION, 6), (ActorKind.STARTUP, 7), (ActorKind.ARTIST, 2)):
        help_given(city, kind, hours)
    (account,) = partner_accounts(city.territory, [city.forge])
    assert (account.hours.total, account.hours.held, account.hours.given, account.hours.left) == (
        40,
        0,
        15,
        25,
    )
    assert [hours for _, hours in account.by_group] == [8, 7]
    assert account.by_group[1] == ("Start-up", 7)


def test_pledge_that_gave_nothing_yet_has_no_groups(city: factories.City) -> None:
    (account,) = partner_accounts(city.territory, [city.forge])
    assert (account.pledge, account.by_group) == (city.pledge, ())


def test_partner_reads_its_own_pledges_only(city: factories.City) -> None:
    assert partner_accounts(city.territory, [city.fil_a_fil]) == []
    assert [a.pledge.partner for a in partner_accounts(city.territory, [city.studio_lave])] == [
        city.studio_lave
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_accounts_are_read_in_four_queries(
    city: factories.City, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count - 1):
        factories.a_pledge(city.forge, "compta")
    with django_assert_num_queries(4):
        assert len(partner_accounts(city.territory, [city.forge])) == count
