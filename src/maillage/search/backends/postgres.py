"""PostgreSQL: a column of lexemes made by the database from the row, and a GIN index on it.

The words are already analysed, so no dictionary of the server is used: ``array_to_tsvector`` takes the
lexemes as they are, and nothing has to be installed. Words of names are lexemes of their own rather than
weights, which GIN does not hold: it would read every row again to check them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection

from maillage.search.backends.base import NAMES, Candidate, Dialect, Table, names_of, written
from maillage.search.conditions import EVERYTHING, Condition, Every, Except, Sought, Term
from maillage.search.documents import Row

ENTRY = "key, freshness, visible, sort_name, names, lexemes"
ENTRIES = Table(
    "search_searchentry",
    {
        "space_id": "bigint",
        "key": "text",
        "freshness": "smallint",
        "visible": "boolean",
        "sort_name": "text",
        "names": "text",
        "lexemes": "text",
    },
    "ON CONFLICT (space_id, key) DO UPDATE SET freshness = excluded.freshness, visible = excluded.visible, "
    "sort_name = excluded.sort_name, names = excluded.names, lexemes = excluded.lexemes",
)
STORED = f"""
SELECT {ENTRY} FROM search_searchentry WHERE space_id = %s AND key = ANY(%s) ORDER BY key FOR UPDATE
"""  # noqa: S608  only constants
CANDIDATE = ", ".join(Candidate._fields)
ANY_ORDER = """
SELECT {columns} FROM search_searchentry
WHERE space_id = %s AND freshness >= %s AND terms @@ %s::tsquery LIMIT %s
"""
FRESHEST_FIRST = ANY_ORDER.replace("LIMIT", "ORDER BY freshness DESC, id LIMIT")
BY_INDEX = FRESHEST_FIRST.replace("freshness DESC", "freshness + 0 DESC")
"""The same, without the order that an index gives: GIN has to be used, and what it finds to be sorted."""

AMONG = """
SELECT {columns} FROM (
    SELECT * FROM search_searchentry WHERE space_id = %s AND freshness >= %s
    ORDER BY freshness DESC, id LIMIT %s
) AS freshest
WHERE terms @@ %s::tsquery ORDER BY freshness DESC, id LIMIT %s
"""
SAMPLE, OFTEN = 300, 6
"""The freshest documents that are tried, and how many of them must answer for more to be read so."""

WORDS = """
SELECT form, in_names, in_texts FROM search_searchword WHERE space_id = %s AND ways @@ %s::tsquery
"""
FOUND = "FROM search_searchentry WHERE space_id = %s AND visible AND freshness >= %s"
COUNT_ALL = f"SELECT count(*) FROM (SELECT 1 {FOUND} LIMIT %s) AS found"  # noqa: S608  only constants
LISTED = "AND (sort_name, key) > (%s, %s) ORDER BY sort_name, key LIMIT %s OFFSET %s"
MATCHING = "AND terms @@ %s::tsquery"


class PostgresBackend:
    """The search on PostgreSQL 14 or newer, without any extension."""

    among = "= ANY(%s)"

    def many(self, values: Collection[str]) -> Any:
        """Values as an array."""
        return list(values)

    def insert(self, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write rows in bulk, as one array a column."""
        if rows:
            columns = ", ".join(table.columns)
            sql = f"INSERT INTO {table.name} ({columns}) SELECT * FROM {_unnest(table)} {table.conflict}"  # noqa: S608
            with connection.cursor() as cursor:
                cursor.execute(sql, _columns(rows))

    def erase(self, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """Delete rows, each given by the first columns of the table."""
        if rows:
            key = table._replace(columns=dict(list(table.columns.items())[: len(rows[0])]))
            same = " AND ".join(f"{table.name}.{column} = gone.{column}" for column in key.columns)
            gone = f"{_unnest(key)} AS gone ({', '.join(key.columns)})"
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {table.name} USING {gone} WHERE {same}", _columns(rows))  # noqa: S608

    def stored(self, space: int, keys: Collection[str]) -> dict[str, Row]:
        """The rows of these keys, locked until the transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute(STORED, [space, self.many(keys)])
            return {row[0]: Row(*row) for row in cursor.fetchall()}

    def put(self, space: int, rows: Sequence[Row], olds: Sequence[Row]) -> None:
        """Write these rows; the database makes their column of lexemes, empty for invisible ones."""
        self.insert(ENTRIES, [(space, *row) for row in rows])
        self.erase(NAMES, names_of(space, olds))
        self.insert(NAMES, names_of(space, rows))

    def remove(self, space: int, olds: Sequence[Row]) -> None:
        """Take these rows away."""
        self.erase(ENTRIES, [(space, row.key) for row in olds])
        self.erase(NAMES, names_of(space, olds))

    def learn_words(self, space: int, forms: Collection[str]) -> None:
        """Nothing to do: the database makes the column of clues."""

    def words(self, sought: Sought) -> list[tuple[str, int, int]]:
        """(form, in names, in texts) of the words of which the clues answer a condition."""
        with connection.cursor() as cursor:
            cursor.execute(WORDS, [sought.space, _tsquery(sought.condition)])
            return list(cursor.fetchall())

    def settle(self) -> None:
        """Merge what GIN keeps aside, and count the lexemes for the planner."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT gin_clean_pending_list('search_terms'), gin_clean_pending_list('search_ways')"
            )
            cursor.execute("ANALYZE search_searchentry, search_searchname, search_searchword")

    def candidates(self, sought: Sought, limit: int, counted: int) -> tuple[list[Candidate], int]:
        """The freshest visible documents that answer a condition, and how many do."""
        rows: list[Any] = []
        if often := self._often(sought):
            rows = self._among(CANDIDATE, sought, 2 * SAMPLE * limit // often, limit)
        if len(rows) < limit:
            sql = FRESHEST_FIRST if often is None else BY_INDEX
            rows = _rows(sql.format(columns=CANDIDATE), [*_asked(sought), limit])
        total = len(rows) if len(rows) < limit or limit >= counted else self._count(sought, counted, often)
        return list(map(Candidate._make, rows)), total

    def count(self, sought: Sought, limit: int) -> int:
        """How many visible documents answer, ``limit`` at most."""
        if sought.condition == EVERYTHING:
            return int(_rows(COUNT_ALL, [sought.space, sought.min_freshness, limit])[0][0])
        return self._count(sought, limit, self._often(sought))

    def _count(self, sought: Sought, limit: int, often: int | None) -> int:
        sql = BY_INDEX if often == 0 else ANY_ORDER
        return len(_rows(sql.format(columns="1"), [*_asked(sought), limit]))

    def _often(self, sought: Sought) -> int | None:
        """Of ``SAMPLE`` documents, how many have all of several words: 0 when few; None for a single word.

        The planner knows how common a word is, and reads by freshness or by GIN accordingly. But it takes
        words for independent, and would read a whole territory for two common ones that never meet. When
        there are several, it is seen on the freshest documents how often they meet.
        """
        asked = sought.condition.wanted if isinstance(sought.condition, Except) else sought.condition
        if not isinstance(asked, Every):
            return None
        often = len(self._among("1", sought, SAMPLE, SAMPLE))
        return often if often >= OFTEN else 0

    def _among(self, columns: str, sought: Sought, some: int, limit: int) -> list[Any]:
        """Columns of those that answer among some of the freshest."""
        asked: list[Any] = [sought.space, sought.min_freshness, some, _tsquery(sought.condition), limit]
        return _rows(AMONG.format(columns=columns), asked)

    def listed(
        self, sought: Sought, *, limit: int, offset: int, after: tuple[str, str] | None
    ) -> list[tuple[str, str]]:
        """(name, key) of the visible documents that answer, by name then key."""
        found, asked = _found(sought)
        with connection.cursor() as cursor:
            page: list[Any] = [*(after or ("", "")), limit, offset]
            cursor.execute(f"SELECT sort_name, key {found} {LISTED}", [*asked, *page])
            return [(name, key) for name, key in cursor.fetchall()]


def _rows(sql: str, asked: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return list(cursor.fetchall())


def _asked(sought: Sought) -> list[Any]:
    return [sought.space, sought.min_freshness, _tsquery(sought.condition)]


def _unnest(table: Table) -> str:
    return "unnest(" + ", ".join(f"%s::{kind}[]" for kind in table.columns.values()) + ")"


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _found(sought: Sought) -> tuple[str, list[Any]]:
    """The FROM of what is sought, and its parameters."""
    asked: list[Any] = [sought.space, sought.min_freshness]
    if sought.condition == EVERYTHING:
        return FOUND, asked
    return f"{FOUND} {MATCHING}", [*asked, _tsquery(sought.condition)]


def _tsquery(condition: Condition) -> str:
    """A condition in the words of tsquery; each lexeme is quoted: letters, digits, underscores only."""
    if condition == EVERYTHING:
        raise ValueError(
            "Everything is asked for, and nothing says how to rank it: ask for the list by name."
        )
    return written(condition, Dialect(_term, " & ", " | ", " & !"))


def _term(term: Term) -> str:
    return f"'{term.lexeme}'" + (":*" if term.is_prefix else "")
