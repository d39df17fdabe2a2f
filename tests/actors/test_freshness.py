"""The score of freshness: 100 under six months, nothing from two years, a straight line between."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import factories

from maillage.actors.freshness import (
    FRESH_DAYS,
    LAST_DAYS,
    STALE_DAYS,
    Freshness,
    Level,
    freshness_of,
    level_after,
    months_before,
    of_level,
    score_after,
    with_level,
)
from maillage.actors.models import Actor
from maillage.common import clock

AGES = (0, FRESH_DAYS - 1, FRESH_DAYS, STALE_DAYS - 1, STALE_DAYS, LAST_DAYS, LAST_DAYS + 900)


def test_half_a_year_and_two_years_are_months_of_the_project() -> None:
    assert (FRESH_DAYS, STALE_DAYS, LAST_DAYS) == (183, 457, 731)


@pytest.mark.parametrize(
    ("days", "score"),
    [(0, 100), (182, 100), (183, 99), (184, 99), (320, 75), (457, 50), (730, 1), (731, 0)],
)
def test_score_falls_from_six_months_to_two_years(days: int, score: int) -> None:
    assert score_after(days) == score


@given(st.integers(0, 5000))
def test_score_never_rises_and_stays_a_percentage(days: int) -> None:
    assert 0 <= score_after(days + 1) <= score_after(days) <= 100


@given(st.integers(0, 5000))
def test_level_and_score_say_the_same(days: int) -> None:
    level = level_after(days)
    assert (level == Level.STALE) == (score_after(days) <= 50)
    assert (level == Level.FRESH) <= (score_after(days) == 100)


def test_an_entry_confirmed_today_is_fresh(city: factories.City, monday: datetime) -> None:
    found = freshness_of(city.fil_a_fil, monday)
    assert found == Freshness(score=100, level=Level.FRESH, days=0, confirmed_on=date(2026, 6, 8))


def test_an_entry_ages_by_whole_days(city: factories.City, monday: datetime) -> None:
    later = freshness_of(city.fil_a_fil, monday + timedelta(days=320, hours=23))
    assert (later.score, later.level, later.days) == (75, Level.AGEING, 320)


def test_an_entry_seen_before_it_was_confirmed_is_fresh(city: factories.City, monday: datetime) -> None:
    assert freshness_of(city.fil_a_fil, monday - timedelta(days=400)).days == 0


def test_day_of_confirmation_is_that_of_the_territory(city: factories.City, monday: datetime) -> None:
    city.fil_a_fil.confirmed_at = monday.replace(hour=0, minute=30)  # still the day before in UTC
    assert freshness_of(city.fil_a_fil, monday).confirmed_on == date(2026, 6, 8)


def test_months_before_count_30_44_days(monday: datetime) -> None:
    assert months_before(monday, 12) == monday - timedelta(days=365)


def aged(city: factories.City, monday: datetime) -> dict[int, int]:
    """Seven entries, one of each age; days by primary key."""
    Actor.objects.all().delete()
    ages = {}
    for days in AGES:
        with clock.at(monday - timedelta(days=days)):
            actor = factories.an_actor(city.territory, f"Âge {days}", "association")  # type: ignore[arg-type]
        ages[actor.pk] = days
    return ages


def test_rows_carry_the_level_that_each_one_has(city: factories.City, monday: datetime) -> None:
    ages = aged(city, monday)
    rows = with_level(Actor.objects.all(), monday).values_list("pk", "freshness_level")
    assert dict(rows) == {pk: str(level_after(days)) for pk, days in ages.items()}


@pytest.mark.parametrize("level", list(Level))
def test_rows_of_one_level_are_those_that_have_it(
    city: factories.City, monday: datetime, level: Level
) -> None:
    ages = aged(city, monday)
    found = set(of_level(Actor.objects.all(), level, monday).values_list("pk", flat=True))
    assert found == {pk for pk, days in ages.items() if level_after(days) == level}


def test_level_is_read_through_a_path(city: factories.City, monday: datetime) -> None:
    rows = with_level(city.fatou.memberships.all(), monday, path="actor__confirmed_at")
    assert [row.freshness_level for row in rows] == [Level.FRESH]  # type: ignore[attr-defined]
    stale = of_level(city.fatou.memberships.all(), Level.STALE, monday, path="actor__confirmed_at")
    assert list(stale) == []
