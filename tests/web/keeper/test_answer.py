"""« Is it still true? » by e-mail: opening changes nothing, a button answers, each state has its page."""

from __future__ import annotations

import pytest
from tests import factories, visits
from tests.actors.upkeep_stage import YEAR_LATER, asked_address, asked_keeper, told
from tests.web.keeper.things import page

from maillage.actors.actions import answer_no_more, answer_still_true, confirm_entry, merge_records
from maillage.actors.corrections import Changes, NewName
from maillage.actors.enums import AskAnswer, LifeState, Listing, Visibility
from maillage.actors.models import Actor, ConfirmationAsk, Contact, Suggestion
from maillage.actors.queries import keepers_of
from maillage.common import clock

THREE = ("answer", "change", "stopped", "stop_asking")


def fresh(actor: Actor) -> Actor:
    """The entry as it is now."""
    found: Actor = Actor.objects.get(pk=actor.pk)
    return found


def heading(response: object) -> str:
    """The title of a page."""
    text = response.content.decode()  # type: ignore[attr-defined]
    return str(text.split("<h1>")[1].split("</h1>")[0]).strip().replace("\xa0", " ")


@pytest.mark.parametrize("route", THREE)
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_scanner_that_follows_every_link_answers_nothing(
    city: factories.City, route: str, method: str
) -> None:
    ask = asked_keeper(city)
    before = told(city.fil_a_fil)
    assert getattr(visits.visitor(), method)(page(ask, route)).status_code == 200
    ask.refresh_from_db()
    assert (ask.answer, ask.ended_at, told(city.fil_a_fil)) == ("", None, before)


def test_the_letters_links_open_these_pages(city: factories.City) -> None:
    asked_keeper(city)
    letter = visits.last_letter(city.fatou.email, kind="still_true")
    for part in ("/changer/", "/arret/", "/ne-plus-demander/", "/fiche/"):
        assert visits.visitor().get(visits.link_in(letter, part)).status_code == 200


def test_one_button_confirms_and_thanks(city: factories.City) -> None:
    ask, client = asked_keeper(city), visits.visitor(checks=True)
    token = client.get(page(ask)).context["csrf_token"]
    with clock.at(YEAR_LATER):
        done = client.post(page(ask, "still_true"), {"csrfmiddlewaretoken": str(token)}, follow=True)
    assert done.redirect_chain == [(page(ask), 302)]
    assert heading(done) == "Merci, c’est confirmé."
    assert (fresh(city.fil_a_fil).confirmed_at, ConfirmationAsk.objects.get().answer) == (
        YEAR_LATER,
        AskAnswer.STILL_TRUE,
    )


def test_an_archived_entry_comes_back_by_its_old_letter(city: factories.City) -> None:
    ask = asked_address(city)
    Actor.objects.filter(pk=city.fil_a_fil.pk).update(listing=Listing.ARCHIVED)
    visits.visitor().post(page(ask, "still_true"))
    assert fresh(city.fil_a_fil).listing == Listing.LISTED


def test_a_keeper_changes_her_entry_without_signing_in(city: factories.City) -> None:
    ask, client = asked_keeper(city), visits.visitor()
    form = client.get(page(ask, "change")).context["form"]
    sent = {**form.told, "name": "Fil et Fil", "name_since": "2025", "email": "neuf@filafil.example"}
    sent |= {"email_for": Visibility.NETWORK, "seen": form.stamp, "name_is": "changed"}
    done = client.post(page(ask, "change"), sent, follow=True)
    assert heading(done) == "Merci pour ces changements."
    assert fresh(city.fil_a_fil).name == "Fil et Fil"
    assert Contact.objects.get(actor=city.fil_a_fil).visibility == Visibility.NETWORK


def test_the_addresss_changes_are_suggested(city: factories.City) -> None:
    ask, client = asked_address(city), visits.visitor()
    done = client.post(
        page(ask, "change"), {"name": "Fil et Fil", "words": "Bientôt rue du Port"}, follow=True
    )
    assert heading(done) == "Merci pour ces changements."
    suggestion = Suggestion.objects.get()
    assert Changes.of(suggestion.changes) == Changes(name=NewName("Fil et Fil"))
    assert (suggestion.words, fresh(city.fil_a_fil).name) == ("Bientôt rue du Port", "Fil à Fil")


def test_words_alone_may_be_sent_from_the_address_and_nothing_may_not(city: factories.City) -> None:
    ask, client = asked_address(city), visits.visitor()
    empty = client.post(page(ask, "change"), {"name": "Fil à Fil"})
    assert (empty.status_code, Suggestion.objects.count()) == (422, 0)
    assert client.post(page(ask, "change"), {"words": "Nous cherchons un local."}).status_code == 302


def test_the_address_never_sees_what_is_not_public(city: factories.City) -> None:
    ask = asked_address(city)
    Contact.objects.create(actor=city.fil_a_fil, kind="phone", value="+33473000000", visibility="network")
    for route in ("answer", "change"):
        assert "04 73 00 00 00" not in visits.visitor().get(page(ask, route)).content.decode()
    kept = asked_keeper(city)
    assert "04 73 00 00 00" in visits.visitor().get(page(kept)).content.decode()


def test_an_entry_that_changed_meanwhile_is_read_again_before_it_is_written(city: factories.City) -> None:
    ask, client = asked_keeper(city), visits.visitor()
    stamp = client.get(page(ask, "change")).context["form"].stamp
    Actor.objects.filter(pk=city.fil_a_fil.pk).update(hours="mardi")
    sent = {"name": "Fil et Fil", "hours": "", "seen": stamp}
    refused = client.post(page(ask, "change"), sent)
    assert (refused.status_code, fresh(city.fil_a_fil).hours) == (422, "mardi")
    assert (
        client.post(page(ask, "change"), {**sent, "seen": refused.context["form"].stamp}).status_code == 302
    )
    assert fresh(city.fil_a_fil).hours == ""


def test_stopping_asks_since_when_and_keeps_the_history(city: factories.City) -> None:
    ask, client = asked_keeper(city), visits.visitor()
    assert client.post(page(ask, "stopped"), {"closed_on": ""}).status_code == 422
    assert client.post(page(ask, "stopped"), {"closed_on": "2030"}).status_code == 422
    done = client.post(page(ask, "stopped"), {"closed_on": "mai 2026"}, follow=True)
    assert heading(done) == "Merci de nous l’avoir dit."
    actor = fresh(city.fil_a_fil)
    assert (actor.life, actor.ended) == (LifeState.ENDED, "2026-05")


@pytest.mark.parametrize(
    ("state", "title"),
    [
        ("answered", "Merci, c’est confirmé."),
        ("dropped", "Cette question n’attend plus de réponse."),
        ("no more", "Nous ne vous demandons plus rien."),
    ],
)
def test_each_state_of_a_question_has_its_page(city: factories.City, state: str, title: str) -> None:
    ask = asked_address(city)
    if state == "answered":
        answer_still_true(ask=ask)
    if state == "dropped":
        confirm_entry(actor=city.fil_a_fil, who=city.ines.ref)
    if state == "no more":
        answer_no_more(ask=ask)
    assert heading(visits.visitor().get(page(ask))) == title


@pytest.mark.parametrize(
    ("route", "sent"), [("change", {"name": "Autre"}), ("stopped", {"closed_on": "2025"})]
)
def test_what_is_typed_for_a_dropped_question_is_given_back(
    city: factories.City, route: str, sent: dict[str, str]
) -> None:
    ask = asked_keeper(city)
    confirm_entry(actor=city.fil_a_fil, who=city.ines.ref)
    answered = visits.visitor().post(page(ask, route), sent)
    assert answered.status_code == 422
    assert "Cette question n’attend plus de réponse." in answered.content.decode()
    assert next(iter(sent.values())) in answered.content.decode()


def test_a_withdrawn_entry_has_a_kind_page(city: factories.City) -> None:
    ask = asked_address(city)
    Actor.objects.filter(pk=city.fil_a_fil.pk).update(listing=Listing.WITHDRAWN)
    refused = visits.visitor().get(page(ask))
    assert refused.status_code == 409
    assert heading(refused) == "Cette fiche a été retirée avec l’import qui l’avait créée."


def test_a_merged_entry_is_answered_on_the_record_that_stays(city: factories.City) -> None:
    ask = asked_address(city)
    merge_records(kept=city.forge, absorbed=city.fil_a_fil, who="system")
    assert "Forge &amp; Cie" in visits.visitor().get(page(ask)).content.decode()
    assert visits.visitor().post(page(ask, "still_true")).status_code == 302


def test_another_person_does_not_answer_in_the_keepers_name(city: factories.City) -> None:
    ask = asked_keeper(city)
    assert visits.signed_in(city.karim).get(page(ask)).status_code == 403
    assert visits.signed_in(city.karim).post(page(ask, "still_true")).status_code == 403
    assert visits.signed_in(city.fatou).get(page(ask)).status_code == 200
    assert visits.signed_in(city.ines).get(page(ask)).status_code == 200


def test_a_mailbox_stops_the_questions_without_a_cookie(city: factories.City) -> None:
    asked_keeper(city)
    letter = visits.last_letter(city.fatou.email, kind="still_true")
    path = visits.link_in(letter, "/ne-plus-demander/")
    assert letter.unsubscribe_url.endswith(path)
    done = visits.visitor(checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert (done.status_code, heading(done)) == (200, "C’est arrêté.")
    assert list(keepers_of(city.fil_a_fil)) == []


def test_pages_are_in_english_too(city: factories.City) -> None:
    ask = asked_keeper(city)
    assert visits.visitor().get("/en" + page(ask)).status_code == 200
