"""The moments that dates stand for, and the directory of one from a line on."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.conftest import PARIS

from maillage.actors.actions import register_actor
from maillage.actors.enums import ActorKind
from maillage.actors.models import Episode
from maillage.actors.queries import Moment, Narrowing, directory_on
from maillage.actors.queries.moments import known_at_end_of, moment_of, page_after
from maillage.common.partial_date import PartialDate
from maillage.territory.models import Territory

pytestmark = pytest.mark.usefixtures("territory")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2017", date(2017, 12, 31)),
        ("2017-02", date(2017, 2, 28)),
        ("2017-02-03", date(2017, 2, 3)),
        ("2026", date(2026, 6, 8)),  # today: the year is not over
    ],
)
def test_a_date_stands_for_its_last_day_that_has_come(written: str, day: date) -> None:
    assert moment_of(PartialDate.parse(written), None) == Moment(day)


def test_without_dates_it_is_today_as_known_now() -> None:
    assert moment_of(None, None) == Moment(date(2026, 6, 8))


@pytest.mark.parametrize(
    ("written", "end"),
    [
        ("2019-01-15", datetime(2019, 1, 15, 23, 59, 59, 999999, PARIS)),
        ("2019-07", datetime(2019, 7, 31, 23, 59, 59, 999999, PARIS)),
        ("2026-06-07", datetime(2026, 6, 7, 23, 59, 59, 999999, PARIS)),
        ("2026-06-08", None),
        ("2026", None),
    ],
)
def test_what_was_known_on_a_day_is_what_was_known_at_its_end_here(
    written: str, end: datetime | None
) -> None:
    assert known_at_end_of(PartialDate.parse(written)) == end


@pytest.mark.parametrize("known_at", [None, datetime(2026, 6, 9, tzinfo=PARIS)])
def test_a_day_is_read_from_a_line_on_without_a_gap(territory: Territory, known_at: datetime | None) -> None:
    for n in range(7):
        name = f"Atelier {n // 2}"
        register_actor(territory=territory, name=name, kind=ActorKind.COMPANY, founded="2019")
    register_actor(territory=territory, name="Atelier 1", kind=ActorKind.LAB, founded="2021")
    moment = Moment(date(2020, 1, 1), known_at)
    read: list[Episode] = []
    name, actor = "", 0
    while page := page_after(moment, name=name, actor=actor, size=2):
        read += page
        name, actor = page[-1].sort_name, page[-1].actor_id
    assert read == list(directory_on(moment))
    assert len(read) == 7


def test_filters_narrow_what_is_read(territory: Territory) -> None:
    for kind in (ActorKind.LAB, ActorKind.MEDIA):
        register_actor(territory=territory, name=kind.value, kind=kind, founded="2019")
    page = page_after(Moment(date(2020, 1, 1)), Narrowing(kinds=("lab",)), size=9)
    assert [row.name for row in page] == ["lab"]
    assert page_after(Moment(date(2020, 1, 1), datetime(2026, 6, 1, tzinfo=PARIS)), size=9) == []
