"""The coordinator's desk of bookings."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits
from tests.actors.actions.refusals import plain
from tests.bookings.stage import a_space, booked, paris, states
from tests.web.spaces.desk_things import an_asked, at

from maillage.bookings.actions import release_empty
from maillage.bookings.models import Booking, Space
from maillage.common import clock
from maillage.common.models import JournalEntry

DESK = reverse("spaces:desk")


@pytest.fixture
def ines(city: factories.City) -> Client:
    """The coordinator."""
    return visits.signed_in(city.ines)


@pytest.fixture
def space(city: factories.City) -> Space:
    """A room for eight, that anybody may book."""
    return a_space(city.territory)


@pytest.fixture
def asked(city: factories.City, space: Space) -> Booking:
    """Fatou asks for the room, three days running."""
    return an_asked(space, city.fatou, "2026-06-10T10:00", rule="FREQ=DAILY;COUNT=3")


def lines(client: Client, query: str = "") -> list[str]:
    """What the list of the desk holds."""
    return [str(row) for row in client.get(DESK + query).context["page"]]


def totals(client: Client, query: str = "") -> list[int]:
    """How many each list holds."""
    return [total for _key, _label, total in client.get(DESK + query).context["parts"]]


def said(answer: Any) -> list[str]:
    """What the page that follows an action says was done."""
    return [plain(str(message)) for message in answer.context["messages"]]


def test_desk_opens_on_what_waits_for_a_yes_or_else_on_today(
    ines: Client, city: factories.City, space: Space
) -> None:
    assert ines.get(DESK).context["part"] == "aujourdhui"
    an_asked(space, city.fatou, "2026-06-10T10:00")
    assert ines.get(DESK).context["part"] == "accords"
    assert ines.get(f"{DESK}?liste=nonsense").context["part"] == "accords"


def test_what_waits_says_who_asked_and_for_which_dates(
    ines: Client, city: factories.City, asked: Booking
) -> None:
    booked(asked.space, city.karim, "2026-06-09T10:00")
    (row,) = ines.get(DESK).context["page"]
    assert (row, row.dates, row.first, row.last) == (
        asked,
        3,
        paris("2026-06-10T10:00"),
        paris("2026-06-12T10:00"),
    )
    page = plain(ines.get(DESK).content.decode())
    assert [word in page for word in (city.fatou.full_name, "3 dates, jusqu’au 12 juin 2026")] == [True] * 2


def test_what_was_asked_and_is_past_waits_no_more(ines: Client, asked: Booking) -> None:
    with clock.at(paris("2026-06-11T12:00")):
        (row,) = ines.get(DESK + "?liste=accords").context["page"]
        assert (row.dates, row.first) == (1, paris("2026-06-12T10:00"))
    with clock.at(paris("2026-06-12T11:00")):
        assert lines(ines, "?liste=accords") == []


def test_today_is_told_by_place_and_space(ines: Client, city: factories.City, space: Space) -> None:
    other = a_space(city.territory, "Salle Ardoise")
    for row, start in ((space, "15:00"), (other, "16:00"), (space, "10:00")):
        booked(row, city.fatou, f"2026-06-08T{start}", actor=city.fil_a_fil)
    booked(space, city.fatou, "2026-06-09T10:00")
    rows = ines.get(DESK).context["page"]
    assert [(row.space.name, row.local[11:16]) for row in rows] == [
        ("Salle Ardoise", "16:00"),
        ("Salle Lave", "10:00"),
        ("Salle Lave", "15:00"),
    ]
    page = plain(ines.get(DESK).content.decode())
    assert page.count(f"{city.fatou.full_name} · pour {city.fil_a_fil.name}") == 3


def test_who_did_not_come_is_in_no_list(ines: Client, city: factories.City, space: Space) -> None:
    booked(space, city.fatou, "2026-06-08T10:00")
    with clock.at(paris("2026-06-08T10:20")):
        assert release_empty() == 1
        assert totals(ines) == [0, 0, 0, 1]
        assert city.fatou.full_name not in ines.get(DESK + "?liste=aujourdhui").content.decode()


def test_the_week_begins_tomorrow_and_lasts_seven_days(
    ines: Client, city: factories.City, space: Space
) -> None:
    for day in ("08", "09", "15", "16"):
        booked(space, city.fatou, f"2026-06-{day}T10:00")
    assert lines(ines, "?liste=semaine") == [f"{space} 2026-06-{day}T10:00:00" for day in ("09", "15")]


def test_everything_can_be_narrowed_to_one_space(
    ines: Client, city: factories.City, space: Space, asked: Booking
) -> None:
    other = a_space(city.territory, "Salle Ardoise")
    booked(other, city.karim, "2026-06-08T10:00")
    assert totals(ines) == [1, 1, 3, 2]
    assert totals(ines, f"?espace={other.ref}") == [0, 1, 0, 1]
    assert totals(ines, f"?espace={space.ref}") == [1, 0, 3, 1]
    assert totals(ines, "?espace=nowhere") == [1, 1, 3, 2]


def test_yes_holds_every_date_and_says_how_many(ines: Client, asked: Booking) -> None:
    answer = ines.post(at("approve", asked.ref), follow=True)
    assert [state for _local, state in states(asked)] == ["held"] * 3
    assert said(answer) == ["C’est accordé : 3 dates."]
    again = ines.post(at("approve", asked.ref), follow=True)
    assert said(again) == ["Cette demande n’attendait plus de réponse."]


def test_no_needs_a_reason_and_frees_every_date(ines: Client, asked: Booking) -> None:
    address = at("decline", asked.ref)
    assert (ines.get(address).status_code, ines.post(address, {"why": " "}).status_code) == (200, 422)
    assert [state for _local, state in states(asked)] == ["asked"] * 3
    answer = ines.post(address, {"why": "La salle est en travaux."}, follow=True)
    assert [state for _local, state in states(asked)] == ["declined"] * 3
    assert said(answer) == ["C’est refusé : 3 dates sont libres."]
    assert JournalEntry.objects.get(verb="decline_booking").why == "La salle est en travaux."
    assert ines.get(address).status_code == 200


def test_a_name_that_was_forgotten_is_said_so(ines: Client, city: factories.City, space: Space) -> None:
    row = booked(space, city.fatou, "2026-06-08T10:00")
    Booking.objects.filter(pk=row.pk).update(person=None)
    assert "Nom oublié, comme promis" in ines.get(DESK).content.decode()
