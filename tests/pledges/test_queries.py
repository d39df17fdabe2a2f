"""Hours left: of a month, of a pledge, of a pledge that several helpers share."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from tests import factories

from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.pledges.actions import declare_absence, hold_hours, keep_apart, record_contribution
from maillage.pledges.models import Contribution, Hold, PledgedHelper
from maillage.pledges.queries import (
    Hours,
    forbidden_pairs,
    helpers_pledged,
    hours_by_pledge,
    hours_left,
    month_of,
    persons_absent,
    pledge_with_ref,
    pledged_lines_of,
    pledges_about_to_lapse,
    pledges_of,
    pledges_running,
)

TODAY = date(2026, 6, 8)


def test_hours_left_are_what_is_neither_held_nor_given_and_never_negative() -> None:
    assert Hours(total=10, held=3, given=4).left == 3
    assert Hours(total=10, held=0, given=12).left == 0


def test_month_is_named_by_its_first_day() -> None:
    assert month_of(date(2026, 2, 28)) == date(2026, 2, 1)


def test_helpers_month_counts_what_is_held_and_what_was_given_this_month(city: factories.City) -> None:
    hold_hours(helper=city.marc_hours, hours=1, key="a")
    hold_hours(helper=city.marc_hours, hours=2, key="b")
    record_contribution(key="b", hours=1, on=TODAY, who="marc")
    assert hours_left([city.marc_hours], TODAY) == {city.marc_hours.pk: 2}


def test_hours_given_last_month_do_not_weigh_on_this_one(city: factories.City) -> None:
    hold_hours(helper=city.marc_hours, hours=4, key="a")
    record_contribution(key="a", hours=4, on=date(2026, 5, 31), who="marc")
    assert hours_left([city.marc_hours], TODAY) == {city.marc_hours.pk: 4}
    assert hours_left([city.marc_hours], date(2026, 5, 31)) == {city.marc_hours.pk: 0}


def test_same_month_of_another_year_is_another_month(city: factories.City) -> None:
    hold_hours(helper=city.marc_hours, hours=4, key="a")
    record_contribution(key="a", hours=4, on=date(2025, 6, 8), who="marc")
    assert hours_left([city.marc_hours], TODAY) == {city.marc_hours.pk: 4}


def test_shared_pledge_is_not_promised_twice_over(city: factories.City) -> None:
    pledge = factories.a_pledge(city.forge, "compta", hours=6)
    marc, karim = (factories.a_helper(pledge, p, "compta", per_month=4) for p in (city.marc, city.karim))
    assert hours_left([marc, karim], TODAY) == {marc.pk: 4, karim.pk: 2}
    assert hours_left([karim, marc], TODAY) == {marc.pk: 4, karim.pk: 2}, "the order of the list is nothing"


def test_overdrawn_pledge_has_nothing_left(city: factories.City) -> None:
    pledge = factories.a_pledge(city.forge, "compta", hours=2)
    karim = factories.a_helper(pledge, city.karim, "compta")
    hold_hours(helper=karim, hours=2, key="a")
    record_contribution(key="a", hours=9, on=TODAY, who="karim")
    assert hours_left([karim], TODAY) == {karim.pk: 0}
    assert hours_by_pledge([pledge])[pledge.pk].left == 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    total=st.integers(1, 12),
    months=st.lists(st.integers(1, 5), min_size=1, max_size=3),
    asks=st.lists(st.tuples(st.integers(0, 2), st.integers(1, 5), st.booleans()), max_size=10),
)
def test_whatever_is_asked_a_pledge_never_promises_more_than_it_has(
    city: factories.City, total: int, months: list[int], asks: list[tuple[int, int, bool]]
) -> None:
    Contribution.objects.all().delete()
    Hold.objects.all().delete()
    PledgedHelper.objects.exclude(pk__in=[city.marc_hours.pk, city.lea_hours.pk]).delete()
    pledge = factories.a_pledge(city.forge, "compta", hours=total)
    people = (city.marc, city.karim, city.fatou)
    helpers = [
        factories.a_helper(pledge, person, "compta", per_month=m)
        for person, m in zip(people, months, strict=False)
    ]
    for number, (who, hours, gives) in enumerate(asks):
        helper = helpers[who % len(helpers)]
        try:
            hold_hours(helper=helper, hours=hours, key=f"ask{number}")
        except Refusal:
            continue
        if gives:
            record_contribution(key=f"ask{number}", hours=hours, on=TODAY, who="x")
    account = hours_by_pledge([pledge])[pledge.pk]
    left = hours_left(helpers, TODAY)
    assert account.held + account.given <= total
    assert sum(left.values()) <= account.left
    assert all(0 <= left[h.pk] <= h.hours_per_month for h in helpers)


def test_pledge_runs_on_its_first_and_last_days(city: factories.City) -> None:
    first, last = city.pledge.starts_on, city.pledge.ends_on
    days = [first - timedelta(days=1), first, last, last + timedelta(days=1)]
    assert [city.pledge in pledges_running(day) for day in days] == [False, True, True, False]


def test_pledges_about_to_lapse_are_the_nearest_end_first(city: factories.City) -> None:
    soon = factories.a_pledge(city.forge, "compta", ends=30)
    sooner = factories.a_pledge(city.studio_lave, "com-graph", ends=3)
    factories.a_pledge(city.forge, "compta", ends=-1)
    assert list(pledges_about_to_lapse(TODAY, within_days=30)) == [sooner, soon]
    assert list(pledges_about_to_lapse(TODAY, within_days=29)) == [sooner]


def test_helpers_pledged_are_those_whose_pledge_runs(city: factories.City) -> None:
    over = factories.a_pledge(city.forge, "compta", ends=-1)
    factories.a_helper(over, city.karim, "compta")
    assert {h.person for h in helpers_pledged(TODAY)} == {city.marc, city.lea}


def test_absence_counts_both_its_days(city: factories.City) -> None:
    declare_absence(person=city.marc, starts_on=TODAY, ends_on=TODAY + timedelta(days=1), who="marc")
    days = [TODAY + timedelta(days=n) for n in (-1, 0, 1, 2)]
    assert [persons_absent(day) for day in days] == [set(), {city.marc.pk}, {city.marc.pk}, set()]


def test_pairs_kept_apart_are_read_by_person(city: factories.City) -> None:
    for actor in (city.fil_a_fil, city.bourrasque):
        keep_apart(person=city.marc, actor=actor, who="ines")
    assert dict(forbidden_pairs()) == {city.marc.pk: {city.fil_a_fil.pk, city.bourrasque.pk}}


def test_helper_reads_her_own_lines_and_a_partner_its_own_pledges(city: factories.City) -> None:
    assert list(pledged_lines_of(city.marc)) == [city.marc_hours]
    assert list(pledges_of([city.forge])) == [city.pledge]
    assert pledge_with_ref(city.pledge.ref) == city.pledge
    assert pledge_with_ref("unheard") is None


@pytest.mark.parametrize("more", [0, 2])
def test_number_of_queries_does_not_grow_with_the_helpers(
    city: factories.City, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(more):
        factories.another_helper(city.territory, f"Aide{n} Nom{n}", f"Partenaire {n}", "compta")
    with django_assert_num_queries(6):
        helpers = helpers_pledged(clock.today())
        assert [len(h.skills.all()) for h in helpers] == [2, 1] + [1] * more
        hours_left(helpers, clock.today())
