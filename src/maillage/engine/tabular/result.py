"""What the engine answers about columns: a field or none for each, how likely, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from maillage.engine.tabular.problem import FieldName

STATUSES = ("used", "extra", "empty", "personal")
"""``used``: has a field. ``extra``: has values and no field. ``empty``: has no value, and a field when its
name says which. ``personal``: about persons, not to be imported.
"""


class Reason(NamedTuple):
    """Why a field was thought of: a key of ``REASONS`` and its data (words, shares of patterns)."""

    code: str
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class GuessedColumn:
    """One column: ``rank`` from 0, ``field`` (none when ``status`` is "extra" or "personal"), ``chance``.

    ``others`` are runner-up fields with their chances, best first. A column without a field has the chance
    that none is right.
    """

    rank: int
    name: str
    field: FieldName | None
    chance: float
    status: str
    reasons: tuple[Reason, ...] = ()
    others: tuple[tuple[FieldName, float], ...] = ()

    def __post_init__(self) -> None:
        fits = {"used": self.field is not None, "empty": True}.get(self.status, self.field is None)
        if self.status not in STATUSES or not fits:
            raise ValueError(
                f"The column {self.name!r} has the status {self.status!r} and the field {self.field}: "
                "only a used column has one. Give a field and « used », or neither."
            )
        if not 0 <= self.chance <= 1:
            raise ValueError(f"The column {self.name!r} has the chance {self.chance}. Give one from 0 to 1.")


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """Every column of a table; ``order`` has those of each field in the order in which they are read."""

    columns: tuple[GuessedColumn, ...]
    order: Mapping[FieldName, tuple[int, ...]]

    def ranks(self, field: FieldName) -> tuple[int, ...]:
        """The ranks of the columns of a field, in reading order (a street: number, suffix, type, name)."""
        return self.order.get(field, ())

    def names(self, field: FieldName) -> tuple[str, ...]:
        """The names of the columns of a field, in reading order."""
        return tuple(self.columns[rank].name for rank in self.ranks(field))

    def text(self, values: tuple[str, ...], field: FieldName, joint: str = " ") -> str:
        """What a row says of a field: its filled cells joined, in reading order."""
        return joint.join(cell for rank in self.ranks(field) if (cell := values[rank].strip()))

    def with_status(self, status: str) -> tuple[GuessedColumn, ...]:
        """The columns of one status."""
        return tuple(column for column in self.columns if column.status == status)

    @classmethod
    def imposing(cls, columns: tuple[str, ...], fields: Mapping[FieldName, tuple[str, ...]]) -> ColumnGuess:
        """What a person decided: the names of columns by field, all others extra.

        Raises ``ValueError`` when a name is no column or has two fields.
        """
        of: dict[str, FieldName] = {}
        for field, names in fields.items():
            for name in names:
                if name not in columns or name in of:
                    raise ValueError(
                        f"The column {name!r} cannot be {field}: it is not in the table, or has a field "
                        "already. Give each name of the table at most once."
                    )
                of[name] = field
        made = tuple(
            GuessedColumn(
                rank, name, of.get(name), 1.0, "used" if name in of else "extra", (Reason("given", {}),)
            )
            for rank, name in enumerate(columns)
        )
        return cls(made, {field: tuple(map(columns.index, names)) for field, names in fields.items()})
