"""What is read of a file: names, how it was read, what there is to say, and rows again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from maillage.engine.tabular.problem import Reading, Remark, Row
from maillage.engine.tabular.source import Source


class Table:
    """A table of ``count`` rows under ``columns`` (distinct names, never blank).

    ``rows()`` reads the source again each time, one row at a time. ``remarks`` are complete from the start:
    opening reads the whole file once. ``source`` is where it comes from, for the referee.
    """

    def __init__(
        self,
        *,
        reading: Reading,
        columns: Sequence[str],
        remarks: Sequence[Remark],
        count: int,
        rows: Callable[[], Iterator[Row]],
        source: Source,
    ) -> None:
        self.reading = reading
        self.columns = list(columns)
        self.remarks = tuple(remarks)
        self.count = count
        self.source = source
        self._rows = rows
        self._sample: list[Row] | None = None

    def rows(self) -> Iterator[Row]:
        """Every row of the source below the names, in order, exactly once; blank ones are remarked, not
        given.
        """
        return self._rows()

    def sample(self, size: int) -> list[Row]:
        """At most ``size`` rows, spread evenly over the table.

        The first sample is kept, and smaller ones are taken from it: a long file is not read for each.
        """
        if self._sample is None or len(self._sample) < min(size, self.count):
            self._sample = _spread(self.rows(), self.count, size)
        return _spread(self._sample, len(self._sample), size)


def _spread(rows: Iterable[Row], count: int, size: int) -> list[Row]:
    step = max(1, -(-count // size))
    return [row for rank, row in enumerate(rows) if rank % step == 0]
