"""How the promise is kept: an example computed by hand, and small cells that stay hidden."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from tests import factories

from maillage.actors.enums import ActorKind
from maillage.common import clock
from maillage.needs.actions import close_need, record_progress
from maillage.needs.enums import NeedState, Outcome
from maillage.needs.models import Need
from maillage.observatory.queries import charter_figures
from maillage.territory.models import Territory


def a_need(
    territory: Territory,
    monday: datetime,
    kind: ActorKind,
    *,
    days: int | None = None,
    outcome: Outcome | None = None,
    asked: int = -60,
) -> Need:
    """A need confirmed two months ago, answered after ``days`` (calendar) or ended as said, or neither."""
    start = factories.after(monday, days=asked)
    with clock.at(start):
        need = factories.a_qualified_need(territory, ask=factories.an_ask(kind=kind))
    with clock.at(factories.after(start, days=days or 1)):
        if days is not None:
            record_progress(need=need, state=NeedState.ANSWERED)
        if outcome is not None:
            close_need(need=Need.objects.get(pk=need.pk), outcome=outcome, who="ines")
    return need


def test_example_computed_by_hand(territory: Territory, monday: datetime) -> None:
    """14 associations, 6 start-ups, 2 artists; asked on a Thursday, 9 April 2026 (Easter is over)."""
    for _ in range(10):
        a_need(territory, monday, ActorKind.ASSOCIATION, days=1)  # one working day
    for _ in range(3):
        a_need(territory, monday, ActorKind.COLLECTIVE, days=7)  # five working days
    a_need(territory, monday, ActorKind.ASSOCIATION)  # never answered: late
    for _ in range(5):
        a_need(territory, monday, ActorKind.STARTUP, days=5)  # Tuesday: three working days
    a_need(territory, monday, ActorKind.STARTUP, days=8)  # six working days: too late
    a_need(territory, monday, ActorKind.ARTIST, outcome=Outcome.NO_HELP_AVAILABLE)  # the next day, honestly
    a_need(territory, monday, ActorKind.ARTIST, outcome=Outcome.UNREACHABLE)  # lost
    a_need(territory, monday, ActorKind.ARTIST, outcome=Outcome.WITHDRAWN)  # does not count
    a_need(territory, monday, ActorKind.COMPANY, asked=-1)  # not due yet
    a_need(territory, monday, ActorKind.COMPANY, asked=-200, days=1)  # before the period

    figures = charter_figures(territory)
    assert (figures.needs, figures.in_good_time, figures.in_time, figures.later) == (22, 16, 19, 3)
    assert (figures.no_help, figures.lost) == (1, 1)
    assert (figures.percent_in_good_time, figures.percent_in_time, figures.percent_lost) == (73, 86, 5)
    # open: the unanswered one, the one not due, and those answered and not closed (10 + 3 + 5 + 1 + 1)
    assert figures.open_now == 22
    rows = {row.name: row.cells for row in figures.rows}
    assert set(rows) == {"Associations et collectifs", "Indépendants et artistes, Start-up"}
    assert rows["Associations et collectifs"] == (14, 10, 13)
    assert rows["Indépendants et artistes, Start-up"] == (8, 6, 6)


def test_city_without_needs_has_no_shares(territory: Territory) -> None:
    figures = charter_figures(territory)
    assert (figures.needs, figures.percent_in_time, figures.percent_lost, figures.rows) == (0, None, None, ())


def test_fewer_needs_than_the_smallest_cell_show_no_row(territory: Territory, monday: datetime) -> None:
    for _ in range(4):
        a_need(territory, monday, ActorKind.STARTUP, days=1)
    assert charter_figures(territory).rows == ()


def test_no_cell_under_five_is_shown(territory: Territory, monday: datetime) -> None:
    for kind, count in ((ActorKind.STARTUP, 6), (ActorKind.ASSOCIATION, 8), (ActorKind.ARTIST, 5)):
        for n in range(count):
            a_need(territory, monday, kind, days=1 if n % 2 else 12)
    cells = [cell for row in charter_figures(territory).rows for cell in row.cells]
    assert [c for c in cells if c is not None and 0 < c < 5] == []
    assert None in cells


def test_groups_are_named_in_the_readers_language(territory: Territory, monday: datetime) -> None:
    territory.group_names = {**territory.group_names, "en": {"startup": "Start-ups"}}
    for _ in range(5):
        a_need(territory, monday, ActorKind.STARTUP, days=1)
    with translation.override("en"):
        (row,) = charter_figures(territory).rows
    assert row.name == "Start-ups"


@pytest.mark.parametrize("count", [1, 3])
def test_figures_are_read_in_two_queries(
    territory: Territory, monday: datetime, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        a_need(territory, monday, ActorKind.STARTUP, days=1)
    with django_assert_num_queries(2):
        charter_figures(territory)
