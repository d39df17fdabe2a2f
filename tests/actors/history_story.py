"""What every story of the directory is made of: what people may say, when, and the comparing after an act."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from tests.actors.history_answers import a_moment, compare_day, compare_difference, compare_records
from tests.actors.plain_history import PlainHistory
from tests.conftest import MONDAY, PARIS

from maillage.actors.models import Actor, Episode, LifeEvent, RecordMerge, Tie
from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.models import JournalEntry
from maillage.territory.models import Commune, Territory


@dataclass(frozen=True)
class Said:
    """What somebody says happened; ``moves`` and ``moved`` are « new », « same » or empty."""

    kind: str
    when: str
    name: str
    nature: str
    moves: str
    was_name: str
    was_nature: str
    ends: bool


def written(first: date, last: date) -> st.SearchStrategy[str]:
    """A year, a month or a day between these two."""
    return st.builds(
        lambda day, width: str(day)[:width], st.dates(first, last), st.sampled_from((4, 4, 7, 10, 10))
    )


WRITTEN = written(date(2020, 1, 1), date(2026, 7, 1))
MAYBE = st.one_of(st.just(""), WRITTEN)
NAMES = ("Fil à Fil", "Bourrasque", "L’Atelier", "Zénith")
NATURES = ("association", "startup")
CHANGES = ("renamed", "moved", "changed_kind", "dormant", "closed", "closed", "merged", "split", "revived")
SAID = st.builds(
    Said,
    kind=st.sampled_from((*CHANGES, *CHANGES, "seen", "founded")),
    when=WRITTEN,
    name=st.sampled_from(("", *NAMES)),
    nature=st.sampled_from(("", *NATURES)),
    moves=st.sampled_from(("", "new", "same")),
    was_name=st.sampled_from(("", "", *NAMES)),
    was_nature=st.sampled_from(("", "", *NATURES)),
    ends=st.booleans(),
)
BORN = st.builds(
    replace,
    SAID,
    when=written(date(2019, 1, 1), date(2021, 12, 31)),
    name=st.sampled_from(NAMES),
    nature=st.sampled_from(NATURES),
)
WAITS = st.sampled_from((0, 0, 1, 60 * 14, 60 * 24, 60 * 24 * 30, 60 * 24 * 200))
"""Minutes between two acts."""
SEEDS = st.integers(0, 2**32)


class Story(RuleBasedStateMachine):
    """The service and the plain history, told the same things at the same moments."""

    territory: Territory

    def open(self) -> None:
        """Nothing is known yet."""
        self.savepoint = transaction.savepoint()
        self.memory, self.now, self.moments = PlainHistory(), MONDAY, [MONDAY]
        self.commune, self.streets = Commune.objects.get(), 0

    def teardown(self) -> None:
        """Forget everything, for the next story."""
        transaction.savepoint_rollback(self.savepoint)

    @contextmanager
    def acting(self, seed: int) -> Iterator[None]:
        """Do something at this moment; refused, it changes nothing. Then some answers are compared."""
        before = everything()
        with clock.at(self.now):
            try:
                yield
            except Refusal:
                assert everything() == before
            chance = Random(seed)
            self.moments.append(self.now)
            one, two = (a_moment(self.memory, self.moments, chance) for _ in range(2))
            compare_day(self.memory, one, self.commune.pk, chance)
            compare_difference(self.memory, one, two)
            compare_records(self.memory, self.commune.pk)

    @property
    def today(self) -> date:
        """The day it is in the territory."""
        return self.now.astimezone(PARIS).date()


def everything() -> list[Any]:
    """All that the actions write."""
    tables = (Actor, LifeEvent, Episode, Tie, RecordMerge)
    return [*(list(table.objects.order_by("pk").values()) for table in tables), JournalEntry.objects.count()]
