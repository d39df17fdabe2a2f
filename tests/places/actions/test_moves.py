"""A move: one gesture that ends a stay and begins the next on the same day, and is undone in one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests import factories
from tests.actors.actions.refusals import plain, refused
from tests.conftest import MONDAY
from tests.places.stage import a_place, an_open_place, dates, day, open_phase, path, places_of, stays

from maillage.actors.actions import Provenance
from maillage.actors.enums import SourceKind
from maillage.common import clock
from maillage.common.queries import journal_of
from maillage.places.actions import Stay, correct_stay, end_stay, move_occupant, take_back_stay
from maillage.places.actions.occupancies import stay_of
from maillage.places.enums import PhaseState, Terms
from maillage.places.models import Occupancy, Place
from maillage.places.queries import stays_of


@pytest.fixture
def bivouac(city: factories.City) -> Place:
    """A place open since 2012."""
    return an_open_place(city.territory, "Bivouac", "2012")


@pytest.fixture
def totem(city: factories.City) -> Place:
    """A place whose works ended in September 2017."""
    place = a_place(city.territory, "Totem")
    open_phase(place, "2016", state=PhaseState.WORKS)
    open_phase(place, "2017-09-01")
    return place


@pytest.fixture
def stay(city: factories.City, bivouac: Place) -> Occupancy:
    """Forge & Cie is in the Bivouac since May 2017."""
    return stays(city.forge, bivouac, "2017-05")


def latest(row: Occupancy) -> Occupancy:
    """What is known of a stay now."""
    return Occupancy.objects.get(thread=row.thread, known_until__year=9999)


@pytest.mark.parametrize(
    ("on", "that_day"),
    [
        ("2018-08-31", "2018-08-31"),
        ("2018-09", "2018-09-01"),
        ("2019", "2019-01-01"),
        ("2027-03", "2027-03-01"),
    ],
)
def test_a_move_ends_a_stay_and_begins_the_next_on_the_same_day(
    city: factories.City, stay: Occupancy, totem: Place, on: str, that_day: str
) -> None:
    came = move_occupant(stay=stay, to=totem, on=on, who="ines")
    assert dates(city.forge) == [("Bivouac", "2017-05", on), ("Totem", on, "")]
    assert path(city.forge)[0][2] == path(city.forge)[1][1] == day(that_day)
    before = str(day(that_day) - timedelta(days=1))
    assert places_of(city.forge, before, that_day) == [["Bivouac"], ["Totem"]]
    assert (came.came_from, latest(stay).came_from) == (stay.thread, "")


def test_a_move_says_who_from_whom_and_on_what_terms(
    city: factories.City, stay: Occupancy, totem: Place
) -> None:
    source = Provenance(SourceKind.ARTICLE, "La Gazette")
    came = move_occupant(
        stay=stay,
        to=totem,
        on="2018",
        who="fatou",
        terms=Terms.FREE,
        note=" au rez-de-chaussée ",
        source=source,
    )
    assert (came.terms, came.note, came.who, came.source) == (
        "free",
        "au rez-de-chaussée",
        "fatou",
        "article",
    )
    left = latest(stay)
    assert (left.terms, left.note, left.who, left.source) == ("lease", "", "fatou", "coordinator")
    entry = list(journal_of("place", totem.ref))[-1]
    assert (entry.verb, entry.who) == ("move_occupant", "fatou")
    assert entry.data == {
        "stay": came.thread,
        "actor": city.forge.ref,
        "since": "2018",
        "from": stay.place.ref,
    }


def test_terms_last_through_a_move_unless_others_are_said(stay: Occupancy, totem: Place) -> None:
    assert move_occupant(stay=stay, to=totem, on="2018", who="ines").terms == "lease"


def test_a_move_of_the_demonstration_is_of_the_demonstration(
    city: factories.City, bivouac: Place, totem: Place
) -> None:
    stay = stays(city.forge, bivouac, "2017", is_invented=True)
    came = move_occupant(stay=stay, to=totem, on="2018", who="ines")
    assert (came.is_invented, latest(stay).is_invented) == (True, True)


def test_a_move_within_the_time_one_came_leaves_no_day_in_both(
    city: factories.City, stay: Occupancy, totem: Place
) -> None:
    late = correct_stay(stay=stay, said=Stay("2018-08-25"), who="ines")
    move_occupant(stay=late, to=totem, on="2018-08", who="ines")
    assert path(city.forge) == [
        ("Bivouac", day("2018-08-25"), day("2018-08-25")),
        ("Totem", day("2018-08-25"), day("9999-01-01")),
    ]


def test_a_move_to_where_one_is_is_refused(stay: Occupancy, bivouac: Place) -> None:
    with refused("same_place") as refusal:
        move_occupant(stay=stay, to=bivouac, on="2018", who="ines")
    assert plain(refusal.value.what) == "« Forge & Cie » est déjà dans ce lieu."


def test_a_move_to_a_place_not_open_then_warns_and_is_recorded_once_confirmed(
    city: factories.City, stay: Occupancy, totem: Place
) -> None:
    with refused("not_open_then") as refusal:
        move_occupant(stay=stay, to=totem, on="2017-08", who="ines")
    assert (
        plain(refusal.value.what)
        == "« Totem » n’est pas ouvert à cette date (août 2017) : il est en travaux."
    )
    assert (dates(city.forge), Occupancy.objects.count()) == ([("Bivouac", "2017-05", "")], 1)
    move_occupant(stay=latest(stay), to=totem, on="2017-08", who="ines", is_sure=True)
    assert dates(city.forge) == [("Bivouac", "2017-05", "2017-08"), ("Totem", "2017-08", "")]


def test_nobody_moves_before_having_come(city: factories.City, stay: Occupancy, totem: Place) -> None:
    with refused("not_come_yet") as refusal:
        move_occupant(stay=stay, to=totem, on="2017-04", who="ines", is_sure=True)
    assert plain(refusal.value.what) == "« Forge & Cie » n’est dans ce lieu que depuis mai 2017."
    assert dates(city.forge) == [("Bivouac", "2017-05", "")]


def test_nobody_moves_from_where_it_is_no_more(city: factories.City, stay: Occupancy, totem: Place) -> None:
    ended = end_stay(stay=stay, until="2018", who="ines")
    with refused("gone_already") as refusal:
        move_occupant(stay=ended, to=totem, on="2019", who="ines")
    assert (
        plain(refusal.value.what)
        == "« Forge & Cie » n’est plus dans ce lieu à cette date : son départ est noté (2018)."
    )
    assert dates(city.forge) == [("Bivouac", "2017-05", "2018")]


def test_a_move_on_no_date_is_refused(stay: Occupancy, totem: Place) -> None:
    for code, on in (("bad_date", ""), ("bad_date", "hier"), ("too_far", "2090")):
        with refused(code):
            move_occupant(stay=stay, to=totem, on=on, who="ines", is_sure=True)
    assert Occupancy.objects.count() == 1


def test_a_move_to_where_one_is_known_to_be_is_refused(
    city: factories.City, stay: Occupancy, totem: Place
) -> None:
    stays(city.forge, totem, "2018")
    with refused("twice"):
        move_occupant(stay=stay, to=totem, on="2019", who="ines")
    assert dates(city.forge) == [("Bivouac", "2017-05", ""), ("Totem", "2018", "")]


def test_who_moves_may_come_back_and_move_again(city: factories.City, stay: Occupancy, totem: Place) -> None:
    came = move_occupant(stay=stay, to=totem, on="2018", who="ines")
    back = move_occupant(stay=came, to=stay.place, on="2020", who="ines")
    move_occupant(stay=back, to=totem, on="2022", who="ines")
    assert [(name, str(first), str(end)) for name, first, end in path(city.forge)] == [
        ("Bivouac", "2017-05-01", "2018-01-01"),
        ("Totem", "2018-01-01", "2020-01-01"),
        ("Bivouac", "2020-01-01", "2022-01-01"),
        ("Totem", "2022-01-01", "9999-01-01"),
    ]


def test_a_move_is_undone_in_one_step(city: factories.City, stay: Occupancy, totem: Place) -> None:
    with clock.at(MONDAY + timedelta(days=1)):
        came = move_occupant(stay=stay, to=totem, on="2018-08", who="ines")
    with clock.at(MONDAY + timedelta(days=2)):
        take_back_stay(stay=came, who="fatou", why="annulé")
    assert path(city.forge) == [("Bivouac", day("2017-05-01"), day("9999-01-01"))]
    assert stay_of(latest(stay)) == stay_of(stay)
    versions = Occupancy.objects.filter(thread=stay.thread).order_by("pk")
    days = [(row.until, row.known_from, row.known_until) for row in versions][:2]
    assert days == [
        ("", MONDAY, MONDAY + timedelta(days=1)),
        ("2018-08", MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)),
    ]
    assert [entry.verb for entry in journal_of("place", totem.ref)][-2:] == [
        "move_occupant",
        "take_back_stay",
    ]
    assert [entry.verb for entry in journal_of("place", stay.place.ref)][-2:] == ["settle_in", "correct_stay"]


@pytest.mark.parametrize("until", ["2030", "2020"])
def test_a_move_undone_leaves_the_end_that_was_told_before_it(
    city: factories.City, stay: Occupancy, totem: Place, until: str
) -> None:
    ended = end_stay(stay=stay, until=until, who="ines")
    came = move_occupant(stay=ended, to=totem, on="2020", who="ines")
    take_back_stay(stay=came, who="ines")
    assert dates(city.forge) == [("Bivouac", "2017-05", until)]


def test_a_departure_somebody_corrected_since_is_left_as_she_said(
    city: factories.City, stay: Occupancy, totem: Place
) -> None:
    came = move_occupant(stay=stay, to=totem, on="2018-08", who="ines")
    end_stay(stay=latest(stay), until="2018-07", who="fatou")
    take_back_stay(stay=came, who="ines")
    assert dates(city.forge) == [("Bivouac", "2017-05", "2018-07")]


def test_a_departure_that_was_taken_back_does_not_come_back(
    city: factories.City, stay: Occupancy, totem: Place
) -> None:
    came = move_occupant(stay=stay, to=totem, on="2018-08", who="ines")
    take_back_stay(stay=latest(stay), who="ines")
    take_back_stay(stay=came, who="ines")
    assert path(city.forge) == []


def test_a_note_on_a_departure_leaves_no_day_in_both_places(
    city: factories.City, stay: Occupancy, totem: Place
) -> None:
    move_occupant(stay=stay, to=totem, on="2018-08", who="ines")
    left = latest(stay)
    correct_stay(stay=left, said=replace(stay_of(left), note="au premier"), who="ines")
    assert places_of(city.forge, "2018-07-31", "2018-08-01", "2018-08-31") == [
        ["Bivouac"],
        ["Totem"],
        ["Totem"],
    ]


def test_a_move_whose_date_is_corrected_stays_one_day(
    city: factories.City, stay: Occupancy, totem: Place
) -> None:
    came = move_occupant(stay=stay, to=totem, on="2018-08-31", who="ines")
    later = correct_stay(stay=came, said=Stay("2018-09-15"), who="ines")
    assert path(city.forge)[0][2] == path(city.forge)[1][1] == day("2018-09-15")
    take_back_stay(stay=later, who="ines")
    assert dates(city.forge) == [("Bivouac", "2017-05", "")]


def test_a_move_in_the_middle_of_moves_is_undone_alone(
    city: factories.City, stay: Occupancy, totem: Place
) -> None:
    studio = an_open_place(city.territory, "Studio")
    came = move_occupant(stay=stay, to=totem, on="2018", who="ines")
    last = move_occupant(stay=came, to=studio, on="2020", who="ines")
    take_back_stay(stay=last, who="ines")
    assert dates(city.forge) == [("Bivouac", "2017-05", "2018"), ("Totem", "2018", "")]
    assert stays_of(city.forge).last() == latest(came)
