"""Saying that one is there: by choice, for a while, replaced, erased, and nowhere in the journal."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests import factories
from tests.conftest import MONDAY, PARIS
from tests.places.stage import a_place, an_open_place, is_there, open_phase

from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.models import JournalEntry
from maillage.common.scope import territory_scope
from maillage.people.models import Person
from maillage.places.actions import announce_presence, forget_presences, take_back_presence, withdraw_place
from maillage.places.enums import PhaseState
from maillage.places.models import Place, Presence

SIX = "2026-06-08T18:00"


@pytest.fixture
def totem(city: factories.City) -> Place:
    """A place that welcomes today."""
    return an_open_place(city.territory, "Totem")


def told() -> list[tuple[str, str, datetime, str]]:
    """Every row there is: who, where, until when, about what."""
    rows = Presence.objects.select_related("person", "place")
    return [(row.person.given_name, row.place.name, row.until.astimezone(PARIS), row.about) for row in rows]


def refused(act: Any, **said: Any) -> tuple[str, int]:
    """The code and the status of a refusal; what it would have written is not there."""
    with pytest.raises(Refusal) as caught:
        act(**said)
    assert caught.value.what
    assert caught.value.todo
    assert told() == []
    return caught.value.code, caught.value.status


def test_she_says_where_until_when_and_about_what(city: factories.City, totem: Place) -> None:
    until = datetime(2026, 6, 8, 18, 0, 0, 999, tzinfo=PARIS)
    announce_presence(person=city.marc, place=totem, until=until, about="  impression\n 3D ")
    six = until.replace(microsecond=0)
    assert told() == [("Marc", "Totem", six, "impression 3D")]
    assert Presence.objects.get().territory_id == city.territory.pk


def test_what_she_says_next_takes_its_place(city: factories.City, totem: Place) -> None:
    is_there(city.marc, totem, SIX, "impression 3D")
    is_there(city.marc, an_open_place(city.territory, "Café"), "2026-06-08T12:00")
    assert told() == [("Marc", "Café", datetime(2026, 6, 8, 12, 0, tzinfo=PARIS), "")]


def test_the_journal_keeps_nothing_of_it(city: factories.City, totem: Place) -> None:
    before = JournalEntry.objects.count()
    is_there(city.marc, totem, SIX)
    take_back_presence(person=city.marc)
    is_there(city.marc, totem, SIX)
    with clock.at(MONDAY + timedelta(hours=10)):
        assert forget_presences() == 1
    assert JournalEntry.objects.count() == before


def test_she_takes_it_back_once(city: factories.City, totem: Place) -> None:
    is_there(city.marc, totem, SIX)
    is_there(city.ines, totem, SIX)
    assert take_back_presence(person=city.marc) is True
    assert take_back_presence(person=city.marc) is False
    assert [name for name, *_rest in told()] == ["Inès"]


def test_taking_back_what_has_ended_erases_it_and_says_no(city: factories.City, totem: Place) -> None:
    is_there(city.marc, totem, "2026-06-08T10:00")
    with clock.at(MONDAY + timedelta(hours=2)):
        assert take_back_presence(person=city.marc) is False
    assert told() == []


def test_only_what_has_ended_is_forgotten(city: factories.City, totem: Place) -> None:
    is_there(city.marc, totem, "2026-06-08T10:00")
    is_there(city.ines, totem, "2026-06-08T10:01")
    found = []
    for minutes in (59, 60, 61, 62):
        with clock.at(MONDAY + timedelta(minutes=minutes)):
            found.append(forget_presences())
    assert found == [0, 1, 1, 0]


def test_another_territory_is_left_alone(city: factories.City, totem: Place, tmp_path: Any) -> None:
    rivemer = factories.open_volcanville(tmp_path, slug="rivemer", host="rivemer.example")
    is_there(city.marc, totem, "2026-06-08T10:00")
    with clock.at(MONDAY + timedelta(hours=2)):
        with territory_scope(rivemer.pk):
            assert forget_presences() == 0
        assert forget_presences() == 1


@pytest.mark.parametrize(
    ("until", "answer"),
    [
        ("2026-06-08T08:59", ("past", 422)),
        ("2026-06-08T09:00", ("past", 422)),
        ("2026-06-08T21:01", ("too_far", 422)),
    ],
)
def test_a_moment_that_makes_no_sense_is_refused(
    city: factories.City, totem: Place, until: str, answer: tuple[str, int]
) -> None:
    end = datetime.fromisoformat(until).replace(tzinfo=PARIS)
    assert refused(announce_presence, person=city.marc, place=totem, until=end) == answer


def test_twelve_hours_are_the_most(city: factories.City, totem: Place) -> None:
    is_there(city.marc, totem, "2026-06-08T21:00")
    assert [until.hour for _name, _place, until, _about in told()] == [21]


def test_twelve_hours_are_real_ones_the_night_the_clocks_go_back(city: factories.City, totem: Place) -> None:
    with clock.at(datetime(2026, 10, 24, 20, 0, tzinfo=PARIS)):
        last, over = (datetime(2026, 10, 25, 7, minute, tzinfo=PARIS) for minute in (0, 1))
        assert refused(announce_presence, person=city.marc, place=totem, until=over) == ("too_far", 422)
        announce_presence(person=city.marc, place=totem, until=last)
        assert [row[2] for row in told()] == [last]


def test_a_place_that_does_not_welcome_today_is_refused(city: factories.City) -> None:
    works, bare, gone, later = (
        a_place(city.territory, name) for name in ("Travaux", "Nu", "Erreur", "Demain")
    )
    open_phase(works, "2020", state=PhaseState.WORKS)
    open_phase(gone, "2020")
    open_phase(later, "2026-06-09")
    withdraw_place(place=gone, who="ines")
    end = datetime(2026, 6, 8, 18, 0, tzinfo=PARIS)
    answers = {
        refused(announce_presence, person=city.marc, place=place, until=end)
        for place in (works, bare, gone, later)
    }
    assert answers == {("not_welcoming", 422)}


def test_words_that_do_not_fit_are_refused_not_cut(city: factories.City, totem: Place) -> None:
    end = datetime(2026, 6, 8, 18, 0, tzinfo=PARIS)
    said = {"person": city.marc, "place": totem, "until": end}
    assert refused(announce_presence, about="a" * 161, **said) == ("about_too_long", 422)
    announce_presence(about="a" * 160, **said)
    assert told()[0][3] == "a" * 160


def test_who_is_no_member_is_told_what_to_do(city: factories.City, totem: Place) -> None:
    stranger: Person = factories.a_person(city.territory, "Nora Nulle")
    end = datetime(2026, 6, 8, 18, 0, tzinfo=PARIS)
    with pytest.raises(Refusal) as caught:
        announce_presence(person=stranger, place=totem, until=end)
    assert (caught.value.code, caught.value.status) == ("not_a_member", 403)
    assert city.territory.contact_email in caught.value.todo
