"""Events to spells: what was so in each period of a life."""

from __future__ import annotations

from hypothesis import given, settings
from tests.engine.history.lives import BORN, born, day, lives, said

from maillage.engine.history import FOREVER, Event, Spell, State, Values, check, fold, state_on
from maillage.engine.history.fold import birth, in_order


def told(*events: Event) -> list[tuple[str, str, str, str]]:
    """From when to when, the name, and the state, of each spell."""
    return [(str(s.start), str(s.end), s.name, str(s.state)) for s in fold(events)]


def test_nothing_known_is_no_life() -> None:
    assert fold([]) == ()


def test_a_birth_opens_one_spell_without_end() -> None:
    spell = Spell(day("2010-01-01"), FOREVER, "Fil à Fil", "association", 1, State.ACTIVE, opens=True)
    assert fold([born("2010")]) == (spell,)


def test_a_rename_begins_another_spell() -> None:
    assert told(born("2010"), said("renamed", "2014-05", 2, Values(name="Bourrasque"))) == [
        ("2010-01-01", "2014-05-01", "Fil à Fil", "active"),
        ("2014-05-01", "9999-01-01", "Bourrasque", "active"),
    ]


def test_a_move_and_a_change_of_kind_keep_the_rest() -> None:
    spells = fold(
        [
            born("2010"),
            said("moved", "2012", 2, Values(place=2)),
            said("changed_kind", "2013", 3, Values(kind="cooperative")),
        ]
    )
    assert [(s.name, s.kind, s.place) for s in spells] == [
        ("Fil à Fil", "association", 1),
        ("Fil à Fil", "association", 2),
        ("Fil à Fil", "cooperative", 2),
    ]


def test_what_was_founded_and_closed_in_a_year_lived_that_year() -> None:
    (spell,) = fold([born("2017"), said("closed", "2017", 2)])
    assert (str(spell.start), str(spell.end), spell.opens, spell.closes) == (
        "2017-01-01",
        "2017-12-31",
        True,
        True,
    )


def test_what_was_founded_and_closed_on_one_day_has_no_spell() -> None:
    assert fold([born("2017-05-12"), said("closed", "2017-05-12", 2)]) == ()


def test_a_sleep_and_a_revival_are_marked_but_end_nothing() -> None:
    spells = fold([born("2010"), said("dormant", "2012", 2), said("revived", "2014", 3)])
    assert [(str(s.start), str(s.state), s.opens, s.closes) for s in spells] == [
        ("2010-01-01", "active", True, False),
        ("2012-12-31", "dormant", False, False),
        ("2014-12-31", "active", False, False),
    ]


def test_a_revival_after_an_end_leaves_a_gap() -> None:
    spells = fold([born("2010"), said("closed", "2012", 2), said("revived", "2014", 3)])
    assert [(str(s.start), str(s.end), s.opens, s.closes) for s in spells] == [
        ("2010-01-01", "2012-12-31", True, True),
        ("2014-12-31", "9999-01-01", True, False),
    ]


def test_a_sleep_after_an_end_wakes_nobody() -> None:
    assert told(born("2010"), said("closed", "2012", 2), said("dormant", "2014", 3)) == [
        ("2010-01-01", "2012-12-31", "Fil à Fil", "active")
    ]


def test_a_first_trace_gives_way_to_an_older_founding() -> None:
    assert told(born("2020", change="seen"), said("founded", "2010", 2)) == [
        ("2010-01-01", "9999-01-01", "Fil à Fil", "active")
    ]


def test_a_founding_is_believed_more_than_an_earlier_trace() -> None:
    assert told(born("2008", change="seen"), said("founded", "2010", 2)) == [
        ("2010-01-01", "9999-01-01", "Fil à Fil", "active")
    ]


def test_what_held_before_a_change_is_what_the_change_says() -> None:
    renamed = said("renamed", "2014", 2, Values(name="Bourrasque"), Values(name="Le Fil"))
    assert told(said("founded", "2010"), renamed) == [
        ("2010-01-01", "2014-01-01", "Le Fil", "active"),
        ("2014-01-01", "9999-01-01", "Bourrasque", "active"),
    ]


def test_a_founding_gives_way_to_the_first_change_that_says_what_was_so_until_then() -> None:
    facts = [
        born("1987"),
        said("renamed", "2015", 3, Values(name="Fil à Fil"), Values(name="Le Hangar")),
        said("moved", "2001", 2, Values(place=1), Values(place=7)),
    ]
    assert [(str(s.start), s.name, s.place) for s in fold(facts)] == [
        ("1987-01-01", "Le Hangar", 7),
        ("2001-01-01", "Le Hangar", 1),
        ("2015-01-01", "Fil à Fil", 1),
    ]


def test_a_founding_does_not_give_way_beyond_a_change_that_says_nothing_of_before() -> None:
    facts = [
        born("1987"),
        said("renamed", "2001", 2, Values(name="Bourrasque")),
        said("renamed", "2015", 3, Values(name="Le Phare"), Values(name="Le Hangar")),
    ]
    assert [s.name for s in fold(facts)] == ["Fil à Fil", "Bourrasque", "Le Phare"]


def test_a_founding_does_not_give_way_to_what_was_said_of_another_record() -> None:
    inherited = said("renamed", "2015", 2, Values(name="Bourrasque"), Values(name="Le Hangar"), own=False)
    assert [s.name for s in fold([born("1987"), inherited])] == ["Fil à Fil", "Bourrasque"]


def test_a_change_told_of_what_was_only_seen_since_holds_today() -> None:
    seen = said("seen", "2026", 1, BORN)
    assert told(seen, said("renamed", "2014", 2, Values(name="Bourrasque"))) == [
        ("2014-01-01", "9999-01-01", "Bourrasque", "active")
    ]


def test_a_first_trace_says_what_was_so_before_the_changes_told_of_it() -> None:
    facts = [
        said("seen", "2026", 1, BORN),
        said("moved", "2014", 2, Values(place=2)),
        said("founded", "2010", 3),
    ]
    assert [(str(s.start), s.name, s.place) for s in fold(facts)] == [
        ("2010-01-01", "Fil à Fil", 1),
        ("2014-01-01", "Fil à Fil", 2),
    ]


def test_a_trace_after_a_founding_that_says_otherwise_is_a_change() -> None:
    assert told(born("2010"), said("seen", "2020", 2, Values(name="Bourrasque"))) == [
        ("2010-01-01", "2020-01-01", "Fil à Fil", "active"),
        ("2020-01-01", "9999-01-01", "Bourrasque", "active"),
    ]


def test_a_trace_does_not_give_way_to_an_inherited_change() -> None:
    inherited = said("renamed", "2014", 2, Values(name="Bourrasque"), own=False)
    assert told(born("2010"), inherited, said("seen", "2020", 3, Values(name="Le Fil"))) == [
        ("2010-01-01", "2014-01-01", "Fil à Fil", "active"),
        ("2014-01-01", "2020-01-01", "Bourrasque", "active"),
        ("2020-01-01", "9999-01-01", "Le Fil", "active"),
    ]


def test_spells_that_say_the_same_are_one() -> None:
    assert told(born("2010"), said("renamed", "2014", 2, Values(name="Fil à Fil"))) == [
        ("2010-01-01", "9999-01-01", "Fil à Fil", "active")
    ]


def test_the_last_recorded_of_one_day_counts() -> None:
    events = [born("2010"), *(said("renamed", "2014", n, Values(name=f"Nom {n}")) for n in (3, 2))]
    assert told(*events)[-1][2] == "Nom 3"


def test_an_inherited_birth_says_when_it_lived_never_what_it_was_called() -> None:
    inherited = said("founded", "2005", 1, Values("Autre nom", "startup", 9), own=False)
    (spell,) = fold([inherited, born("2010", 2)])
    assert (str(spell.start), spell.name, spell.kind, spell.place) == (
        "2005-01-01",
        "Fil à Fil",
        "association",
        1,
    )


def test_an_inherited_change_is_told() -> None:
    inherited = said("renamed", "2014", 1, Values(name="Bourrasque"), own=False)
    assert [spell.name for spell in fold([inherited, born("2010", 2)])] == ["Fil à Fil", "Bourrasque"]


def test_a_founding_after_an_inherited_end_is_a_return() -> None:
    inherited = [said("founded", "2005", 1, own=False), said("closed", "2007", 2, own=False)]
    assert [(start, end) for start, end, *_ in told(*inherited, born("2010", 3))] == [
        ("2005-01-01", "2007-12-31"),
        ("2010-01-01", "9999-01-01"),
    ]


def test_an_inherited_end_before_the_founding_does_not_erase_the_life() -> None:
    inherited = [said("seen", "2005", 1, own=False), said("closed", "2007", 2, own=False)]
    assert told(*inherited, born("2010", 3)) == [("2010-01-01", "9999-01-01", "Fil à Fil", "active")]


def test_birth_is_the_earliest_founding_else_the_earliest_fact() -> None:
    assert birth([]) is None
    assert birth([said("moved", "2012"), said("seen", "2014")]) == day("2012-01-01")
    assert birth([said("seen", "2012"), said("founded", "2014")]) == day("2014-01-01")


def test_order_is_by_day_then_births_then_as_recorded() -> None:
    events = [
        said("renamed", "2014", 3),
        said("moved", "2014", 2),
        said("founded", "2014", 4),
        born("2010", 5),
    ]
    assert [event.order for event in in_order(events)] == [5, 4, 2, 3]


@settings(max_examples=400, deadline=None)
@given(lives())
def test_fold_says_what_the_events_say_on_every_day(events: list[Event]) -> None:
    spells = fold(events)
    assert check(events, spells) == []
    for spell in spells:
        assert state_on(events, spell.start) == (spell.name, spell.kind, spell.place, spell.state)


@settings(max_examples=200, deadline=None)
@given(lives())
def test_fold_does_not_depend_on_the_order_in_which_facts_are_given(events: list[Event]) -> None:
    assert fold(events) == fold(sorted(events, key=lambda event: event.order)) == fold(reversed(events))


@settings(max_examples=200, deadline=None)
@given(lives())
def test_spells_are_few_and_marked_at_both_ends_of_each_existence(events: list[Event]) -> None:
    spells = fold(events)
    assert len(spells) <= len(events)
    assert sum(s.opens for s in spells) == sum(s.closes or s.end == FOREVER for s in spells)
    assert [s.opens for s in spells[:1]] == [True] * bool(spells)


def test_a_life_of_many_facts_is_told() -> None:
    moves = [said("moved", f"{year}", year, Values(place=year)) for year in range(1000, 2000)]
    assert len(fold([said("founded", "1000", 1, BORN), *moves])) == 1000
