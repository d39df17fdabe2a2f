"""One place, and one actor, through time; each found by its reference."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories
from tests.places.stage import PLAIN, a_place, an_open_place, open_phase, stays

from maillage.actors.actions import merge_records
from maillage.actors.enums import Listing
from maillage.actors.models import Actor
from maillage.common.scope import territory_scope
from maillage.places.actions import correct_phase, end_stay, take_back_stay, withdraw_place
from maillage.places.models import Phase, Place
from maillage.places.queries import (
    known_occupancies,
    occupancies_of,
    occupancy_with_ref,
    phase_with_ref,
    phases_of,
    place_with_ref,
    places_by_name,
    stays_of,
)


@pytest.fixture
def totem(city: factories.City) -> Place:
    """A place open since 2016."""
    return an_open_place(city.territory, "Totem")


def test_places_are_in_alphabetical_order_without_their_articles(city: factories.City) -> None:
    for name in ("Le Zinc", "Étage", "L’Atelier", "bivouac"):
        a_place(city.territory, name)
    assert [place.name for place in places_by_name()] == ["L’Atelier", "bivouac", "Étage", "Le Zinc"]


def test_a_place_is_found_by_its_reference_unless_it_was_withdrawn(totem: Place) -> None:
    assert (place_with_ref(totem.ref), place_with_ref("nowhere23456"), place_with_ref("")) == (
        totem,
        None,
        None,
    )
    withdraw_place(place=totem, who="ines")
    assert place_with_ref(totem.ref) is None


def test_phases_of_a_place_are_those_known_in_order_of_time(city: factories.City, totem: Place) -> None:
    told, first = open_phase(totem, "2028"), open_phase(totem, "2010")
    last = correct_phase(phase=told, sheet=replace(PLAIN, since="2030"), who="ines")
    an_open_place(city.territory, "Bivouac")
    assert list(phases_of(totem)) == [first, Phase.objects.get(place=totem, since="2016"), last]


def test_a_version_of_a_phase_is_found_known_or_past(totem: Place) -> None:
    past = Phase.objects.get()
    now = correct_phase(phase=past, sheet=PLAIN, who="ines")
    assert past.ref != now.ref
    assert [phase_with_ref(ref) for ref in (past.ref, now.ref, "nowhere23456")] == [past, now, None]


def test_a_version_of_a_stay_is_found_known_or_past(city: factories.City, totem: Place) -> None:
    past = stays(city.forge, totem, "2017")
    now = end_stay(stay=past, until="2018", who="ines")
    assert past.ref != now.ref
    assert [occupancy_with_ref(ref) for ref in (past.ref, now.ref, "nowhere23456")] == [past, now, None]


def test_stays_in_a_place_are_in_order_of_arrival(city: factories.City, totem: Place) -> None:
    second, first = stays(city.forge, totem, "2018"), stays(city.fil_a_fil, totem, "2017")
    to_come = stays(city.bourrasque, totem, "2030")
    stays(city.forge, an_open_place(city.territory, "Bivouac"), "2017")
    take_back_stay(stay=stays(city.studio_lave, totem, "2016"), who="ines")
    assert list(occupancies_of(totem)) == [first, second, to_come]


def test_stays_of_an_actor_are_in_order_of_arrival(city: factories.City, totem: Place) -> None:
    bivouac = an_open_place(city.territory, "Bivouac", "2010")
    now, before = stays(city.forge, totem, "2017"), stays(city.forge, bivouac, "2012", "2016")
    stays(city.fil_a_fil, bivouac, "2012")
    assert list(stays_of(city.forge)) == [before, now]


def test_stays_of_merged_records_are_read_together(city: factories.City, totem: Place) -> None:
    bivouac = an_open_place(city.territory, "Bivouac", "2010")
    stays(city.bourrasque, bivouac, "2012", "2016")
    stays(city.forge, totem, "2017")
    merge_records(kept=city.forge, absorbed=city.bourrasque, who="ines")
    kept = Actor.objects.get(pk=city.forge.pk)
    read = [(row.place.name, row.occupant) for row in stays_of(kept)]
    assert read == [("Bivouac", kept), ("Totem", kept)]
    assert [row.occupant for row in occupancies_of(bivouac)] == [kept]


def test_a_stay_still_told_of_an_absorbed_record_is_read_on_the_kept_one(
    city: factories.City, totem: Place
) -> None:
    merge_records(kept=city.forge, absorbed=city.bourrasque, who="ines")
    stay = stays(Actor.objects.get(pk=city.bourrasque.pk), totem, "2017")
    assert ([row.occupant for row in occupancies_of(totem)], list(stays_of(city.forge))) == (
        [city.forge],
        [stay],
    )


@pytest.mark.parametrize("listing", [Listing.WITHHELD, Listing.WITHDRAWN])
def test_stays_of_who_left_the_directory_are_left_out(
    city: factories.City, totem: Place, listing: Listing
) -> None:
    stays(city.forge, totem, "2017")
    Actor.objects.filter(pk=city.forge.pk).update(listing=listing)
    assert (known_occupancies().count(), occupancies_of(totem).count()) == (0, 0)


def test_nothing_of_another_territory_is_found(city: factories.City, totem: Place, tmp_path: Path) -> None:
    stay, phase = stays(city.forge, totem, "2017"), Phase.objects.get()
    other = factories.open_volcanville(tmp_path, slug="plaineville", host="plaine.example")
    with territory_scope(other.pk):
        found = (place_with_ref(totem.ref), phase_with_ref(phase.ref), occupancy_with_ref(stay.ref))
        assert found == (None, None, None)
        lists = (phases_of(totem), occupancies_of(totem), stays_of(city.forge), places_by_name())
        assert [list(rows) for rows in lists] == [[], [], [], []]
    assert stays_of(city.forge).get() == stay


@pytest.mark.parametrize("count", [1, 3])
def test_a_life_costs_the_same_however_long_it_is(city: factories.City, count: int) -> None:
    for number in range(count):
        stays(city.forge, an_open_place(city.territory, f"Lieu {number}"), "2017")
    with CaptureQueriesContext(connection) as queries:
        assert len([(row.place.name, row.occupant.name) for row in known_occupancies()]) == count
    assert len(queries) == 1
