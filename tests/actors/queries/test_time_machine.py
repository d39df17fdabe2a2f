"""The directory of any day, its pages, and what differs between two moments."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from unittest import mock

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.conftest import MONDAY

from maillage.actors.actions import (
    Bond,
    Happening,
    Whereabouts,
    correct_tie,
    end_tie,
    merge_records,
    record_event,
    register_actor,
    take_back_event,
    take_back_tie,
    tie_actors,
)
from maillage.actors.enums import ActorKind, LifeEventKind, TieEnd, TieKind
from maillage.actors.models import Actor, Episode, LifeEvent
from maillage.actors.models.history import LENGTHS
from maillage.actors.queries import (
    EVERYTHING,
    Difference,
    Moment,
    Narrowing,
    count_on,
    days,
    directory_on,
    page_on,
)
from maillage.common import clock
from maillage.territory.models import Commune, Territory

TODAY = date(2026, 6, 8)
LATER = MONDAY + timedelta(days=1)
SECTIONS = ("appeared", "gone", "changed", "tied", "untied")


class Town:
    """Three actors: the Atelier (2000), Bourrasque (2010, moved in 2015), the Cime (2012 to 2018)."""

    def __init__(self, territory: Territory) -> None:
        self.commune = Commune.objects.get()
        here = Whereabouts(commune=self.commune)
        said = {"territory": territory, "where": here}
        self.atelier = register_actor(name="L’Atelier", kind=ActorKind.ARTIST, founded="2000", **said)
        self.bourrasque = register_actor(name="Bourrasque", kind=ActorKind.STARTUP, founded="2010", **said)
        self.cime = register_actor(name="Cime", kind=ActorKind.STARTUP, founded="2012", **said)
        self.moved = happens(self.bourrasque, "moved", "2015", where=Whereabouts(street="1 quai"))
        self.closed = happens(self.cime, "closed", "2018")


def happens(actor: Actor, kind: str, when: str, **said: object) -> LifeEvent:
    """Inès tells what happened."""
    what = Happening(LifeEventKind(kind), when, **said)  # type: ignore[arg-type]  # what is said
    return record_event(actor=actor, what=what, who="ines")


@pytest.fixture
def town(territory: Territory) -> Town:
    """Three actors, told on Monday."""
    return Town(territory)


def names(day: str, at: datetime | None = None, only: Narrowing = EVERYTHING) -> list[str]:
    """The directory of a day."""
    return [row.name for row in directory_on(Moment(date.fromisoformat(day), at), only)]


def found(first: Moment, second: Moment) -> dict[str, list[str]]:
    """What differs, read in both ways, by section; empty sections are left out."""
    between = Difference(first, second)
    findings = between.findings()
    for section in SECTIONS:
        assert findings.rows(section) == list(getattr(between, section))
        assert findings.count(section) == getattr(between, section).count()
    told = {
        section: [str(getattr(row, "name", row)) for row in findings.rows(section)] for section in SECTIONS
    }
    return {section: rows for section, rows in told.items() if rows}


def between(first: str, second: str) -> dict[str, list[str]]:
    """What differs between two days, as known now."""
    return found(Moment(date.fromisoformat(first)), Moment(date.fromisoformat(second)))


def test_directory_of_a_day_is_in_alphabetical_order(town: Town) -> None:
    assert names("2013-06-01") == ["L’Atelier", "Bourrasque", "Cime"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("1999-12-31", []),
        ("2000-01-01", ["L’Atelier"]),
        ("2009-12-31", ["L’Atelier"]),
        ("2018-12-30", ["L’Atelier", "Bourrasque", "Cime"]),
        ("2018-12-31", ["L’Atelier", "Bourrasque"]),
        ("2026-06-08", ["L’Atelier", "Bourrasque"]),
    ],
)
def test_directory_and_its_count_follow_births_and_ends(town: Town, day: str, expected: list[str]) -> None:
    moment = Moment(date.fromisoformat(day))
    assert (names(day), count_on(moment)) == (expected, len(expected))
    assert [row.name for row in page_on(moment)] == expected


def test_directory_as_it_was_known(town: Town) -> None:
    with clock.at(LATER):
        take_back_event(event=town.closed, who="ines")
    assert [names("2020-01-01", at) for at in (MONDAY, LATER, None)] == [
        ["L’Atelier", "Bourrasque"],
        ["L’Atelier", "Bourrasque", "Cime"],
        ["L’Atelier", "Bourrasque", "Cime"],
    ]
    before = Moment(TODAY, MONDAY - timedelta(seconds=1))
    assert (count_on(before), page_on(before)) == (0, [])


@pytest.mark.parametrize("lasts", [1, *LENGTHS, *(days + 1 for days in LENGTHS), 200 * 366])
def test_directory_finds_lives_of_every_length(territory: Territory, lasts: int) -> None:
    born = date(1700, 3, 1)
    died = born + timedelta(days=lasts)
    actor = register_actor(territory=territory, name="Fil", kind=ActorKind.ARTIST, founded=str(born))
    happens(actor, "closed", str(died))
    asked = (born - timedelta(days=1), born, died - timedelta(days=1), died)
    for at in (None, MONDAY):
        assert [count_on(Moment(day, at)) for day in asked] == [0, 1, 1, 0]


@pytest.mark.parametrize("few", [0, 2000])
def test_pages_cut_the_directory_whatever_its_size(town: Town, few: int) -> None:
    moment = Moment(date(2013, 6, 1))
    with mock.patch.object(days, "FEW", few):
        pages = [[row.name for row in page_on(moment, start=start, size=2)] for start in (0, 2, 4)]
        known = [row.name for row in page_on(Moment(moment.day, MONDAY))]
    assert pages == [["L’Atelier", "Bourrasque"], ["Cime"], []]
    assert known == ["L’Atelier", "Bourrasque", "Cime"]


@pytest.mark.parametrize("few", [0, 2000])
def test_directory_is_narrowed_by_kind_and_commune_of_that_day(town: Town, few: int) -> None:
    startups, here = Narrowing(("startup",)), Narrowing(communes=(town.commune.pk,))
    both = Narrowing(("startup", "artist"), (town.commune.pk,))
    cases = [(startups, ["Bourrasque", "Cime"]), (here, ["L’Atelier", "Cime"]), (both, ["L’Atelier", "Cime"])]
    with mock.patch.object(days, "FEW", few):
        for only, expected in cases:
            moment = Moment(date(2016, 6, 1))
            assert names("2016-06-01", only=only) == expected
            assert [row.name for row in page_on(moment, only)] == expected
            assert count_on(moment, only) == len(expected)


def test_narrowing_that_keeps_everything_is_empty() -> None:
    assert not EVERYTHING
    assert Narrowing(("startup",)) and Narrowing(communes=(1,))


def test_page_takes_three_queries_and_brings_what_it_shows(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        rows = page_on(Moment(date(2013, 6, 1)))
        assert next((row.actor.ref, row.commune) for row in rows) == (town.atelier.ref, town.commune)


def test_difference_tells_what_appeared_was_gone_and_changed(town: Town) -> None:
    assert between("1999-01-01", "2009-01-01") == {"appeared": ["L’Atelier"]}
    assert between("2009-01-01", "2013-01-01") == {"appeared": ["Bourrasque", "Cime"]}
    assert between("2013-01-01", "2017-01-01") == {"changed": ["Bourrasque"]}
    assert between("2013-01-01", "2020-01-01") == {"gone": ["Cime"], "changed": ["Bourrasque"]}
    assert between("2013-01-01", "2013-06-01") == {}


def test_difference_read_backwards_is_the_other_way_round(town: Town) -> None:
    assert between("2020-01-01", "2013-01-01") == {"appeared": ["Cime"], "changed": ["Bourrasque"]}
    assert between("2013-01-01", "2009-01-01") == {"gone": ["Bourrasque", "Cime"]}


def test_what_was_born_and_ended_in_between_does_not_differ(town: Town) -> None:
    assert between("2011-01-01", "2020-01-01") == {"changed": ["Bourrasque"]}


def test_what_ended_and_came_back_in_between_does_not_differ(town: Town) -> None:
    happens(town.cime, "revived", "2019")
    assert between("2013-01-01", "2021-01-01") == {"changed": ["Bourrasque"]}
    assert between("2019-06-01", "2021-01-01") == {"appeared": ["Cime"]}


def test_what_slept_and_woke_in_between_is_not_changed(town: Town) -> None:
    happens(town.atelier, "dormant", "2003")
    happens(town.atelier, "revived", "2005")
    assert between("2002-01-01", "2004-06-01") == {"changed": ["L’Atelier"]}
    assert between("2002-01-01", "2008-01-01") == {}


def test_changed_actors_are_read_as_they_were_before(town: Town) -> None:
    first, second = Moment(date(2013, 1, 1)), Moment(date(2017, 1, 1))
    changed = list(Difference(first, second).changed)
    was = Difference(first, second).before(changed)[town.bourrasque.pk]
    assert (str(was.address), [str(row.address) for row in changed]) == ("Volcanville", ["1 quai"])


def test_difference_of_one_day_between_two_moments_is_what_was_learned(
    town: Town, territory: Territory
) -> None:
    with clock.at(LATER):
        register_actor(territory=territory, name="Dôme", kind=ActorKind.LAB, founded="1990")
        take_back_event(event=town.moved, who="ines")
        take_back_event(event=town.closed, who="ines")
    then, now = Moment(date(2020, 1, 1), MONDAY), Moment(date(2020, 1, 1))
    learned = {"appeared": ["Dôme", "Cime"], "changed": ["Bourrasque"]}
    assert found(then, now) == found(then, Moment(then.day, LATER)) == learned
    assert found(now, then) == {"gone": ["Cime", "Dôme"], "changed": ["Bourrasque"]}
    assert found(Moment(then.day, LATER), now) == found(now, Moment(then.day, LATER)) == {}


def test_difference_may_cross_both_times(town: Town) -> None:
    with clock.at(LATER):
        take_back_event(event=town.closed, who="ines")
    then, now = Moment(date(2013, 1, 1), MONDAY), Moment(date(2020, 1, 1))
    assert found(then, now) == {"changed": ["Bourrasque"]}
    assert found(then, Moment(now.day, MONDAY)) == {"gone": ["Cime"], "changed": ["Bourrasque"]}


def test_records_merged_in_between_are_gone(town: Town) -> None:
    with clock.at(LATER):
        merge_records(kept=town.atelier, absorbed=town.bourrasque, who="ines")
    day = date(2020, 1, 1)
    told = found(Moment(day, MONDAY), Moment(day))
    assert told["gone"] == ["Bourrasque"]


def test_difference_tells_the_ties_that_began_and_ended(town: Town) -> None:
    bond = Bond(TieKind.HOSTS, since="2012-06", until="2016")
    tie_actors(actor=town.atelier, other=town.bourrasque, bond=bond, who="ines")
    words = "L’Atelier hosts Bourrasque"
    assert between("2012-05-31", "2012-06-01")["tied"] == [words]
    assert between("2012-06-01", "2016-12-30").get("tied") is None
    assert between("2016-12-30", "2016-12-31") == {"untied": [words]}
    assert between("2016-12-31", "2016-12-30") == {"tied": [words]}
    assert "tied" not in between("2010-01-01", "2020-01-01")


def test_difference_tells_the_ties_that_were_learned_and_taken_back(town: Town) -> None:
    bond = Bond(TieKind.HOSTS, since="2012")
    first = tie_actors(actor=town.atelier, other=town.bourrasque, bond=bond, who="ines")
    day = date(2020, 1, 1)
    with clock.at(LATER):
        second = tie_actors(actor=town.bourrasque, other=town.atelier, bond=bond, who="ines")
        corrected = correct_tie(tie=first, bond=Bond(TieKind.FUNDS, since="2011"), who="ines")
    assert found(Moment(day, MONDAY), Moment(day)) == {"tied": ["Bourrasque hosts L’Atelier"]}
    with clock.at(LATER + timedelta(days=1)):
        take_back_tie(tie=corrected, who="ines")
        end_tie(tie=second, until="2015", reason=TieEnd.STOPPED, who="ines")
    assert found(Moment(day, LATER), Moment(day)) == {
        "untied": ["Bourrasque hosts L’Atelier", "L’Atelier funds Bourrasque"]
    }


def test_findings_are_read_page_by_page_in_order_of_date(town: Town) -> None:
    findings = Difference(Moment(date(1999, 1, 1)), Moment(date(2013, 1, 1))).findings()
    pages = [[row.name for row in findings.rows("appeared", start=start, size=2)] for start in (0, 2, 4)]
    assert pages == [["L’Atelier", "Bourrasque"], ["Cime"], []]
    assert [findings.count(section) for section in SECTIONS] == [3, 0, 0, 0, 0]


def test_findings_read_each_moment_once(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    between = Difference(Moment(date(1999, 1, 1)), Moment(date(2013, 1, 1)))
    with django_assert_num_queries(2):
        findings = between.findings()
        assert findings.count("appeared") == 3
    with django_assert_num_queries(1):
        assert [row.actor.name for row in findings.rows("appeared")] == ["L’Atelier", "Bourrasque", "Cime"]


def test_difference_with_oneself_is_empty(town: Town) -> None:
    for at in (None, MONDAY):
        assert found(Moment(TODAY, at), Moment(TODAY, at)) == {}
    assert Episode.objects.count() > 0
