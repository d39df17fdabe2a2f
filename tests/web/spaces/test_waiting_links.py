"""From an hour that is taken to the waiting list: from the week, from the list, in two touches."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from tests import factories, visits
from tests.bookings.stage import a_space, booked, paris

from maillage.bookings.models import Space, Waiting
from maillage.common import clock

TAKEN = "?debut=2026-06-09T14%3A00&minutes=90&attendre=1"


@pytest.fixture
def room(city: factories.City) -> Space:
    """A room that Karim has on Tuesday from two to half past three."""
    room = a_space(city.territory)
    booked(room, city.karim, "2026-06-09T14:00", 90)
    return room


def waits(room: Space) -> str:
    """The form that offers to wait for Tuesday at two."""
    return reverse("spaces:book", args=[room.ref]) + TAKEN


def test_the_week_leads_to_the_waiting_list(city: factories.City, room: Space) -> None:
    page = visits.signed_in(city.lea).get(reverse("spaces:space", args=[room.ref]) + "?semaine=2026-06-08")
    lines = {
        line.kind: line.url for day in page.context["days"] for line in day.lines if line.kind == "taken"
    }
    assert lines == {"taken": waits(room)}


def test_what_is_past_is_not_waited_for(city: factories.City, room: Space) -> None:
    with clock.at(paris("2026-06-09T14:10")):
        page = visits.signed_in(city.lea).get(reverse("spaces:space", args=[room.ref]))
    assert [line.url for day in page.context["days"] for line in day.lines if line.kind == "taken"] == [""]


def test_the_list_leads_to_it_when_nothing_else_is_missing(city: factories.City, room: Space) -> None:
    asked = f"{reverse('spaces:list')}?jour=2026-06-09&de=14:00&minutes=90&pour="
    lea = visits.signed_in(city.lea)
    (line,) = lea.get(asked + "6").context["others"]
    assert parse_qs(urlsplit(line.wait).query) == {
        "debut": ["2026-06-09T14:00"], "minutes": ["90"], "pour": ["6"], "attendre": ["1"],
    }  # fmt: skip
    assert [line.wait for line in lea.get(asked + "9").context["others"]] == [""]


def test_one_touch_more_and_she_waits(city: factories.City, room: Space) -> None:
    lea = visits.signed_in(city.lea)
    page = lea.get(waits(room) + "&pour=5")
    assert page.context["may_wait"]
    assert page.context["form"]["people"].value() == 5
    sent = {name: value for name, value in page.context["sent"] if value not in (None, "", False)}
    assert lea.post(reverse("spaces:wait", args=[room.ref]), sent).status_code == 302
    row = Waiting.objects.get()
    assert (row.person, row.people, row.starts_at) == (city.lea, 5, paris("2026-06-09T14:00"))


@pytest.mark.parametrize(("pour", "people"), [("0", 1), ("99", 8), ("x", None)])
def test_a_number_that_makes_no_sense_is_brought_back(
    city: factories.City, room: Space, pour: str, people: int | None
) -> None:
    form = visits.signed_in(city.lea).get(waits(room) + f"&pour={pour}").context["form"]
    assert form.initial.get("people") == people
