"""The public pages: what the service promises, the month as a cloth, the territory's colour."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits

from maillage.common import clock
from maillage.referrals.actions import accept, record_hours
from maillage.territory.models import Territory


def test_an_empty_city_has_a_home(city: factories.City, client: Client) -> None:
    page = client.get("/")
    assert page.context["threads"] == []
    assert "Ici, quelqu’un sait faire ce qui vous manque." in page.content.decode()


def test_the_cloth_tells_the_month_as_it_was(city: factories.City, client: Client) -> None:
    referral = factories.a_sent_referral(factories.a_qualified_need(city.territory))
    accept(referral=referral, who=city.marc.ref)
    record_hours(referral=referral, hours=2, on=clock.today(), who=city.marc.ref)
    factories.a_confirmed_need(city.territory)
    page = client.get("/")
    assert page.context["counts"] == {"answered": 1, "waiting": 1, "lost": 0}
    drawing = page.content.decode()
    assert drawing.count('class="cloth-knot"') == 1
    assert "Fil à Fil" not in drawing


def test_a_menu_shows_each_role_what_it_may_open(city: factories.City) -> None:
    menus = {
        who: [item.url for item in visits.signed_in(getattr(city, who)).get("/").context["nav"]]
        for who in ("fatou", "marc", "sophie", "helene", "ines")
    }
    assert menus == {
        "fatou": ["/", "/demander/", "/espaces/", "/quartier/", "/annuaire/", "/charte/"],
        "marc": ["/", "/demander/", "/espaces/", "/mes-heures/", "/quartier/", "/annuaire/", "/charte/"],
        "sophie": ["/", "/demander/", "/espaces/", "/engagements/", "/quartier/", "/annuaire/", "/charte/"],
        "helene": ["/", "/demander/", "/espaces/", "/observatoire/", "/quartier/", "/annuaire/", "/charte/"],
        "ines": [
            "/lundi/",
            "/besoins/",
            "/heures/",
            "/annuaire-a-tenir/",
            "/observatoire/",
            "/quartier/",
            "/annuaire/",
        ],
    }


@pytest.mark.parametrize("route", ["home", "ask", "asked", "charter", "data", "accessibility", "design"])
def test_each_public_page_has_its_english_twin(city: factories.City, client: Client, route: str) -> None:
    address = reverse(f"public:{route}")
    french = client.get(address)
    twin = french.context["other_language"].url
    english = client.get(twin)
    assert '<html lang="fr">' in french.content.decode()
    assert '<html lang="en">' in english.content.decode()
    assert english.context["other_language"].url == address
    assert twin == "/en" + address


def test_the_other_language_keeps_what_was_searched(city: factories.City) -> None:
    page = visits.signed_in(city.ines).get("/besoins/?q=tableur&page=2")
    assert unescape(page.context["other_language"].url) == "/en/besoins/?q=tableur&page=2"


def test_after_a_form_the_other_language_begins_at_its_own_home(city: factories.City, client: Client) -> None:
    returned = client.post(reverse("public:ask"), {})
    assert returned.context["other_language"].url == "/en/"


def test_the_language_of_the_address_wins_over_the_browsers(city: factories.City, client: Client) -> None:
    page = client.get("/", headers={"accept-language": "en"})
    assert '<html lang="fr">' in page.content.decode()


def test_the_territorys_colour_is_a_style_sheet(city: factories.City, client: Client) -> None:
    response = client.get(reverse("public:css"))
    assert response.headers["Content-Type"] == "text/css"
    assert "#f3c63f" in response.content.decode()
    Territory.objects.update(look={})
    assert "#f1f1ec" in client.get(reverse("public:css")).content.decode()


def test_an_unknown_host_among_two_territories_is_told(
    city: factories.City, client: Client, tmp_path: object
) -> None:
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    factories.open_volcanville(tmp_path, slug="rivemer", host="rivemer.example")
    response = client.get("/")
    assert response.status_code == 503
    assert "Aucun territoire n’est ouvert ici." in response.content.decode()
