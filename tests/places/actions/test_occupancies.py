"""Who is where: come, leave, move and come back; also in the future, and never without its history."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories
from tests.actors.actions.refusals import plain, refused
from tests.conftest import MONDAY
from tests.places.stage import a_place, an_open_place, dates, day, open_phase, path, places_of, stays

from maillage.actors.actions import Provenance, merge_records
from maillage.actors.enums import SourceKind
from maillage.common import clock
from maillage.common.partial_date import NO_END
from maillage.common.queries import journal_of
from maillage.places.actions import (
    Stay,
    correct_stay,
    end_stay,
    move_occupant,
    settle_in,
    take_back_phase,
    take_back_stay,
)
from maillage.places.actions.occupancies import stay_of
from maillage.places.enums import PhaseState, Terms
from maillage.places.models import Occupancy, Phase, Place
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


def test_an_actor_is_in_a_place_from_a_date_on(city: factories.City, bivouac: Place) -> None:
    source = Provenance(SourceKind.ARTICLE, "La Gazette", "https://gazette.example/1")
    stay = settle_in(
        place=bivouac,
        actor=city.forge,
        stay=Stay("2017-05", "2030", Terms.LEASE, " au premier "),
        who="ines",
        source=source,
        is_invented=True,
    )
    stay.refresh_from_db()
    assert (stay.since, stay.until, stay.terms, stay.note) == ("2017-05", "2030", "lease", "au premier")
    assert (stay.valid_from, stay.valid_until) == (day("2017-05-01"), day("2031-01-01"))
    assert (stay.territory, stay.who, stay.is_invented, stay.came_from) == (
        city.territory,
        "ines",
        True,
        "",
    )
    assert (stay.source, stay.source_name, stay.known_from) == ("article", "La Gazette", MONDAY)
    entry = journal_of("place", bivouac.ref).last()
    assert entry is not None
    assert (entry.verb, entry.who) == ("settle_in", "ines")
    assert entry.data == {"stay": stay.thread, "actor": city.forge.ref, "since": "2017-05"}


def test_a_stay_whose_end_nobody_told_lasts(city: factories.City, bivouac: Place) -> None:
    stay = stays(city.forge, bivouac, "2017")
    assert (stay.until, stay.valid_until, stay_of(stay)) == ("", NO_END, Stay("2017", "", Terms.LEASE))


def test_an_actor_may_come_on_a_day_to_come(city: factories.City, bivouac: Place) -> None:
    stays(city.forge, bivouac, "2027-01-04")
    assert places_of(city.forge, "2026-06-08", "2027-01-03", "2027-01-04") == [[], [], ["Bivouac"]]


@pytest.mark.parametrize(
    ("code", "since", "until"),
    [
        ("bad_date", "", ""),
        ("bad_date", "mars", ""),
        ("bad_date", "2017", "mars"),
        ("ends_before", "2018", "2017"),
        ("too_far", "2087", ""),
    ],
)
def test_dates_of_a_stay_are_checked(
    city: factories.City, bivouac: Place, code: str, since: str, until: str
) -> None:
    with refused(code):
        stays(city.forge, bivouac, since, until, is_sure=True)
    known = stays(city.forge, bivouac, "2017")
    with refused(code):
        correct_stay(stay=known, said=Stay(since, until), who="ines")
    assert dates(city.forge) == [("Bivouac", "2017", "")]


def test_an_actor_is_in_a_place_once_at_a_time(city: factories.City, bivouac: Place) -> None:
    stays(city.forge, bivouac, "2017-05")
    with refused("twice") as refusal:
        stays(city.forge, bivouac, "2020")
    assert plain(refusal.value.what) == "« Forge & Cie » est déjà noté dans ce lieu depuis mai 2017."
    assert dates(city.forge) == [("Bivouac", "2017-05", "")]


@pytest.mark.parametrize(
    ("since", "until"), [("2013", "2016"), ("2013", ""), ("2016", "2016-02"), ("2017", "2020"), ("2017", "")]
)
def test_stays_that_share_days_are_refused(
    city: factories.City, bivouac: Place, since: str, until: str
) -> None:
    stays(city.forge, bivouac, "2015", "2018")
    with refused("twice"):
        stays(city.forge, bivouac, since, until)
    assert Occupancy.objects.count() == 1


@pytest.mark.parametrize(
    ("since", "until"), [("2012", "2014"), ("2012", "2015"), ("2018", ""), ("2018-06-01", ""), ("2026", "")]
)
def test_an_actor_may_come_back_or_have_been_there_before(
    city: factories.City, bivouac: Place, since: str, until: str
) -> None:
    stays(city.forge, bivouac, "2015", "2018")
    assert stays(city.forge, bivouac, since, until).since == since
    assert stays_of(city.forge).count() == 2


def test_others_and_other_places_are_another_matter(
    city: factories.City, bivouac: Place, totem: Place
) -> None:
    for actor, place in ((city.forge, bivouac), (city.fil_a_fil, bivouac), (city.forge, totem)):
        stays(actor, place, "2018")
    assert places_of(city.forge, "2020-01-01") == [["Bivouac", "Totem"]]


def test_a_record_is_not_where_one_merged_into_it_is_already(city: factories.City, bivouac: Place) -> None:
    stays(city.bourrasque, bivouac, "2017")
    merge_records(kept=city.forge, absorbed=city.bourrasque, who="ines")
    with refused("twice"):
        stays(city.forge, bivouac, "2020")
    assert dates(city.forge) == [("Bivouac", "2017", "")]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (PhaseState.IMAGINED, "imaginé"),
        (PhaseState.DECIDED, "décidé"),
        (PhaseState.WORKS, "en travaux"),
        (PhaseState.CLOSED, "fermé"),
    ],
)
def test_a_place_that_is_not_open_then_warns_and_is_recorded_once_confirmed(
    city: factories.City, state: PhaseState, said: str
) -> None:
    place = a_place(city.territory, "Totem")
    open_phase(place, "2016", state=state)
    with refused("not_open_then") as refusal:
        stays(city.forge, place, "2017")
    assert plain(refusal.value.what) == f"« Totem » n’est pas ouvert à cette date (2017) : il est {said}."
    assert Occupancy.objects.count() == 0
    assert stays(city.forge, place, "2017", is_sure=True) == Occupancy.objects.get()


def test_a_place_that_nothing_is_known_of_then_warns(city: factories.City, bivouac: Place) -> None:
    with refused("not_open_then") as refusal:
        stays(city.forge, bivouac, "2011")
    assert plain(refusal.value.what).endswith("il est inconnu à cette date.")


@pytest.mark.parametrize("state", [PhaseState.OPEN, PhaseState.TRANSITIONAL])
def test_a_place_that_opens_in_the_year_is_open_then(city: factories.City, state: PhaseState) -> None:
    place = a_place(city.territory, "Totem")
    open_phase(place, "2017-09", state=state)
    assert stays(city.forge, place, "2017").since == "2017"


def test_an_actor_leaves_and_that_it_was_there_stays_known(city: factories.City, bivouac: Place) -> None:
    stay = stays(city.forge, bivouac, "2017")
    later = MONDAY + timedelta(days=3)
    with clock.at(later):
        ended = end_stay(stay=stay, until="2020-05", who="fatou", note="le bail est fini")
    assert path(city.forge) == [("Bivouac", day("2017-01-01"), day("2020-06-01"))]
    assert (ended.thread, ended.terms, ended.who) == (stay.thread, "lease", "fatou")
    assert (ended.note, ended.known_from) == ("le bail est fini", later)
    past = Occupancy.objects.get(pk=stay.pk)
    assert (past.until, past.known_from, past.known_until) == ("", MONDAY, later)
    assert list(journal_of("place", bivouac.ref))[-1].verb == "end_stay"


def test_a_note_lasts_when_the_departure_has_none(city: factories.City, bivouac: Place) -> None:
    stay = settle_in(place=bivouac, actor=city.forge, stay=Stay("2017", note="au premier"), who="ines")
    assert end_stay(stay=stay, until="2020", who="ines").note == "au premier"


def test_nobody_leaves_before_having_come(city: factories.City, bivouac: Place) -> None:
    stay = stays(city.forge, bivouac, "2017-05")
    with refused("ends_before"):
        end_stay(stay=stay, until="2017-04", who="ines")
    with refused("bad_date"):
        end_stay(stay=stay, until="hier", who="ines")
    assert dates(city.forge) == [("Bivouac", "2017-05", "")]


def test_a_correction_takes_the_place_of_what_was_said(city: factories.City, bivouac: Place) -> None:
    source = Provenance(SourceKind.REGISTER)
    stay = settle_in(place=bivouac, actor=city.forge, stay=Stay("2017"), who="ines", source=source)
    corrected = correct_stay(stay=stay, said=Stay("2016", "2019", Terms.SUBLET, "ici"), who="fatou")
    assert dates(city.forge) == [("Bivouac", "2016", "2019")]
    assert (corrected.thread, corrected.terms, corrected.note) == (stay.thread, "sublet", "ici")
    assert (corrected.source, corrected.who) == ("register", "fatou")
    other = correct_stay(stay=corrected, said=Stay("2016"), who="ines", source=Provenance())
    assert (other.source, Occupancy.objects.filter(thread=stay.thread).count()) == ("coordinator", 3)
    assert list(journal_of("place", bivouac.ref))[-1].verb == "correct_stay"


def test_a_correction_does_not_ask_whether_the_place_is_open(city: factories.City, totem: Place) -> None:
    stay = stays(city.forge, totem, "2018")
    assert correct_stay(stay=stay, said=Stay("2016"), who="ines").since == "2016"


def test_a_correction_cannot_make_one_be_there_twice(city: factories.City, bivouac: Place) -> None:
    stays(city.forge, bivouac, "2013", "2015")
    back = stays(city.forge, bivouac, "2018")
    with refused("twice"):
        correct_stay(stay=back, said=Stay("2014"), who="ines")
    assert dates(city.forge) == [("Bivouac", "2013", "2015"), ("Bivouac", "2018", "")]


def test_a_version_is_written_over_once(city: factories.City, bivouac: Place, totem: Place) -> None:
    stay = stays(city.forge, bivouac, "2017")
    end_stay(stay=stay, until="2020", who="ines")
    for write in (
        lambda: end_stay(stay=stay, until="2021", who="ines"),
        lambda: correct_stay(stay=stay, said=Stay("2016"), who="ines"),
        lambda: move_occupant(stay=stay, to=totem, on="2018", who="ines"),
        lambda: take_back_stay(stay=stay, who="ines"),
    ):
        with refused("taken_back", 409):
            write()
    assert dates(city.forge) == [("Bivouac", "2017", "2020")]


def test_a_stay_that_never_was_is_taken_back(city: factories.City, bivouac: Place) -> None:
    stay = stays(city.forge, bivouac, "2017")
    take_back_stay(stay=stay, who="ines", why="une autre Forge")
    assert path(city.forge) == []
    entry = list(journal_of("place", bivouac.ref))[-1]
    assert (entry.verb, entry.why, entry.data["stay"]) == ("take_back_stay", "une autre Forge", stay.thread)
    assert stays(city.forge, bivouac, "2018").since == "2018"


def test_a_stay_outlives_the_phase_it_was_told_in(city: factories.City, bivouac: Place) -> None:
    stays(city.forge, bivouac, "2017")
    take_back_phase(phase=Phase.objects.get(place=bivouac), who="ines")
    assert places_of(city.forge, "2018-01-01") == [["Bivouac"]]
