"""Places, phases and stays, as they read."""

from __future__ import annotations

import pytest
from django.utils import translation
from tests import factories
from tests.actors.actions.refusals import plain
from tests.places.stage import a_place, an_open_place, day, open_phase, stays

from maillage.actors.actions import Happening, merge_records, record_event
from maillage.actors.enums import LifeEventKind
from maillage.actors.models import Actor
from maillage.places.actions import end_stay, take_back_phase
from maillage.places.enums import PhaseState
from maillage.places.models import Occupancy, Phase, Place, in_language, new_thread, no_end


@pytest.fixture
def bivouac(city: factories.City) -> Place:
    """A place open since 2016."""
    return an_open_place(city.territory, "Bivouac")


@pytest.mark.parametrize(
    ("texts", "language", "read"),
    [
        ({"fr": "Un lieu", "en": "A place"}, "fr", "Un lieu"),
        ({"fr": "Un lieu", "en": "A place"}, "en-gb", "A place"),
        ({"fr": "Un lieu"}, "en", "Un lieu"),
        ({"fr": "Un lieu", "en": ""}, "en", "Un lieu"),
        ({}, "fr", ""),
    ],
)
def test_a_text_is_read_in_ones_language_else_in_french(
    texts: dict[str, str], language: str, read: str
) -> None:
    with translation.override(language):
        assert in_language(texts) == read


def test_a_text_is_french_where_no_language_is_active() -> None:
    with translation.override(None):
        assert in_language({"fr": "Un lieu", "en": "A place"}) == "Un lieu"


def test_a_place_reads_as_its_name(city: factories.City) -> None:
    place = a_place(city.territory, "Le Bivouac")
    place.descriptions = {"fr": "On y travaille."}
    assert (str(place), place.sort_name, place.description) == ("Le Bivouac", "bivouac", "On y travaille.")


def test_a_phase_and_a_stay_read_as_who_what_when(city: factories.City, bivouac: Place) -> None:
    stay = stays(city.forge, bivouac, "2017-05")
    assert str(Phase.objects.get()) == "Bivouac open 2016"
    assert str(stay) == "Forge & Cie @ Bivouac 2017-05"


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2017", "", ("2017", "", "depuis 2017", "")),
        ("2017-08", "2018", ("août 2017", "2018", "depuis août 2017", "jusqu’à 2018")),
        (
            "2017-07-25",
            "2018-08-31",
            ("25 juillet 2017", "31 août 2018", "depuis le 25 juillet 2017", "jusqu’au 31 août 2018"),
        ),
    ],
)
def test_dates_read_with_their_precision(
    city: factories.City, bivouac: Place, since: str, until: str, words: tuple[str, ...]
) -> None:
    stay = stays(city.forge, bivouac, since, until)
    read = (stay.since_label, stay.until_label, stay.since_words, stay.until_words)
    assert tuple(map(plain, read)) == words


@pytest.mark.parametrize("state", PhaseState)
def test_only_what_is_open_can_be_gone_to(city: factories.City, state: PhaseState) -> None:
    phase = open_phase(a_place(city.territory, "Totem"), "2016", state=state)
    assert phase.is_welcoming == (state in {PhaseState.OPEN, PhaseState.TRANSITIONAL})


def test_a_phase_says_the_rest_in_the_readers_language(city: factories.City) -> None:
    phase = open_phase(
        a_place(city.territory, "Totem"), "2016", notes={"fr": "Au fond.", "en": "At the back."}
    )
    assert phase.note == "Au fond."


def test_what_was_corrected_or_taken_back_is_no_longer_known(city: factories.City, bivouac: Place) -> None:
    stay = stays(city.forge, bivouac, "2017")
    ended = end_stay(stay=stay, until="2018", who="ines")
    phase = Phase.objects.get()
    take_back_phase(phase=phase, who="ines")
    assert (stay.is_known, ended.is_known, phase.is_known) == (False, True, False)
    stay.refresh_from_db()
    phase.refresh_from_db()
    assert (stay.is_known, phase.is_known) == (False, False)


def test_a_stay_lasts_from_its_first_day_to_its_last(city: factories.City, bivouac: Place) -> None:
    stay = stays(city.forge, bivouac, "2017-05", "2018-08-31")
    days = ("2017-04-30", "2017-05-01", "2018-08-31", "2018-09-01")
    assert [stay.lasts_on(day(text)) for text in days] == [False, True, True, False]


def test_nobody_stays_after_the_end_of_its_own_life(city: factories.City, bivouac: Place) -> None:
    stays(city.forge, bivouac, "2017")
    record_event(actor=city.forge, what=Happening(LifeEventKind.CLOSED, "2019-03"), who="ines")
    stay = Occupancy.objects.get()
    assert [stay.lasts_on(day(text)) for text in ("2019-03-31", "2019-04-01", "2026-06-08")] == [
        True,
        False,
        False,
    ]


def test_an_end_that_was_told_counts_rather_than_that_of_the_life(
    city: factories.City, bivouac: Place
) -> None:
    stays(city.forge, bivouac, "2017", "2020")
    record_event(actor=city.forge, what=Happening(LifeEventKind.CLOSED, "2019-03"), who="ines")
    stay = Occupancy.objects.get()
    assert (stay.lasts_on(day("2020-06-01")), stay.lasts_on(day("2021-01-01"))) == (True, False)


def test_a_stay_is_read_on_the_record_its_actor_was_merged_into(city: factories.City, bivouac: Place) -> None:
    merge_records(kept=city.forge, absorbed=city.bourrasque, who="ines")
    stays(Actor.objects.get(pk=city.bourrasque.pk), bivouac, "2017")
    record_event(actor=city.forge, what=Happening(LifeEventKind.CLOSED, "2019"), who="ines")
    stay = Occupancy.objects.get()
    assert (stay.actor, stay.occupant) == (city.bourrasque, city.forge)
    assert (stay.lasts_on(day("2019-12-31")), stay.lasts_on(day("2020-01-01"))) == (True, False)


def test_each_fact_has_a_thread_of_its_own_and_no_end() -> None:
    assert len({new_thread() for _number in range(50)}) == 50
    assert no_end() == day("9999-01-01")
