"""A helper's own hours and absences; a partner's account."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits

from maillage.common import clock
from maillage.pledges.models import Absence
from maillage.referrals.actions import accept, record_hours

HOME = "helper:home"


@pytest.fixture
def marc(city: factories.City) -> Client:
    """Marc's browser."""
    return visits.signed_in(city.marc)


def test_marc_sees_his_hours_and_what_is_asked_of_him(city: factories.City, marc: Client) -> None:
    referral = factories.a_sent_referral(factories.a_qualified_need(city.territory, hours=3))
    page = marc.get(reverse(HOME))
    assert page.context["lines"] == [(city.marc_hours, 1)]
    assert visits.answer_page(referral) in page.content.decode()
    accept(referral=referral, who=city.marc.ref)
    assert visits.hours_page(referral) in marc.get(reverse(HOME)).content.decode()


def test_marc_does_not_see_a_proposal_that_was_not_sent(city: factories.City, marc: Client) -> None:
    factories.a_proposed_referral(factories.a_qualified_need(city.territory))
    assert marc.get(reverse(HOME)).context["asks"] == []


def test_marc_is_away_then_here_after_all(city: factories.City, marc: Client) -> None:
    away = {"starts_on": "2026-07-01", "ends_on": "2026-07-15"}
    marc.post(reverse("helper:absence"), away)
    absence = Absence.objects.get()
    assert "du 1 juillet au 15 juillet" in marc.get(reverse(HOME)).content.decode()
    marc.post(reverse("helper:cancel_absence", args=[absence.ref]))
    assert Absence.objects.count() == 0


@pytest.mark.parametrize(
    "away",
    [
        {},
        {"starts_on": "bientôt", "ends_on": "2026-07-15"},
        {"starts_on": "2026-07-15", "ends_on": "2026-07-01"},
        {"starts_on": "2026-02-30", "ends_on": "2026-03-01"},
    ],
)
def test_dates_that_cannot_be_are_refused(city: factories.City, marc: Client, away: dict[str, str]) -> None:
    assert marc.post(reverse("helper:absence"), away).status_code == 422
    assert Absence.objects.count() == 0


def test_marc_pauses_and_comes_back(city: factories.City, marc: Client) -> None:
    marc.post(reverse("helper:pause"), {"paused": "yes"})
    assert "Vous avez demandé une pause" in marc.get(reverse(HOME)).content.decode()
    marc.post(reverse("helper:pause"), {"paused": "no"})
    city.marc_hours.refresh_from_db()
    assert city.marc_hours.is_paused is False


def test_sophie_sees_what_her_companys_hours_became_and_no_other(city: factories.City) -> None:
    referral = factories.a_sent_referral(factories.a_qualified_need(city.territory, hours=3))
    accept(referral=referral, who=city.marc.ref)
    record_hours(referral=referral, hours=3, on=clock.today(), who=city.marc.ref)
    page = visits.signed_in(city.sophie).get(reverse("helper:partner"))
    accounts = page.context["accounts"]
    assert [(a.pledge.partner.name, a.hours.given, a.hours.left) for a in accounts] == [
        ("Forge & Cie", 3, 37)
    ]
    text = page.content.decode()
    assert "Studio Lave" not in text
    assert "Fatou" not in text


def test_a_partner_without_hours_is_told_so(city: factories.City) -> None:
    city.forge.memberships.all().delete()
    page = visits.signed_in(city.sophie).get(reverse("helper:partner"))
    assert "Aucun engagement d’heures" in page.content.decode()
