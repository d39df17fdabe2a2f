"""A matching problem: needs that ask hours, helpers with hours left, and who could help whom.

Two doors lead in. `MatchingProblem.of` takes lines with ids, as a bridge or a file gives them;
`MatchingProblem.from_arrays` takes NumPy columns, for a hundred thousand pairs at once. Both refuse
nonsense with a `ProblemError` and end in the same frozen arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self, TypeVar

import numpy as np

from maillage.engine.matching.lines import BAR_KINDS, NO_LIMIT, Bar, Candidate, HelperLine, NeedLine
from maillage.engine.matching.validation import (
    MAX_HELPER_HOURS,
    MAX_HOURS,
    MAX_TOTAL_HOURS,
    Floats,
    Ints,
    ProblemError,
    affinities,
    caps,
    column,
    fraction,
    identifiers,
    in_range,
    indices,
    kinds,
    label,
    unique_pairs,
    wholes,
)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Candidate pairs as columns: indices of need and helper, affinity in [0, 1], cap in hours."""

    need: Ints
    helper: Ints
    affinity: Floats
    hours: Ints

    def __len__(self) -> int:
        return len(self.need)


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """Barred pairs as columns: indices of need and helper, and the index of the kind in `BAR_KINDS`."""

    need: Ints
    helper: Ints
    kind: Ints


Table = TypeVar("Table", Pairs, Bars)


@dataclass(frozen=True, slots=True, eq=False)
class MatchingProblem:
    """Everything the engine decides on, checked and read-only. Build it with `of` or `from_arrays`.

    ``pairs`` and ``bars`` are kept sorted by need, then helper; ``need_group`` indexes ``groups``.
    ``group_floor`` is the fraction of its proportional share each group is promised;
    ``split_tolerance`` the affinity (affinity x hours) that giving a need one helper fewer may cost.

    Raises:
        ProblemError: a value makes no sense; the message says where, why and what to do.
    """

    need_ids: tuple[str, ...]
    need_hours: Ints
    need_group: Ints
    groups: tuple[str, ...]
    helper_ids: tuple[str, ...]
    helper_hours: Ints
    helper_max_needs: Ints
    pairs: Pairs
    bars: Bars
    group_floor: float = 0.98
    split_tolerance: float = 0.0

    def __post_init__(self) -> None:
        _check_sides(self)
        _check_pairs(self)
        _check_bars(self)
        fraction(self.group_floor, "group_floor")
        fraction(self.split_tolerance, "split_tolerance", high=1e6)
        object.__setattr__(self, "pairs", _sorted(self.pairs))
        object.__setattr__(self, "bars", _sorted(self.bars))
        for values in (self.need_hours, self.need_group, self.helper_hours, self.helper_max_needs):
            values.setflags(write=False)

    @classmethod
    def of(
        cls,
        *,
        needs: Iterable[NeedLine],
        helpers: Iterable[HelperLine],
        candidates: Iterable[Candidate] = (),
        bars: Iterable[Bar] = (),
        group_floor: float = 0.98,
        split_tolerance: float = 0.0,
    ) -> Self:
        """Build a problem from lines with ids; raises `ProblemError` with the path of what is wrong."""
        needs, helpers, candidates, bars = list(needs), list(helpers), list(candidates), list(bars)
        need_ids = identifiers([line.id for line in needs], "needs")
        helper_ids = identifiers([line.id for line in helpers], "helpers")
        row = {name: index for index, name in enumerate(need_ids)}
        place = {name: index for index, name in enumerate(helper_ids)}
        return cls.from_arrays(
            need_ids=need_ids,
            need_hours=wholes([n.hours for n in needs], "needs", "hours", 1, MAX_HOURS),
            need_groups=[n.group for n in needs],
            helper_ids=helper_ids,
            helper_hours=wholes([h.hours for h in helpers], "helpers", "hours", 0, MAX_HELPER_HOURS),
            helper_max_needs=caps([h.max_needs for h in helpers], "helpers", "max_needs", MAX_HELPER_HOURS),
            pair_need=indices(row, [c.need for c in candidates], "candidates", "need"),
            pair_helper=indices(place, [c.helper for c in candidates], "candidates", "helper"),
            affinity=affinities([c.affinity for c in candidates]),
            pair_hours=caps([c.pair_hours for c in candidates], "candidates", "pair_hours", MAX_HOURS),
            bar_need=indices(row, [b.need for b in bars], "bars", "need"),
            bar_helper=indices(place, [b.helper for b in bars], "bars", "helper"),
            bar_kind=kinds([b.kind for b in bars], BAR_KINDS),
            group_floor=group_floor,
            split_tolerance=split_tolerance,
        )

    @classmethod
    def from_arrays(
        cls,
        *,
        need_ids: Sequence[str],
        need_hours: Any,
        need_groups: Sequence[str],
        helper_ids: Sequence[str],
        helper_hours: Any,
        pair_need: Any = (),
        pair_helper: Any = (),
        affinity: Any = (),
        pair_hours: Any = None,
        helper_max_needs: Any = None,
        bar_need: Any = (),
        bar_helper: Any = (),
        bar_kind: Any = (),
        group_floor: float = 0.98,
        split_tolerance: float = 0.0,
    ) -> Self:
        """Build a problem from columns: ``pair_need[k]`` and ``pair_helper[k]`` are positions of the ids.

        ``pair_hours`` and ``helper_max_needs`` take -1 for "no limit"; ``bar_kind`` indexes `BAR_KINDS`.
        Arrays are copied. Raises `ProblemError` with the path of what is wrong.
        """
        names = [label(name, f"needs[{index}].group") for index, name in enumerate(need_groups)]
        groups = tuple(dict.fromkeys(names))
        number = {name: index for index, name in enumerate(groups)}
        size, staff = len(need_ids), len(helper_ids)
        first = column(pair_need, "candidates.need", np.int64)
        many = len(first)
        limits = np.full(staff, NO_LIMIT) if helper_max_needs is None else helper_max_needs
        barred = column(bar_need, "bars.need", np.int64)
        return cls(
            need_ids=tuple(need_ids),
            need_hours=column(need_hours, "needs.hours", np.int64, size),
            need_group=column([number[name] for name in names], "needs.group", np.int64, size),
            groups=groups,
            helper_ids=tuple(helper_ids),
            helper_hours=column(helper_hours, "helpers.hours", np.int64, staff),
            helper_max_needs=column(limits, "helpers.max_needs", np.int64, staff),
            pairs=Pairs(
                need=first,
                helper=column(pair_helper, "candidates.helper", np.int64, many),
                affinity=column(affinity, "candidates.affinity", np.float64, many),
                hours=column(
                    np.full(many, -1) if pair_hours is None else pair_hours,
                    "candidates.pair_hours", np.int64, many,
                ),
            ),
            bars=Bars(
                need=barred,
                helper=column(bar_helper, "bars.helper", np.int64, len(barred)),
                kind=column(bar_kind, "bars.kind", np.int64, len(barred)),
            ),
            group_floor=group_floor,
            split_tolerance=split_tolerance,
        )  # fmt: skip

    @property
    def pair_caps(self) -> Ints:
        """Most hours each candidate pair can carry: its own cap, the hours asked, the hours left.

        A helper who may get no new need (``max_needs`` 0) carries none.
        """
        able = np.where(self.helper_max_needs == 0, 0, self.helper_hours)
        asked, left = self.need_hours[self.pairs.need], able[self.pairs.helper]
        own = np.where(self.pairs.hours == NO_LIMIT, asked, self.pairs.hours)
        return np.minimum(own, np.minimum(asked, left))

    @property
    def group_hours(self) -> Ints:
        """Hours asked by each group, in the order of ``groups``."""
        return summed(self.need_group, self.need_hours, len(self.groups))

    def needs(self) -> list[NeedLine]:
        """Return the needs as lines, in their order."""
        rows = zip(self.need_ids, self.need_hours.tolist(), self.need_group.tolist(), strict=True)
        return [NeedLine(name, hours, self.groups[group]) for name, hours, group in rows]

    def helpers(self) -> list[HelperLine]:
        """Return the helpers as lines, in their order."""
        rows = zip(self.helper_ids, self.helper_hours.tolist(), self.helper_max_needs.tolist(), strict=True)
        return [HelperLine(name, hours, _or_none(limit)) for name, hours, limit in rows]

    def candidates(self) -> list[Candidate]:
        """Return the candidate pairs as lines, sorted by need, then helper."""
        pairs = self.pairs
        rows = zip(pairs.need.tolist(), pairs.helper.tolist(), pairs.affinity.tolist(), pairs.hours.tolist(),
                   strict=True)  # fmt: skip
        return [
            Candidate(self.need_ids[n], self.helper_ids[h], affinity, _or_none(cap))
            for n, h, affinity, cap in rows
        ]

    def barred(self) -> list[Bar]:
        """Return the bars as lines, sorted by need, then helper."""
        rows = zip(self.bars.need.tolist(), self.bars.helper.tolist(), self.bars.kind.tolist(), strict=True)
        return [Bar(self.need_ids[n], self.helper_ids[h], BAR_KINDS[kind]) for n, h, kind in rows]


def summed(index: Ints, values: Ints, size: int) -> Ints:
    """Return the exact sum of ``values`` for each ``index`` from 0 to ``size`` - 1."""
    return np.bincount(index, weights=values, minlength=size).astype(np.int64)


def _check_sides(problem: MatchingProblem) -> None:
    identifiers(problem.need_ids, "needs")
    identifiers(problem.helper_ids, "helpers")
    for index, name in enumerate(problem.groups):
        label(name, f"groups[{index}]")
    in_range(problem.need_hours, "needs", "hours", 1, MAX_HOURS)
    in_range(problem.need_group, "needs", "group", 0, len(problem.groups) - 1)
    in_range(problem.helper_hours, "helpers", "hours", 0, MAX_HELPER_HOURS)
    in_range(problem.helper_max_needs, "helpers", "max_needs", NO_LIMIT, MAX_HELPER_HOURS)
    if (total := int(problem.need_hours.sum())) > MAX_TOTAL_HOURS:
        raise ProblemError(
            "needs", f"ask {total} hours in all", f"One problem holds at most {MAX_TOTAL_HOURS} hours",
            "Solve one quarter or one month at a time",
        )  # fmt: skip


def _check_pairs(problem: MatchingProblem) -> None:
    pairs = problem.pairs
    in_range(pairs.need, "candidates", "need", 0, len(problem.need_ids) - 1)
    in_range(pairs.helper, "candidates", "helper", 0, len(problem.helper_ids) - 1)
    in_range(pairs.affinity, "candidates", "affinity", 0, 1)
    in_range(pairs.hours, "candidates", "pair_hours", NO_LIMIT, MAX_HOURS)
    unique_pairs(_keys(problem, pairs), "candidates", "A pair has one affinity")


def _check_bars(problem: MatchingProblem) -> None:
    bars = problem.bars
    in_range(bars.need, "bars", "need", 0, len(problem.need_ids) - 1)
    in_range(bars.helper, "bars", "helper", 0, len(problem.helper_ids) - 1)
    in_range(bars.kind, "bars", "kind", 0, len(BAR_KINDS) - 1)
    unique_pairs(_keys(problem, bars) * len(BAR_KINDS) + bars.kind, "bars", "A reason counts once")
    both = np.isin(_keys(problem, bars), _keys(problem, problem.pairs))
    if both.any():
        first = int(both.argmax())
        raise ProblemError(
            f"bars[{first}]",
            f"bars a pair that is also a candidate ({int(both.sum())} such bars in all)",
            "A helper either can serve a need or cannot",
            "Remove the candidate or the bar",
        )


def _keys(problem: MatchingProblem, table: Pairs | Bars) -> Ints:
    return table.need * max(1, len(problem.helper_ids)) + table.helper


def _sorted(table: Table) -> Table:
    """Return ``table`` sorted by need, then helper, its columns read-only."""
    order = np.lexsort((table.helper, table.need))
    columns = {field.name: getattr(table, field.name)[order] for field in fields(table)}
    for values in columns.values():
        values.setflags(write=False)
    return type(table)(**columns)


def _or_none(value: int) -> int | None:
    return None if value == NO_LIMIT else value
