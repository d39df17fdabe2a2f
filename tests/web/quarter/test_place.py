"""One place on a day: what it offers, who is there, what it was before, what is planned."""

from __future__ import annotations

from django.urls import reverse
from tests import factories, visits
from tests.web.quarter.things import a_place, quarter

from maillage.places.actions import withdraw_place


def page_of(ref: str, day: str = "") -> str:
    """The page of a place, with its no-break spaces made ordinary."""
    address = reverse("quarter:place", args=[ref]) + (f"?le={day}" if day else "")
    return visits.visitor().get(address).content.decode().replace("\u00a0", " ")


def test_today_says_hours_services_and_who_is_there(city: factories.City) -> None:
    ruche, _phare = quarter(city)
    shown = page_of(ruche.ref)
    for words in ("Ouvert à titre transitoire", "depuis août 2017", "Wifi, café, boissons", "40 personnes"):
        assert words in shown
    assert f'href="{reverse("directory:record", args=[city.bourrasque.ref])}"' in shown
    assert "geo:45.790000,3.100000" in shown


def test_another_day_says_what_was_so_then(city: factories.City) -> None:
    ruche, phare = quarter(city)
    assert "3 rue Basse" in page_of(ruche.ref, "2016-05")
    assert "Personne, autant qu’on le sache." in page_of(ruche.ref, "2016-05")
    assert "Bourrasque" in page_of(phare.ref, "2029")
    assert "Rien n’est connu de ce lieu à cette date" in page_of(ruche.ref, "1999")


def test_the_life_of_a_place_has_its_stops(city: factories.City) -> None:
    ruche, _phare = quarter(city)
    stops = visits.visitor().get(reverse("quarter:place", args=[ruche.ref])).context["stops"]
    assert [(stop.when, stop.title, stop.state) for stop in stops] == [
        ("2016", "Ouvert, 3 rue Basse", "past"),
        ("août 2017", "Ouvert à titre transitoire, 1 place Haute", "at"),
    ]


def test_a_withdrawn_or_unknown_place_is_not_found(city: factories.City) -> None:
    place = a_place(city.territory, "Erreur")
    withdraw_place(place=place, who="ines")
    for ref in (place.ref, "nowhere23456"):
        assert visits.visitor().get(reverse("quarter:place", args=[ref])).status_code == 404
