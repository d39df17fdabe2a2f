"""What the lines of a difference say."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import directory_stage
from tests.conftest import PARIS
from tests.directory_stage import Stage

from maillage.actors.actions import Happening, record_event, register_actor
from maillage.actors.enums import ActorKind, LifeEventKind
from maillage.actors.models import Tie
from maillage.actors.queries import Difference, Moment
from maillage.actors.queries.changes import SECTIONS, Line, Section, keys_of, lines_of, rows_of
from maillage.common import clock
from maillage.territory.models import Territory


@pytest.fixture
def directory(territory: Territory) -> Stage:
    """Four actors with their lives and ties."""
    return directory_stage.a_directory(territory)


def between(first: str, second: str, at: datetime | None = None, then: datetime | None = None) -> Difference:
    """Two days to compare."""
    return Difference(Moment(date.fromisoformat(first), at), Moment(date.fromisoformat(second), then))


def told(difference: Difference, section: Section) -> list[tuple[tuple[str, ...], str]]:
    """The codes and the dates of a section, the same by its keys and by its pages."""
    rows = difference.findings().rows(section)
    assert rows_of(section, keys_of(difference, section)) == rows
    return [(line.codes, line.when) for line in lines_of(difference, section, rows)]


@pytest.mark.parametrize(
    ("section", "lines"),
    [
        ("appeared", [(("born",), "2017"), (("born",), "2015")]),  # by what each has been since,
        ("gone", []),
        ("changed", []),
        ("tied", [(("tied",), "2018")]),
        ("untied", []),
    ],
)
def test_births_and_ties_are_dated_as_they_were_said(
    directory: Stage, section: Section, lines: list[tuple[tuple[str, ...], str]]
) -> None:
    assert told(between("2014-01-01", "2020-12-31"), section) == lines


def test_a_first_trace_is_no_birth(directory: Stage) -> None:
    city = directory.bourrasque.territory
    actor = register_actor(territory=city, name="Zinc", kind=ActorKind.ASSOCIATION, seen="2019-05")
    assert told(between("2019-01-01", "2019-12-31"), "appeared") == [(("seen",), "2019-05")]
    record_event(actor=actor, what=Happening(LifeEventKind.FOUNDED, "2019"), who="system")
    assert told(between("2018-12-31", "2019-12-31"), "appeared") == [(("born",), "2019")]


def test_an_end_is_dated_as_it_was_said(directory: Stage) -> None:
    assert told(between("2018-01-01", "2022-01-01"), "gone") == [(("ended",), "2021")]


def test_a_change_names_all_that_differs(directory: Stage) -> None:
    assert told(between("2018-01-01", "2022-01-01"), "changed") == [(("renamed", "moved"), "2020-05-02")]
    assert told(between("2018-01-01", "2019-12-31"), "changed") == [(("renamed",), "2019-03")]


def test_a_return_after_an_end_is_one(directory: Stage) -> None:
    record_event(actor=directory.volcan, what=Happening(LifeEventKind.REVIVED, "2024-02"), who="system")
    assert told(between("2022-01-01", "2025-01-01"), "appeared") == [(("returned",), "2024-02")]


def test_what_is_no_longer_said_has_no_date(directory: Stage) -> None:
    before = datetime(2026, 3, 1, tzinfo=PARIS)
    back = between("2016-01-01", "2016-01-01", None, before)
    assert told(back, "gone") == [(("unknown",), "")] * 3
    assert told(between("2019-01-01", "2019-01-01", None, before), "untied") == [
        (("untied",), "2020-05-02"),  # its end was known to come
        (("unknown_tie",), ""),
    ]


def test_what_was_there_already_was_learned(directory: Stage, territory: Territory) -> None:
    with clock.at(datetime(2026, 5, 1, tzinfo=PARIS)):
        register_actor(territory=territory, name="Ancien", kind=ActorKind.LAB, founded="1990")
    april, may = (datetime(2026, month, 20, tzinfo=PARIS) for month in (4, 5))
    assert told(between("2020-01-01", "2020-01-01", april, may), "appeared") == [(("learned",), "1990")]


@pytest.mark.parametrize("count", [1, 3])
def test_lines_cost_the_same_whatever_their_number(territory: Territory, count: int) -> None:
    for n in range(count):
        actor = register_actor(territory=territory, name=f"A{n}", kind=ActorKind.LAB, founded="2019")
        record_event(actor=actor, what=Happening(LifeEventKind.RENAMED, "2021", name=f"B{n}"), who="system")
    costs = {}
    for section, first in (("appeared", "2018-01-01"), ("changed", "2020-01-01")):
        difference = between(first, "2022-01-01")
        rows = difference.findings().rows(section)
        with CaptureQueriesContext(connection) as queries:
            assert len(lines_of(difference, section, rows)) == count  # type: ignore[arg-type]
        costs[section] = len(queries)
    assert costs == {"appeared": 2, "changed": 2}


def test_a_line_about_a_tie_has_no_state(directory: Stage) -> None:
    with pytest.raises(ValueError, match="read its tie"):
        _ = Line(("tied",), tie=Tie.objects.first()).episode
    assert len(SECTIONS) == 5
