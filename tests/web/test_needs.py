"""A need in the coordinator's hands."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits

from maillage.common.models import JournalEntry
from maillage.needs.enums import NeedState, Outcome, Via
from maillage.needs.models import Need
from maillage.referrals.actions import accept
from maillage.referrals.models import Referral
from maillage.skills.models import SkillWord


@pytest.fixture
def ines(city: factories.City) -> Client:
    """Inès's browser."""
    return visits.signed_in(city.ines)


@pytest.fixture
def need(city: factories.City) -> Need:
    """Fatou's need, to be read."""
    return factories.a_confirmed_need(city.territory)


def to(name: str, thing: Any) -> str:
    """The address of a gesture on a need or a referral."""
    return reverse(f"coordinator:{name}", args=[thing.ref])


def answers(need: Need, **changes: Any) -> dict[str, Any]:
    """The form of a need, filled."""
    return {"skills": ["num-outils"], "hours": "2", "version": str(need.version), **changes}


def test_she_reads_corrects_and_the_search_starts(ines: Client, need: Need) -> None:
    page = ines.get(to("need", need))
    assert page.context["ticked"][0] == "num-outils"
    done = ines.post(to("qualify", need), answers(need, skills=["compta"], hours="3"), follow=True)
    assert "Marc Vasseur" in done.content.decode()
    need.refresh_from_db()
    assert (need.state, need.hours) == (NeedState.QUALIFIED, 3)
    assert [s.code for s in need.kept_skills()] == ["compta"]


def test_two_coordinators_read_the_same_need_and_the_second_is_told(ines: Client, need: Need) -> None:
    first, second = answers(need), answers(need, skills=["compta"])
    assert ines.post(to("qualify", need), first).status_code == 302
    refused = ines.post(to("qualify", need), second)
    assert refused.status_code == 409
    assert "Ce besoin a changé depuis que vous l’avez ouvert." in refused.content.decode()
    need.refresh_from_db()
    assert [s.code for s in need.kept_skills()] == ["num-outils"]


@pytest.mark.parametrize(
    "changes",
    [
        {"skills": ["no-such-skill"]},
        {"skills": ["num-outils", "'; DROP TABLE"]},
        {"hours": "0"},
        {"hours": "-1"},
        {"hours": "41"},
        {"hours": "deux"},
        {"hours": ""},
        {"version": ""},
        {"version": "x"},
        {"actor_kind": "volcano"},
        {"other_skill": "no-such-skill"},
        {"word": "x" * 61},
    ],
)
def test_what_cannot_be_is_sent_back_and_the_need_stays_unread(
    ines: Client, need: Need, changes: dict[str, Any]
) -> None:
    response = ines.post(to("qualify", need), answers(need, **changes))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == list(changes)
    need.refresh_from_db()
    assert need.state == NeedState.CONFIRMED


def test_without_any_skill_the_refusal_says_what_to_do(ines: Client, need: Need) -> None:
    refused = ines.post(to("qualify", need), answers(need, skills=[]))
    assert refused.status_code == 422
    assert "Aucun savoir-faire n’est choisi." in refused.content.decode()


def test_a_word_of_the_need_waits_for_approval(ines: Client, need: Need) -> None:
    ines.post(to("qualify", need), answers(need, word="Adhérents"))
    assert (SkillWord.objects.get().word, SkillWord.objects.get().state) == ("adhérents", "proposed")


def test_one_need_becomes_two_and_loses_no_word(ines: Client, need: Need) -> None:
    parts = {"first": "Un tableur cassé.", "second": "Une affiche <b>.", "version": str(need.version)}
    assert ines.post(to("split", need), parts).status_code == 302
    assert [n.words for n in Need.objects.order_by("pk")] == ["Un tableur cassé.", "Une affiche <b>."]
    assert ines.post(to("split", need), parts).status_code == 409


@pytest.mark.parametrize("parts", [{"first": "", "second": "x"}, {"first": "x", "second": "🙂"}, {}])
def test_each_part_keeps_some_words(ines: Client, need: Need, parts: dict[str, str]) -> None:
    response = ines.post(to("split", need), {**parts, "version": str(need.version)})
    assert response.status_code == 422
    assert Need.objects.count() == 1


@pytest.mark.parametrize("outcome", Outcome.values)
def test_a_need_is_closed_with_what_happened_and_reopened(ines: Client, need: Need, outcome: str) -> None:
    done = ines.post(to("close", need), {"outcome": outcome, "note": "Un mot."}, follow=True)
    assert "C’est clos" in done.content.decode()
    need.refresh_from_db()
    assert (need.state, need.outcome, need.outcome_note) == ("closed", outcome, "Un mot.")
    assert ines.post(to("close", need), {"outcome": outcome}).status_code == 409
    ines.post(to("reopen", need))
    need.refresh_from_db()
    assert (need.state, need.outcome) == ("confirmed", "")


def test_an_invented_outcome_closes_nothing(ines: Client, need: Need) -> None:
    assert ines.post(to("close", need), {"outcome": "vanished"}).status_code == 404


def test_a_long_note_is_cut_rather_than_lost(ines: Client, need: Need) -> None:
    ines.post(to("close", need), {"outcome": "helped", "note": "\x00" + "n" * 1000})
    need.refresh_from_db()
    assert need.outcome_note == "n" * 400


def test_a_proposal_is_sent_discarded_restored_and_met(city: factories.City, ines: Client) -> None:
    proposal = factories.a_proposed_referral(factories.a_qualified_need(city.territory))
    ines.post(to("discard", proposal))
    assert Referral.objects.get(pk=proposal.pk).state == "discarded"
    ines.post(to("restore", proposal))
    ines.post(to("send", proposal))
    assert Referral.objects.get(pk=proposal.pk).state == "sent"
    assert ines.post(to("send", proposal)).status_code == 409
    assert ines.post(to("discard", proposal)).status_code == 409
    visits.visitor().post(visits.answer_page(proposal) + "oui/")
    ines.post(to("meet", proposal))
    assert Referral.objects.get(pk=proposal.pk).state == "met"


def test_the_last_hours_asked_twice_are_given_once(city: factories.City, ines: Client) -> None:
    first = factories.a_proposed_referral(factories.a_qualified_need(city.territory, hours=3))
    other = factories.a_qualified_need(city.territory, hours=3)
    twin = Referral.objects.create(
        territory=city.territory, need=other, helper=first.helper, person=first.person, hours=3
    )
    assert ines.post(to("send", first)).status_code == 302
    refused = ines.post(to("send", twin))
    assert refused.status_code == 409
    assert "Il ne reste que" in refused.content.decode()
    assert Referral.objects.get(pk=twin.pk).state == "proposed"


def test_the_list_is_searched_by_words_and_by_state(city: factories.City, ines: Client, need: Need) -> None:
    factories.a_qualified_need(city.territory, "compta", ask=factories.an_ask("Le bilan", "Karim Haddad"))
    listing = reverse("coordinator:needs")
    found = {
        query: len(ines.get(listing + query).context["page"])
        for query in (
            "",
            "?q=tableur",
            "?q=karim",
            "?q=100%25",
            "?q=%00",
            "?etat=qualified",
            "?etat=x",
            "?page=99",
        )
    }
    assert found == {
        "": 2,
        "?q=tableur": 1,
        "?q=karim": 1,
        "?q=100%25": 0,
        "?q=%00": 2,
        "?etat=qualified": 1,
        "?etat=x": 2,
        "?page=99": 2,
    }


def test_a_need_heard_by_phone_needs_no_confirmation(city: factories.City, ines: Client) -> None:
    heard = {
        "words": "Le bilan de l’association",
        "urgency": "week",
        "asker_name": "Odile Sans-Adresse",
        "actor_kind": "association",
        "phone": "04 73 00 00 00",
        "form_key": "k1",
    }
    done = ines.post(reverse("coordinator:enter"), heard, follow=True)
    assert done.status_code == 200
    need = Need.objects.get()
    assert (need.state, need.via, need.asker and need.asker.phone) == (
        NeedState.CONFIRMED,
        Via.PHONE,
        "04 73 00 00 00",
    )


def test_a_need_heard_by_phone_and_saved_twice_is_one_need(city: factories.City, ines: Client) -> None:
    heard = {
        "words": "Le bilan",
        "urgency": "week",
        "asker_name": "Odile",
        "actor_kind": "association",
        "phone": "04 73 00 00 00",
        "form_key": "k1",
    }
    for _ in range(2):
        ines.post(reverse("coordinator:enter"), heard)
    assert Need.objects.count() == 1


def test_a_need_heard_by_phone_must_leave_a_way_to_answer(city: factories.City, ines: Client) -> None:
    heard = {"words": "Le bilan", "urgency": "week", "asker_name": "Odile", "actor_kind": "association"}
    response = ines.post(reverse("coordinator:enter"), heard)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["phone"])


def test_the_story_of_a_need_is_the_journal_in_sentences(
    city: factories.City, ines: Client, need: Need
) -> None:
    ines.post(to("qualify", need), answers(need))
    ines.post(to("send", Referral.objects.get(state="proposed")))
    told = [line.title for line in ines.get(to("need", need)).context["story"]]
    assert told == [
        "Demande écrite",
        "Adresse confirmée",
        "Qualifié par Inès",
        "Marc est sollicité(e) par Inès",
    ]
    assert JournalEntry.objects.filter(object_ref=need.ref).count() == len(told)


def accepted(city: factories.City) -> Referral:
    """Marc said yes to two hours."""
    referral = factories.a_sent_referral(factories.a_qualified_need(city.territory, hours=2))
    return accept(referral=referral, who=city.marc.ref)


def test_an_ask_in_a_helpers_hands_is_passed_on_without_waiting(city: factories.City, ines: Client) -> None:
    factories.a_helper(city.lea_hours.pledge, city.lea, "com-graph", "num-outils", per_month=3)
    first = factories.a_sent_referral(factories.a_qualified_need(city.territory, hours=2))
    ines.post(to("pass_on", first))
    asked = list(Referral.objects.filter(state="sent"))
    assert [referral.person for referral in asked] == [city.lea if first.person == city.marc else city.marc]
    assert ines.post(to("pass_on", first)).status_code == 409


def test_news_are_asked_of_who_said_yes(city: factories.City, ines: Client) -> None:
    ines.post(to("news", accepted(city)))
    assert visits.last_letter(city.marc.email).kind == "ask_news"


def test_partners_are_told_which_skill_is_missing(city: factories.City, ines: Client) -> None:
    need = factories.a_qualified_need(city.territory, "com-trad")
    ines.post(reverse("coordinator:propose"))
    ines.post(to("ask_partners", need))
    assert "Traduction" in visits.last_letter(city.sophie.email).text


@pytest.mark.parametrize(("hours", "status"), [("2", 302), ("0", 422), ("-1", 422), ("deux", 422), ("", 422)])
def test_hours_heard_by_phone_are_noted(city: factories.City, ines: Client, hours: str, status: int) -> None:
    referral = accepted(city)
    assert ines.post(to("log_hours", referral), {"hours": hours}).status_code == status
    referral.refresh_from_db()
    assert referral.hours_given == (2 if status == 302 else None)


def test_who_asks_to_be_forgotten_is_forgotten(city: factories.City, ines: Client, need: Need) -> None:
    assert ines.post(to("erase", need)).status_code == 409
    ines.post(to("close", need), {"outcome": "withdrawn"})
    assert ines.post(to("erase", need), follow=True).status_code == 200
    need.refresh_from_db()
    page = ines.get(to("need", need)).content.decode()
    assert [word for word in ("tableur", "Fatou") if word in page + need.words + need.asker_name] == []
