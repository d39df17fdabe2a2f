"""The main pages are visited, each as who may open it; a fault is told and counted."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from tests import factories

from maillage.cli import pages
from maillage.people.actions import make_character
from maillage.people.models import Person


@pytest.fixture
def ready(city: factories.City) -> factories.City:
    """A demonstration with one character who asks."""
    Person.objects.update(is_invented=True)
    for person in (city.ines, city.fatou):
        person.refresh_from_db()
        make_character(person=person)
    factories.a_confirmed_need(city.territory)
    return city


def test_main_pages_are_opened_by_those_who_may(ready: factories.City) -> None:
    visits = {(v.person.given_name if v.person else "", v.route) for v in pages.main_pages()}
    assert {("", "public:home"), ("", "demo:enter"), ("", "demo:mailbox")} <= visits
    assert {
        ("Inès", "coordinator:monday"),
        ("Inès", "coordinator:need"),
        ("Fatou", "public:follow"),
    } <= visits


def test_public_pages_are_opened_in_every_language(ready: factories.City) -> None:
    assert {v.language for v in pages.main_pages() if v.route == "public:charter"} == {"fr", "en"}


def test_names_of_characters_are_given(ready: factories.City) -> None:
    assert pages.names_of_characters() == "Inès, Fatou, ou en visite"


def test_every_page_that_answers_is_counted(
    ready: factories.City, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Client, "get", lambda *_asked, **_options: HttpResponse("ok"))
    monkeypatch.setattr(pages, "PUBLIC", ("public:home",))
    assert pages.visit_all() == 0
    assert "13 pages visitées, 0 en défaut." in capsys.readouterr().out


def test_a_fault_and_a_page_that_is_not_there_are_told(
    ready: factories.City, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Client, "get", lambda *_asked, **_options: HttpResponse(status=500))
    monkeypatch.setattr(pages, "PUBLIC", ("public:nowhere",))
    assert pages.visit_all() == 1
    told = capsys.readouterr().out
    assert "cette page n’existe pas" in told
    assert "  500 " in told
