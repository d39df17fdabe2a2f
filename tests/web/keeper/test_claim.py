"""« I speak for this entry »: two pages, the same for everybody whether the entry has an address or not."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits
from tests.actors.upkeep_stage import kept_by, with_email

from maillage.actors.enums import Visibility
from maillage.actors.models import Actor, KeeperCode
from maillage.actors.queries import keepers_of
from maillage.web.keeper.claim import CLAIMS_PER_HOUR

NORA = {"given_name": "Nora", "family_name": "Saidi", "email": "nora@exemple.example"}
BOX = "bonjour@filafil.example"


def path(actor: Actor, route: str = "claim") -> str:
    """A page about an entry."""
    return reverse(f"keeper:{route}", args=[actor.ref])


def code_sent(to: str = BOX) -> str:
    """The code of the last letter to an address."""
    found = re.search(r"\b\d{8}\b", visits.last_letter(to, kind="keeper_code").text)
    assert found is not None
    return found[0]


def claimed(city: factories.City, client: Client, **more: str) -> None:
    """Nora asks for a code about Fil à Fil."""
    answered = client.post(path(city.fil_a_fil), {**NORA, **more})
    assert (answered.status_code, answered["Location"]) == (302, path(city.fil_a_fil, "code"))


def test_nora_becomes_a_keeper_and_enters(city: factories.City) -> None:
    with_email(city.fil_a_fil, BOX)
    client = visits.visitor()
    claimed(city, client, contact="0")
    done = client.post(path(city.fil_a_fil, "code"), {"code": code_sent()}, follow=True)
    assert done.redirect_chain == [(path(city.fil_a_fil, "claimed"), 302)]
    (keeper,) = keepers_of(city.fil_a_fil)
    assert keeper.person.email == NORA["email"]
    mine = visits.signed_in(keeper.person).get(reverse("keeper:mine"))
    assert [actor for actor, _fresh in mine.context["entries"]] == [city.fil_a_fil]


def test_only_public_addresses_are_offered_and_masked(city: factories.City) -> None:
    with_email(city.fil_a_fil, BOX, "autre@filafil.example")
    page = visits.visitor().get(path(city.fil_a_fil)).content.decode()
    assert ("b…@f….example" in page, "a…@f….example" in page, BOX in page) == (True, True, False)
    with_email(city.fil_a_fil, BOX, visibility=Visibility.NETWORK)
    assert "b…@f….example" not in visits.visitor().get(path(city.fil_a_fil)).content.decode()


def test_the_chosen_address_receives_the_code(city: factories.City) -> None:
    with_email(city.fil_a_fil, BOX, "autre@filafil.example")
    claimed(city, visits.visitor(), contact="1")
    assert visits.letters_to(BOX) == []
    assert code_sent("autre@filafil.example")


def words_of(page: object) -> str:
    """What a page says, without its tokens."""
    text = page.content.decode()  # type: ignore[attr-defined]
    return re.sub(r'value="[^"]{64}"|nonce="[^"]+"', "", text)


def test_an_unpublished_address_and_none_at_all_look_the_same(city: factories.City) -> None:
    seen = []
    for address in ("", BOX):
        if address:
            with_email(city.fil_a_fil, address, visibility=Visibility.COORDINATION)
        client = visits.visitor()
        pages = [client.get(path(city.fil_a_fil))]
        claimed(city, client)
        pages.append(client.get(path(city.fil_a_fil, "code")))
        pages.append(client.post(path(city.fil_a_fil, "code"), {"code": "0000"}))
        seen.append([(page.status_code, words_of(page)) for page in pages])
    assert seen[0] == seen[1]
    assert [status for status, _words in seen[0]] == [200, 200, 422]
    assert len(visits.letters_to(BOX)) == 1


def test_a_wrong_code_is_said_and_can_be_typed_again(city: factories.City) -> None:
    with_email(city.fil_a_fil, BOX)
    client = visits.visitor()
    claimed(city, client)
    wrong = client.post(path(city.fil_a_fil, "code"), {"code": "1"})
    assert wrong.status_code == 422
    assert "Ce code n’est pas le bon" in wrong.content.decode()
    assert client.post(path(city.fil_a_fil, "code"), {"code": code_sent()}).status_code == 302
    assert client.get(path(city.fil_a_fil, "code"))["Location"] == path(city.fil_a_fil)


def test_the_code_is_tried_only_by_whoever_asked(city: factories.City) -> None:
    with_email(city.fil_a_fil, BOX)
    claimed(city, visits.visitor())
    stranger = visits.visitor().post(path(city.fil_a_fil, "code"), {"code": code_sent()})
    assert (stranger.status_code, stranger["Location"]) == (302, path(city.fil_a_fil))
    assert KeeperCode.objects.get().attempts == 0


def test_a_fourth_code_is_refused_kindly(city: factories.City) -> None:
    client = visits.visitor()
    for _ in range(3):
        claimed(city, client)
    assert client.post(path(city.fil_a_fil), NORA).status_code == 429


def test_too_many_from_one_network_are_asked_to_wait(city: factories.City) -> None:
    client, actors = visits.visitor(), (city.fil_a_fil, city.forge, city.bourrasque, city.studio_lave)
    codes = [client.post(path(actors[n // 3]), NORA).status_code for n in range(CLAIMS_PER_HOUR + 1)]
    assert codes == [302] * CLAIMS_PER_HOUR + [429]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"given_name": ""}, "given_name"),
        ({"email": "x"}, "email"),
        ({"given_name": "http://spam.example"}, "given_name"),
        ({"family_name": "www.spam.example"}, "family_name"),
        ({"contact": "7"}, "contact"),
    ],
)
def test_what_cannot_be_read_is_given_back(city: factories.City, sent: dict[str, str], field: str) -> None:
    refused = visits.visitor().post(path(city.fil_a_fil), {**NORA, **sent})
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {field})
    assert KeeperCode.objects.count() == 0


def test_who_is_signed_in_is_known_already(city: factories.City) -> None:
    form = visits.signed_in(city.karim).get(path(city.fil_a_fil)).context["form"]
    assert (form["given_name"].value(), form["email"].value()) == ("Karim", city.karim.email)
    kept_by(city.fil_a_fil, city.karim)
    assert visits.signed_in(city.karim).get(path(city.fil_a_fil))["Location"] == path(city.fil_a_fil, "edit")
