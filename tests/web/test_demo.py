"""The demonstration's own pages: entering as a character, reading the e-mails."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import factories, visits

from maillage.people.actions import make_character
from maillage.people.models import Person


@pytest.fixture(autouse=True)
def a_demonstration(settings: Any) -> None:
    """The demonstration's addresses exist."""
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.web.demo_urls"


@pytest.fixture
def cast(city: factories.City) -> factories.City:
    """Our characters, as invented people one may enter as."""
    Person.objects.update(is_invented=True)
    for person in (city.ines, city.fatou, city.karim, city.lea, city.marc, city.sophie, city.helene):
        person.refresh_from_db()
        make_character(person=person)
    return city


def test_one_can_be_each_character_or_nobody(cast: factories.City, client: Client) -> None:
    page = client.get("/demo/")
    assert len(page.context["rows"]) == 7
    assert "/demo/entrer/visiteur/" in page.content.decode()


@pytest.mark.parametrize(
    ("who", "first"),
    [
        ("ines", "/lundi/"),
        ("helene", "/observatoire/"),
        ("sophie", "/engagements/"),
        ("marc", "/mes-heures/"),
    ],
)
def test_each_role_lands_on_its_page(cast: factories.City, client: Client, who: str, first: str) -> None:
    response = client.post(f"/demo/entrer/{getattr(cast, who).ref}/", follow=True)
    assert response.redirect_chain[-1][0] == first


def test_fatou_lands_on_her_own_need_or_on_the_form(cast: factories.City, client: Client) -> None:
    path = f"/demo/entrer/{cast.fatou.ref}/"
    assert client.post(path, follow=True).redirect_chain[-1][0] == "/demander/"
    need = factories.a_confirmed_need(cast.territory)
    assert client.post(path, follow=True).redirect_chain[-1][0] == visits.follow_page(need)


def test_a_visitor_leaves_the_person_she_was(cast: factories.City, client: Client) -> None:
    client.post(f"/demo/entrer/{cast.ines.ref}/")
    client.post("/demo/entrer/visiteur/")
    assert client.get("/lundi/").status_code == 302


def test_entering_takes_a_button_and_an_invented_person(cast: factories.City, client: Client) -> None:
    assert client.get(f"/demo/entrer/{cast.ines.ref}/").status_code == 405
    assert client.post("/demo/entrer/nowhere23456/").status_code == 404
    Person.objects.filter(pk=cast.ines.pk).update(is_invented=False)
    assert client.post(f"/demo/entrer/{cast.ines.ref}/").status_code == 404
    assert client.get("/lundi/").status_code == 302


def test_letters_are_read_with_links_that_can_be_followed(cast: factories.City, client: Client) -> None:
    need = factories.a_submitted_need(
        cast.territory, factories.an_ask("Un tableur <script>alert(1)</script>")
    )
    assert client.get("/demo/courrier/?a=%00").status_code == 200
    box = client.get("/demo/courrier/", {"a": "fatou.diallo@volcanville.example"})
    assert len(box.context["page"]) == 1
    letter = visits.last_letter("fatou.diallo@volcanville.example")
    page = client.get(f"/demo/courrier/{letter.ref}/").content.decode()
    assert f'{visits.follow_page(need)}">' in page
    assert "<script>alert" not in page
    assert client.get("/demo/courrier/nowhere23456/").status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_the_mailbox_costs_the_same_at_1_and_at_30_letters(
    cast: factories.City, client: Client, rows: int
) -> None:
    for _ in range(rows):
        factories.a_submitted_need(cast.territory)
    client.get("/demo/courrier/")
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/demo/courrier/")
    assert (len(page.context["page"]), len(queries)) == (rows, 4)
    assert client.get("/demo/").status_code == 200
