"""Facts of lives, written in few words, and any life hypothesis can think of."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from hypothesis import strategies as st

from maillage.engine.history import Change, Event, Values


def day(written: str) -> date:
    """A day written in full."""
    return date.fromisoformat(written)


def said(
    change: str,
    written: str,
    order: int = 1,
    values: Values | None = None,
    before: Values | None = None,
    *,
    own: bool = True,
    ends: bool = False,
) -> Event:
    """A fact of « 2017 », « 2017-05 » or « 2017-05-12 »."""
    parts = [int(part) for part in written.split("-")]
    first = date(*[*parts, 1, 1][:3])
    month = parts[1] if len(parts) > 1 else 12
    last = first if len(parts) == 3 else date(parts[0], month, monthrange(parts[0], month)[1])
    return Event(Change(change), first, last, order, values or Values(), before or Values(), own, ends)


BORN = Values("Fil à Fil", "association", 1)


def born(written: str = "2010", order: int = 1, change: str = "founded") -> Event:
    """A birth that says everything."""
    return said(change, written, order, BORN)


DAYS = st.integers(0, 40).map(lambda number: date(2020, 1, 1) + timedelta(days=number))
VALUES = st.builds(
    Values,
    st.sampled_from((None, "Fil à Fil", "Bourrasque")),
    st.sampled_from((None, "association", "startup")),
    st.sampled_from((None, 1, 2)),
)


@st.composite
def lives(draw: st.DrawFn, *, own: bool = False) -> list[Event]:
    """Any facts at all, also those that contradict each other; ``own``: none is inherited."""
    facts = []
    for order in range(draw(st.integers(0, 9))):
        first, last = sorted((draw(DAYS), draw(DAYS)))
        mine, ends = own or draw(st.booleans()), draw(st.booleans())
        change = draw(st.sampled_from(list(Change)))
        facts.append(Event(change, first, last, order, draw(VALUES), draw(VALUES), mine, ends))
    return draw(st.permutations(facts))
