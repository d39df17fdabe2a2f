"""Facts, what they change, and from which day they count."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from tests.engine.history.lives import day, said

from maillage.engine.history import FOREVER, Change, Event, Spell, State, Values


def test_a_fact_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError) as refused:
        Event(Change.MOVED, day("2017-05-12"), day("2017-05-11"), 1)
    assert str(refused.value) == "An event ends (2017-05-11) before it begins (2017-05-12): swap the days."


def test_a_fact_is_never_changed() -> None:
    event = said("founded", "2017")
    with pytest.raises(FrozenInstanceError):
        event.order = 2  # type: ignore[misc]  # this is what must not work


@pytest.mark.parametrize("change", ["seen", "founded", "renamed", "moved", "changed_kind", "split"])
def test_births_and_changes_count_from_the_first_possible_day(change: str) -> None:
    assert said(change, "2017").counts_from == day("2017-01-01")
    assert said(change, "2017-05").counts_from == day("2017-05-01")


@pytest.mark.parametrize("change", ["closed", "merged", "dormant", "revived"])
def test_ends_sleeps_and_revivals_count_from_the_last_possible_day(change: str) -> None:
    assert said(change, "2017").counts_from == day("2017-12-31")
    assert said(change, "2016-02").counts_from == day("2016-02-29")


def test_a_split_that_leaves_nothing_counts_as_an_end() -> None:
    assert (said("split", "2017").closes, said("split", "2017").counts_from) == (False, day("2017-01-01"))
    ended = said("split", "2017", ends=True)
    assert (ended.closes, ended.counts_from) == (True, day("2017-12-31"))


def test_only_ends_close() -> None:
    closing = [change for change in Change if said(change, "2017").closes]
    assert closing == [Change.MERGED, Change.CLOSED]
    assert not said("moved", "2017", ends=True).closes


def test_a_day_counts_from_itself() -> None:
    assert {said(change, "2017-05-12").counts_from for change in Change} == {day("2017-05-12")}


def test_values_fill_their_gaps_with_older_ones() -> None:
    newer = Values(name="Bourrasque")
    assert newer.over(Values("Fil à Fil", "association", 1)) == Values("Bourrasque", "association", 1)
    assert Values().over(newer) == newer == newer.over(Values())


def test_values_may_be_kept_where_others_speak_or_where_they_do_not() -> None:
    mine, other = Values("Bourrasque", "startup"), Values(name="Fil à Fil", place=1)
    assert mine.only(other) == Values(name="Bourrasque")
    assert mine.without(other) == Values(kind="startup")
    assert mine.only(other).over(mine.without(other)) == mine


def test_a_spell_says_a_period_and_what_was_so() -> None:
    spell = Spell(day("2017-01-01"), FOREVER, "Fil à Fil", "association", None, State.ACTIVE)
    assert (spell.opens, spell.closes, spell.end.year) == (False, False, 9999)
