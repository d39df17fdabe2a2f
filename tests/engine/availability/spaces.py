"""Spaces in few words, and any space hypothesis can think of. Moments are small whole numbers."""

from __future__ import annotations

from hypothesis import strategies as st

from maillage.engine.availability import SpaceTime

DAY = (8, 20)


def room(*busy: tuple[int, int]) -> SpaceTime:
    """A room of one unit, open from 8 to 20."""
    return SpaceTime(1, 1, (DAY,), tuple((0, start, end) for start, end in busy))


def desks(units: int, *busy: tuple[int, int, int]) -> SpaceTime:
    """Interchangeable desks, open from 8 to 20."""
    return SpaceTime(1, units, (DAY,), busy)


@st.composite
def stretches(draw: st.DrawFn, until: int = 24) -> tuple[int, int]:
    """A stretch of at least one second."""
    start = draw(st.integers(0, until - 1))
    return start, draw(st.integers(start + 1, until))


@st.composite
def spaces(draw: st.DrawFn, key: int = 1) -> SpaceTime:
    """A space of one to four units whose openings and bookings touch, overlap and contain each other."""
    units = draw(st.integers(1, 4))
    opening = draw(st.lists(stretches(), max_size=4))
    busy = draw(st.lists(st.tuples(st.integers(0, units - 1), stretches()), max_size=8))
    return SpaceTime(key, units, tuple(opening), tuple((unit, *stretch) for unit, stretch in busy))
