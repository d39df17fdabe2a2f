"""Coming in with a code received by e-mail, the double check, one's own preferences, going out."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests import factories, visits

from maillage.common.models import OutboundMessage
from maillage.common.scope import territory_scope
from maillage.people.enums import DigestChoice

LOGIN, CODE = "/entrer/", "/entrer/code/"


def code_for(email: str) -> str:
    """The code of the latest e-mail to this address."""
    return visits.last_letter(email).subject.split()[-1]


def comes_in(client: Client, email: str, code: str | None = None) -> Any:
    """Give the address, then the code of the e-mail."""
    client.post(LOGIN, {"email": email})
    return client.post(CODE, {"code": code_for(email) if code is None else code}, follow=True)


def one_time_code(secret: str) -> str:
    """What Inès's telephone shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


@pytest.mark.parametrize(
    ("who", "first_page"),
    [
        ("ines", "/lundi/"),
        ("helene", "/observatoire/"),
        ("sophie", "/engagements/"),
        ("marc", "/mes-heures/"),
    ],
)
def test_each_role_comes_in_to_its_first_page(
    city: factories.City, client: Client, who: str, first_page: str
) -> None:
    person = getattr(city, who)
    response = comes_in(client, person.email)
    assert response.redirect_chain[-1][0] == first_page
    assert response.status_code == 200
    assert person.full_name in response.content.decode()
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_one_comes_in_and_goes_out_in_ones_own_language(city: factories.City, client: Client) -> None:
    client.post("/en" + LOGIN, {"email": city.ines.email})
    inside = client.post("/en" + CODE, {"code": code_for(city.ines.email)}, follow=True)
    assert inside.redirect_chain[-1][0] == "/en/lundi/"
    assert client.post("/en/sortir/").headers["Location"] == "/en/"


def test_the_page_one_wanted_is_the_page_one_gets(city: factories.City, client: Client) -> None:
    wanted = reverse("coordinator:needs") + "?q=tableur"
    asked = client.get(wanted)
    assert parse_qs(urlsplit(asked.headers["Location"]).query)["next"] == [wanted]
    page = client.post(LOGIN, {"email": city.ines.email, "next": wanted}, follow=True)
    assert f'name="next" value="{wanted}"' in page.content.decode()
    done = client.post(CODE, {"code": code_for(city.ines.email), "next": wanted})
    assert done.headers["Location"] == wanted


def test_nobody_is_sent_elsewhere_by_a_crafted_address(city: factories.City, client: Client) -> None:
    client.post(LOGIN, {"email": city.ines.email, "next": "https://evil.example/"})
    done = client.post(CODE, {"code": code_for(city.ines.email), "next": "//evil.example/"})
    assert done.status_code == 302
    assert "evil" not in done.headers["Location"]


def test_the_letter_holds_the_code_and_nothing_else_to_click(city: factories.City, client: Client) -> None:
    client.post(LOGIN, {"email": city.ines.email})
    letter = visits.last_letter(city.ines.email)
    assert letter.subject.replace("\u00a0", " ").startswith("Votre code : ")
    assert "quart d’heure" in letter.text
    assert visits.ADDRESS.findall(letter.text) == []


def test_a_wrong_code_lets_nobody_in_and_five_end_it(city: factories.City, client: Client) -> None:
    client.post(LOGIN, {"email": city.ines.email})
    right = code_for(city.ines.email)
    for _ in range(5):
        response = client.post(CODE, {"code": "000-000"})
    assert response.status_code in (200, 302)
    client.post(CODE, {"code": right})
    assert client.get("/lundi/").status_code == 302


def test_a_code_serves_once(city: factories.City, client: Client) -> None:
    comes_in(client, city.ines.email)
    used = code_for(city.ines.email)
    other = visits.visitor()
    other.post(LOGIN, {"email": city.ines.email})
    other.post(CODE, {"code": used})
    assert other.get("/lundi/").status_code == 302


def test_a_code_dies_after_a_quarter_of_an_hour(
    city: factories.City, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    client.post(LOGIN, {"email": city.ines.email})
    code = code_for(city.ines.email)
    later = time.time() + 16 * 60
    monkeypatch.setattr(time, "time", lambda: later)
    client.post(CODE, {"code": code})
    monkeypatch.undo()
    assert client.get("/lundi/").status_code == 302


def test_an_unknown_address_is_not_given_away(city: factories.City) -> None:
    seen = []
    for email in (city.ines.email, "nobody@volcanville.example"):
        client = visits.visitor()
        response = client.post(LOGIN, {"email": email}, follow=True)
        page = response.content.decode().replace(email, "…")
        seen.append((response.redirect_chain, re.sub(r'value="[\w-]{64}"', "", page)))
    assert seen[0] == seen[1]
    assert OutboundMessage.objects.filter(to_email="nobody@volcanville.example").count() == 0


@pytest.mark.parametrize("email", ["", "ines", "a@b", "a\x00@b.example"])
def test_a_malformed_address_is_sent_back(city: factories.City, client: Client, email: str) -> None:
    response = client.post(LOGIN, {"email": email})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["email"]
    assert OutboundMessage.objects.count() == 0


def test_an_address_is_not_flooded_with_codes(city: factories.City) -> None:
    for _ in range(5):
        response = visits.visitor().post(LOGIN, {"email": city.ines.email})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["email"]
    assert len(visits.letters_to(city.ines.email)) == 3


def test_who_mistyped_her_address_gives_another(city: factories.City, client: Client) -> None:
    page = client.post(LOGIN, {"email": "ines.morle@volcanville.example"}, follow=True).content.decode()
    assert "Donner une autre adresse" in page
    back = client.post("/sortir/", {"next": LOGIN})
    assert back.headers["Location"] == LOGIN
    assert comes_in(client, city.ines.email).redirect_chain[-1][0] == "/lundi/"


def test_nobody_makes_an_account_alone(city: factories.City, client: Client) -> None:
    response = comes_in(client, "stranger@volcanville.example", code="123456")
    assert response.status_code == 200
    assert client.get("/compte/").status_code == 302


def test_going_out_takes_a_button(city: factories.City) -> None:
    client = visits.signed_in(city.ines)
    assert client.get("/sortir/").status_code == 200
    assert client.get("/lundi/").status_code == 200
    assert client.post("/sortir/").headers["Location"] == "/"
    assert client.get("/lundi/").status_code == 302


def test_a_role_that_ended_opens_nothing_from_the_next_page_on(city: factories.City) -> None:
    from maillage.people.actions import end_role
    from maillage.people.enums import RoleKind

    client = visits.signed_in(city.ines)
    end_role(person=city.ines, kind=RoleKind.COORDINATOR, who="system")
    assert client.get("/lundi/").status_code == 403
    assert client.get("/compte/").status_code == 200


@pytest.mark.parametrize("choice", [*DigestChoice.values, "hourly", ""])
def test_one_chooses_how_often_to_be_written_to(city: factories.City, choice: str) -> None:
    client = visits.signed_in(city.ines)
    before = city.ines.digest
    client.post("/compte/", {"digest": choice})
    city.ines.refresh_from_db()
    assert city.ines.digest == (choice if choice in DigestChoice.values else before)


def test_a_login_that_stands_for_nobody_here_has_no_account_page(city: factories.City) -> None:
    client = visits.signed_in(city.ines)
    with territory_scope(city.territory.pk):
        city.ines.user = None
        city.ines.save()
    assert client.get("/compte/").status_code == 404
    assert client.get("/lundi/").status_code == 403


def test_the_double_check_is_switched_on_then_asked_at_each_entry(
    city: factories.City, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    comes_in(client, city.ines.email)
    assert "Elle n’est pas active." in client.get("/compte/double/").content.decode()
    page = client.get("/compte/double/activer/")
    secret = page.context["form"].secret
    assert "data:image/svg+xml" in page.content.decode()
    wrong = client.post("/compte/double/activer/", {"code": "000000"})
    assert list(wrong.context["form"].errors) == ["code"]
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post("/compte/double/activer/", {"code": one_time_code(secret)}, follow=True)
    assert done.status_code == 200
    assert Authenticator.objects.filter(type="totp").count() == 1
    assert "Un changement" in visits.last_letter(city.ines.email).subject
    cache.clear()  # a code serves once; the telephone would show another in thirty seconds
    client.post("/entrer/double/encore/", {"code": one_time_code(secret)})
    assert client.get("/compte/double/secours/").status_code == 200
    assert client.get("/compte/double/secours/fichier/").headers["Content-Type"].startswith("text/plain")

    Authenticator.objects.filter(type="totp").update(last_used_at=None)
    again = visits.visitor()
    page = comes_in(again, city.ines.email)
    assert page.redirect_chain[-1][0].startswith("/entrer/double/")
    assert again.get("/lundi/").status_code == 302
    refused = again.post("/entrer/double/", {"code": "000000"})
    assert refused.status_code == 200
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    inside = again.post("/entrer/double/", {"code": codes[0]}, follow=True)
    assert inside.redirect_chain[-1][0] == "/lundi/"


def test_the_double_check_is_switched_off_by_a_button(city: factories.City, client: Client) -> None:
    comes_in(client, city.ines.email)
    secret = client.get("/compte/double/activer/").context["form"].secret
    client.post("/compte/double/activer/", {"code": one_time_code(secret)})
    asked = client.get("/compte/double/retirer/")
    assert asked.headers["Location"].startswith("/entrer/double/encore/")
    cache.clear()  # a code serves once; the telephone would show another in thirty seconds
    client.post(asked.headers["Location"], {"code": one_time_code(secret)})
    assert client.get("/compte/double/retirer/").status_code == 200
    assert Authenticator.objects.filter(type="totp").count() == 1
    client.post("/compte/double/retirer/")
    assert Authenticator.objects.count() == 0
