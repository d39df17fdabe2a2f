"""A helper's answer and her hours, as typed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories

from maillage.common import clock
from maillage.referrals.actions import accept
from maillage.referrals.forms import DeclineForm, HoursForm
from maillage.referrals.models import Referral


@pytest.fixture
def ask(city: factories.City) -> Referral:
    """Marc was asked."""
    return factories.a_sent_referral(factories.a_qualified_need(city.territory))


@pytest.mark.parametrize(("typed", "kept"), [("conflict", "conflict"), ("", "unsaid")])
def test_no_is_taken_with_or_without_a_reason(ask: Referral, typed: str, kept: str) -> None:
    form = DeclineForm({"reason": typed})
    assert form.is_valid()
    referral = form.save(referral=ask)
    assert (referral.state, referral.decline_reason) == ("declined", kept)


def test_unheard_reason_is_refused() -> None:
    assert list(DeclineForm({"reason": "\x00<b>"}).errors) == ["reason"]


def test_hours_are_of_today_unless_a_day_is_said(city: factories.City, ask: Referral) -> None:
    accept(referral=ask, who=city.marc.ref)
    form = HoursForm({"hours": "2", "on": ""})
    assert form.is_valid()
    referral = form.save(referral=ask, who=city.marc.ref)
    assert (referral.hours_given, referral.met_on) == (2, clock.today())


@pytest.mark.parametrize(
    ("field", "value"),
    [("hours", "0"), ("hours", "-2"), ("hours", "161"), ("hours", "deux"), ("hours", ""), ("on", "hier")],
)
def test_hours_that_cannot_be_are_refused_on_their_field(monday: object, field: str, value: str) -> None:
    assert list(HoursForm({"hours": "2", "on": "", field: value}).errors) == [field]


def test_day_that_has_not_come_is_refused(monday: object) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    form = HoursForm({"hours": "2", "on": tomorrow.isoformat()})
    assert form.errors["on"] == ["Ce jour n’est pas encore venu."]
