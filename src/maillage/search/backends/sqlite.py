"""SQLite: FTS5 as a bare inverted index, whose row number says the order of merit.

The index (``search_index``) keeps no text and no positions: a lexeme, and the documents that have it. Its row
number is ``(100 - freshness) << 48 | id``: read in its own order it gives the freshest first without sorting,
and a least freshness is a bound on it. Written in that order too, as FTS5 flushes at each step back.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection

from maillage.search.backends.base import FRESHEST, NAMES, Candidate, Dialect, Table, names_of, written
from maillage.search.conditions import EVERYTHING, Condition, Sought, Term
from maillage.search.documents import Row

MERIT = f"(({FRESHEST} - freshness) << 48 | id)"
ID = f"& {2**48 - 1}"
ENTRY = "key, freshness, visible, sort_name, names, lexemes"

UPSERT = """
INSERT INTO search_searchentry (space_id, key, freshness, visible, sort_name, names, lexemes)
VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (space_id, key) DO UPDATE SET freshness = excluded.freshness, visible = excluded.visible,
    sort_name = excluded.sort_name, names = excluded.names, lexemes = excluded.lexemes
"""
CHOSEN = "FROM search_searchentry WHERE space_id = %s AND key IN (SELECT value FROM json_each(%s))"
FORGET = f"""
INSERT INTO search_index (search_index, rowid, lexemes)
SELECT 'delete', {MERIT}, lexemes {CHOSEN} AND visible ORDER BY 2
"""
LEARN = f"""
INSERT INTO search_index (rowid, lexemes) SELECT {MERIT}, lexemes {CHOSEN} AND visible ORDER BY 1
"""
CHOSEN_WORDS = CHOSEN.replace("search_searchentry", "search_searchword").replace("key IN", "form IN")
LEARN_WORDS = f"INSERT INTO search_word_index (rowid, clues) SELECT id, clues {CHOSEN_WORDS} ORDER BY 1"
WORDS = """
SELECT form, in_names, in_texts
FROM search_word_index i CROSS JOIN search_searchword w ON w.id = i.rowid
WHERE search_word_index MATCH %s AND space_id = %s
"""
FOUND = (
    f"SELECT rowid {ID} FROM search_index WHERE search_index MATCH %s AND rowid < %s ORDER BY rowid LIMIT %s"  # noqa: S608
)
CANDIDATES = """
SELECT e.key, names, freshness, sort_name, lexemes
FROM json_each(%s) AS found CROSS JOIN search_searchentry AS e ON e.id = found.value WHERE space_id = %s
ORDER BY found.key
"""
COUNT = (
    "SELECT count(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH %s AND rowid < %s LIMIT %s)"
)
COUNT_ALL = """
SELECT count(*) FROM (
    SELECT 1 FROM search_searchentry WHERE space_id = %s AND visible = 1 AND freshness >= %s LIMIT %s)
"""
LISTED = """
SELECT sort_name, key FROM search_searchentry INDEXED BY search_by_name
WHERE space_id = %s AND visible = 1 AND freshness >= %s AND (sort_name, key) > (%s, %s) {matching}
ORDER BY sort_name, key LIMIT %s OFFSET %s
"""
MATCHING = f"AND id IN (SELECT rowid {ID} FROM search_index WHERE search_index MATCH %s)"  # noqa: S608


class SqliteBackend:
    """The search on SQLite 3.38 or newer, with FTS5."""

    among = "IN (SELECT value FROM json_each(%s))"

    def many(self, values: Collection[str]) -> Any:
        """Values as a JSON list."""
        return json.dumps(list(values))

    def insert(self, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write rows in bulk."""
        columns, marks = ", ".join(table.columns), ", ".join(["%s"] * len(table.columns))
        self._each(f"INSERT INTO {table.name} ({columns}) VALUES ({marks}) {table.conflict}", rows)  # noqa: S608

    def erase(self, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """Delete rows, each given by the first columns of the table."""
        if rows:
            chosen = " AND ".join(f"{column} = %s" for column in list(table.columns)[: len(rows[0])])
            self._each(f"DELETE FROM {table.name} WHERE {chosen}", rows)  # noqa: S608

    def _each(self, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)

    def stored(self, space: int, keys: Collection[str]) -> dict[str, Row]:
        """The rows of these keys (the whole database is locked by whoever writes)."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {ENTRY} {CHOSEN}", [space, self.many(keys)])
            found = (Row(*row)._replace(visible=bool(row[2])) for row in cursor.fetchall())
            return {row.key: row for row in found}

    def put(self, space: int, rows: Sequence[Row], olds: Sequence[Row]) -> None:
        """Write these rows and index the visible ones; ``olds`` are those they replace."""
        with connection.cursor() as cursor:
            if olds:
                cursor.execute(FORGET, self._chosen(space, olds))
            cursor.executemany(UPSERT, [(space, *row) for row in rows])
            cursor.execute(LEARN, self._chosen(space, rows))
        self.erase(NAMES, names_of(space, olds))
        self.insert(NAMES, names_of(space, rows))

    def remove(self, space: int, olds: Sequence[Row]) -> None:
        """Take these rows away; made invisible first, as a trigger keeps the index from a plain deletion."""
        chosen = self._chosen(space, olds)
        where = CHOSEN.removeprefix("FROM search_searchentry ")
        with connection.cursor() as cursor:
            cursor.execute(FORGET, chosen)
            cursor.execute(f"UPDATE search_searchentry SET visible = 0 {where}", chosen)  # noqa: S608
            cursor.execute(f"DELETE {CHOSEN}", chosen)
        self.erase(NAMES, names_of(space, olds))

    def _chosen(self, space: int, rows: Sequence[Row]) -> list[Any]:
        return [space, self.many([row.key for row in rows])]

    def learn_words(self, space: int, forms: Collection[str]) -> None:
        """Index the clues of words just written."""
        with connection.cursor() as cursor:
            cursor.execute(LEARN_WORDS, [space, self.many(forms)])

    def words(self, sought: Sought) -> list[tuple[str, int, int]]:
        """(form, in names, in texts) of the words of which the clues answer a condition."""
        with connection.cursor() as cursor:
            cursor.execute(WORDS, [_match(sought.condition), sought.space])
            return list(cursor.fetchall())

    def settle(self) -> None:
        """Nothing to do: FTS5 merges as it goes."""

    def candidates(self, sought: Sought, limit: int, counted: int) -> tuple[list[Candidate], int]:
        """The freshest visible documents that answer a condition, and how many do."""
        asked: list[Any] = [_match(sought.condition), _bound(sought.min_freshness), max(limit, counted)]
        with connection.cursor() as cursor:
            cursor.execute(FOUND, asked)
            found = [row[0] for row in cursor.fetchall()]
            if not found:
                return [], 0
            cursor.execute(CANDIDATES, [json.dumps(found[:limit]), sought.space])
            return list(map(Candidate._make, cursor.fetchall())), len(found)

    def count(self, sought: Sought, limit: int) -> int:
        """How many visible documents answer, ``limit`` at most."""
        with connection.cursor() as cursor:
            if sought.condition != EVERYTHING:
                asked: list[Any] = [_match(sought.condition), _bound(sought.min_freshness), limit]
                cursor.execute(COUNT, asked)
            else:
                cursor.execute(COUNT_ALL, [sought.space, sought.min_freshness, limit])
            return int(cursor.fetchone()[0])

    def listed(
        self, sought: Sought, *, limit: int, offset: int, after: tuple[str, str] | None
    ) -> list[tuple[str, str]]:
        """(name, key) of the visible documents that answer, by name then key."""
        matching = [_match(sought.condition)] if sought.condition != EVERYTHING else []
        asked: list[Any] = [
            sought.space,
            sought.min_freshness,
            *(after or ("", "")),
            *matching,
            limit,
            offset,
        ]
        with connection.cursor() as cursor:
            cursor.execute(LISTED.format(matching=MATCHING if matching else ""), asked)
            return [(name, key) for name, key in cursor.fetchall()]


def _bound(min_freshness: int) -> int:
    """The first row number that is not fresh enough."""
    return (FRESHEST + 1 - min_freshness) << 48


def _match(condition: Condition) -> str:
    """A condition in FTS5's words; each lexeme is quoted, and holds letters, digits and underscores only."""
    if condition == EVERYTHING:
        raise ValueError(
            "Everything is asked for, and nothing says how to rank it: ask for the list by name."
        )
    return written(condition, Dialect(_term, " AND ", " OR ", " NOT "))


def _term(term: Term) -> str:
    return f'"{term.lexeme}"' + ("*" if term.is_prefix else "")
