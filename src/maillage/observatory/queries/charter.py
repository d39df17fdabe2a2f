"""How the charter's promise is kept: live figures, by group of actors, with small cells hidden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q

from maillage.common import clock
from maillage.needs.enums import Outcome
from maillage.needs.models import Need
from maillage.observatory.privacy import Cell, merge_small, suppress_column
from maillage.territory.models import Territory

PERIOD_DAYS = 182


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of one group of actors; None where a cell is too small to be shown."""

    name: str
    needs: Cell
    in_good_time: Cell
    in_time: Cell

    @property
    def cells(self) -> tuple[Cell, Cell, Cell]:
        """The three figures in order."""
        return self.needs, self.in_good_time, self.in_time


@dataclass(frozen=True, slots=True)
class Figures:
    """The last six months: every need whose answer came or was due."""

    needs: int
    in_good_time: int
    in_time: int
    later: int
    no_help: int
    lost: int
    open_now: int
    rows: tuple[Row, ...]
    min_cell: int

    def percent(self, part: int) -> int | None:
        """A share of all needs, in whole percent; None when there are too few to say."""
        return round(100 * part / self.needs) if self.needs else None

    @property
    def percent_in_time(self) -> int | None:
        """Share answered within the promised delay."""
        return self.percent(self.in_time)

    @property
    def percent_in_good_time(self) -> int | None:
        """Share answered within the shorter delay."""
        return self.percent(self.in_good_time)

    @property
    def percent_lost(self) -> int | None:
        """Share lost from sight."""
        return self.percent(self.lost)

    def shown(self, count: int) -> int | None:
        """A count as it is published: None when it is small enough to point at somebody."""
        return None if 0 < count < self.min_cell else count

    @property
    def no_help_shown(self) -> int | None:
        """Needs that found no help here, as published."""
        return self.shown(self.no_help)

    @property
    def lost_shown(self) -> int | None:
        """Needs lost from sight, as published."""
        return self.shown(self.lost)

    @property
    def later_shown(self) -> int | None:
        """Needs that waited longer than promised, as published."""
        return self.shown(self.later)


def charter_figures(territory: Territory) -> Figures:
    """Read the figures in one pass over the needs of the period (two queries)."""
    charter, moment = territory.charter, clock.now()
    due = (
        Need.objects.filter(confirmed_at__gte=moment - timedelta(days=PERIOD_DAYS))
        .filter(Q(answered_at__isnull=False) | Q(promised_at__lt=moment))
        .exclude(outcome=Outcome.WITHDRAWN, answered_at=None)
    )
    good, promised = Q(answer_days__lte=charter.good_answer), Q(answer_days__lte=charter.promised_answer)
    counted = (
        due.order_by()
        .values("actor_kind")
        .annotate(
            all_needs=Count("pk"),
            in_good_time=Count("pk", filter=good),
            in_time=Count("pk", filter=promised),
            no_help=Count("pk", filter=Q(outcome=Outcome.NO_HELP_AVAILABLE)),
            lost=Count("pk", filter=Q(outcome=Outcome.UNREACHABLE)),
        )
        .values_list("actor_kind", "all_needs", "in_good_time", "in_time", "no_help", "lost")
    )
    sums = {group: [0] * 5 for group in territory.groups}
    for kind, *values in counted:
        cells = sums.setdefault(territory.group_of(kind), [0] * 5)
        for i, value in enumerate(values):
            cells[i] += value
    total = [sum(cells[i] for cells in sums.values()) for i in range(5)]
    return Figures(
        needs=total[0],
        in_good_time=total[1],
        in_time=total[2],
        later=total[0] - total[2],
        no_help=total[3],
        lost=total[4],
        open_now=Need.objects.filter(closed_at=None, confirmed_at__isnull=False).count(),
        rows=_rows(territory, sums, charter.min_cell),
        min_cell=charter.min_cell,
    )


def _rows(territory: Territory, sums: dict[str, list[int]], minimum: int) -> tuple[Row, ...]:
    merged = merge_small({group: cells[0] for group, cells in sums.items()}, minimum)
    if sum(cells[0] for cells in sums.values()) < minimum:
        return ()
    cells = [[sum(sums[group][i] for group in part) for i in range(3)] for part in merged]
    columns = [suppress_column([row[i] for row in cells], minimum) for i in range(3)]
    names = [", ".join(territory.group_name(group) for group in part) for part in merged]
    return tuple(Row(name, *(column[i] for column in columns)) for i, name in enumerate(names))
