"""Where one can go at a moment: what is open, what suits, what is missing, what opens next."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.actors.actions import Whereabouts
from maillage.places.actions import PhaseSheet, PlaceSheet, add_phase, enter_place
from maillage.places.enums import PhaseState, PlaceKind
from maillage.places.queries.open_now import OpenPlace, Wish, open_places, with_rooms
from maillage.territory.models import Territory

PARIS = ZoneInfo("Europe/Paris")
MONDAY_NOON = datetime(2026, 6, 8, 12, 0, tzinfo=PARIS)


def a_place(territory: Territory, name: str, hours: str = "Mo-Fr 09:00-18:00", **said: object) -> None:
    """An open place with these hours."""
    place = enter_place(territory=territory, sheet=PlaceSheet(name, PlaceKind.CAFE), who="system")
    sheet = PhaseSheet(**{"state": PhaseState.OPEN, "since": "2020", "hours": hours, **said})  # type: ignore[arg-type]
    add_phase(place=place, sheet=sheet, who="system")


def names(rows: list[OpenPlace]) -> list[str]:
    """The names, in order."""
    return [row.place.name for row in rows]


def found(territory: Territory, wish: Wish | None = None, moment: datetime = MONDAY_NOON) -> list[OpenPlace]:
    """The answer on Monday at noon, unless another moment is meant."""
    return open_places(territory, moment, wish or Wish())[:]


def test_what_is_open_longest_comes_first_then_what_opens_soonest(territory: Territory) -> None:
    a_place(territory, "Ferme tôt", "Mo-Fr 08:00-14:00")
    a_place(territory, "Ferme bientôt", "Mo-Fr 08:00-12:30")
    a_place(territory, "Ferme tard", "Mo-Fr 08:00-23:00")
    a_place(territory, "Ce soir", "Mo-Su 18:00-23:00")
    a_place(territory, "Demain", "Tu 09:00-18:00")
    a_place(territory, "Toujours", "24/7")
    a_place(territory, "Sans horaires", "")
    rows = found(territory)
    assert names(rows) == [
        "Toujours",
        "Ferme tard",
        "Ferme tôt",
        "Ferme bientôt",
        "Ce soir",
        "Demain",
        "Sans horaires",
    ]
    assert [row.minutes for row in rows] == [None, 660, 120, 30, None, None, None]
    assert [row.closes_soon for row in rows] == [False, False, False, True, False, False, False]
    assert rows[4].opens == datetime(2026, 6, 8, 18, 0, tzinfo=PARIS)


@pytest.mark.parametrize(
    "state", [PhaseState.DECIDED, PhaseState.WORKS, PhaseState.IMAGINED, PhaseState.CLOSED]
)
def test_one_does_not_go_to_a_place_that_is_not_open(territory: Territory, state: PhaseState) -> None:
    a_place(territory, "Chantier", state=state)
    assert found(territory) == []


def test_a_phase_to_come_does_not_count_today(territory: Territory) -> None:
    a_place(territory, "Plus tard", since="2027")
    assert found(territory) == []
    assert names(found(territory, moment=datetime(2027, 6, 7, 12, tzinfo=PARIS))) == ["Plus tard"]


@pytest.mark.parametrize(
    ("wish", "missing"),
    [
        (Wish(services=("quiet",)), ("quiet",)),
        (Wish(services=("coffee",)), ()),
        (Wish(people=6), ()),
        (Wish(people=31), ("people",)),
        (Wish(step_free=True), ("step_free",)),
        (Wish(still_open_at=datetime(2026, 6, 8, 22, 0, tzinfo=PARIS)), ("closes_before",)),
        (Wish(still_open_at=datetime(2026, 6, 8, 18, 0, tzinfo=PARIS)), ()),
    ],
)
def test_what_is_missing_is_told(territory: Territory, wish: Wish, missing: tuple[str, ...]) -> None:
    a_place(territory, "Café", services=("coffee",), capacity=30)
    assert [row.missing for row in found(territory, wish)] == [missing]


def test_a_ramp_is_as_good_as_no_step_and_an_unknown_size_is_told(territory: Territory) -> None:
    a_place(territory, "Rampe", access=("entree_marches_rampe",))
    (row,) = found(territory, Wish(people=2, step_free=True))
    assert (row.missing, row.suits) == (("people_unknown",), False)


def test_the_night_is_longer_when_the_clocks_go_back(territory: Territory) -> None:
    a_place(territory, "Bar", "Sa 20:00-04:00")
    saturday = datetime(2026, 10, 24, 23, 0, tzinfo=PARIS)
    assert [row.minutes for row in found(territory, moment=saturday)] == [360]
    a_place(territory, "Autre", "Sa 20:00-04:00", since="2021")
    spring = datetime(2026, 3, 28, 23, 0, tzinfo=PARIS)
    assert [row.minutes for row in found(territory, moment=spring)] == [240, 240]


def test_a_public_holiday_closes_what_says_so(territory: Territory) -> None:
    a_place(territory, "Fermé les jours fériés", "Mo-Su 09:00-18:00; PH off")
    (row,) = found(territory, moment=datetime(2026, 7, 14, 12, 0, tzinfo=PARIS))
    assert (row.is_open, row.opens) == (False, datetime(2026, 7, 15, 9, 0, tzinfo=PARIS))


def test_a_free_room_answers_for_the_number_of_people_and_may_be_wished(territory: Territory) -> None:
    a_place(territory, "Atelier", capacity=4)
    a_place(territory, "Bureau", capacity=4)
    a_place(territory, "Café")
    wish = Wish(people=6, room=True)
    rows = open_places(territory, MONDAY_NOON, wish)
    assert [(row.place.name, row.missing) for row in rows] == [
        ("Atelier", ("people",)),
        ("Bureau", ("people",)),
        ("Café", ("people_unknown",)),
    ]
    keys = {row.place.name: row.place.pk for row in rows}
    told = with_rooms(rows, {keys["Bureau"], keys["Café"]}, wish)
    assert [(row.place.name, row.missing) for row in told] == [
        ("Bureau", ()),
        ("Café", ()),
        ("Atelier", ("people", "room")),
    ]
    told = with_rooms(rows, {keys["Café"]}, Wish(people=6))
    assert [(row.place.name, row.missing) for row in told] == [
        ("Café", ()),
        ("Atelier", ("people",)),
        ("Bureau", ("people",)),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_places_are_put_in_order_by_one_query_and_those_shown_read_by_another(
    territory: Territory, count: int
) -> None:
    for number in range(count):
        a_place(territory, f"Lieu {number}", services=("coffee",), where=Whereabouts(street="rue du Four"))
    with CaptureQueriesContext(connection) as queries:
        rows = with_rooms(open_places(territory, MONDAY_NOON, Wish()), (), Wish())
    assert (len(rows), len(queries)) == (count, 1)
    with CaptureQueriesContext(connection) as queries:
        told = [(row.place.name, row.phase.services, row.phase.address.street) for row in rows[:2]]
    assert len(queries) == 1
    assert told == [(f"Lieu {number}", ["coffee"], "rue du Four") for number in range(count)][:2]
