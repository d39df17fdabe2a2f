"""The quarter of a day: which places stand, in which order, who is in them, and nobody else's."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories
from tests.places.stage import a_place, an_open_place, day, open_phase, stays

from maillage.actors.actions import Happening, merge_records, record_event, undo_merge
from maillage.actors.enums import LifeEventKind, Listing
from maillage.actors.models import Actor
from maillage.common.scope import territory_scope
from maillage.places.actions import end_stay, take_back_phase
from maillage.places.enums import STATE_ORDER, PhaseState
from maillage.places.models import Place
from maillage.places.queries import (
    facts_of_the_quarter,
    known_phases,
    occupancies_on,
    phase_on,
    places_by_name,
    places_on,
    span_of_days,
)

TODAY = day("2026-06-08")


@pytest.fixture
def totem(city: factories.City) -> Place:
    """A place in works in 2017, open from 2019 to 2023."""
    place = a_place(city.territory, "Totem")
    open_phase(place, "2017", state=PhaseState.WORKS)
    open_phase(place, "2019", until="2023")
    return place


def seen(text: str) -> list[tuple[str, str]]:
    """The places that stand on a day, each with its state."""
    return [(row.place.name, str(row.phase.state)) for row in places_on(day(text))]


def there(text: str, place: Place | None = None) -> list[tuple[str, str]]:
    """Who is in which place on a day."""
    return [(row.occupant.name, row.place.name) for row in occupancies_on(day(text), place)]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("2016-12-31", None),
        ("2017-01-01", "works"),
        ("2018-12-31", "works"),
        ("2019-01-01", "open"),
        ("2023-12-31", "open"),
        ("2024-01-01", None),
    ],
)
def test_a_place_is_in_one_phase_on_a_day_or_in_none(totem: Place, text: str, state: str | None) -> None:
    phase = phase_on(totem, day(text))
    assert (phase.state if phase else None) == state
    assert seen(text) == ([("Totem", state)] if state else [])


def test_what_can_be_gone_to_comes_first_then_by_name(city: factories.City) -> None:
    for state in sorted(PhaseState):
        for name in ("Le Zinc", "Étage", "Atelier"):
            open_phase(a_place(city.territory, f"{name} {state}"), "2020", state=state)
    listed = [(state, name) for name, state in seen("2026-06-08")]
    assert listed == [
        (state, f"{name} {state}")
        for state in STATE_ORDER
        if state != PhaseState.CLOSED
        for name in ("Atelier", "Étage", "Le Zinc")
    ]


def test_places_of_one_name_are_in_the_order_they_were_entered(city: factories.City) -> None:
    places = [an_open_place(city.territory, "Totem") for _number in range(3)]
    assert [row.place for row in places_on(TODAY)] == places


def test_places_are_counted_and_ordered_before_any_is_read_whole(city: factories.City, totem: Place) -> None:
    for number in range(3):
        stays(city.forge, an_open_place(city.territory, f"Lieu {number}"), "2017", is_sure=True)
    with CaptureQueriesContext(connection) as queries:
        rows = places_on(day("2018-06-01"))
        assert [key.state for key in rows.keys] == ["open", "open", "open", "works"]
    assert (len(rows), len(queries)) == (4, 1)
    with CaptureQueriesContext(connection) as queries:
        shown = rows[2:4]
    assert len(queries) == 2
    assert [(row.place.name, len(row.occupants)) for row in shown] == [("Lieu 2", 1), ("Totem", 0)]
    assert shown == list(rows)[2:4]


def test_a_phase_taken_back_after_the_places_were_ordered_is_left_out(
    city: factories.City, totem: Place
) -> None:
    phase = open_phase(a_place(city.territory, "Bivouac"), "2016")
    rows = places_on(day("2020-01-01"))
    take_back_phase(phase=phase, who="ines")
    assert [row.place for row in rows] == [totem]


def test_what_has_closed_is_left_out_of_the_list_but_is_known(city: factories.City, totem: Place) -> None:
    closed = open_phase(totem, "2024", state=PhaseState.CLOSED)
    assert (seen("2025-01-01"), phase_on(totem, TODAY)) == ([], closed)


def test_phases_taken_back_are_not_known(city: factories.City) -> None:
    place = a_place(city.territory, "Totem")
    phase = open_phase(place, "2016")
    assert list(known_phases()) == [phase]
    take_back_phase(phase=phase, who="ines")
    assert (list(known_phases()), phase_on(place, TODAY)) == ([], None)


def test_a_phase_whose_end_nobody_told_lasts(city: factories.City, totem: Place) -> None:
    an_open_place(city.territory, "Bivouac")
    assert {row.place.name: row.lasts for row in places_on(day("2020-01-01"))} == {
        "Bivouac": True,
        "Totem": False,
    }


def test_a_place_lists_who_is_in_it_by_name(city: factories.City, totem: Place) -> None:
    bivouac = an_open_place(city.territory, "Bivouac")
    for actor in (city.studio_lave, city.forge, city.bourrasque):
        stays(actor, totem, "2019")
    stays(city.fil_a_fil, bivouac, "2019")
    inside = {
        row.place.name: [stay.actor.name for stay in row.occupants] for row in places_on(day("2020-01-01"))
    }
    assert inside == {"Bivouac": ["Fil à Fil"], "Totem": ["Bourrasque", "Forge & Cie", "Studio Lave"]}
    assert there("2020-01-01", bivouac) == [("Fil à Fil", "Bivouac")]
    assert len(there("2020-01-01")) == 4


def test_who_is_in_a_place_that_has_closed_is_still_known(city: factories.City, totem: Place) -> None:
    stays(city.forge, totem, "2019")
    assert (list(places_on(TODAY)), there("2026-06-08")) == ([], [("Forge & Cie", "Totem")])


def test_who_left_is_there_until_the_day_it_left(city: factories.City, totem: Place) -> None:
    end_stay(stay=stays(city.forge, totem, "2019"), until="2020-03", who="ines")
    days = ("2018-12-31", "2019-01-01", "2020-03-31", "2020-04-01")
    assert [len(there(text)) for text in days] == [0, 1, 1, 0]


def test_who_has_ended_is_no_longer_there(city: factories.City, totem: Place) -> None:
    stays(city.forge, totem, "2019")
    record_event(actor=city.forge, what=Happening(LifeEventKind.CLOSED, "2021-06"), who="ines")
    assert [len(there(text)) for text in ("2021-06-30", "2021-07-01", "2026-06-08")] == [1, 0, 0]


@pytest.mark.parametrize(
    ("listing", "shows"),
    [
        (Listing.UNCONFIRMED, True),
        (Listing.ARCHIVED, True),
        (Listing.WITHHELD, False),
        (Listing.WITHDRAWN, False),
    ],
)
def test_who_left_the_directory_is_nowhere(
    city: factories.City, totem: Place, listing: Listing, shows: bool
) -> None:
    stays(city.forge, totem, "2019")
    Actor.objects.filter(pk=city.forge.pk).update(listing=listing)
    assert there("2020-01-01") == ([("Forge & Cie", "Totem")] if shows else [])
    assert ("came" in [fact.kind for fact in facts_of_the_quarter()]) == shows


def test_a_merged_record_is_read_on_the_one_it_was_merged_into(city: factories.City, totem: Place) -> None:
    stays(city.bourrasque, totem, "2019")
    merge = merge_records(kept=city.forge, absorbed=city.bourrasque, who="ines")
    assert there("2020-01-01") == [("Forge & Cie", "Totem")]
    undo_merge(merge=merge, who="ines")
    assert there("2020-01-01") == [("Bourrasque", "Totem")]


def test_the_keeper_that_was_merged_is_the_one_it_was_merged_into(city: factories.City) -> None:
    place = an_open_place(city.territory, "Totem", keeper=city.bourrasque)
    merge = merge_records(kept=city.forge, absorbed=city.bourrasque, who="ines")
    assert [row.phase.keeper for row in places_on(TODAY)] == [city.forge]
    undo_merge(merge=merge, who="ines")
    phase = phase_on(place, TODAY)
    assert phase is not None
    assert phase.keeper == city.bourrasque


def test_the_days_worth_seeing_go_to_a_year_after_the_last_phase(city: factories.City, totem: Place) -> None:
    assert span_of_days(facts_of_the_quarter()) == (day("2017-01-01"), TODAY + timedelta(days=365))
    open_phase(totem, "2030-02", state=PhaseState.DECIDED)
    assert span_of_days(facts_of_the_quarter()) == (day("2017-01-01"), day("2031-02-01"))


def test_the_days_worth_seeing_begin_today_where_nothing_is_known(city: factories.City) -> None:
    assert span_of_days(facts_of_the_quarter()) == (TODAY, day("2027-06-08"))


def test_places_of_another_territory_are_never_seen(
    city: factories.City, totem: Place, tmp_path: Path
) -> None:
    stays(city.forge, totem, "2019")
    other = factories.open_volcanville(tmp_path, slug="plaineville", host="plaine.example")
    with territory_scope(other.pk):
        halle = an_open_place(other, "Halle", "2010")
        assert (seen("2020-01-01"), there("2020-01-01")) == ([("Halle", "open")], [])
        assert (list(places_by_name()), phase_on(totem, day("2020-01-01"))) == ([halle], None)
        assert span_of_days(facts_of_the_quarter())[0] == day("2010-01-01")
    assert (seen("2020-01-01"), there("2020-01-01")) == ([("Totem", "open")], [("Forge & Cie", "Totem")])
    assert (list(places_by_name()), phase_on(halle, TODAY)) == ([totem], None)


@pytest.mark.parametrize("count", [1, 3])
def test_a_day_costs_the_same_however_many_places_it_has(city: factories.City, count: int) -> None:
    for number in range(count):
        stays(city.forge, an_open_place(city.territory, f"Lieu {number}", keeper=city.forge), "2017")
    with CaptureQueriesContext(connection) as queries:
        rows = places_on(TODAY)
        _ = [(row.place.name, row.phase.keeper, [stay.occupant for stay in row.occupants]) for row in rows]
    assert (len(rows), len(queries)) == (count, 3)
