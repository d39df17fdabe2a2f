"""The observatory tells who uses the rooms, quarter by quarter; the running one, to coordinators only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests import factories, visits
from tests.bookings.stage import a_space, booked
from tests.conftest import MONDAY

from maillage.common import clock
from maillage.people.models import Person

PAGE = reverse("coordinator:observatory")


def page(person: Person, query: str = "", status: int = 200) -> Any:
    """The page, as somebody reads it."""
    answer = visits.signed_in(person).get(PAGE + query)
    assert answer.status_code == status
    return answer


def text(answer: Any) -> str:
    """A page with its no-break spaces made ordinary."""
    return str(answer.content.decode().replace("\u00a0", " "))


def book_this_morning(city: factories.City, *people: Person) -> None:
    """Each of them booked a desk from eight to nine, two hours ago."""
    with clock.at(MONDAY - timedelta(hours=2)):
        space = a_space(city.territory, units=5)
        for person in people:
            booked(space, person, "2026-06-08T08:00")


@pytest.fixture
def booked_city(city: factories.City) -> factories.City:
    """Five people came this very morning."""
    book_this_morning(city, *(factories.a_person(city.territory, f"Nora {number}") for number in range(5)))
    return city


def test_the_coordinator_reads_the_running_quarter_first(booked_city: factories.City) -> None:
    answer = page(booked_city.ines)
    assert [code for code, _label in answer.context["form"].fields["trimestre"].choices] == [
        "2026-2",
        "2026-1",
        "2025-4",
        "2025-3",
        "2025-2",
    ]
    assert (answer.context["rooms"].quarter.code, answer.context["rooms"].taken) == ("2026-2", 5)
    assert "avril à juin 2026, en cours" in text(answer)
    assert '<th scope="row">En son nom</th><td class="r">5 h</td>' in text(answer)


def test_the_official_reads_ended_quarters_only(booked_city: factories.City) -> None:
    assert page(booked_city.helene).context["rooms"].quarter.code == "2026-1"
    refused = page(booked_city.helene, "?trimestre=2026-2", 422)
    assert refused.context["rooms"].quarter.code == "2026-1"
    assert "Rien n’a été réservé pendant ces trois mois." in text(refused)


@pytest.mark.parametrize(("query", "status"), [("?trimestre=2025-4", 200), ("?trimestre=jamais", 422)])
def test_a_quarter_is_chosen_by_its_address(city: factories.City, query: str, status: int) -> None:
    found = page(city.ines, query, status).context["rooms"].quarter.code
    assert found == ("2025-4" if status == 200 else "2026-2")


def test_few_people_are_not_told(city: factories.City) -> None:
    book_this_morning(city, city.marc)
    assert "Moins de 5 personnes ou de 5 réservations : rien n’est publié" in text(page(city.ines))
