"""The referee: asks the events again, day by day, without the walk that made the spells."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from maillage.engine.history.problem import FOREVER, Change, Event, Spell, State

ATTRIBUTES = ("name", "kind", "place")


def state_on(events: Iterable[Event], day: date) -> tuple[str, str, int | None, State] | None:
    """(name, kind, place, state) on a day, read straight from the definition; None when it did not exist."""
    rows = list(events)
    founded = [e for e in rows if e.change is Change.FOUNDED]
    begins = min((e.counts_from for e in founded or rows), default=None)
    if begins is None or day < begins:
        return None
    state = _life(rows, day)
    if state is State.ENDED:
        return None
    name, kind, place = (_value(rows, attribute, day) for attribute in ATTRIBUTES)
    return str(name or ""), str(kind or ""), place if isinstance(place, int) else None, state


def _life(rows: list[Event], day: date) -> State:
    past = [e for e in rows if e.counts_from <= day]
    state = State.ACTIVE
    for event in sorted(past, key=lambda e: (e.counts_from, e.change not in ("seen", "founded"), e.order)):
        if event.closes:
            state = State.ENDED
        elif event.change in ("revived", "founded"):
            state = State.ACTIVE
        elif event.change == "dormant" and state is State.ACTIVE:
            state = State.DORMANT
    return state


def _value(rows: list[Event], attribute: str, day: date) -> object:
    def position(event: Event) -> tuple[date, bool, int]:
        return event.counts_from, event.change not in ("seen", "founded"), event.order

    def sets(event: Event) -> object:
        if not event.own and event.change in ("seen", "founded"):
            return None
        said = getattr(event.values, attribute)
        if said is None or event.change != "founded":
            return said
        changes = (e for e in ordered[ordered.index(event) :] if _is_own_change(e))
        spoken = ((getattr(e.before, attribute), getattr(e.values, attribute)) for e in changes)
        before, _after = next((pair for pair in spoken if pair != (None, None)), (None, None))
        return said if before is None else before

    ordered = sorted(rows, key=position)
    traces = [sets(e) for e in ordered if e.change == "seen" and sets(e) is not None]
    holds: Event | None = None
    for event in ordered:
        if event.counts_from > day or sets(event) is None:
            continue
        if not (event.change == "seen" and holds is not None and _is_own_change(holds)):
            holds = event
    if holds is not None:
        return sets(holds)
    for event in ordered:  # nothing was said yet: as the first fact that speaks of it says it was before
        if (before := getattr(event.before, attribute)) is not None:
            return before
        if sets(event) is not None:
            return traces[0] if traces and _is_own_change(event) else sets(event)
    return None


def _is_own_change(event: Event) -> bool:
    return event.own and event.change not in ("seen", "founded")


def check(events: Iterable[Event], spells: tuple[Spell, ...]) -> list[str]:
    """The promises that spells break; empty when they tell exactly what the events say."""
    rows = list(events)
    broken = [f"{s} ends before it begins" for s in spells if s.end <= s.start]
    broken += [f"{b} overlaps {a}" for a, b in pairwise(spells) if b.start < a.end]
    days = {s.start for s in spells} | {s.end for s in spells} | {e.counts_from for e in rows}
    for day in sorted(days - {FOREVER}):
        for asked in (day - timedelta(days=1), day):
            told = next(
                ((s.name, s.kind, s.place, s.state) for s in spells if s.start <= asked < s.end), None
            )
            if told != (meant := state_on(rows, asked)):
                broken.append(f"on {asked} the spells say {told}, the events {meant}")
    for spell in spells:
        alive_before = state_on(rows, spell.start - timedelta(days=1)) is not None
        alive_after = spell.end == FOREVER or state_on(rows, spell.end) is not None
        if (spell.opens, spell.closes) != (not alive_before, not alive_after):
            broken.append(f"{spell} marks its beginning or its end wrongly")
    return broken
