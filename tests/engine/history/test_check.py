"""The referee sees each way in which spells can be wrong, and reads days from the definition."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.history.lives import born, day, lives, said

from maillage.engine.history import Event, State, Values, check, fold, state_on

RENAMED = said("renamed", "2014", 2, Values(name="Bourrasque"))
LIFE = [born("2010"), RENAMED, said("closed", "2016", 3), said("revived", "2018", 4)]


def test_state_on_reads_each_day_of_a_life() -> None:
    days = ("2009-12-31", "2010-01-01", "2014-01-01", "2016-12-30", "2016-12-31", "2018-12-31")
    names = [state and state[0] for state in (state_on(LIFE, day(written)) for written in days)]
    assert names == [None, "Fil à Fil", "Bourrasque", "Bourrasque", None, "Bourrasque"]


def test_state_on_says_that_it_sleeps() -> None:
    asleep = state_on([born("2010"), said("dormant", "2012", 2)], day("2013-01-01"))
    assert asleep == ("Fil à Fil", "association", 1, State.DORMANT)


def test_state_on_says_nothing_of_what_nobody_said() -> None:
    assert state_on([said("founded", "2010")], day("2013-01-01")) == ("", "", None, State.ACTIVE)
    assert state_on([], day("2013-01-01")) is None


def test_check_is_silent_when_spells_are_right() -> None:
    assert check(LIFE, fold(LIFE)) == []
    assert check([], ()) == []


def test_check_sees_a_spell_that_ends_before_it_begins() -> None:
    spells = fold(LIFE)
    turned = replace(spells[0], end=spells[0].start)
    assert f"{turned} ends before it begins" in check(LIFE, (turned, *spells[1:]))


def test_check_sees_two_spells_of_one_day() -> None:
    first, second, third = fold(LIFE)
    longer = replace(first, end=day("2014-06-01"))
    assert check(LIFE, (longer, second, third))[0] == f"{second} overlaps {longer}"


def test_check_sees_a_spell_that_is_missing() -> None:
    first, _, third = fold(LIFE)
    meant = ("Bourrasque", "association", 1, State.ACTIVE)
    assert f"on 2014-01-01 the spells say None, the events {meant}" in check(LIFE, (first, third))


def test_check_sees_a_spell_that_says_something_else() -> None:
    first, *others = fold(LIFE)
    told, meant = ("Autre", "association", 1, State.ACTIVE), ("Fil à Fil", "association", 1, State.ACTIVE)
    assert check(LIFE, (replace(first, name="Autre"), *others)) == [
        f"on 2010-01-01 the spells say {told}, the events {meant}",
        f"on 2013-12-31 the spells say {told}, the events {meant}",
    ]


def test_check_sees_a_beginning_that_is_not_marked() -> None:
    first, *others = fold(LIFE)
    unmarked = replace(first, opens=False)
    assert check(LIFE, (unmarked, *others)) == [f"{unmarked} marks its beginning or its end wrongly"]


def test_check_sees_an_end_that_is_marked_where_nothing_ends() -> None:
    first, *others = fold(LIFE)
    marked = replace(first, closes=True)
    assert check(LIFE, (marked, *others)) == [f"{marked} marks its beginning or its end wrongly"]


@settings(max_examples=200, deadline=None)
@given(lives(), st.data())
def test_check_sees_any_spell_taken_away(events: list[Event], data: st.DataObject) -> None:
    spells = fold(events)
    if spells:
        gone = data.draw(st.integers(0, len(spells) - 1))
        assert check(events, spells[:gone] + spells[gone + 1 :]) != []
