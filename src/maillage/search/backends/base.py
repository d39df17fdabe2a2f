"""What the search needs of a database, and what both do alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from maillage.search.conditions import Condition, Every, Except, Sought, Term
from maillage.search.documents import Row

FRESHEST = 100


class Candidate(NamedTuple):
    """A document that answers a condition, with what is needed to rank it."""

    key: str
    names: str
    freshness: int
    sort_name: str
    lexemes: str


class Table(NamedTuple):
    """A table written in bulk: its columns with PostgreSQL's types, and what to do when a row is there."""

    name: str
    columns: Mapping[str, str]
    conflict: str = "ON CONFLICT DO NOTHING"


NAMES = Table("search_searchname", {"space_id": "bigint", "text": "text", "key": "text"})


class Backend(Protocol):
    """The operations that differ from one database to the other.

    ``space`` is the number of a ``SearchSpace`` of the current territory; every reading is within it.
    """

    among: str
    """How SQL says that a column is one of the values of a parameter made by ``many``."""

    def many(self, values: Collection[str]) -> Any:
        """A parameter that holds all these values."""
        ...

    def insert(self, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write rows in bulk."""
        ...

    def erase(self, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """Delete rows, each given by the first columns of the table."""
        ...

    def stored(self, space: int, keys: Collection[str]) -> dict[str, Row]:
        """The rows of these keys, locked until the transaction ends where the database can."""
        ...

    def put(self, space: int, rows: Sequence[Row], olds: Sequence[Row]) -> None:
        """Write these rows and index the visible ones; ``olds`` are those they replace."""
        ...

    def remove(self, space: int, olds: Sequence[Row]) -> None:
        """Take these rows away, from the index too."""
        ...

    def learn_words(self, space: int, forms: Collection[str]) -> None:
        """Index the clues of words just written."""
        ...

    def words(self, sought: Sought) -> list[tuple[str, int, int]]:
        """(form, in names, in texts) of the words of which the clues answer a condition."""
        ...

    def settle(self) -> None:
        """After a large change: bring the index in the state in which it is read fastest."""
        ...

    def candidates(self, sought: Sought, limit: int, counted: int) -> tuple[list[Candidate], int]:
        """The freshest ``limit`` visible documents that answer a condition, and how many do.

        There must be a condition; no more than ``counted`` documents are counted, ``limit`` at least.
        """
        ...

    def count(self, sought: Sought, limit: int) -> int:
        """How many visible documents answer, ``limit`` at most."""
        ...

    def listed(
        self, sought: Sought, *, limit: int, offset: int, after: tuple[str, str] | None
    ) -> list[tuple[str, str]]:
        """(name, key) of the visible documents that answer, by name then key, after that pair if given."""
        ...


class Dialect(NamedTuple):
    """How a database writes a condition."""

    term: Callable[[Term], str]
    both: str
    either: str
    without: str


def written(condition: Condition, dialect: Dialect) -> str:
    """A condition in a database's own words."""
    if isinstance(condition, Term):
        return dialect.term(condition)
    if isinstance(condition, Except):
        wanted, unwanted = written(condition.wanted, dialect), written(condition.unwanted, dialect)
        return f"({wanted}{dialect.without}{unwanted})"
    word = dialect.both if isinstance(condition, Every) else dialect.either
    return "(" + word.join(written(part, dialect) for part in condition.parts) + ")"


def names_of(space: int, rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    """The whole names of visible rows, as they are written in their table."""
    return [(space, name, row.key) for row in rows if row.visible for name in row.names.split("\n") if name]
