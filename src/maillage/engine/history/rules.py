"""What cannot be, in a life. Dates with a precision are compared as spans: only the impossible is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from maillage.engine.history.fold import in_order
from maillage.engine.history.problem import Change, Event


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a sequence of events breaks, and the two facts that contradict each other."""

    code: str
    event: Event
    other: Event | None = None


def broken_rules(events: Iterable[Event]) -> list[Broken]:
    """Every rule that one's own events break; facts inherited from another record are not judged."""
    rows = [event for event in in_order(events) if event.own]
    return [*born_once(rows), *born_first(rows), *ended_once(rows), *revived_after_an_end(rows)]


def born_once(rows: list[Event]) -> list[Broken]:
    """A thing is founded once."""
    founded = [e for e in rows if e.change is Change.FOUNDED]
    return [Broken("founded_twice", e, founded[0]) for e in founded[1:]]


def born_first(rows: list[Event]) -> list[Broken]:
    """Nothing happens to a thing before it is founded."""
    founded = next((e for e in rows if e.change is Change.FOUNDED), None)
    if founded is None:
        return []
    return [
        Broken("before_birth", e, founded)
        for e in rows
        if e.last < founded.first and e.change is not Change.SEEN
    ]


def ended_once(rows: list[Event]) -> list[Broken]:
    """After its end nothing happens to a thing, unless it is revived."""
    broken, end = [], None
    for event in rows:
        if event.change is Change.REVIVED:
            end = None
        elif end is not None and (event.closes or event.first > end.last) and event.change != Change.SEEN:
            broken.append(Broken("ended_twice" if event.closes else "after_end", event, end))
        elif event.closes:
            end = event
    return broken


def revived_after_an_end(rows: list[Event]) -> list[Broken]:
    """Only what slept or had ended can be revived."""
    broken, asleep = [], False
    for event in rows:
        if event.closes or event.change is Change.DORMANT:
            asleep = True
        elif event.change is Change.REVIVED:
            if not asleep:
                broken.append(Broken("not_asleep", event))
            asleep = False
    return broken
