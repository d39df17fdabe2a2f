"""What is refused when a space is described."""

from __future__ import annotations

import pytest

from maillage.engine.availability import SpaceTime, Spell


def test_a_spell_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^A spell ends \(5\) before it begins \(5\): swap its ends\.$"):
        Spell(5, 5)
    assert (Spell(5, 6).start, Spell(5, 6).end) == (5, 6)


def test_a_space_without_places_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^Space 4 has 0 places; it needs at least one: count them\.$"):
        SpaceTime(4, 0, ())


def test_an_opening_turned_round_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^The opening of space 4 ends \(8\) before it begins \(20\): swap"):
        SpaceTime(4, 1, ((1, 2), (20, 8)))


def test_a_booking_turned_round_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^Unit 0 of space 4 is taken until 8, before 9: swap the ends\.$"):
        SpaceTime(4, 1, (), ((0, 9, 8),))


@pytest.mark.parametrize("unit", [-1, 2])
def test_a_booking_of_a_unit_that_is_not_there_is_refused(unit: int) -> None:
    with pytest.raises(
        ValueError, match=rf"^Unit {unit} of space 4 is taken, but its units go from 0 to 1\.$"
    ):
        SpaceTime(4, 2, (), ((unit, 8, 9),))
