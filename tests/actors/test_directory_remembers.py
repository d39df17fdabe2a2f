"""The directory against a plain history: whatever is said, corrected, merged and undone, all answers agree.

Real actions on the database, in any order and with any dates, beside ``plain_history``. After each one, the
directory, each life, the ties and the differences are asked (``history_answers``) on random days and on those
when something happened, as known now and as known then. A refusal leaves everything as it was.

Imports have their own rules (``history_imports``). To add an action: a ``@rule`` that draws what it needs,
calls the action inside ``self.acting(seed)``, and tells ``self.memory`` what was said, record by record.
The suite plays the same few stories each time; ``MAILLAGE_STORIES=400`` plays new ones.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as service
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    consumes,
    initialize,
    multiple,
    rule,
    run_state_machine_as_test,
)
from tests.actors.history_imports import Imports
from tests.actors.history_story import BORN, MAYBE, SAID, SEEDS, WAITS, WRITTEN, Said
from tests.actors.plain_history import Fact, Merge, SaidTie

from maillage.actors.actions import (
    Bond,
    Happening,
    Whereabouts,
    correct_event,
    correct_tie,
    end_tie,
    merge_records,
    record_event,
    register_actor,
    take_back_event,
    take_back_tie,
    tie_actors,
    undo_merge,
)
from maillage.actors.enums import ActorKind, LifeEventKind, TieEnd, TieKind
from maillage.actors.models import Actor, LifeEvent, RecordMerge, Tie
from maillage.territory.models import Territory

STORIES = int(os.environ.get("MAILLAGE_STORIES", "12"))
BIRTHS = st.sampled_from(("seen", "founded"))


class Directory(Imports):
    """The service and the plain history, told the same things at the same moments."""

    records = Bundle("records")
    facts = Bundle("facts")
    threads = Bundle("threads")
    merges = Bundle("merges")
    PAIRS = st.tuples(records, records).filter(lambda pair: pair[0] != pair[1])
    ACTS = st.sampled_from(("end", "correct", "open again", "take back"))

    @initialize(target=records, births=st.lists(BORN, min_size=3, max_size=3), seed=SEEDS)
    def begin(self, births: list[Said], seed: int) -> Any:
        """Nothing is known but a few records."""
        self.open()
        return multiple(*(pk for said in births for pk in self.born(said, seed)))

    @rule(target=records, said=BORN, wait=WAITS, seed=SEEDS)
    def register(self, said: Said, wait: int, seed: int) -> Any:
        """A record is made."""
        self.now += timedelta(minutes=wait)
        return multiple(*self.born(said, seed))

    def born(self, said: Said, seed: int) -> list[int]:
        """The key of a record made with its founding, or the first trace of it; none where it is refused."""
        kind = "founded" if said.ends else "seen"
        now = self.told(said)
        with self.acting(seed):
            actor = register_actor(
                territory=self.territory,
                name=now["name"],
                kind=ActorKind(now["kind"]),
                where=self.where(now["place"]),
                **{kind: said.when},  # type: ignore[arg-type]  # one date or the other
            )
            self.remember(actor.pk, kind, said, now)
            return [actor.pk]
        return []

    @rule(target=facts, record=records, said=st.lists(SAID, min_size=1, max_size=3), wait=WAITS, seed=SEEDS)
    def record_events(self, record: int, said: list[Said], wait: int, seed: int) -> Any:
        """Something happened."""
        self.now += timedelta(minutes=wait)
        made = []
        for one in said:
            with self.acting(seed):
                now = self.told(one)
                what = self.happening(one, now)
                event = record_event(actor=Actor.objects.get(pk=record), what=what, who="ines")
                made.append((event.pk, self.remember(record, one.kind, one, now)))
        return multiple(*made)

    @rule(target=facts, fact=facts, said=SAID, as_it_was=st.booleans(), wait=WAITS, seed=SEEDS)
    def correct_event(
        self, *, fact: tuple[int, Fact], said: Said, as_it_was: bool, wait: int, seed: int
    ) -> Any:
        """What was said of it was wrong."""
        said = replace(said, kind=fact[1].kind) if as_it_was else said
        return self.corrected(*fact, said, wait, seed)

    @rule(target=facts, record=records, said=st.one_of(SAID, BORN), kind=BIRTHS, wait=WAITS, seed=SEEDS)
    def correct_birth(self, *, record: int, said: Said, kind: str, wait: int, seed: int) -> Any:
        """What was said of the beginning of a record was wrong."""
        pk = LifeEvent.objects.filter(actor=record).earliest("pk").pk
        fact = next(fact for fact in self.memory.facts if fact.record == record)
        return self.corrected(pk, fact, replace(said, kind=kind), wait, seed)

    def corrected(self, pk: int, old: Fact, said: Said, wait: int, seed: int) -> Any:
        """The fact that took the place of another one, if it did."""
        self.now += timedelta(minutes=wait)
        made = []
        now = self.told(said, same=old.now["place"])
        with self.acting(seed):
            what = self.happening(said, now)
            event = correct_event(event=LifeEvent.objects.get(pk=pk), what=what, who="ines")
            old.forgotten = self.now
            if {said.kind, old.kind} <= {"seen", "founded"}:  # a birth keeps what it said and nobody denied
                now = {key: now[key] or old.now[key] for key in now}
            made = [(event.pk, self.remember(old.record, said.kind, said, now))]
        return multiple(*made)

    @rule(fact=consumes(facts), wait=WAITS, seed=SEEDS)
    def take_back_event(self, fact: tuple[int, Fact], wait: int, seed: int) -> None:
        """It never happened."""
        self.now += timedelta(minutes=wait)
        pk, old = fact
        with self.acting(seed):
            take_back_event(event=LifeEvent.objects.get(pk=pk), who="ines")
            old.forgotten = self.now

    @rule(target=threads, pair=PAIRS, since=MAYBE, until=MAYBE, wait=WAITS, seed=SEEDS)
    def tie(self, *, pair: tuple[int, int], since: str, until: str, wait: int, seed: int) -> Any:
        """Two actors are tied."""
        self.now += timedelta(minutes=wait)
        made = []
        with self.acting(seed):
            one, two = (Actor.objects.get(pk=pk) for pk in pair)
            bond = Bond(TieKind.HOSTS, since, until)
            made = [tie_actors(actor=one, other=two, bond=bond, who="ines").thread]
            self.remember_tie(made[0], pair, since, until)
        return multiple(*made)

    @rule(thread=threads, act=ACTS, since=MAYBE, until=WRITTEN, wait=WAITS, seed=SEEDS)
    def change_tie(self, *, thread: str, act: str, since: str, until: str, wait: int, seed: int) -> None:
        """A tie ended, was told wrong, or never was."""
        self.now += timedelta(minutes=wait)
        with self.acting(seed):
            tie = Tie.objects.filter(thread=thread).latest("pk")
            if act == "end":
                end_tie(tie=tie, until=until, reason=TieEnd.COMPLETED, who="ines")
                said = self.forget_tie(thread)
                self.remember_tie(thread, said.ends, said.since, until)
            elif act == "take back":
                take_back_tie(tie=tie, who="ines")
                self.forget_tie(thread)
            else:
                until = until if act == "correct" else ""
                correct_tie(tie=tie, bond=Bond(TieKind.FUNDS, since, until), who="ines")
                self.remember_tie(thread, self.forget_tie(thread).ends, since, until)

    @rule(target=merges, pair=PAIRS, wait=WAITS, seed=SEEDS)
    def merge(self, pair: tuple[int, int], wait: int, seed: int) -> Any:
        """Two records are one actor."""
        self.now += timedelta(minutes=wait)
        made = []
        with self.acting(seed):
            kept, absorbed = pair
            actors = Actor.objects.in_bulk(pair)
            merge = merge_records(kept=actors[kept], absorbed=actors[absorbed], who="ines")
            self.memory.merges.append(Merge(kept, absorbed, self.now))
            made = [(merge.pk, self.memory.merges[-1])]
        return multiple(*made)

    @rule(merge=consumes(merges), wait=WAITS, seed=SEEDS)
    def undo_merge(self, merge: tuple[int, Merge], wait: int, seed: int) -> None:
        """Two actors after all."""
        self.now += timedelta(minutes=wait)
        pk, remembered = merge
        with self.acting(seed):
            undo_merge(merge=RecordMerge.objects.get(pk=pk), who="ines")
            remembered.forgotten = self.now

    def told(self, said: Said, same: str = "") -> dict[str, str]:
        """What a fact says; a new street is one that nobody had."""
        if said.kind == "moved" and not same:
            said = replace(said, moves="new")
        self.streets += said.moves == "new"
        place = {"new": f"{self.streets} rue du Puits", "same": same}.get(said.moves, "")
        name = said.name or ("Zénith" if said.kind == "renamed" else "")
        kind = said.nature or ("startup" if said.kind == "changed_kind" else "")
        return {"name": name, "kind": kind, "place": place}

    def where(self, street: str) -> Whereabouts | None:
        """A street of the only commune."""
        return Whereabouts(street=street, commune=self.commune, country="FR") if street else None

    def happening(self, said: Said, now: dict[str, str]) -> Happening:
        """The same, for the service."""
        return Happening(
            LifeEventKind(said.kind),
            said.when,
            name=now["name"],
            was_name=said.was_name,
            actor_kind=now["kind"],
            was_kind=said.was_nature,
            where=self.where(now["place"]),
            ends=said.ends,
        )

    def remember(self, record: int, kind: str, said: Said, now: dict[str, str]) -> Fact:
        """Add a fact to the plain history; the first one of a record says nothing of what was before."""
        known = any(fact.record == record for fact in self.memory.facts)
        before = {"name": said.was_name, "kind": said.was_nature} if known else {}
        ends = said.ends and kind == "split"
        fact = Fact(record, kind, said.when, self.today, self.now, now, before, ends)
        self.memory.facts.append(fact)
        return fact

    def remember_tie(self, thread: str, ends: tuple[int, int], since: str, until: str) -> None:
        """Add what is said of a tie to the plain history."""
        first = next((tie.first_said for tie in self.memory.said_ties if tie.thread == thread), self.today)
        self.memory.said_ties.append(SaidTie(thread, ends, since, until, self.today, first, self.now))

    def forget_tie(self, thread: str) -> SaidTie:
        """What was said of a tie is said no more."""
        said = [tie for tie in self.memory.said_ties if tie.thread == thread][-1]
        said.forgotten = self.now
        return said


@pytest.mark.slow
def test_the_directory_agrees_with_a_plain_history_after_any_story(
    territory: Territory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "DATA_FOLDER", tmp_path)
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        type("Machine", (Directory,), {"territory": territory}),
        settings=settings(
            max_examples=STORIES,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=checks,
            derandomize="MAILLAGE_STORIES" not in os.environ,
        ),
    )
