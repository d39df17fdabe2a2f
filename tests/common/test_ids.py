"""References that can be read aloud and not be guessed."""

from __future__ import annotations

from maillage.common import ids


def test_reference_has_twelve_signs_that_cannot_be_misread() -> None:
    ref = ids.new_ref()
    assert len(ref) == 12
    assert set(ref) - set(ids.ALPHABET) == set()
    assert set("01ilo") & set(ids.ALPHABET) == set()


def test_references_differ() -> None:
    assert len({ids.new_ref() for _ in range(500)}) == 500


def test_same_seed_gives_the_same_references_and_only_inside_the_block() -> None:
    with ids.seeded(7):
        first = [ids.new_ref() for _ in range(3)]
    with ids.seeded(7):
        again = [ids.new_ref() for _ in range(3)]
    with ids.seeded(8):
        other = [ids.new_ref() for _ in range(3)]
    assert first == again
    assert first != other
    assert ids.new_ref() not in first
