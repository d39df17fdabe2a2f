"""What a place is: entered, said again, withdrawn whole and shown again."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import factories
from tests.actors.actions.refusals import plain, refused
from tests.places.stage import a_place, an_open_place, day, open_phase, stays

from maillage.common.queries import journal_of
from maillage.common.scope import territory_scope
from maillage.places.actions import (
    PlaceSheet,
    Stay,
    describe_place,
    end_stay,
    enter_place,
    restore_place,
    settle_in,
    take_back_phase,
    withdraw_place,
)
from maillage.places.enums import PlaceKind
from maillage.places.models import Occupancy, Phase, Place
from maillage.places.queries import (
    facts_of_the_quarter,
    occupancies_on,
    occupancy_with_ref,
    phase_on,
    phase_with_ref,
    place_with_ref,
    places_by_name,
    places_on,
    stays_of,
)
from maillage.territory.models import Territory

CAFE = PlaceSheet("Le Café", PlaceKind.CAFE)


def told(place: Place) -> tuple[str, str, str, dict[str, str], str]:
    """What is known of a place, whatever its phase."""
    place.refresh_from_db()
    return place.name, place.sort_name, place.kind, place.descriptions, place.website


def test_a_place_is_entered_with_what_is_said_of_it(territory: Territory) -> None:
    sheet = PlaceSheet(
        "  L’Éclair ", PlaceKind.WORKSHOP, {"fr": " On y soude. ", "en": " "}, " https://eclair.example "
    )
    place = enter_place(territory=territory, sheet=sheet, who="ines")
    assert told(place) == (
        "L’Éclair",
        "eclair",
        "workshop",
        {"fr": "On y soude."},
        "https://eclair.example",
    )
    assert (place.territory, place.is_withdrawn, place.is_invented) == (territory, False, False)
    entry = journal_of("place", place.ref).get()
    assert (entry.verb, entry.who, entry.data) == ("enter_place", "ines", {"kind": "workshop"})


def test_a_place_may_be_invented(territory: Territory) -> None:
    assert a_place(territory, "Totem", is_invented=True).is_invented


@pytest.mark.parametrize("name", ["", "   "])
def test_a_place_without_a_name_is_refused(territory: Territory, name: str) -> None:
    with refused("no_name"):
        enter_place(territory=territory, sheet=PlaceSheet(name, PlaceKind.CAFE), who="ines")
    place = a_place(territory, "Totem")
    with refused("no_name"):
        describe_place(place=place, sheet=PlaceSheet(name, PlaceKind.CAFE), who="ines")
    assert told(place)[0] == "Totem"
    assert Place.objects.count() == 1


def test_a_long_name_is_cut(territory: Territory) -> None:
    place = enter_place(territory=territory, sheet=PlaceSheet("x" * 200, PlaceKind.CAFE), who="ines")
    assert told(place)[0] == "x" * 160


@pytest.mark.parametrize("name", ["Le Café", "LE CAFÉ", " le café "])
def test_a_name_that_is_taken_warns_and_is_entered_once_confirmed(territory: Territory, name: str) -> None:
    enter_place(territory=territory, sheet=CAFE, who="ines", is_sure=False)
    sheet = PlaceSheet(name, PlaceKind.CAFE)
    with refused("same_name", 409) as refusal:
        enter_place(territory=territory, sheet=sheet, who="ines", is_sure=False)
    assert plain(refusal.value.what) == f"Un lieu s’appelle déjà « {name.strip()} »."
    assert Place.objects.count() == 1
    enter_place(territory=territory, sheet=sheet, who="ines", is_sure=True)
    assert Place.objects.count() == 2


def test_a_name_is_free_once_its_place_was_withdrawn(territory: Territory) -> None:
    withdraw_place(place=enter_place(territory=territory, sheet=CAFE, who="ines"), who="ines")
    assert enter_place(territory=territory, sheet=CAFE, who="ines", is_sure=False).name == "Le Café"


def test_a_name_is_free_in_another_territory(territory: Territory, tmp_path: Path) -> None:
    enter_place(territory=territory, sheet=CAFE, who="ines")
    other = factories.open_volcanville(tmp_path, slug="plaineville", host="plaine.example")
    with territory_scope(other.pk):
        place = enter_place(territory=other, sheet=CAFE, who="ines", is_sure=False)
        assert list(places_by_name()) == [place]
    assert [row.territory for row in places_by_name()] == [territory]


def test_a_place_is_said_again_and_the_journal_keeps_what_it_said(territory: Territory) -> None:
    place = enter_place(territory=territory, sheet=CAFE, who="ines")
    sheet = PlaceSheet("Au Bar", PlaceKind.BAR, {"fr": "On y boit."}, "https://bar.example")
    assert describe_place(place=place, sheet=sheet, who="fatou") is True
    assert (place.name, place.kind) == ("Au Bar", "bar")
    assert told(place) == ("Au Bar", "au bar", "bar", {"fr": "On y boit."}, "https://bar.example")
    entry = journal_of("place", place.ref).last()
    assert entry is not None
    assert (entry.verb, entry.who) == ("describe_place", "fatou")
    assert entry.data == {"said": {"name": "Le Café", "kind": "cafe", "descriptions": {}, "website": ""}}


def test_a_place_said_as_it_is_changes_nothing(territory: Territory) -> None:
    place = enter_place(territory=territory, sheet=CAFE, who="ines")
    again = PlaceSheet(" Le Café", PlaceKind.CAFE, {"fr": " "})
    assert describe_place(place=place, sheet=again, who="fatou") is False
    assert [entry.verb for entry in journal_of("place", place.ref)] == ["enter_place"]


def seen_of(city: factories.City, place: Place, phase: Phase, stay: Occupancy) -> list[bool]:
    """Where the place shows: by its address, in the lists, on a day, in the facts, at its occupant."""
    now = day("2026-06-08")
    return [
        place_with_ref(place.ref) == place,
        phase_with_ref(phase.ref) == phase,
        occupancy_with_ref(stay.ref) == stay,
        list(places_by_name()) == [place],
        [row.place for row in places_on(now)] == [place],
        phase_on(place, now) == phase,
        [row.actor for row in occupancies_on(now)] == [city.forge],
        [fact.kind for fact in facts_of_the_quarter()] == ["phase", "came"],
        list(stays_of(city.forge)) == [stay],
    ]


def test_a_withdrawn_place_shows_nowhere_and_comes_back_whole(city: factories.City) -> None:
    place = a_place(city.territory, "Totem")
    phase = open_phase(place, "2016")
    stay = stays(city.forge, place, "2017")
    assert seen_of(city, place, phase, stay) == [True] * 9
    withdraw_place(place=place, who="ines", why="entré deux fois")
    assert (place.is_withdrawn, seen_of(city, place, phase, stay)) == (True, [False] * 9)
    restore_place(place=place, who="fatou")
    assert (place.is_withdrawn, seen_of(city, place, phase, stay)) == (False, [True] * 9)
    entries = [(entry.verb, entry.who, entry.why) for entry in journal_of("place", place.ref)][-2:]
    assert entries == [("withdraw_place", "ines", "entré deux fois"), ("restore_place", "fatou", "")]


def test_a_place_is_withdrawn_and_shown_again_once(territory: Territory) -> None:
    place = a_place(territory, "Totem")
    restore_place(place=place, who="ines")
    for _time in range(2):
        withdraw_place(place=place, who="ines")
    for _time in range(2):
        restore_place(place=place, who="ines")
    verbs = [entry.verb for entry in journal_of("place", place.ref)]
    assert verbs == ["enter_place", "withdraw_place", "restore_place"]


def test_nothing_is_written_on_a_withdrawn_place(city: factories.City) -> None:
    place = an_open_place(city.territory, "Totem")
    stay, phase = stays(city.forge, place, "2017"), Phase.objects.get()
    withdraw_place(place=place, who="ines")
    for write in (
        lambda: open_phase(place, "2027"),
        lambda: take_back_phase(phase=phase, who="ines"),
        lambda: settle_in(place=place, actor=city.fil_a_fil, stay=Stay("2018"), who="ines"),
        lambda: end_stay(stay=stay, until="2018", who="ines"),
    ):
        with refused("withdrawn", 409):
            write()
    assert (Phase.objects.count(), Occupancy.objects.count()) == (1, 1)
