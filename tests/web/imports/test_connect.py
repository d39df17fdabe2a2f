"""Asking a service at the screen: with an answer, without a network, and what comes back of a mistake."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits
from tests.imports.connectors.companies.answers import COMPANY, page, second
from tests.imports.connectors.server import Said, in_turn, service

from maillage.imports.enums import RunState
from maillage.imports.models import ImportRun
from maillage.web.imports import connect

PAGE, HOME = reverse("imports:connect"), reverse("imports:home")
SAID = {"service": "companies", "maniere": "name", "words": "fil", "kind": "company"}


def test_the_page_of_imports_leads_to_services(ines: Client) -> None:
    assert f'href="{PAGE}"' in ines.get(HOME).content.decode()


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("", ["words", "commune", "department", "associations"]),
        ("?service=companies&maniere=number", ["numbers"]),
        ("?service=overpass", ["commune", "shops"]),
        ("?service=overpass&maniere=box", ["south", "west", "north", "east", "shops"]),
        ("?service=gogocarto&maniere=nowhere", ["address"]),
        ("?service=nobody", ["words", "commune", "department", "associations"]),
    ],
)
def test_only_the_fields_of_the_question_are_asked_for(ines: Client, address: str, fields: list[str]) -> None:
    shown = ines.get(PAGE + address)
    assert shown.status_code == 200
    assert [bound.name for bound, _optional, _part in shown.context["fields"]] == fields


def test_an_answer_goes_straight_to_its_dry_run(ines: Client, settings: Any) -> None:
    with service(in_turn(Said(page(COMPANY, second())))) as there:
        settings.COMPANIES_URL = there.url
        answer = ines.post(PAGE, SAID)
    run = ImportRun.objects.get()
    assert answer["Location"] == reverse("imports:run", args=[run.ref])
    assert (run.state, run.counts["create"]) == (RunState.CHECKED, 2)
    shown = ines.get(answer["Location"])
    assert "le service le dit ainsi" in shown.content.decode()


def test_without_a_network_nothing_that_was_typed_is_lost(ines: Client, settings: Any) -> None:
    with service(in_turn(Said())) as there:
        settings.COMPANIES_URL = there.url
    answer = ines.post(PAGE, SAID)
    text = answer.content.decode()
    assert (answer.status_code, answer.context["refusal"].code) == (503, "network_absent")
    assert (answer.context["form"]["words"].value(), 'role="alert"' in text) == ("fil", True)
    assert f'<a href="{HOME}">Déposer un fichier</a>' in text
    assert ImportRun.objects.count() == 0


def test_a_question_that_is_not_one_comes_back(ines: Client) -> None:
    answer = ines.post(PAGE, {**SAID, "words": "", "commune": "Volcanville"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["commune"])
    assert answer.context["form"]["commune"].value() == "Volcanville"


def test_time_is_up_for_more_pages_after_a_while(
    ines: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "SECONDS", -1.0)
    with service(in_turn(Said(page(COMPANY, pages=9)))) as there:
        settings.COMPANIES_URL = there.url
        ines.post(PAGE, SAID)
    assert (len(there.asked), ImportRun.objects.get().remarks[0]["code"]) == (1, "answer_cut")


def test_a_service_that_lacks_its_token_says_so(ines: Client, settings: Any) -> None:
    assert ines.get(PAGE + "?service=data_inclusion").context["lacks_token"]
    settings.DATA_INCLUSION_TOKEN = "secret"
    shown = ines.get(PAGE + "?service=data_inclusion")
    assert (shown.context["lacks_token"], "secret" in shown.content.decode()) == (False, False)


def test_services_are_for_coordinators(city: factories.City) -> None:
    assert visits.signed_in(city.marc).get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code == 302
