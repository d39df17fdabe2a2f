"""Where to work or meet now: the list says why, and what is missing; at another hour too."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from tests import factories, visits
from tests.bookings.stage import a_space
from tests.web.quarter.things import a_place

from maillage.places.actions import PhaseSheet, add_phase
from maillage.places.enums import PhaseState

NOW = reverse("quarter:now")
Told = tuple[str, str, tuple[str, ...], tuple[str, ...]]


def spaced(text: str) -> str:
    """A text with its no-break spaces made ordinary."""
    return text.replace("\u00a0", " ")


def told(query: str = "") -> list[Told]:
    """Each line of the page: name, when, reasons, what is missing; what suits first."""
    context = visits.visitor().get(NOW + query).context
    return [
        (line.row.place.name, spaced(line.when), line.reasons, tuple(map(spaced, line.lacks)))
        for line in (*context["suiting"], *context["others"])
    ]


@pytest.fixture
def places(city: factories.City) -> factories.City:
    """A quiet place open day and night, a café that closes at noon, a bar of the evening, a shut door."""
    for name, said in {
        "Veilleuse": {"hours": "24/7", "services": ("wifi", "quiet"), "capacity": 24},
        "Café": {"hours": "Mo-Fr 07:00-12:00", "services": ("coffee",), "access": ("entree_plain_pied",)},
        "Bar": {"hours": "Tu-Sa 17:00-01:30", "services": ("coffee",), "capacity": 50},
        "Porte": {},
    }.items():
        sheet = PhaseSheet(PhaseState.OPEN, "2020", **said)  # type: ignore[arg-type]
        add_phase(place=a_place(city.territory, name), sheet=sheet, who="system")
    return city


def test_monday_at_nine(places: factories.City) -> None:
    assert told() == [
        ("Veilleuse", "Ouvert jour et nuit", ("wifi", "calme"), ()),
        ("Café", "Ouvert jusqu’à 12 h", ("café, boissons",), ()),
        ("Bar", "Ouvre demain à 17 h", ("café, boissons",), ()),
        ("Porte", "Ses horaires ne sont pas connus", (), ()),
    ]


def test_what_was_asked_is_the_reason_and_what_lacks_is_said(places: factories.City) -> None:
    assert told("?avec=coffee&pour=6&pied=on")[:3] == [
        (
            "Café",
            "Ouvert jusqu’à 12 h",
            ("café, boissons", "sans marche à l’entrée"),
            ("on ne sait pas combien de personnes y tiennent",),
        ),
        (
            "Bar",
            "Ouvre demain à 17 h",
            ("café, boissons", "jusqu’à 50 personnes"),
            ("rien ne dit que l’on entre sans marche",),
        ),
        (
            "Veilleuse",
            "Ouvert jour et nuit",
            ("jusqu’à 24 personnes",),
            ("rien n’est dit sur : café, boissons", "rien ne dit que l’on entre sans marche"),
        ),
    ]


def test_this_evening_after_ten_at_night(places: factories.City) -> None:
    page = visits.visitor().get(f"{NOW}?quand=soir&tard=on")
    assert page.context["moment"].isoformat() == "2026-06-08T19:00:00+02:00"
    assert [line.row.place.name for line in page.context["suiting"]] == ["Veilleuse"]
    assert page.context["claim"] == "1 lieu convient"


def test_tomorrow_morning_is_another_day(places: factories.City) -> None:
    page = visits.visitor().get(f"{NOW}?quand=demain")
    assert page.context["moment"].isoformat() == "2026-06-09T09:00:00+02:00"


def test_nothing_suits_is_said_and_what_comes_near_is_shown(places: factories.City) -> None:
    page = visits.visitor().get(f"{NOW}?pour=900")
    assert (page.context["suiting"], len(page.context["others"])) == ([], 4)
    assert "Rien ne convient tout à fait" in page.content.decode()


def test_a_number_that_is_none_is_refused_and_the_list_still_shows(places: factories.City) -> None:
    page = visits.visitor().get(f"{NOW}?pour=beaucoup")
    assert (page.status_code, len(page.context["suiting"])) == (422, 2)


def test_a_free_room_is_told_with_the_way_to_book_it(places: factories.City) -> None:
    place = a_place(places.territory, "Maison")
    add_phase(place=place, sheet=PhaseSheet(PhaseState.OPEN, "2020", hours="Mo-Su 08:00-22:00"), who="system")
    room = a_space(places.territory, "Salle Lave", place=place)
    context = visits.visitor().get(f"{NOW}?pour=6&quand=soir&salle=on").context
    assert [(line.row.place.name, line.row.suits) for line in context["suiting"]] == [("Maison", True)]
    ((offer,),) = [line.rooms for line in context["suiting"]]
    assert (offer.name, spaced(offer.words)) == ("Salle Lave", "8 personnes, libre jusqu’à 22 h")
    assert parse_qs(urlsplit(offer.url).query)["next"] == [
        f"/espaces/{room.ref}/reserver/?debut=2026-06-08T19%3A00&minutes=60&pour=6"
    ]
    lacks = {line.row.place.name: [spaced(lack) for lack in line.lacks] for line in context["others"]}
    assert lacks["Veilleuse"] == ["aucune salle n’y est libre"]


def test_who_is_signed_in_goes_straight_to_the_form(places: factories.City) -> None:
    place = a_place(places.territory, "Maison")
    add_phase(place=place, sheet=PhaseSheet(PhaseState.OPEN, "2020", hours="24/7"), who="system")
    room = a_space(places.territory, "Salle Lave", place=place, longest_minutes=30)
    context = visits.signed_in(places.fatou).get(f"{NOW}?salle=on").context
    ((offer,),) = [line.rooms for line in context["suiting"]]
    assert spaced(offer.words) == "8 personnes, libre longtemps"
    assert offer.url == f"/espaces/{room.ref}/reserver/?debut=2026-06-08T09%3A00&minutes=30"


def test_for_a_number_a_place_with_a_room_comes_first(places: factories.City) -> None:
    place = a_place(places.territory, "Maison")
    add_phase(place=place, sheet=PhaseSheet(PhaseState.OPEN, "2020", hours="Mo-Su 08:00-12:00"), who="system")
    a_space(places.territory, "Salle Lave", place=place)
    assert [name for name, *_ in told("?pour=6")][:2] == ["Maison", "Veilleuse"]
    assert [name for name, *_ in told("")][:2] == ["Veilleuse", "Café"]
