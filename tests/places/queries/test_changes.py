"""What changed in the quarter: each fact of its kind, in order of time."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories
from tests.actors.actions.refusals import plain
from tests.places.stage import a_place, an_open_place, day, open_phase, stays

from maillage.actors.actions import merge_records
from maillage.common.scope import territory_scope
from maillage.places.actions import end_stay, move_occupant, take_back_stay
from maillage.places.enums import PhaseState
from maillage.places.models import Occupancy, Place
from maillage.places.queries import Fact, facts_of, facts_of_the_quarter, moves_of_the_quarter, neighbours


@pytest.fixture
def bivouac(city: factories.City) -> Place:
    """A place open from 2016 to August 2018."""
    return an_open_place(city.territory, "Bivouac", until="2018-08")


@pytest.fixture
def totem(city: factories.City) -> Place:
    """A place in works from 2017, open from 2018-09."""
    place = a_place(city.territory, "Totem")
    open_phase(place, "2017", state=PhaseState.WORKS)
    open_phase(place, "2018-09")
    return place


def told(facts: Iterable[Fact]) -> list[tuple[str, str, str]]:
    """When, in words, what, and where."""
    return [(plain(fact.label), fact.kind, fact.place.name) for fact in facts]


def now(row: Occupancy) -> Occupancy:
    """What is known of a stay now."""
    return Occupancy.objects.get(thread=row.thread, known_until__year=9999)


def test_nothing_is_told_where_nothing_is_known(city: factories.City) -> None:
    assert list(facts_of_the_quarter()) == []


def test_a_phase_is_told_when_it_begins_and_when_it_ends_for_good(bivouac: Place, totem: Place) -> None:
    facts = facts_of_the_quarter()
    assert told(facts) == [
        ("2016", "phase", "Bivouac"),
        ("2017", "phase", "Totem"),
        ("août 2018", "end", "Bivouac"),
        ("septembre 2018", "phase", "Totem"),
    ]
    assert [fact.day for fact in facts] == [
        day("2016-01-01"),
        day("2017-01-01"),
        day("2018-09-01"),
        day("2018-09-01"),
    ]
    assert [fact.phase.state if fact.phase else "" for fact in facts] == ["open", "works", "open", "open"]


def test_an_end_that_the_next_phase_follows_at_once_is_no_fact(city: factories.City, totem: Place) -> None:
    bivouac = a_place(city.territory, "Bivouac")
    open_phase(bivouac, "2016", until="2018-08-31")
    open_phase(bivouac, "2018-09-01", state=PhaseState.CLOSED)
    assert [fact.kind for fact in facts_of(bivouac)] == ["phase", "phase"]


def test_who_comes_and_leaves_is_told(city: factories.City, bivouac: Place) -> None:
    stay = end_stay(stay=stays(city.forge, bivouac, "2017-05"), until="2018-03-15", who="ines")
    facts = [fact for fact in facts_of_the_quarter() if fact.stay]
    assert told(facts) == [("mai 2017", "came", "Bivouac"), ("15 mars 2018", "left", "Bivouac")]
    assert [fact.day for fact in facts] == [day("2017-05-01"), day("2018-03-16")]
    assert [fact.stay for fact in facts] == [stay, stay]


def test_a_move_is_one_fact_from_a_place_to_another(
    city: factories.City, bivouac: Place, totem: Place
) -> None:
    stay = stays(city.forge, bivouac, "2017")
    came = move_occupant(stay=stay, to=totem, on="2018-09", who="ines")
    facts = [fact for fact in facts_of_the_quarter() if fact.stay]
    assert told(facts) == [("2017", "came", "Bivouac"), ("septembre 2018", "moved", "Totem")]
    assert (facts[1].stay, facts[1].before, facts[1].day) == (came, now(stay), day("2018-09-01"))


def test_a_departure_that_was_corrected_is_told_beside_the_move(
    city: factories.City, bivouac: Place, totem: Place
) -> None:
    stay = stays(city.forge, bivouac, "2017")
    move_occupant(stay=stay, to=totem, on="2018-09", who="ines")
    end_stay(stay=now(stay), until="2018-07", who="ines")
    facts = [fact for fact in facts_of_the_quarter() if fact.stay]
    assert told(facts) == [
        ("2017", "came", "Bivouac"),
        ("juillet 2018", "left", "Bivouac"),
        ("septembre 2018", "moved", "Totem"),
    ]


def test_an_arrival_from_a_stay_that_was_taken_back_is_an_arrival(
    city: factories.City, bivouac: Place, totem: Place
) -> None:
    stay = stays(city.forge, bivouac, "2017")
    move_occupant(stay=stay, to=totem, on="2018-09", who="ines")
    take_back_stay(stay=now(stay), who="ines")
    assert [(fact.kind, fact.before) for fact in facts_of_the_quarter() if fact.stay] == [("came", None)]


def test_on_one_day_what_a_place_becomes_comes_before_who_goes_there(
    city: factories.City, bivouac: Place, totem: Place
) -> None:
    stay = stays(city.forge, bivouac, "2017")
    move_occupant(stay=stay, to=totem, on="2018-09", who="ines")
    stays(city.fil_a_fil, totem, "2018-09-01")
    that_day = [fact for fact in facts_of_the_quarter() if fact.day == day("2018-09-01")]
    assert [(fact.place.name, fact.kind) for fact in that_day] == [
        ("Bivouac", "end"),
        ("Totem", "phase"),
        ("Totem", "came"),
        ("Totem", "moved"),
    ]


def test_who_leaves_a_place_on_one_day_is_told_in_the_order_of_arrival(
    city: factories.City, totem: Place
) -> None:
    for actor, since in ((city.forge, "2020"), (city.fil_a_fil, "2019"), (city.bourrasque, "2020")):
        end_stay(stay=stays(actor, totem, since), until="2021-03", who="ines")
    facts = [fact for fact in facts_of_the_quarter() if fact.day == day("2021-04-01")]
    assert [fact.stay.occupant for fact in facts if fact.stay] == [
        city.fil_a_fil,
        city.forge,
        city.bourrasque,
    ]


def test_only_the_facts_that_are_asked_for_are_read_whole(
    city: factories.City, bivouac: Place, totem: Place
) -> None:
    move_occupant(stay=stays(city.forge, bivouac, "2017"), to=totem, on="2020", who="ines")
    with CaptureQueriesContext(connection) as queries:
        facts = facts_of_the_quarter()
        assert [(str(key.day), key.kind) for key in facts.keys] == [
            ("2016-01-01", "phase"),
            ("2017-01-01", "phase"),
            ("2017-01-01", "came"),
            ("2018-09-01", "end"),
            ("2018-09-01", "phase"),
            ("2020-01-01", "moved"),
        ]
    assert len(queries) == 2
    every = list(facts)
    assert (facts[1:3], facts[5], list(facts.backwards())) == (every[1:3], every[5], every[::-1])
    with CaptureQueriesContext(connection) as queries:
        assert told(facts[3:5]) == [("août 2018", "end", "Bivouac"), ("septembre 2018", "phase", "Totem")]
    assert len(queries) == 1


def test_a_fact_taken_back_after_the_facts_were_ordered_is_left_out(
    city: factories.City, totem: Place
) -> None:
    stay = stays(city.forge, totem, "2019")
    facts = facts_of_the_quarter()
    take_back_stay(stay=stay, who="ines")
    assert told(facts) == [("2017", "phase", "Totem"), ("septembre 2018", "phase", "Totem")]


def test_moves_are_the_facts_of_who_moved(city: factories.City, bivouac: Place, totem: Place) -> None:
    late = move_occupant(stay=stays(city.forge, bivouac, "2017"), to=totem, on="2020", who="ines")
    move_occupant(stay=stays(city.fil_a_fil, bivouac, "2017"), to=totem, on="2018-09", who="ines")
    move_occupant(stay=late, to=bivouac, on="2021", who="ines", is_sure=True)
    assert told(moves_of_the_quarter()) == [
        ("septembre 2018", "moved", "Totem"),
        ("2020", "moved", "Totem"),
        ("2021", "moved", "Bivouac"),
    ]
    assert list(moves_of_the_quarter()) == [fact for fact in facts_of_the_quarter() if fact.kind == "moved"]


def test_facts_to_come_are_told(city: factories.City, totem: Place) -> None:
    stays(city.forge, totem, "2030")
    assert told(facts_of_the_quarter())[-1] == ("2030", "came", "Totem")


def test_facts_of_a_place_are_its_own_and_the_moves_to_and_from_it(
    city: factories.City, bivouac: Place, totem: Place
) -> None:
    studio = an_open_place(city.territory, "Studio")
    came = move_occupant(stay=stays(city.forge, bivouac, "2017"), to=totem, on="2018-09", who="ines")
    move_occupant(stay=came, to=studio, on="2020", who="ines")
    stays(city.fil_a_fil, studio, "2019")
    assert told(facts_of(bivouac)) == [
        ("2016", "phase", "Bivouac"),
        ("2017", "came", "Bivouac"),
        ("août 2018", "end", "Bivouac"),
        ("septembre 2018", "moved", "Totem"),
    ]
    assert told(facts_of(totem)) == [
        ("2017", "phase", "Totem"),
        ("septembre 2018", "phase", "Totem"),
        ("septembre 2018", "moved", "Totem"),
        ("2020", "moved", "Studio"),
    ]
    assert told(facts_of(studio)) == [
        ("2016", "phase", "Studio"),
        ("2019", "came", "Studio"),
        ("2020", "moved", "Studio"),
    ]


def test_facts_of_a_place_are_among_those_of_the_quarter(
    city: factories.City, bivouac: Place, totem: Place
) -> None:
    came = move_occupant(stay=stays(city.forge, bivouac, "2017"), to=totem, on="2018-09", who="ines")
    move_occupant(stay=came, to=bivouac, on="2020", who="ines", is_sure=True)
    every = facts_of_the_quarter()
    for place in (bivouac, totem):
        its = [f for f in every if f.place == place or (f.before is not None and f.before.place == place)]
        assert facts_of(place) == its


def test_a_fact_of_a_merged_record_names_the_one_it_was_merged_into(
    city: factories.City, totem: Place
) -> None:
    stays(city.bourrasque, totem, "2019")
    merge_records(kept=city.forge, absorbed=city.bourrasque, who="ines")
    assert [fact.stay.occupant for fact in facts_of(totem) if fact.stay] == [city.forge]


def test_a_fact_of_the_demonstration_says_so(city: factories.City, totem: Place) -> None:
    stays(city.forge, totem, "2019", is_invented=True)
    assert [(fact.kind, fact.is_invented) for fact in facts_of(totem)] == [
        ("phase", False),
        ("phase", False),
        ("came", True),
    ]
    assert not Fact(day("2017-01-01"), "2017", "phase", totem).is_invented


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("2010-01-01", None, "2016-01-01"),
        ("2016-01-01", None, "2017-01-01"),
        ("2017-03-01", "2017-01-01", "2018-09-01"),
        ("2018-09-01", "2017-01-01", None),
        ("2026-06-08", "2018-09-01", None),
    ],
)
def test_neighbours_are_the_days_of_the_facts_around(
    bivouac: Place, totem: Place, text: str, before: str | None, after: str | None
) -> None:
    found = neighbours(facts_of_the_quarter(), day(text))
    assert tuple(str(known) if known else None for known in found) == (before, after)


def test_neighbours_of_nothing_are_none(city: factories.City) -> None:
    assert neighbours([], day("2026-06-08")) == (None, None)


def test_facts_of_another_territory_are_never_told(
    city: factories.City, totem: Place, tmp_path: Path
) -> None:
    stays(city.forge, totem, "2019")
    other = factories.open_volcanville(tmp_path, slug="plaineville", host="plaine.example")
    with territory_scope(other.pk):
        an_open_place(other, "Halle")
        assert told(facts_of_the_quarter()) == [("2016", "phase", "Halle")]
        assert facts_of(totem) == []
    assert {fact.place for fact in facts_of_the_quarter()} == {totem}


@pytest.mark.parametrize("count", [1, 3])
def test_facts_cost_the_same_however_many(city: factories.City, count: int) -> None:
    for number in range(count):
        stays(city.forge, an_open_place(city.territory, f"Lieu {number}"), "2017")
    with CaptureQueriesContext(connection) as queries:
        facts = facts_of_the_quarter()
        _ = [(fact.place.name, fact.stay and fact.stay.occupant.name) for fact in facts]
    assert (len(facts), len(queries)) == (2 * count, 4)
