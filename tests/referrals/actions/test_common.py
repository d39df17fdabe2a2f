"""What the actions on a referral share."""

from __future__ import annotations

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries
from tests import factories

from maillage.common.errors import Refusal
from maillage.common.queries import journal_of
from maillage.referrals.actions.common import move, moved_on, note, take
from maillage.referrals.enums import ReferralState
from maillage.referrals.models import Referral


@pytest.fixture
def ask(city: factories.City) -> Referral:
    """Marc was asked."""
    return factories.a_sent_referral(factories.a_qualified_need(city.territory))


def test_taking_reads_the_referral_as_it_is_now_with_all_that_a_letter_needs(
    ask: Referral, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Referral.objects.filter(pk=ask.pk).update(hours=1)
    with transaction.atomic(), django_assert_num_queries(1):
        held = take(ask)
        assert (held.hours, held.person.given_name, held.helper.pledge.partner.name) == (
            1,
            "Marc",
            "Forge & Cie",
        )
        assert (held.need.territory.slug, held.need.asker is None) == ("volcanville", False)


def test_refusal_names_where_the_referral_stands(ask: Referral) -> None:
    refusal = moved_on(Referral(state=ReferralState.DECLINED))
    assert (refusal.code, "pas disponible" in refusal.what) == ("referral_state", True)
    with pytest.raises(Refusal, match="demandé"):
        move(ask, ReferralState.SENT)


def test_fact_is_written_in_the_journal_of_the_need(city: factories.City, ask: Referral) -> None:
    note(ask, who=city.ines.ref, verb="remind", why="elle a téléphoné")
    entry = journal_of("need", ask.need.ref).last()
    assert entry is not None
    assert (entry.who, entry.verb, entry.why) == (city.ines.ref, "remind", "elle a téléphoné")
    assert entry.data == {"referral": ask.ref, "person": city.marc.ref, "hours": 2}
