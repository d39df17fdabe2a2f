"""Events → spells, in one walk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from maillage.engine.history.problem import BIRTHS, FOREVER, Change, Event, Spell, State, Values


def in_order(events: Iterable[Event]) -> list[Event]:
    """As they count: by day; on one day births first, then as they were recorded."""
    return sorted(events, key=lambda e: (e.counts_from, e.change not in BIRTHS, e.order))


def birth(events: Iterable[Event]) -> date | None:
    """The day a life begins: its earliest founding; else the earliest fact; None without any fact."""
    rows = list(events)
    founded = [e.counts_from for e in rows if e.change is Change.FOUNDED]
    return min(founded or [e.counts_from for e in rows], default=None)


def fold(events: Iterable[Event]) -> tuple[Spell, ...]:
    """The spells in which a thing existed, oldest first; never two that touch and say the same.

    A value holds from the event that sets it; before the first one that does, it is what that event says was
    so before, else what the first trace said, else the first value ever known. A first trace does not undo a
    change that is dated before it: whoever tells that an actor moved in 2020, after it was seen today at its
    old address, says where it is today. And a founding gives way to the first change after it that says what
    was so until then: whoever notes « founded in 1987 » says today's name, not the one of 1987.
    """
    rows = _giving_way(in_order(events))
    begins = birth(rows)
    if begins is None:
        return ()
    spells = list(_joined(_raw(rows, begins)))
    return tuple(_marked(spells, position) for position in range(len(spells)))


def _giving_way(rows: list[Event]) -> list[Event]:
    """The same facts, whose foundings say what the next change of their own says was so until then."""
    told, until = [], Values()
    for event in reversed(rows):
        founds = event.own and event.change is Change.FOUNDED
        values = until.only(event.values).over(event.values) if founds else event.values
        told.append(replace(event, values=values) if founds else event)
        if _is_own_change(event):
            until = event.before.over(until.without(event.values))
    return told[::-1]


def _raw(rows: list[Event], begins: date) -> Iterator[tuple[date, date, Values, State]]:
    values, changed, state = _first_values(rows), Values(), State.ACTIVE
    start = begins
    for event in rows:
        day = max(event.counts_from, begins)
        if day > start:
            yield start, day, values, state
            start = day
        said = _set(event).without(changed) if event.change is Change.SEEN else _set(event)
        values = said.over(values)
        changed = said.over(changed) if _is_own_change(event) else changed.without(said)
        state = _after(event, state)
    yield start, FOREVER, values, state


def _first_values(rows: list[Event]) -> Values:
    """What held before everything: each value as the earliest event that speaks of it says it was."""
    values, traces = Values(), Values()
    for event in rows:
        if event.change is Change.SEEN:
            traces = traces.over(_set(event))
    for event in rows:
        said = _set(event)
        if _is_own_change(event):
            said = traces.only(said).over(said)
        values = values.over(event.before.over(said))
    return values


def _is_own_change(event: Event) -> bool:
    return event.own and event.change not in BIRTHS


def _set(event: Event) -> Values:
    """What an event sets; the birth of an absorbed record sets nothing."""
    return event.values if event.own or event.change not in BIRTHS else Values()


def _after(event: Event, state: State) -> State:
    if event.closes:
        return State.ENDED
    if event.change in (Change.REVIVED, Change.FOUNDED):  # founded again: told by a record merged into it
        return State.ACTIVE
    if event.change is Change.DORMANT and state is State.ACTIVE:
        return State.DORMANT
    return state


def _joined(raw: Iterable[tuple[date, date, Values, State]]) -> Iterator[Spell]:
    last: Spell | None = None
    for start, end, values, state in raw:
        if state is State.ENDED:
            continue
        spell = Spell(start, end, values.name or "", values.kind or "", values.place, state)
        if last is not None and last.end == spell.start and _same(last, spell):
            last = replace(last, end=spell.end)
            continue
        if last is not None:
            yield last
        last = spell
    if last is not None:
        yield last


def _same(one: Spell, other: Spell) -> bool:
    return (one.name, one.kind, one.place, one.state) == (other.name, other.kind, other.place, other.state)


def _marked(spells: list[Spell], position: int) -> Spell:
    """Say where existence begins and where it ends: at both ends, and around each gap."""
    spell = spells[position]
    opens = position == 0 or spells[position - 1].end < spell.start
    last = position == len(spells) - 1
    closes = spell.end != FOREVER if last else spells[position + 1].start > spell.end
    return replace(spell, opens=opens, closes=closes)
