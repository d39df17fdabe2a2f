"""Anyone says that an entry is wrong: in words, in the fields, once, and never as a robot."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import factories, visits
from tests.actors.upkeep_stage import kept_by, with_email

from maillage.actors.actions import merge_records
from maillage.actors.corrections import Changes, NewContact, NewName
from maillage.actors.enums import Listing, Visibility
from maillage.actors.models import Actor, Suggestion
from maillage.common.models import JournalEntry
from maillage.web.keeper.suggest import SUGGESTIONS_PER_HOUR


def path(actor: Actor, route: str = "suggest") -> str:
    """A page about an entry."""
    return reverse(f"keeper:{route}", args=[actor.ref])


def test_words_are_enough(city: factories.City) -> None:
    client = visits.visitor()
    key = client.get(path(city.forge)).context["form"].initial["form_key"]
    done = client.post(path(city.forge), {"words": "Le numéro est faux.", "form_key": key}, follow=True)
    assert done.redirect_chain == [(path(city.forge, "suggested"), 302)]
    suggestion = Suggestion.objects.get()
    assert (suggestion.words, suggestion.changes, suggestion.language) == ("Le numéro est faux.", {}, "fr")


def test_fields_left_as_they_are_are_not_changes(city: factories.City) -> None:
    with_email(city.forge, "accueil@forge.example")
    client = visits.visitor()
    told = client.get(path(city.forge)).context["form"].told
    sent = {**told, "name": "La Forge", "name_is": "wrong", "phone": "04 73 00 00 00", "closed_on": "2025"}
    client.post("/en" + path(city.forge), sent)
    suggestion = Suggestion.objects.get()
    assert Changes.of(suggestion.changes) == Changes(
        name=NewName("La Forge", was_wrong=True),
        contacts=(NewContact("phone", "", "+33473000000", Visibility.COORDINATION),),
        language="en",
        closed_on="2025",
    )
    assert suggestion.language == "en"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "__all__"),
        ({"words": "  "}, "__all__"),
        ({"words": "x", "name": ""}, "name"),
        ({"words": "x", "email": "pas une adresse"}, "email"),
        ({"words": "x", "phone": "12"}, "phone"),
        ({"words": "x", "site": "ftp://forge.example"}, "site"),
        ({"words": "x", "by_email": "x"}, "by_email"),
        ({"words": "x", "closed_on": "demain"}, "closed_on"),
        ({"words": "x" * 2001}, "words"),
    ],
)
def test_what_cannot_be_read_is_given_back(city: factories.City, sent: dict[str, str], field: str) -> None:
    refused = visits.visitor().post(path(city.forge), sent)
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {field})
    assert Suggestion.objects.count() == 0


def test_the_same_form_sent_twice_is_one_suggestion(city: factories.City) -> None:
    client = visits.visitor()
    for _ in range(2):
        assert client.post(path(city.forge), {"words": "Faux", "form_key": "clé"}).status_code == 302
    assert Suggestion.objects.count() == 1


def test_a_robot_is_thanked_and_not_heard(city: factories.City) -> None:
    sent = {"words": "Achetez", "website": "https://spam.example"}
    answered = visits.visitor().post(path(city.forge), sent)
    assert (answered.status_code, answered["Location"]) == (302, path(city.forge, "suggested"))
    assert Suggestion.objects.count() == 0


def test_too_many_from_one_network_are_asked_to_wait(city: factories.City) -> None:
    client = visits.visitor()
    codes = [
        client.post(path(city.forge), {"words": f"{n}"}).status_code for n in range(SUGGESTIONS_PER_HOUR + 1)
    ]
    assert codes == [302] * SUGGESTIONS_PER_HOUR + [429]
    assert Suggestion.objects.count() == SUGGESTIONS_PER_HOUR


def test_who_is_signed_in_is_named_in_the_journal(city: factories.City) -> None:
    visits.signed_in(city.karim).post(path(city.forge), {"words": "Faux"})
    assert JournalEntry.objects.get(verb="suggest").who == city.karim.ref


def test_a_keeper_is_led_to_her_own_page(city: factories.City) -> None:
    kept_by(city.forge, city.marc)
    answered = visits.signed_in(city.marc).get(path(city.forge))
    assert (answered.status_code, answered["Location"]) == (302, path(city.forge, "edit"))


def test_only_public_contacts_are_shown(city: factories.City) -> None:
    with_email(city.forge, "secret@forge.example", visibility=Visibility.COORDINATION)
    assert "secret@forge.example" not in visits.visitor().get(path(city.forge)).content.decode()


@pytest.mark.parametrize("route", ["suggest", "suggested", "claim", "code", "claimed"])
@pytest.mark.parametrize(("listing", "status"), [(Listing.WITHHELD, 404), (Listing.WITHDRAWN, 409)])
def test_an_entry_that_is_not_there_has_no_page(
    city: factories.City, route: str, listing: Listing, status: int
) -> None:
    Actor.objects.filter(pk=city.forge.pk).update(listing=listing)
    assert visits.visitor().get(path(city.forge, route)).status_code == status


def test_a_merged_entry_says_where_it_is_read(city: factories.City) -> None:
    merge_records(kept=city.bourrasque, absorbed=city.forge, who="system")
    refused = visits.visitor().get(path(city.forge))
    assert refused.status_code == 409
    assert "Bourrasque" in refused.content.decode()
