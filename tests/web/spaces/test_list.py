"""All spaces for a moment: those that suit and why, the others and what they lack."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import factories, visits
from tests.bookings.stage import a_space, booked
from tests.places.stage import a_place

from maillage.bookings.actions import SpaceSheet, open_space, withdraw_space
from maillage.bookings.enums import SpaceKind
from maillage.common import clock

LIST = reverse("spaces:list")
Told = tuple[str, tuple[str, ...], tuple[str, ...]]


def told(query: str = "") -> list[Told]:
    """Each line: the space, why it suits, what it lacks; no-break spaces made ordinary."""
    context = visits.visitor().get(LIST + query).context
    return [
        (
            line.space.name,
            tuple(word.replace("\u00a0", " ") for word in line.reasons),
            tuple(word.replace("\u00a0", " ") for word in line.lacks),
        )
        for line in (*context["suiting"], *context["others"])
    ]


def test_without_a_word_it_is_about_now_for_an_hour(city: factories.City) -> None:
    lave, basalte = a_space(city.territory), a_space(city.territory, "Salle Basalte")
    booked(basalte, city.lea, "2026-06-08T09:00", 90)
    booked(lave, city.lea, "2026-06-08T16:00")
    assert told() == [
        ("Salle Lave", ("libre jusqu’à 16 h",), ()),
        ("Salle Basalte", (), ("déjà pris à cette heure", "libre à partir de 10 h 30")),
    ]


def test_what_was_asked_for_is_the_reason_and_what_lacks_is_said(city: factories.City) -> None:
    a_space(city.territory, "Grande", capacity=12, means=["screen"])
    a_space(city.territory, "Petite", capacity=4, longest_minutes=60)
    a_space(city.territory, "Établis", units=3, capacity=20, means=["screen"], kind=SpaceKind.WORKSHOP)
    assert told("?jour=2026-06-09&de=18:00&minutes=90&pour=6&avec=screen") == [
        ("Grande", ("libre jusqu’à 20 h", "écran ou vidéoprojecteur"), ()),
        ("Établis", ("libre jusqu’à 20 h", "3 places libres", "écran ou vidéoprojecteur"), ()),
        (
            "Petite",
            ("libre jusqu’à 20 h",),
            ("trop petit : 4 personnes au plus", "sans : écran ou vidéoprojecteur", "1 h au plus"),
        ),
    ]


@pytest.mark.parametrize(
    ("query", "lacks"),
    [
        ("?jour=2026-06-09&de=19:30", ("fermé à cette heure", "libre le lendemain à partir de 8 h")),
        ("?jour=2026-06-09&de=07:00", ("fermé à cette heure", "libre à partir de 8 h")),
        ("?jour=2026-06-08&de=08:00", ("cette heure est passée",)),
        ("?jour=2026-06-08&de=10:00", ("se réserve 2 h à l’avance au moins",)),
        ("?jour=2026-07-09&de=10:00", ("se réserve 30 jours à l’avance au plus",)),
    ],
)
def test_closed_past_too_soon_and_too_far_are_told(
    city: factories.City, query: str, lacks: tuple[str, ...]
) -> None:
    a_space(city.territory, ahead_days=30, notice_minutes=120)
    assert [line[2] for line in told(query)] == [lacks]


def test_a_space_of_a_day_and_night_place_is_free_until_the_next_day(city: factories.City) -> None:
    a_space(city.territory, hours="24/7")
    assert told("?jour=2026-06-09&de=23:30") == [("Salle Lave", ("libre jusqu’au lendemain",), ())]


def test_a_missing_hour_is_read_as_the_clocks_show_it(city: factories.City) -> None:
    page = visits.visitor().get(LIST + "?jour=2027-03-28&de=02:30")
    assert page.context["search"].start.isoformat() == "2027-03-28T03:30:00+02:00"


@pytest.mark.parametrize(
    ("query", "start"),
    [
        ("", "2026-06-08T09:00:00+02:00"),
        ("?jour=2026-06-08", "2026-06-08T09:00:00+02:00"),
        ("?jour=2026-06-10", "2026-06-10T09:00:00+02:00"),
        ("?de=17:20", "2026-06-08T17:20:00+02:00"),
    ],
)
def test_what_is_not_said_is_filled_in(city: factories.City, query: str, start: str) -> None:
    assert visits.visitor().get(LIST + query).context["search"].start.isoformat() == start


@pytest.mark.parametrize(
    "query",
    ["?jour=hier", "?jour=2026-06-07", "?jour=9999-12-31", "?de=25:00", "?minutes=7", "?pour=0", "?avec=x"],
)
def test_nonsense_is_said_and_the_page_is_about_now(city: factories.City, query: str) -> None:
    page = visits.visitor().get(LIST + query)
    assert page.status_code == 422
    assert page.context["search"].start == clock.now()


def test_a_withdrawn_space_is_not_there_an_invented_one_says_so(city: factories.City) -> None:
    withdraw_space(space=a_space(city.territory, "Fermée"), who="ines")
    place = a_place(city.territory, "Ailleurs")
    open_space(place=place, sheet=SpaceSheet("Inventée", SpaceKind.ROOM), who="ines", is_invented=True)
    page = visits.visitor().get(LIST)
    assert [line.space.name for line in page.context["others"]] == ["Inventée"]
    assert page.content.decode().count("Données de démonstration") == 1


def test_a_visitor_says_who_she_is_before(city: factories.City) -> None:
    space = a_space(city.territory)
    form = reverse("spaces:book", args=[space.ref]) + "?debut=2026-06-08T09%3A00&minutes=60"
    lines = [
        client.get(LIST).context["suiting"][0] for client in (visits.signed_in(city.lea), visits.visitor())
    ]
    assert lines[0].book == form
    assert lines[1].book.startswith(reverse("spaces:join") + "?next=%2Fespaces%2F")


def test_without_any_space_the_page_says_so(city: factories.City) -> None:
    page = visits.visitor().get(LIST)
    assert page.context["nothing"] is True
    assert "Aucun espace ne se réserve encore ici." in page.content.decode()
