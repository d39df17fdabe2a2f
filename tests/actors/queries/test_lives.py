"""Reads of lives: both times, merged records, ties, profiles."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db.models import Q
from tests import factories
from tests.conftest import MONDAY

from maillage.actors.actions import (
    Bond,
    Happening,
    Profile,
    correct_event,
    describe_actor,
    end_tie,
    merge_records,
    record_event,
    take_back_event,
    tie_actors,
    undo_merge,
)
from maillage.actors.enums import LifeEventKind, TieEnd, TieKind
from maillage.actors.models import FOREVER, Actor, LifeEvent, RecordMerge
from maillage.actors.queries import (
    all_events,
    current_ties,
    episode_on,
    family_of,
    known,
    known_events,
    merged_then,
    merges_into,
    profile_then,
    root_of,
    ties_on,
)
from maillage.common import clock

TODAY = date(2026, 6, 8)


def later(days: int) -> datetime:
    """Some days after Monday."""
    return MONDAY + timedelta(days=days)


@pytest.fixture
def renamed(city: factories.City) -> LifeEvent:
    """Fil à Fil was renamed in 2020: told on Monday."""
    LifeEvent.objects.filter(actor=city.fil_a_fil).update(happened="2010", counts_from=date(2010, 1, 1))
    what = Happening(LifeEventKind.RENAMED, "2020", name="Le Fil")
    return record_event(actor=city.fil_a_fil, what=what, who="ines")


def test_known_rows_are_those_of_now_or_of_a_moment() -> None:
    assert known(None) == Q(known_until=FOREVER)
    assert known(MONDAY) == Q(known_from__lte=MONDAY, known_until__gt=MONDAY)


def test_known_events_are_those_that_were_not_taken_back(city: factories.City, renamed: LifeEvent) -> None:
    with clock.at(later(1)):
        take_back_event(event=renamed, who="ines")
    told = [
        list(known_events(city.fil_a_fil, at).values_list("kind", flat=True))
        for at in (None, MONDAY, later(1))
    ]
    assert told == [["seen"], ["seen", "renamed"], ["seen"]]
    assert list(all_events(city.fil_a_fil).values_list("kind", flat=True)) == ["seen", "renamed"]


def test_events_are_in_order_of_the_day_they_count_from(city: factories.City, renamed: LifeEvent) -> None:
    what = Happening(LifeEventKind.DORMANT, "2015")
    record_event(actor=city.fil_a_fil, what=what, who="ines")
    assert [event.kind for event in known_events(city.fil_a_fil)] == ["seen", "dormant", "renamed"]


def test_episode_on_answers_with_both_times(city: factories.City, renamed: LifeEvent) -> None:
    with clock.at(later(2)):
        what = Happening(LifeEventKind.RENAMED, "2022", name="Le Fil")
        correct_event(event=renamed, what=what, who="ines")
    day = date(2021, 6, 1)
    told = [episode_on(city.fil_a_fil, day, at) for at in (MONDAY, later(1), later(2), None)]
    assert [row.name for row in told if row] == ["Le Fil", "Le Fil", "Fil à Fil", "Fil à Fil"]


def test_episode_on_is_none_before_the_life_and_before_it_was_known(
    city: factories.City, renamed: LifeEvent
) -> None:
    assert episode_on(city.fil_a_fil, date(2009, 12, 31)) is None
    assert episode_on(city.fil_a_fil, TODAY, MONDAY - timedelta(seconds=1)) is None


def test_merged_records_are_followed_through_chains_at_each_moment(city: factories.City) -> None:
    a, b, c = city.bourrasque, city.forge, city.studio_lave
    with clock.at(later(1)):
        merge_records(kept=b, absorbed=a, who="ines")
    with clock.at(later(2)):
        second = merge_records(kept=c, absorbed=b, who="ines")
    with clock.at(later(3)):
        undo_merge(merge=second, who="ines")
    assert [merged_then(later(n)) for n in (0, 1, 2, 3)] == [
        {},
        {a.pk: b.pk},
        {a.pk: c.pk, b.pk: c.pk},
        {a.pk: b.pk},
    ]
    assert merged_then(None) == {a.pk: b.pk}
    a = Actor.objects.get(pk=a.pk)
    assert [root_of(a, at) for at in (MONDAY, later(1), later(2), None)] == [a.pk, b.pk, c.pk, b.pk]
    assert [family_of(c, at) for at in (MONDAY, later(2), None)] == [
        [c.pk],
        [c.pk, *sorted([a.pk, b.pk])],
        [c.pk],
    ]
    assert family_of(b) == [b.pk, a.pk]


def test_records_that_claim_each_other_do_not_turn_in_circles(city: factories.City) -> None:
    one, two = city.bourrasque, city.forge
    for kept, absorbed in ((one, two), (two, one)):
        RecordMerge.objects.create(territory=city.territory, kept=kept, absorbed=absorbed, who="ines")
    assert set(merged_then(MONDAY)) == {one.pk, two.pk}


def test_events_of_merged_records_are_read_together_while_they_are_merged(
    city: factories.City, renamed: LifeEvent
) -> None:
    with clock.at(later(1)):
        merge = merge_records(kept=city.forge, absorbed=city.fil_a_fil, who="ines")
    assert [event.actor for event in known_events(city.forge)] == [city.fil_a_fil, city.fil_a_fil, city.forge]
    assert [known_events(city.forge, at).count() for at in (MONDAY, later(1))] == [1, 3]
    assert list(merges_into(city.forge)) == [merge]
    with clock.at(later(2)):
        undo_merge(merge=merge, who="ines")
    assert (known_events(city.forge).count(), merges_into(city.forge).count()) == (1, 0)


def test_merges_into_tells_the_latest_first(city: factories.City) -> None:
    inner = merge_records(kept=city.forge, absorbed=city.bourrasque, who="ines")
    outer = merge_records(kept=city.studio_lave, absorbed=city.forge, who="ines")
    assert list(merges_into(city.studio_lave)) == [outer, inner]


def test_episode_of_a_record_merged_away_is_that_of_the_kept_one(city: factories.City) -> None:
    with clock.at(later(1)):
        merge_records(kept=city.forge, absorbed=city.fil_a_fil, who="ines")
    absorbed = Actor.objects.get(pk=city.fil_a_fil.pk)
    names = [episode_on(absorbed, TODAY, at) for at in (MONDAY, later(1), None)]
    assert [row.name for row in names if row] == ["Fil à Fil", "Forge & Cie", "Forge & Cie"]


def test_ties_on_are_those_of_a_day_as_known_at_a_moment(city: factories.City) -> None:
    bond = Bond(TieKind.HOSTS, since="2018")
    tie = tie_actors(actor=city.forge, other=city.fil_a_fil, bond=bond, who="ines")
    with clock.at(later(1)):
        end_tie(tie=tie, until="2020", reason=TieEnd.COMPLETED, who="ines")
    days = (date(2017, 12, 31), date(2018, 1, 1), date(2020, 12, 30), date(2020, 12, 31), TODAY)
    assert [ties_on(city.fil_a_fil, day).count() for day in days] == [0, 1, 1, 0, 0]
    assert [ties_on(city.forge, day, MONDAY).count() for day in days] == [0, 1, 1, 1, 1]


def test_current_ties_are_those_of_any_date_but_not_the_versions_corrected_since(
    city: factories.City,
) -> None:
    tie = tie_actors(actor=city.forge, other=city.fil_a_fil, bond=Bond(TieKind.HOSTS, "2018"), who="ines")
    ended = end_tie(tie=tie, until="2020", reason=TieEnd.COMPLETED, who="ines")
    assert list(current_ties(city.forge)) == list(current_ties(city.fil_a_fil)) == [ended]
    assert current_ties(city.bourrasque).count() == 0


def test_current_ties_inside_a_merged_record_are_hidden(city: factories.City) -> None:
    for other in (city.fil_a_fil, city.bourrasque):
        tie_actors(actor=city.forge, other=other, bond=Bond(TieKind.PARTNER), who="ines")
    merge_records(kept=city.forge, absorbed=city.fil_a_fil, who="ines")
    assert [tie.other for tie in current_ties(city.forge)] == [city.bourrasque]


def test_profile_then_is_what_the_record_said_at_the_moment(city: factories.City) -> None:
    for number, hours in ((1, "lundi"), (2, "mardi")):
        with clock.at(later(number)):
            describe_actor(actor=city.forge, profile=Profile(hours=hours), who="ines")
    assert [profile_then(city.forge, at)["hours"] for at in (MONDAY, later(1), later(2), None)] == [
        "",
        "lundi",
        "mardi",
        "mardi",
    ]
