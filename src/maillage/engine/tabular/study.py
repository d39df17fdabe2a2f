"""A table under study: what each column's name and cells say, before any choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from maillage.engine.tabular.evidence import EVIDENCE, TYPED
from maillage.engine.tabular.headers import Named, dull_words, read_name
from maillage.engine.tabular.lexicon import PARTS
from maillage.engine.tabular.pairs import Pairing
from maillage.engine.tabular.personal import personal
from maillage.engine.tabular.problem import FieldName as F
from maillage.engine.tabular.profile import MOST, Profile, profile
from maillage.engine.tabular.result import Reason
from maillage.engine.tabular.table import Table

PRIOR = -3.5
"""Logit of a field before anything is known: there are many fields, and most columns have none."""

NAMED = 9.0
"""What a name that surely means a field is worth; half sure, it is worth nothing."""

FAINT = 0.2
"""Strength of a name below which it says nothing."""

SURE = 0.75
"""Strength of a name that needs no value to be believed."""

WIDE = 150
"""Columns above which fewer values of each are looked at, down to ``LEAST_SEEN``."""

LEAST_SEEN = 40

COORDINATES = (F.LATITUDE, F.LONGITUDE, F.X, F.Y)
SLOTS: tuple[str, ...] = (*(f for f in F if f not in COORDINATES), *PARTS)


@dataclass
class Work:
    """A table under study: what is known of each column, and the field given to each so far."""

    names: Sequence[str]
    cells: list[list[str]]
    named: list[Named]
    profiles: list[Profile]
    barred: dict[int, Reason]
    logits: list[dict[str, float]]
    pair: Pairing | None = None
    given: dict[int, str] = field(default_factory=dict)
    why: dict[int, Reason] = field(default_factory=dict)

    def free(self) -> list[int]:
        """The ranks of columns with values, without a field, and not about persons."""
        return [
            rank
            for rank, it in enumerate(self.profiles)
            if it.filled and rank not in self.given and rank not in self.barred
        ]

    def rank_of(self, slot: str) -> int | None:
        """The column that has a field, the first of them."""
        return next((rank for rank, each in sorted(self.given.items()) if each == slot), None)


def study(table: Table, sample: int) -> Work:
    """Profiles and logits of every column."""
    rows = table.sample(sample)
    cells = [[row.values[rank] for row in rows] for rank in range(len(table.columns))]
    dull = dull_words(table.columns)
    named = [read_name(name, dull) for name in table.columns]
    most = max(LEAST_SEEN, min(MOST, MOST * WIDE // max(len(cells), 1)))
    profiles = [profile(column, most) for column in cells]
    barred = personal(table.columns, named, profiles)
    logits = [_logits(name, it) for name, it in zip(named, profiles, strict=True)]
    return Work(table.columns, cells, named, profiles, barred, logits)


def _logits(name: Named, it: Profile) -> dict[str, float]:
    """The logit of each field that the name or the cells suggest."""
    found: dict[str, float] = {}
    for slot, judge in EVIDENCE.items():
        strength = name.strengths.get(slot, (0.0, ()))[0]
        if slot == F.HOURS and name.day:
            strength = max(strength, 0.6)
        if it.filled and (strength >= FAINT or (slot in TYPED and not (name.geocoded or name.elsewhere))):
            found[slot] = PRIOR + NAMED * strength + judge(it)
    return found
