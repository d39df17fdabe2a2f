"""The quarter on a day: what stood, in which order, what changed; past, to come, mistyped."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import factories, visits
from tests.web.quarter.things import SQUARE, a_place, crowd, quarter, quarter_pages

from maillage.actors.actions import Whereabouts
from maillage.places.actions import PhaseSheet, add_phase
from maillage.places.enums import PhaseState
from maillage.territory.models import Commune, Territory
from maillage.web.quarter.days import STOPS, slider

HOME = reverse("quarter:home")


def listed(client: Client, address: str) -> list[tuple[int, str, str, str]]:
    """Number, name, ring and place of each line."""
    lines = client.get(address).context["lines"]
    return [(line.number, line.row.place.name, line.ring, line.where) for line in lines]


def test_every_page_answers(city: factories.City) -> None:
    visitor = visits.visitor()
    for name, path in quarter_pages(city):
        assert (name, visitor.get(path).status_code) == (name, 200)


@pytest.mark.parametrize(
    ("day", "lines"),
    [
        ("2015", []),
        ("2016-05-12", [(1, "La Ruche", "", "3 rue Basse")]),
        ("octobre 2017", [(1, "La Ruche", "", "1 place Haute"), (2, "Le Phare", "plan", "rue du Four")]),
        ("2028-03-01", [(1, "Le Phare", "", "rue du Four"), (2, "La Ruche", "", "1 place Haute")]),
    ],
)
def test_the_list_is_the_one_of_the_day(
    city: factories.City, day: str, lines: list[tuple[int, str, str, str]]
) -> None:
    quarter(city)
    assert listed(visits.visitor(), f"{HOME}?le={day}") == lines


def test_today_says_what_is_open_and_leads_to_the_facts_around(city: factories.City) -> None:
    quarter(city)
    page = visits.visitor().get(HOME)
    assert page.context["claim"] == "1 ouvert, 1 décidé ou en travaux"
    assert (page.context["before"], page.context["after"]) == (date(2022, 1, 1), date(2028, 3, 1))
    told = [told.words for told in page.context["coming"]]
    assert [words.replace("\u00a0", " ") for words in told] == [
        "« Le Phare » : ouvert",
        "Bourrasque quitte « La Ruche » pour « Le Phare »",
    ]


def test_a_date_that_cannot_be_read_comes_back_as_typed(city: factories.City) -> None:
    page = visits.visitor().get(f"{HOME}?le=jamais")
    assert (page.status_code, page.context["form"]["le"].value()) == (422, "jamais")


def test_the_slider_goes_from_the_first_fact_to_a_year_after_the_last(city: factories.City) -> None:
    quarter(city)
    chosen = visits.visitor().get(f"{HOME}?le=2017-10-15").context["slider"]
    days = json.loads(chosen.isos)
    assert (days[0], days[-1], days[chosen.at]) == ("2016-01-01", "2029-03-01", "2017-10-15")
    assert days == sorted(set(days))
    assert len(json.loads(chosen.labels)) == len(days)


def test_a_slider_over_centuries_stays_short(monday: object) -> None:
    facts = {date(1400 + year, 6, 1) for year in range(0, 600, 3)}
    long = slider(date(1400, 1, 1), date(2030, 1, 1), facts, date(2026, 6, 8))
    assert len(long.days) <= 2 * STOPS + 640
    assert long.days[long.at] == date(2026, 6, 8)


def test_the_map_holds_every_phase_the_moves_and_the_ground(city: factories.City) -> None:
    ruche, _phare = quarter(city)
    Commune.objects.update(outline=SQUARE)
    told = visits.visitor().get(reverse("quarter:map")).json()
    assert [feature["properties"] for feature in told["ground"]["features"]] == [{"name": "Volcanville"}]
    first = next(entry for entry in told["places"] if entry["ref"] == ruche.ref)
    assert [(phase["from"], phase["to"], phase["lat"]) for phase in first["phases"]] == [
        ("2016-01-01", "2017-08-01", 45.77),
        ("2017-08-01", None, 45.79),
    ]
    assert [(move["on"], move["name"]) for move in told["moves"]] == [
        ("2017-08-01", "La Ruche"),
        ("2028-03-01", "Bourrasque"),
    ]
    assert told["bounds"] == [[45.77, 3.075], [45.79, 3.1]]


@pytest.mark.parametrize("count", [1, 3])
def test_the_map_costs_the_same_however_many_places_it_draws(city: factories.City, count: int) -> None:
    town = Commune.objects.get()
    for number in range(count):
        place = a_place(city.territory, f"Lieu {number}")
        sheet = PhaseSheet(
            PhaseState.OPEN, "2018", where=Whereabouts(commune=town, complement=f"Îlot {number}")
        )
        add_phase(place=place, sheet=sheet, who="system")
        sheet = PhaseSheet(PhaseState.OPEN, "2020", where=Whereabouts(commune=town))
        add_phase(place=place, sheet=sheet, who="system")
    visitor, data = visits.visitor(), reverse("quarter:map")
    visitor.get(data)
    with CaptureQueriesContext(connection) as queries:
        told = visitor.get(data).json()["places"]
    assert len(queries) == 5
    assert [(entry["name"], entry["url"]) for entry in told] == [
        (f"Lieu {number}", reverse("quarter:place", args=[told[number]["ref"]])) for number in range(count)
    ]
    assert [[phase["where"] for phase in entry["phases"]] for entry in told] == [
        [f"Îlot {number}", town.name] for number in range(count)
    ]


def test_a_map_without_any_place_shows_the_communes(city: factories.City) -> None:
    told = visits.visitor().get(reverse("quarter:map")).json()
    assert (told["places"], told["bounds"]) == ([], [[45.78, 3.08], [45.78, 3.08]])


def test_tiles_are_let_in_by_the_territorys_own_setting_only(city: factories.City) -> None:
    home = visits.visitor().get(HOME)
    assert "https:" not in home.headers["Content-Security-Policy"]
    tiles = "https://tuiles.example/{z}/{x}/{y}.png"
    Territory.objects.update(map_data={"tiles": tiles, "attribution": "Cartes de l’exemple"})
    policy = visits.visitor().get(HOME).headers["Content-Security-Policy"]
    assert [part for part in policy.split("; ") if "tuiles" in part] == [
        "img-src 'self' data: https://tuiles.example"
    ]
    other = visits.visitor().get(reverse("public:home")).headers["Content-Security-Policy"]
    assert "tuiles" not in other


def test_five_hundred_places_come_forty_a_page_and_all_are_counted(city: factories.City) -> None:
    for number in range(45):
        place = a_place(city.territory, f"Lieu {number:02d}")
        state = PhaseState.IMAGINED if number < 3 else PhaseState.OPEN
        add_phase(place=place, sheet=PhaseSheet(state, "2018"), who="system")
    first, page = visits.visitor().get(HOME), visits.visitor().get(f"{HOME}?page=2")
    assert [line.number for line in first.context["lines"]] == list(range(1, 41))
    assert [(line.number, line.row.place.name, line.ring) for line in page.context["lines"]] == [
        (41, "Lieu 43", ""),
        (42, "Lieu 44", ""),
        (43, "Lieu 00", "idea"),
        (44, "Lieu 01", "idea"),
        (45, "Lieu 02", "idea"),
    ]
    assert first.context["claim"] == page.context["claim"] == "42 ouverts, 3 imaginés"


def test_eight_facts_are_told_on_each_side_of_the_day(city: factories.City) -> None:
    for year in range(2005, 2045):
        place = a_place(city.territory, f"Lieu {year}")
        add_phase(place=place, sheet=PhaseSheet(PhaseState.DECIDED, str(year)), who="system")
    context = visits.visitor().get(f"{HOME}?le=2020").context
    assert [told.fact.said for told in context["recent"]] == [str(year) for year in range(2020, 2012, -1)]
    assert [told.fact.said for told in context["coming"]] == [str(year) for year in range(2021, 2029)]
    assert (context["before"], context["after"]) == (date(2019, 1, 1), date(2021, 1, 1))


@pytest.mark.parametrize(
    ("day", "recent", "coming"),
    [("2004", [], ["2005", "2006"]), ("2005", ["2005"], ["2006"]), ("2007", ["2006", "2005"], [])],
)
def test_facts_are_told_before_the_first_and_after_the_last(
    city: factories.City, day: str, recent: list[str], coming: list[str]
) -> None:
    for year in ("2005", "2006"):
        place = a_place(city.territory, f"Lieu {year}")
        add_phase(place=place, sheet=PhaseSheet(PhaseState.DECIDED, year), who="system")
    context = visits.visitor().get(f"{HOME}?le={day}").context
    assert [[told.fact.said for told in context[side]] for side in ("recent", "coming")] == [recent, coming]


def test_invented_facts_say_so(city: factories.City) -> None:
    place = a_place(city.territory, "La Ruche")
    add_phase(place=place, sheet=PhaseSheet(PhaseState.OPEN, "2018"), who="system", is_invented=True)
    assert "Données de démonstration" in visits.visitor().get(HOME).content.decode()


def test_all_facts_have_their_page_the_latest_first(city: factories.City) -> None:
    quarter(city)
    lines = visits.visitor().get(reverse("quarter:facts")).context["lines"]
    assert [(fact.said, fact.kind) for fact, _words in lines] == [
        ("2028-03", "moved"),
        ("2028-03", "phase"),
        ("2022", "came"),
        ("2017-08", "phase"),
        ("2017", "phase"),
        ("2016", "phase"),
    ]


def test_all_facts_come_fifty_a_page(city: factories.City) -> None:
    for year in range(1960, 2015):
        place = a_place(city.territory, f"Lieu {year}")
        add_phase(place=place, sheet=PhaseSheet(PhaseState.DECIDED, str(year)), who="system")
    facts = reverse("quarter:facts")
    first, last = visits.visitor().get(facts), visits.visitor().get(f"{facts}?page=2")
    years = [[fact.said for fact, _words in page.context["lines"]] for page in (first, last)]
    assert years == [
        [str(year) for year in range(2014, 1964, -1)],
        ["1964", "1963", "1962", "1961", "1960"],
    ]


def test_the_coordinator_finds_her_hands_there_and_nobody_else(city: factories.City) -> None:
    full = crowd(city.territory, 2)
    page = reverse("quarter:place", args=[full.ref])
    mine, theirs = visits.signed_in(city.ines).get(page), visits.visitor().get(page)
    door = reverse("places:phase", args=[full.ref])
    assert (door in mine.content.decode(), door in theirs.content.decode()) == (True, False)
