"""The Monday page: each line is acted on from there, in one gesture."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits

from maillage.common import clock
from maillage.common.actions import claim_message, mark_failed
from maillage.common.models import OutboundMessage
from maillage.referrals.actions import accept
from maillage.referrals.models import Referral
from maillage.skills.actions import propose_word
from maillage.skills.models import SkillWord

MONDAY = "coordinator:monday"


@pytest.fixture
def ines(city: factories.City) -> Client:
    """Inès's browser."""
    return visits.signed_in(city.ines)


def hidden(page: str, action: str) -> dict[str, list[str]]:
    """The hidden answers of the form that leads to ``action``, as the page wrote them."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', page, re.S)
    assert form is not None, f"no form leads to {action}"
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form.group(1)):
        found.setdefault(name, []).append(unescape(value))
    found.pop("csrfmiddlewaretoken", None)
    return found


def test_nobody_waits(city: factories.City, ines: Client) -> None:
    page = ines.get(reverse(MONDAY))
    assert page.context["board"].is_empty
    assert "Personne n’attend." in page.content.decode()


def test_a_need_is_qualified_then_asked_from_the_page_itself(city: factories.City, ines: Client) -> None:
    need = factories.a_confirmed_need(city.territory)
    page = ines.get(reverse(MONDAY)).content.decode()
    action = reverse("coordinator:qualify", args=[need.ref])
    sent = ines.post(action, hidden(page, action), follow=True)
    assert sent.redirect_chain[0][0].startswith(reverse(MONDAY))
    assert "Marc Vasseur" in sent.content.decode()
    proposal = Referral.objects.get(state="proposed")
    action = reverse("coordinator:send", args=[proposal.ref])
    asked = ines.post(action, hidden(sent.content.decode(), action), follow=True)
    assert "Demandé à Marc Vasseur." in asked.content.decode()
    board = asked.context["board"]
    assert (len(board.yours), len(board.others)) == (0, 1)


def test_a_need_that_holds_two_is_cut_from_the_page(city: factories.City, ines: Client) -> None:
    words = "Notre trésorier est parti, personne ne sait faire le bilan. Et il nous faut une affiche."
    need = factories.a_confirmed_need(city.territory, factories.an_ask(words))
    page = ines.get(reverse(MONDAY)).content.decode()
    action = reverse("coordinator:split", args=[need.ref])
    done = ines.post(action, hidden(page, action), follow=True)
    assert "Coupé en deux" in done.content.decode()
    assert len(done.context["board"].yours) == 2


def test_each_need_stands_on_one_line_only(city: factories.City, ines: Client) -> None:
    with clock.at(clock.now() - timedelta(days=30)):
        factories.a_sent_referral(factories.a_qualified_need(city.territory))
        factories.a_confirmed_need(city.territory)
    board = ines.get(reverse(MONDAY)).context["board"]
    lines = [line for part in (board.late, board.yours, board.unserved) for line in part]
    needs = [line.need.pk for line in lines if line.need]
    assert len(needs) == len(set(needs)) == 2
    assert all(line.late for line in board.late)


def test_a_meeting_without_news_is_late(city: factories.City, ines: Client) -> None:
    referral = factories.a_sent_referral(factories.a_qualified_need(city.territory))
    accept(referral=referral, who=city.marc.ref)
    with clock.at(clock.now() + timedelta(days=9)):
        page = ines.get(reverse(MONDAY))
        assert [line.act for line in page.context["board"].late] == ["news"]
        assert "aucune rencontre notée depuis" in page.content.decode()


def test_words_are_approved_refused_and_taken_back(city: factories.City, ines: Client) -> None:
    word = propose_word(
        skill=factories.skill("compta"), word="Grand livre", language="fr", heard_in="<i>", who="system"
    )
    assert word is not None
    page = ines.get(reverse(MONDAY)).content.decode()
    assert "« grand livre »".replace(" ", "\u00a0") in page or "grand livre" in page
    assert "<i>" not in page
    action = reverse("coordinator:word", args=[word.ref])
    for state in ("approved", "proposed", "refused"):
        ines.post(action, {"state": state})
        assert SkillWord.objects.get().state == state
    assert ines.post(action, {"state": "invented"}).status_code == 404
    assert ines.post(action, {"state": "approved"}).status_code == 409


def test_letters_that_could_not_leave_are_shown_and_sent_again(city: factories.City, ines: Client) -> None:
    factories.a_submitted_need(city.territory)
    message = claim_message()
    assert message is not None
    mark_failed(message, error="SMTPException: <refusé>")
    page = ines.get(reverse(MONDAY))
    assert [line.act for line in page.context["board"].yours] == ["mail"]
    assert "SMTPException: &lt;refusé&gt;" in page.content.decode()
    ines.post(reverse("coordinator:retry_mail"))
    assert OutboundMessage.objects.get().attempts == 0


def test_hours_about_to_be_lost_are_carried_over_from_there(city: factories.City, ines: Client) -> None:
    pledge = factories.a_pledge(city.forge, "compta", hours=9, ends=12)
    page = ines.get(reverse(MONDAY))
    assert [line.pledge for line in page.context["board"].hours] == [pledge]
    assert reverse("coordinator:pledge", args=[pledge.ref]) in page.content.decode()


def test_nobody_can_serve_and_the_cause_is_said(city: factories.City, ines: Client) -> None:
    factories.a_qualified_need(city.territory, "com-trad")
    ines.post(reverse("coordinator:propose"))
    page = ines.get(reverse(MONDAY))
    assert [line.need.cause for line in page.context["board"].unserved] == ["no_skill"]
    assert "Personne n’a promis ce savoir-faire." in page.content.decode()
