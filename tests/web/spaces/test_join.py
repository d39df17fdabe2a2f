"""Coming in for the first time: a given name, an address, a code; and back to where one was going."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests import factories, visits
from tests.bookings.stage import a_space

from maillage.bookings.models import Booking
from maillage.people.models import Person

JOIN = reverse("spaces:join")
NORA = {"given_name": "Nora", "email": "Nora@Exemple.example"}


def code_for(email: str) -> str:
    """The code of the latest letter to an address."""
    found = re.search(r": (\S+)$", visits.last_letter(email).subject.replace("\u00a0", " "))
    assert found is not None
    return found.group(1)


def test_a_stranger_books_in_four_steps(city: factories.City) -> None:
    space, visitor = a_space(city.territory), visits.visitor()
    page = visitor.get(reverse("spaces:space", args=[space.ref]))
    door = page.context["days"][1].lines[0].url
    joined = visitor.get(door)
    after = joined.context["after"]
    answer = visitor.post(JOIN, {**NORA, "next": after})
    assert answer.status_code == 302
    entered = visitor.post(answer.url, {"code": code_for("nora@exemple.example"), "next": after})
    assert (entered.status_code, entered.url) == (302, after)
    form = visitor.get(entered.url).context["form"]
    sent = {name: str(form[name].value()) for name in ("day", "start", "end", "people")}
    assert visitor.post(reverse("spaces:book", args=[space.ref]), sent).status_code == 302
    assert Booking.objects.get().person == Person.objects.get(email="nora@exemple.example")


def test_whether_the_address_is_known_is_not_told(city: factories.City) -> None:
    answers = []
    for email in ("nora@exemple.example", city.lea.email):
        answer = visits.visitor().post(JOIN, {"given_name": "Nora", "email": email, "next": "/espaces/"})
        answers.append((answer.status_code, answer.url, len(visits.letters_to(email))))
    assert answers[0] == answers[1]
    city.lea.refresh_from_db()
    assert city.lea.given_name == "Léa"


@pytest.mark.parametrize(
    ("wished", "after"),
    [
        ("/espaces/?pour=6", "/espaces/?pour=6"),
        ("https://ailleurs.example/", "/espaces/"),
        ("//ailleurs.example/", "/espaces/"),
        ("javascript:alert(1)", "/espaces/"),
        ("", "/espaces/"),
    ],
)
def test_one_comes_back_to_a_page_of_ours_only(city: factories.City, wished: str, after: str) -> None:
    assert visits.visitor().get(JOIN, {"next": wished}).context["after"] == after
    visitor = visits.visitor()
    answer = visitor.post(JOIN, {**NORA, "next": wished})
    entered = visitor.post(answer.url, {"code": code_for("nora@exemple.example"), "next": wished})
    ours = after if wished.startswith("/espaces") else reverse("account:entry")
    assert entered.url in {after, ours}


def test_who_is_signed_in_goes_on_at_once(city: factories.City) -> None:
    answer = visits.signed_in(city.lea).get(JOIN, {"next": "/espaces/?pour=6"})
    assert (answer.status_code, answer.url) == (302, "/espaces/?pour=6")


@pytest.mark.parametrize(
    "sent", [{}, {"given_name": "Nora"}, {"given_name": "Nora", "email": "x"}, {"email": "a@b.example"}]
)
def test_what_is_missing_is_said_and_nobody_is_registered(city: factories.City, sent: dict[str, str]) -> None:
    before = Person.objects.count()
    assert visits.visitor().post(JOIN, sent).status_code == 422
    assert Person.objects.count() == before


def test_too_many_of_one_network_are_asked_to_wait(city: factories.City) -> None:
    statuses = [
        visits.visitor().post(JOIN, {"given_name": "N", "email": f"n{number}@exemple.example"}).status_code
        for number in range(11)
    ]
    assert statuses == [302] * 10 + [429]


def test_too_many_codes_to_one_address_are_refused(city: factories.City) -> None:
    statuses = [visits.visitor().post(JOIN, NORA).status_code for _ in range(10)]
    assert statuses[0] == 302
    assert statuses[-1] == 422
    assert len(visits.letters_to("nora@exemple.example")) == statuses.count(302)
