"""A history kept in the plainest way: a list of facts with their two times, read again for each question.

It shares no line with the service. Nothing is kept in step, folded or indexed: to know what was so on a day,
as known at a moment, it takes the facts known at that moment and reads them by definition.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

NEVER = datetime.max.replace(tzinfo=UTC)
NOW = NEVER - timedelta(days=1)
"""As known now: what was never forgotten."""
SPEAKS = ("name", "kind", "place")
State = dict[str, object]
Row = TypeVar("Row", "Fact", "SaidTie")


def span_of(written: str) -> tuple[date, date]:
    """The first and the last day of « 2017 », « 2017-05 » or « 2017-05-12 »."""
    numbers = [int(part) for part in written.split("-")]
    first = date(*[*numbers, 1, 1][:3])
    if len(numbers) == 3:
        return first, first
    if len(numbers) == 2:
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first, date(first.year, 12, 31)


@dataclass
class Fact:
    """Something said of a record's life on a day (``said``), and the moments between which it was known."""

    record: int
    kind: str
    written: str
    said: date
    known: datetime
    now: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    ends: bool = False
    forgotten: datetime = NEVER

    @property
    def is_end(self) -> bool:
        """Nothing is left after it."""
        return self.kind in ("closed", "merged") or (self.kind == "split" and self.ends)

    @property
    def day(self) -> date:
        """Ends, sleeps and revivals count from the last possible day, and not after they were told."""
        first, last = span_of(self.written)
        late = self.is_end or self.kind in ("dormant", "revived")
        return max(first, min(last, self.said)) if late else first


@dataclass
class SaidTie:
    """What a person said of a tie, the moments between which it was known, and the day it was first told."""

    thread: str
    ends: tuple[int, int]
    since: str
    until: str
    said: date
    first_said: date
    known: datetime
    forgotten: datetime = NEVER


@dataclass
class Merge:
    """Two records put together, and perhaps taken apart."""

    kept: int
    absorbed: int
    known: datetime
    forgotten: datetime = NEVER


@dataclass
class PlainHistory:
    """All that was ever said."""

    facts: list[Fact] = field(default_factory=list)
    said_ties: list[SaidTie] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)

    def root(self, record: int, at: datetime) -> int:
        """The record on which this one was read."""
        for merge in self.merges:
            if merge.absorbed == record and merge.known <= at < merge.forgotten:
                return self.root(merge.kept, at)
        return record

    def life(self, root: int, at: datetime) -> list[Fact]:
        """What was known of a life, in order: by day, births first, then as it was said."""
        rows = [fact for fact in known(self.facts, at) if self.root(fact.record, at) == root]
        return sorted(rows, key=lambda fact: (fact.day, fact.kind not in ("seen", "founded")))

    def state(self, root: int, day: date, at: datetime) -> State | None:
        """What a record was on a day: its name, kind, place, and whether it slept; None when it was not."""
        life = self.life(root, at)
        births = [fact.day for fact in life if fact.kind == "founded"] or [fact.day for fact in life]
        if not births or day < min(births):
            return None
        alive, asleep = True, False
        for fact in life:
            if fact.day <= day and fact.is_end:
                alive, asleep = False, False
            if fact.day <= day and fact.kind in ("founded", "revived"):
                alive, asleep = True, False
            if fact.day <= day and fact.kind == "dormant":
                asleep = alive
        told: State = {what: self.value(what, root, day, life) for what in SPEAKS}
        return told | {"state": "dormant" if asleep else "active"} if alive else None

    def value(self, what: str, root: int, day: date, life: list[Fact]) -> str:
        """The last thing said until that day; else what the first fact that speaks of it says was so before.

        A trace says nothing after a change told of the record itself, and says what was so before the first.
        A founding says what the next change told of the record itself says was so until then, if it does.
        """
        births = ("seen", "founded")
        says = {id(f): "" if f.record != root and f.kind in births else f.now.get(what, "") for f in life}
        for rank, fact in enumerate(life):
            later = [f for f in life[rank:] if f.record == root and f.kind not in births]
            speaks = [f for f in later if f.now.get(what) or f.before.get(what)]
            if fact.kind == "founded" and says[id(fact)] and speaks and speaks[0].before.get(what):
                says[id(fact)] = speaks[0].before[what]
        held, held_by_change = "", False
        for fact in life:
            if fact.day <= day and says[id(fact)] and not (fact.kind == "seen" and held_by_change):
                held, held_by_change = says[id(fact)], fact.record == root and fact.kind not in births
        traces = [says[id(fact)] for fact in life if fact.kind == "seen" and says[id(fact)]]
        for fact in life:
            was = fact.before.get(what, "")
            if says[id(fact)] and not was:
                mine = fact.record == root and fact.kind not in births
                was = traces[0] if mine and traces else says[id(fact)]
            held = held or was
        return held

    def directory(self, day: date, at: datetime) -> dict[int, State]:
        """What every record was on a day."""
        roots = {self.root(fact.record, at) for fact in known(self.facts, at)}
        states = {root: self.state(root, day, at) for root in roots}
        return {root: state for root, state in states.items() if state is not None}

    def ties(self, day: date, at: datetime) -> dict[str, tuple[int, int]]:
        """The ties of a day, with the two records of each."""
        rows = known(self.said_ties, at)
        return {tie.thread: tie.ends for tie in rows if self.holds(tie, day, at)}

    def ties_of(self, record: int, day: date, at: datetime) -> set[str]:
        """The ties of a record on a day; those inside a merged record are not its ties."""
        me = self.root(record, at)
        pairs = {thread: [self.root(end, at) for end in ends] for thread, ends in self.ties(day, at).items()}
        return {thread for thread, pair in pairs.items() if pair.count(me) == 1}

    def holds(self, tie: SaidTie, day: date, at: datetime) -> bool:
        """A tie lasts from its beginning (the day it was told, if that is unknown) until its end."""
        begin = span_of(tie.since)[0] if tie.since else tie.first_said
        if tie.until:
            first, last = span_of(tie.until)
            last = min(last, tie.said)
        elif ends := [fact for side in set(tie.ends) for fact in self.end_of(side, tie, at)]:
            end = min(ends, key=lambda fact: (fact.day, self.facts.index(fact)))
            first, last = span_of(end.written)[0], end.day
        else:
            return begin <= day
        return (begin if tie.since else min(begin, first)) <= day < last

    def end_of(self, side: int, tie: SaidTie, at: datetime) -> list[Fact]:
        """The end of an actor that ends its tie: the first one from the beginning of the tie on.

        For a tie of unknown beginning, told when the actor was there no more: its last end.
        """
        root = self.root(side, at)
        begin = span_of(tie.since)[0] if tie.since else tie.first_said
        ends = [fact for fact in self.life(root, at) if fact.is_end]
        after = [fact for fact in ends if fact.day >= begin]
        if after or tie.since or self.state(root, begin, at) is not None:
            return after[:1]
        return ends[-1:]


def known(rows: Iterable[Row], at: datetime) -> list[Row]:
    """The rows known at a moment."""
    return [row for row in rows if row.known <= at < row.forgotten]
