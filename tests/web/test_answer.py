"""The helper answers from the e-mail: one button, no password, and only once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests import factories, visits

from maillage.common import clock
from maillage.common.models import JournalEntry
from maillage.needs.models import Need
from maillage.pledges.queries import hours_by_pledge
from maillage.referrals.actions import accept, decline, discard
from maillage.referrals.enums import DeclineReason
from maillage.referrals.models import Referral


@pytest.fixture
def asked(city: factories.City) -> Referral:
    """Marc has Fatou's need in hand: three hours."""
    return factories.a_sent_referral(factories.a_qualified_need(city.territory, hours=3))


def test_the_page_says_who_asks_for_what_why_him_and_until_when(
    city: factories.City, asked: Referral, client: Client
) -> None:
    page = client.get(visits.link_in(visits.last_letter(city.marc.email, kind="ask"), "/r/"))
    text = page.content.decode()
    assert page.context["can_answer"]
    assert "Marc, pouvez-vous donner 3 heures à Fatou Diallo" in text.replace("\u00a0", " ")
    assert page.context["reasons"]
    assert "mercredi 10 juin" in page.context["due"]
    assert "fatou.diallo@" not in text


def test_yes_gives_both_the_others_contact_details(
    city: factories.City, asked: Referral, client: Client
) -> None:
    done = client.post(visits.answer_page(asked) + "oui/", follow=True)
    assert "Vous avez dit oui" in done.content.decode()
    assert city.fatou.email in visits.last_letter(city.marc.email).text
    assert city.marc.email in visits.last_letter(city.fatou.email).text


def test_a_link_answers_once(city: factories.City, asked: Referral, client: Client) -> None:
    page = visits.answer_page(asked)
    client.post(page + "oui/")
    entries = JournalEntry.objects.count()
    assert client.post(page + "oui/").status_code == 409
    assert client.post(page + "non/", {"reason": "no_time"}).status_code == 409
    assert JournalEntry.objects.count() == entries
    again = client.get(page)
    assert (again.status_code, again.context["can_answer"]) == (200, False)


def test_after_the_deadline_nobody_is_scolded(city: factories.City, asked: Referral, client: Client) -> None:
    with clock.at(clock.now() + timedelta(days=4)):
        page = client.get(visits.answer_page(asked))
        refused = client.post(visits.answer_page(asked) + "oui/")
    assert "l’échéance est passée" in page.content.decode()
    assert refused.status_code == 410
    asked.refresh_from_db()
    assert asked.state == "sent"


@pytest.mark.parametrize("reason", [*DeclineReason.values, "", "no such reason"])
def test_no_needs_no_reason_and_stays_with_the_coordination(
    city: factories.City, asked: Referral, client: Client, reason: str
) -> None:
    done = client.post(visits.answer_page(asked) + "non/", {"reason": reason}, follow=True)
    assert "sans vous en tenir rigueur" in done.content.decode()
    asked.refresh_from_db()
    assert asked.state == "declined"
    assert asked.decline_reason == (reason if reason in DeclineReason.values else "unsaid")


def test_someone_elses_link_is_refused_to_whoever_came_in_under_another_name(
    city: factories.City, asked: Referral
) -> None:
    lea = visits.signed_in(city.lea)
    for path in (visits.answer_page(asked), visits.hours_page(asked)):
        page = lea.get(path)
        assert page.status_code == 403
        assert "Ce lien est personnel à quelqu’un d’autre." in page.content.decode()
        assert "Fatou" not in page.content.decode()
    assert lea.post(visits.answer_page(asked) + "oui/").status_code == 403
    assert visits.signed_in(city.marc).get(visits.answer_page(asked)).status_code == 200
    assert visits.signed_in(city.ines).get(visits.answer_page(asked)).status_code == 200


def test_an_ask_that_was_cancelled_asks_for_nothing(
    city: factories.City, asked: Referral, client: Client
) -> None:
    client.post(visits.follow_page(asked.need) + "retirer/")
    page = client.get(visits.answer_page(asked))
    assert "Cette demande n’attend plus de réponse." in page.content.decode()
    assert client.post(visits.answer_page(asked) + "oui/").status_code == 409


def test_a_proposal_that_was_discarded_cannot_be_accepted(city: factories.City, client: Client) -> None:
    proposal = factories.a_proposed_referral(factories.a_qualified_need(city.territory))
    discard(referral=proposal, who=city.ines.ref)
    assert client.post(visits.answer_page(proposal) + "oui/").status_code == 404


def test_an_ask_not_sent_yet_says_nothing_of_who_asks(city: factories.City, client: Client) -> None:
    proposal = factories.a_proposed_referral(factories.a_qualified_need(city.territory))
    assert client.get(visits.answer_page(proposal)).status_code == 404


def test_the_hours_are_noted_in_one_click_and_draw_the_pledge_down(
    city: factories.City, asked: Referral, client: Client
) -> None:
    accept(referral=asked, who=city.marc.ref)
    page = visits.link_in(visits.last_letter(city.marc.email, kind="introduce_to_helper"), "/h/")
    form = client.get(page).context["form"]
    given = {"hours": str(form["hours"].value()), "on": form["on"].value().isoformat()}
    done = client.post(page, given, follow=True)
    assert "Merci. Vos heures sont notées." in done.content.decode()
    hours = hours_by_pledge([city.pledge])[city.pledge.pk]
    assert (hours.given, hours.held, hours.left) == (3, 0, 37)
    assert visits.last_letter(city.fatou.email).kind == "ask_outcome"


def test_the_hours_cannot_be_noted_twice(city: factories.City, asked: Referral, client: Client) -> None:
    accept(referral=asked, who=city.marc.ref)
    page = visits.hours_page(asked)
    codes = [client.post(page, {"hours": "3", "on": ""}).status_code for _ in range(2)]
    assert codes == [302, 409]
    assert hours_by_pledge([city.pledge])[city.pledge.pk].given == 3
    assert client.get(page).context["is_done"]


@pytest.mark.parametrize(
    "given",
    [
        {"hours": "0"},
        {"hours": "-2"},
        {"hours": "161"},
        {"hours": "trois"},
        {"hours": ""},
        {"hours": "2", "on": "2026-06-09"},
        {"hours": "2", "on": "hier"},
    ],
)
def test_hours_that_cannot_be_are_sent_back(
    city: factories.City, asked: Referral, client: Client, given: dict[str, str]
) -> None:
    accept(referral=asked, who=city.marc.ref)
    refused = client.post(visits.hours_page(asked), given)
    assert refused.status_code == 422
    assert hours_by_pledge([city.pledge])[city.pledge.pk].given == 0


def test_no_hours_to_note_for_an_ask_that_was_declined(
    city: factories.City, asked: Referral, client: Client
) -> None:
    decline(referral=asked, reason=DeclineReason.NO_TIME, who=city.marc.ref)
    page = client.get(visits.hours_page(asked))
    assert "Rien à noter ici." in page.content.decode()
    assert client.post(visits.hours_page(asked), {"hours": "1"}).status_code == 409


def test_a_link_to_a_need_that_was_erased_says_so(
    city: factories.City, asked: Referral, client: Client
) -> None:
    path = visits.answer_page(asked)
    Need.objects.all().delete()
    page = client.get(path)
    assert page.status_code == 404
    assert "Cette demande n’existe plus." in page.content.decode()
