"""The asker's private page: everything by one link, and nothing by accident."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits

from maillage.common import clock
from maillage.common.models import JournalEntry, OutboundMessage
from maillage.needs.actions import close_need, confirm_address
from maillage.needs.enums import NeedState, Outcome
from maillage.needs.models import Need
from maillage.people.enums import DigestChoice
from maillage.referrals.actions import accept, decline
from maillage.referrals.enums import DeclineReason
from maillage.referrals.models import Referral


def snapshot() -> tuple[object, ...]:
    """All that a visit could have changed."""
    return (
        JournalEntry.objects.count(),
        OutboundMessage.objects.count(),
        list(Need.objects.values_list("state", "version").order_by("pk")),
        list(Referral.objects.values_list("state").order_by("pk")),
    )


def test_a_scanner_that_opens_every_link_of_every_letter_changes_nothing(city: factories.City) -> None:
    factories.a_submitted_need(city.territory)
    factories.a_sent_referral(factories.a_qualified_need(city.territory))
    before = snapshot()
    scanner = visits.visitor()
    opened = 0
    for message in OutboundMessage.objects.all():
        for url in visits.ADDRESS.findall(message.text + message.html):
            path = "/" + url.split("/", 3)[3]
            for method in (scanner.get, scanner.head):
                method(path, follow=True)
                opened += 1
    assert opened > 10
    assert snapshot() == before
    assert city.marc.digest == DigestChoice.DAILY


def test_she_confirms_her_address_by_a_button_and_twice_changes_nothing(
    city: factories.City, client: Client
) -> None:
    need = factories.a_submitted_need(city.territory)
    letter = visits.last_letter("fatou.diallo@volcanville.example")
    page = visits.link_in(letter, "/suivi/")
    assert page == visits.follow_page(need)
    assert "Il ne manque qu’un clic." in client.get(page).content.decode()
    done = client.post(page + "confirmer/", follow=True)
    assert "Votre adresse est confirmée" in done.content.decode()
    need.refresh_from_db()
    assert need.state == NeedState.CONFIRMED
    promised = need.promised_at
    client.post(page + "confirmer/")
    need.refresh_from_db()
    assert need.promised_at == promised
    assert len(visits.letters_to("fatou.diallo@volcanville.example", kind="received")) == 1


def test_she_corrects_her_words_until_they_are_read(city: factories.City, client: Client) -> None:
    need = factories.a_confirmed_need(city.territory)
    page = visits.follow_page(need)
    client.post(page + "mots/", {"words": "Il nous faut une affiche <b>"})
    need.refresh_from_db()
    assert need.words == "Il nous faut une affiche <b>"
    assert [row.skill.code for row in need.proposed_rows()][:1] == ["com-graph"]
    for words in ("", "🙂", "x" * 50_000):
        refused = client.post(page + "mots/", {"words": words})
        assert refused.status_code == 422
    read = factories.a_qualified_need(city.territory)
    late = client.post(visits.follow_page(read) + "mots/", {"words": "autre chose"})
    assert late.status_code == 409
    assert "Vos mots ont déjà été relus." in late.content.decode()


def test_she_withdraws_and_takes_it_back(city: factories.City, client: Client) -> None:
    referral = factories.a_sent_referral(factories.a_qualified_need(city.territory))
    page = visits.follow_page(referral.need)
    assert "Votre demande est retirée." in client.post(page + "retirer/", follow=True).content.decode()
    referral.refresh_from_db()
    assert referral.state == "cancelled"
    assert client.post(page + "retirer/").status_code == 409
    assert "Votre demande est rouverte." in client.post(page + "rouvrir/", follow=True).content.decode()
    assert client.post(page + "rouvrir/").status_code == 409


def test_after_thirty_days_it_cannot_be_reopened(city: factories.City, client: Client) -> None:
    need = factories.a_confirmed_need(city.territory)
    close_need(need=need, outcome=Outcome.WITHDRAWN, who="asker", tells_asker=False)
    with clock.at(clock.now() + timedelta(days=31)):
        refused = client.post(visits.follow_page(need) + "rouvrir/")
    assert refused.status_code == 409
    assert "ne peut plus être rouverte" in refused.content.decode()


@pytest.mark.parametrize(
    ("said", "state", "outcome"),
    [("yes", "closed", "helped"), ("no", "qualified", ""), ("", "qualified", "")],
)
def test_she_says_whether_it_helped(
    city: factories.City, client: Client, said: str, state: str, outcome: str
) -> None:
    referral = factories.a_sent_referral(factories.a_qualified_need(city.territory))
    accept(referral=referral, who=city.marc.ref)
    client.post(visits.follow_page(referral.need) + "issue/", {"helped": said})
    need = Need.objects.get()
    assert (need.state, need.outcome) == (state, outcome)


@pytest.mark.parametrize("said", ["yes", "no"])
def test_she_cannot_say_that_it_helped_before_anybody_said_yes(
    city: factories.City, client: Client, said: str
) -> None:
    for need in (factories.a_submitted_need(city.territory), factories.a_confirmed_need(city.territory)):
        before = snapshot()
        assert client.post(visits.follow_page(need) + "issue/", {"helped": said}).status_code == 409
        assert snapshot() == before


def test_a_refusal_is_never_shown_as_a_persons_refusal(city: factories.City, client: Client) -> None:
    referral = factories.a_sent_referral(factories.a_qualified_need(city.territory))
    decline(referral=referral, reason=DeclineReason.CONFLICT, who=city.marc.ref, note_text="secret")
    page = client.get(visits.follow_page(referral.need)).content.decode()
    assert "Cette personne n’était pas disponible" in page
    assert [word for word in ("Marc", "Vasseur", "Forge", "secret", "structure") if word in page] == []


def test_names_and_addresses_are_given_only_after_the_yes(city: factories.City, client: Client) -> None:
    referral = factories.a_sent_referral(factories.a_qualified_need(city.territory))
    page = visits.follow_page(referral.need)
    assert city.marc.email not in client.get(page).content.decode()
    accept(referral=referral, who=city.marc.ref)
    after = client.get(page).content.decode()
    assert "Marc Vasseur" in after
    assert city.marc.email in after


@pytest.mark.parametrize("outcome", Outcome.values)
def test_each_ending_is_told_in_its_own_words(city: factories.City, client: Client, outcome: str) -> None:
    need = factories.a_confirmed_need(city.territory)
    close_need(need=need, outcome=Outcome(outcome), who=city.ines.ref, note="Un mot <i>pour vous</i>.")
    page = client.get(visits.follow_page(need))
    assert "Un mot &lt;i&gt;pour vous&lt;/i&gt;." in page.content.decode()
    assert page.status_code == 200


def test_the_cause_is_told_when_nobody_can_help(city: factories.City, client: Client) -> None:
    need = factories.a_qualified_need(city.territory, "com-trad")
    with pytest.raises(Referral.DoesNotExist):
        factories.a_proposed_referral(need)
    page = client.get(visits.follow_page(need)).content.decode()
    assert "Personne ne peut vous répondre aujourd’hui." in page


def test_the_link_of_another_need_shows_the_other_need_only(city: factories.City, client: Client) -> None:
    hers = factories.a_confirmed_need(city.territory)
    his = factories.a_confirmed_need(
        city.territory, factories.an_ask("Il nous faut un logo pour Bourrasque.", "Karim Haddad")
    )
    assert "Bourrasque" not in client.get(visits.follow_page(hers)).content.decode()
    assert "Bourrasque" in client.get(visits.follow_page(his)).content.decode()


def test_one_click_from_the_mailbox_stops_asks_and_summaries_without_cookie(city: factories.City) -> None:
    factories.a_sent_referral(factories.a_qualified_need(city.territory))
    letter = visits.last_letter(city.marc.email, kind="ask")
    path = "/" + letter.unsubscribe_url.split("/", 3)[3]
    mailbox = visits.visitor(checks=True)  # no cookie, no token: RFC 8058
    done = mailbox.post(path, {"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    city.marc.refresh_from_db()
    city.marc_hours.refresh_from_db()
    assert (city.marc.digest, city.marc_hours.is_paused) == (DigestChoice.NEVER, True)


def test_stopping_never_stops_the_answers_to_ones_own_need(city: factories.City, client: Client) -> None:
    client.post(visits.stop_page(city.fatou))
    need = factories.a_submitted_need(city.territory)
    confirm_address(need=need)
    kinds = [letter.kind for letter in visits.letters_to(city.fatou.email)]
    assert kinds == ["confirm_address", "received"]
    assert {letter.unsubscribe_url for letter in visits.letters_to(city.fatou.email)} == {""}


def test_english_links_open_english_pages(city: factories.City, client: Client) -> None:
    john = factories.a_person(city.territory, "John Smith", language="en")
    need = factories.a_submitted_need(
        city.territory, factories.an_ask("Our spreadsheet is broken.", "John Smith", email=john.email)
    )
    page = visits.link_in(visits.last_letter(john.email), "/suivi/")
    assert page == "/en" + visits.follow_page(need)
    assert '<html lang="en">' in client.get(page).content.decode()
    assert client.post(page + "confirmer/").headers["Location"] == page


def test_the_stop_page_asks_before_stopping(city: factories.City, client: Client) -> None:
    page = client.get(visits.stop_page(city.marc)).content.decode()
    assert "Ne plus recevoir de demandes ni de résumés" in page
    assert reverse("public:stop", args=[visits.stop_page(city.marc).split("/")[2]]) in page
