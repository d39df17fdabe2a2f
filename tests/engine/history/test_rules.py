"""Each rule of a life, broken once and kept once; only the impossible is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.engine.history.lives import born, lives, said

from maillage.engine.history import Broken, Event, broken_rules, fold


def codes(*events: Event) -> list[str]:
    """The codes of the rules that are broken."""
    return [broken.code for broken in broken_rules(events)]


def test_born_once_broken_by_a_second_founding() -> None:
    first, second = born("2010", 1), born("2012", 2)
    assert broken_rules([first, second]) == [Broken("founded_twice", second, first)]


def test_born_once_kept_by_a_founding_and_traces() -> None:
    assert codes(born("2010"), born("2012", 2, "seen"), born("2008", 3, "seen")) == []


def test_born_first_broken_by_a_move_before_the_founding() -> None:
    moved, founded = said("moved", "2009", 2), born("2010")
    assert broken_rules([founded, moved]) == [Broken("before_birth", moved, founded)]


def test_born_first_broken_by_a_death_before_the_birth() -> None:
    founded, closed = born("2017-06"), said("closed", "2017-05", 2)
    assert broken_rules([founded, closed]) == [
        Broken("before_birth", closed, founded),
        Broken("after_end", founded, closed),
    ]


@pytest.mark.parametrize("written", ["2017", "2017-06", "2017-06-01"])
def test_born_first_kept_when_the_spans_overlap(written: str) -> None:
    assert codes(born("2017-06"), said("moved", written, 2), said("closed", "2017", 3)) == []


def test_born_first_kept_by_a_trace_before_the_founding() -> None:
    assert codes(born("2010"), born("2009", 2, "seen")) == []


def test_born_first_kept_when_no_founding_is_known() -> None:
    assert codes(born("2010", change="seen"), said("moved", "2009", 2)) == []


def test_ended_once_broken_by_a_second_end() -> None:
    closed, merged = said("closed", "2012", 2), said("merged", "2014", 3)
    assert broken_rules([born(), closed, merged]) == [Broken("ended_twice", merged, closed)]


def test_ended_once_broken_by_a_change_after_the_end() -> None:
    closed, moved = said("closed", "2012", 2), said("moved", "2013", 3)
    assert broken_rules([born(), closed, moved]) == [Broken("after_end", moved, closed)]


def test_ended_once_kept_by_a_change_in_the_year_of_the_end() -> None:
    assert codes(born(), said("closed", "2012-03", 2), said("moved", "2012", 3)) == []


def test_ended_once_kept_by_a_trace_after_the_end() -> None:
    assert codes(born(), said("closed", "2012", 2), born("2014", 3, "seen")) == []


def test_ended_once_kept_by_a_second_end_after_a_revival() -> None:
    life = [born(), said("closed", "2012", 2), said("revived", "2013", 3), said("closed", "2014", 4)]
    assert codes(*life) == []


def test_ended_once_kept_by_a_split_that_leaves_something() -> None:
    assert codes(born(), said("split", "2012", 2), said("closed", "2014", 3)) == []
    assert codes(born(), said("split", "2012", 2, ends=True), said("closed", "2014", 3)) == ["ended_twice"]


def test_revived_after_an_end_broken_by_a_revival_of_what_lives() -> None:
    revived = said("revived", "2012", 2)
    assert broken_rules([born(), revived]) == [Broken("not_asleep", revived)]
    assert codes(
        born(), said("dormant", "2011", 2), said("revived", "2012", 3), said("revived", "2013", 4)
    ) == ["not_asleep"]


@pytest.mark.parametrize("asleep", ["dormant", "closed", "merged"])
def test_revived_after_an_end_kept(asleep: str) -> None:
    assert codes(born(), said(asleep, "2011", 2), said("revived", "2012", 3)) == []


def test_inherited_facts_are_not_judged() -> None:
    inherited = [
        said(change, "2005", n, own=False) for n, change in enumerate(("founded", "closed", "revived"))
    ]
    assert codes(*inherited, born("2010", 9)) == []


def test_a_life_may_break_several_rules() -> None:
    life = [born("2010", 1), born("2012", 2), said("moved", "2009", 3), said("revived", "2013", 4)]
    assert codes(*life) == ["founded_twice", "before_birth", "not_asleep"]


@settings(max_examples=300, deadline=None)
@given(lives(own=True))
def test_a_life_that_breaks_no_rule_is_founded_once_and_ends_after_it_began(events: list[Event]) -> None:
    if broken_rules(events) == []:
        assert sum(event.change == "founded" for event in events) <= 1
        opened = [spell.opens for spell in fold(events)]
        assert sum(opened) <= 1 + sum(event.change == "revived" for event in events)
