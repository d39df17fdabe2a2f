"""Imports among the stories of the directory: two sources; interrupted, gone on with, undone, redone.

What an import says is told to the plain history from its rows (``ImportRow``) and its file as it was read:
a row that creates says a founding, or a first trace, and perhaps an end; they are known once everything is
written. A row that completes says the facts it names. Undone, what it said is not known any more, except of
the records used since.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, multiple, precondition, rule
from tests.actors.history_files import FILES, TURNS, Line, Load, Table, Turn, advanced, received
from tests.actors.history_story import SEEDS, WAITS, Story, everything
from tests.actors.plain_history import NEVER, Fact, span_of

from maillage.actors.enums import Listing
from maillage.actors.models import FOREVER, Actor, LifeEvent, PastProfile
from maillage.imports import actions
from maillage.imports.actions.common import SHOWN_AT, drafts_of
from maillage.imports.bridge import open_run
from maillage.imports.drafts import Draft
from maillage.imports.enums import RowOutcome, RunState
from maillage.imports.models import ImportRow

SOURCES = st.sampled_from(("Mairie", "Mairie", "Office"))
OWN_KEYS = st.sampled_from((True, True, True, False))
WHICH = st.integers(0, 2**16)
NOTHING = {"name": "", "kind": "", "place": ""}
WHOLE = Turn(0, "", 500)


IN_FORCE = (RunState.QUEUED, RunState.RUNNING, RunState.STOPPED, RunState.DONE)
"""States of an import whose rows are in the directory, or on their way."""


class Imports(Story):
    """The rules of imports; each import is one of ``loads``."""

    imported = Bundle("records")
    said_by_files = Bundle("facts")

    def open(self) -> None:
        """No file came yet."""
        super().open()
        self.loads: list[Load] = []
        self.latest: dict[str, Load] = {}
        self.fresh: list[tuple[int, Fact]] = []
        self.told_streets: dict[tuple[str, int], str] = {}

    @rule(
        target=imported,
        source=SOURCES,
        lines=FILES,
        own_keys=OWN_KEYS,
        turn=TURNS,
        wait=WAITS,
        seed=SEEDS,
    )
    def import_file(
        self, *, source: str, lines: list[Line], own_keys: bool, turn: Turn, wait: int, seed: int
    ) -> Any:
        """A file comes in."""
        self.now += timedelta(minutes=wait)
        return multiple(*self.load(source, Table(tuple(lines), own_keys), turn, seed))

    @precondition(lambda self: self.loads)
    @rule(target=imported, which=WHICH, lines=FILES, turn=TURNS, wait=WAITS, seed=SEEDS)
    def import_news(self, *, which: int, lines: list[Line], turn: Turn, wait: int, seed: int) -> Any:
        """A file comes with other things on the entries of an earlier one."""
        self.now += timedelta(minutes=wait)
        load = self.one_of(which, RunState.DONE)
        return multiple(*self.load(load.source, load.table.with_news(lines), turn, seed))

    @precondition(lambda self: self.loads)
    @rule(target=imported, which=WHICH, turn=TURNS, wait=WAITS, seed=SEEDS)
    def go_on_with_import(self, *, which: int, turn: Turn, wait: int, seed: int) -> Any:
        """An import that was paused, stopped or killed goes on."""
        self.now += timedelta(minutes=wait + 6)
        load = self.one_of(which, RunState.RUNNING, RunState.STOPPED)
        made: list[int] = []
        with self.acting(seed):
            run = load.run
            if run.state != RunState.RUNNING:
                actions.queue_run(run=run, who="ines")
            made = self.advance(load, turn)
        return multiple(*made)

    @precondition(lambda self: self.loads)
    @rule(target=imported, which=WHICH, wait=WAITS, seed=SEEDS)
    def undo_import(self, which: int, wait: int, seed: int) -> Any:
        """An import is taken back; one that is running is stopped first."""
        self.now += timedelta(minutes=wait + 6)
        load = self.one_of(which, RunState.RUNNING, RunState.STOPPED, RunState.DONE)
        made: list[int] = []
        with self.acting(seed):
            if load.run.state == RunState.RUNNING:
                actions.stop_run(run=load.run, who="ines")
                made = self.advance(load, WHOLE)
            self.undo(load)
        return multiple(*made)

    @precondition(lambda self: any(load.undone for load in self.loads))
    @rule(target=imported, which=WHICH, turn=TURNS, wait=WAITS, seed=SEEDS)
    def redo_import(self, *, which: int, turn: Turn, wait: int, seed: int) -> Any:
        """An import that was undone is taken up again."""
        self.now += timedelta(minutes=wait)
        load = self.one_of(which, RunState.UNDONE)
        made: list[int] = []
        with self.acting(seed):
            run = actions.redo_run(run=load.run, who="ines")
            load.begin_again()
            made = self.start(load, turn)
            assert run.pk == load.pk
        return multiple(*made)

    @precondition(lambda self: self.latest)
    @rule(which=WHICH, wait=WAITS, seed=SEEDS)
    def import_the_same_again(self, which: int, wait: int, seed: int) -> None:
        """The last file of a source comes once more: nothing changes."""
        self.now += timedelta(minutes=wait)
        load = self.latest[sorted(self.latest)[which % len(self.latest)]]
        before = everything()[:-1]
        assert self.load(load.source, load.table, WHOLE, seed, load.content) == []
        assert everything()[:-1] == before

    @precondition(lambda self: self.fresh)
    @rule(target=said_by_files)
    def look_at_imports(self) -> Any:
        """From now on, what imports said may be corrected too."""
        fresh, self.fresh = self.fresh, []
        return multiple(*fresh)

    def load(self, source: str, table: Table, turn: Turn, seed: int, content: bytes = b"") -> list[int]:
        """The records that a new import makes known."""
        content = content or table.written([self.street(source, line) for line in table.lines])
        with self.acting(seed):
            origin = actions.name_source(territory=self.territory, name=source)
            load = Load(received(origin, content).pk, source, table, content)
            self.loads.append(load)
            return self.start(load, turn)

    def start(self, load: Load, turn: Turn) -> list[int]:
        """The records that an import makes known, from its dry run on."""
        run = actions.check_run(run=load.run, who="ines")
        actions.queue_run(run=run, who="ines")
        return self.advance(load, turn)

    def advance(self, load: Load, turn: Turn) -> list[int]:
        """Go on as far as the turn says, and tell the plain history what was done; the records now known."""
        self.latest.pop(load.source, None)
        run = load.run
        advanced(run, turn)
        drafts = {draft.number: draft for draft in drafts_of(run, open_run(run))}
        rows = list(ImportRow.objects.filter(run=run, is_applied=True).order_by("number"))
        self.remember_made(load, rows, drafts)
        shown = self.remember_shown(load)
        self.remember_completed(load, rows, drafts)
        if run.state == RunState.DONE:
            assert load.shown or not load.made
            if not any("gone" in [code for code, *_ in row.reasons] for row in rows):
                self.latest[load.source] = load
        return shown

    def remember_made(self, load: Load, rows: list[ImportRow], drafts: dict[int, Draft]) -> None:
        """Rows written out of sight: what they say is known at no moment yet."""
        for row in rows:
            if row.outcome != RowOutcome.CREATE or row.number in load.made or row.actor_id is None:
                continue
            pk = load.made[row.number] = row.actor_id
            self.forget_unseen(pk)
            self.memory.facts += self.said_of(pk, drafts[row.number])

    def said_of(self, pk: int, draft: Draft) -> list[Fact]:
        """What a row says of a record that nobody knew: its first trace is not after its end."""
        now = {"name": draft.name, "kind": draft.get("kind"), "place": draft.get("street")}
        founded, closed = draft.get("founded"), draft.get("closed")
        end = Fact(pk, "closed", closed, self.today, NEVER, NOTHING) if closed else None
        seen = draft.get("updated_at") or str(self.today)
        if end and end.day <= span_of(seen)[0]:
            seen = closed[:4]
        kind, day = ("founded", founded) if founded else ("seen", seen)
        birth = Fact(pk, kind, day, self.today, NEVER, now)
        return [birth, end] if end else [birth]

    def remember_shown(self, load: Load) -> list[int]:
        """The records of an import show all at once, or not at all."""
        keys = list(load.made.values())
        withheld = Actor.objects.filter(pk__in=keys, listing=Listing.WITHHELD)
        hidden = set(withheld.values_list("pk", flat=True))
        own = set(keys) - {pk for one in self.loads if one is not load for pk in one.made.values()}
        assert own & hidden in (own, set())
        if SHOWN_AT not in load.run.options:
            assert own <= hidden
            return []
        assert not hidden
        load.shown = load.shown or self.now
        unseen = [fact for fact in self.memory.facts if fact.record in keys and fact.known == NEVER]
        for fact in unseen:
            fact.known = self.now
        for pk in dict.fromkeys(fact.record for fact in unseen):
            events = LifeEvent.objects.filter(actor=pk, known_until=FOREVER).order_by("pk")
            said = [fact for fact in unseen if fact.record == pk]
            self.fresh += zip(events.values_list("pk", flat=True), said, strict=True)
        return list(dict.fromkeys(fact.record for fact in unseen))

    def remember_completed(self, load: Load, rows: list[ImportRow], drafts: dict[int, Draft]) -> None:
        """The facts that rows added to lives known before, as their file says them."""
        for row in rows:
            if row.outcome != RowOutcome.UPDATE or row.number in load.completed:
                continue
            load.completed[row.number] = {}
            for event in LifeEvent.objects.filter(ref__in=row.before.get("events", [])).order_by("pk"):
                draft = drafts[row.number]
                day = draft.get("updated_at") or str(self.today)
                when = {"founded": draft.get("founded"), "closed": draft.get("closed")}.get(event.kind, day)
                now = {"renamed": {"name": draft.name}, "moved": {"place": draft.get("street")}}
                before = {"name": event.was_name} if event.was_name else {}
                said = {**NOTHING, **now.get(event.kind, {})}
                fact = Fact(event.actor_id, event.kind, when, self.today, self.now, said, before)
                self.memory.facts.append(fact)
                load.completed[row.number][event.ref] = fact
                self.fresh.append((event.pk, fact))

    def undo(self, load: Load) -> None:
        """Take an import back, and tell the plain history."""
        used = {pk for pk in load.made.values() if self.is_used(load, pk)}
        actions.undo_run(run=load.run, who="ines")
        load.undone = True
        self.latest.pop(load.source, None)
        rows = {row.number: row for row in ImportRow.objects.filter(run=load.pk)}
        codes = {number: [reason[0] for reason in row.reasons] for number, row in rows.items()}
        assert {pk for number, pk in load.made.items() if "used_since" in codes[number]} == used
        for pk in set(load.made.values()) - used:
            self.forget_unseen(pk)
            for fact in self.memory.facts:
                if fact.record == pk and fact.forgotten == NEVER:
                    fact.forgotten = self.now
        for number, facts in load.completed.items():
            self.forget_completed(facts, codes[number])

    def forget_completed(self, facts: dict[str, Fact], codes: list[str]) -> None:
        """What completed a life is not known any more; what cannot go stays, and the row says why."""
        stay = LifeEvent.objects.filter(ref__in=facts, known_until=FOREVER).values_list("ref", flat=True)
        assert not stay or len(set(codes) - {"again", "changed_since"}) > 0
        for ref in facts.keys() - set(stay):
            facts[ref].forgotten = min(facts[ref].forgotten, self.now)

    def is_used(self, load: Load, pk: int) -> bool:
        """Somebody tied, merged or described a record since it shows, or said something of its life.

        Or another import wrote it too, out of sight of the first one.
        """
        others = [one for one in self.loads if one is not load and pk in one.made.values()]
        claimed = any(one.run.state in IN_FORCE for one in others)
        tied = any(pk in tie.ends and tie.forgotten == NEVER for tie in self.memory.said_ties)
        merged = any(pk in (merge.kept, merge.absorbed) for merge in self.memory.merges)
        known = [fact for fact in self.memory.facts if fact.record == pk and fact.forgotten == NEVER]
        lived = any(load.shown and load.shown < fact.known < NEVER for fact in known)
        return claimed or tied or merged or lived or PastProfile.objects.filter(actor=pk).exists()

    def forget_unseen(self, pk: int) -> None:
        """What was written out of sight of a record never was."""
        self.memory.facts = [fact for fact in self.memory.facts if fact.record != pk or fact.known != NEVER]

    def street(self, source: str, line: Line) -> str:
        """Where a row says that an entry is."""
        if not line.street:
            return ""
        known = self.told_streets.get((source, line.entry))
        if line.street == "new" or known is None:
            self.streets += 1
            known = self.told_streets[source, line.entry] = f"{self.streets} quai Vert"
        return known

    def one_of(self, which: int, *states: RunState) -> Load:
        """One of the imports in these states, any import where there is none."""
        fit = [load for load in self.loads if load.run.state in states] or self.loads
        return fit[which % len(fit)]
