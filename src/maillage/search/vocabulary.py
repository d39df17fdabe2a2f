"""The words that visible documents hold, and the ways that lead to them from what one types.

A form is reached by its stems (marked ``f`` for French, ``e`` for English) and by leaving out one letter
(marked ``-``): two forms one slip apart (a letter missing, added, changed, or two exchanged) share one of
these, as in Garbe's SymSpell; only the beginning of a long word is so treated, which keeps the table small.
What is found is checked with the optimal string alignment distance (Boytsov 2011).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection
from rapidfuzz.distance import OSA

from maillage.search.analysis import Language, form_of, stems_of
from maillage.search.backends.base import Table
from maillage.search.backends.chosen import backend

MANY = 64
"""A count of at least so many is not kept exact: the most shared rows are not written at each change."""

HEAD = 7
"""Letters of a word of which one can be left out."""

SHORTEST, SHORTEST_TYPED, LONG = 3, 4, 8
"""Letters of a word one is corrected to, of a word that is corrected, of one that may have two slips."""

WORDS = Table(
    "search_searchword",
    {"space_id": "bigint", "form": "text", "in_names": "integer", "in_texts": "integer"},
    "ON CONFLICT (space_id, form) DO UPDATE SET in_names = search_searchword.in_names + excluded.in_names, "
    "in_texts = search_searchword.in_texts + excluded.in_texts",
)
ROW = "form, in_names, in_texts"
CLUES = Table("search_searchclue", {"space_id": "bigint", "clue": "text", "form": "text"})


class Known(NamedTuple):
    """A form of the vocabulary, with its counts in names and in other texts."""

    form: str
    in_names: int
    in_texts: int


def known(space: int, forms: Collection[str]) -> dict[str, Known]:
    """Which of these forms are in the vocabulary."""
    among, asked = backend().among, backend().many(forms)
    rows = _rows(f"SELECT {ROW} FROM search_searchword WHERE space_id = %s AND form {among}", [space, asked])  # noqa: S608
    return {form: Known(form, *counts) for form, *counts in rows}


def reached(space: int, clues: Collection[str]) -> list[tuple[str, Known]]:
    """(clue, form) for every form that one of these clues leads to."""
    among, asked = backend().among, backend().many(clues)
    table = "search_searchclue JOIN search_searchword USING (space_id, form)"
    rows = _rows(f"SELECT clue, {ROW} FROM {table} WHERE space_id = %s AND clue {among}", [space, asked])  # noqa: S608
    return [(clue, Known(*row)) for clue, *row in rows]


def begins(space: int, start: str) -> bool:
    """True when a form begins so."""
    sql = "SELECT 1 FROM search_searchword WHERE space_id = %s AND form >= %s AND form < %s LIMIT 1"
    return bool(_rows(sql, [space, start, start + LAST]))


LAST = "\U0010ffff"
"""The last of all characters: what begins with a text comes before the text and it."""


def corrections(space: int, form: str, limit: int) -> list[str]:
    """Forms that may be meant, best first: fewest slips, then in names, same first letter, most used."""
    if len(form) < SHORTEST_TYPED or not form.isalpha():
        return []
    slips = 2 if len(form) >= LONG else 1
    ranked = []
    for word in {word for _, word in reached(space, deletions(form))} - {form}:
        if (distance := OSA.distance(form, word.form, score_cutoff=slips)) <= slips and word.form != form:
            ranked.append((distance, not word.in_names, word.form[0] != form[0], -_used(word), word.form))
    ranked.sort()
    return [row[-1] for row in ranked if row[0] == ranked[0][0]][:limit]


def _used(word: Known) -> int:
    return word.in_names + word.in_texts


def deletions(form: str) -> set[str]:
    """Clues by one letter left out of the head of a form; none for short forms and those with digits."""
    if len(form) < SHORTEST or not form.isalpha():
        return set()
    head = form[:HEAD]
    return {f"-{head}", *(f"-{head[:place]}{head[place + 1 :]}" for place in range(len(head)))}


def clues_of(form: str) -> set[str]:
    """All the clues that a form alone gives."""
    return {*deletions(form), *stems_of(form)}


def adjust(
    space: int, names: Counter[str], texts: Counter[str], spelled: Iterable[tuple[str, Language]]
) -> None:
    """Add these counts (negative ones take away), the clues of new forms, and those of accented spellings.

    Rows are written in the order of forms, so that two writers wait for, and never block, each other.
    """
    touched = sorted(form for form in names.keys() | texts.keys() if names[form] or texts[form])
    before = known(space, touched)
    rows = [row for form in touched if (row := _change(form, names[form], texts[form], before.get(form)))]
    backend().insert(WORDS, [(space, *row) for row in rows if row.form])
    gone = [row.form for row in rows if row.form in before and _used(_sum(before[row.form], row)) <= 0]
    _forget(space, gone)
    fresh = {(clue, form) for form in touched if form not in before for clue in clues_of(form)}
    for word, language in spelled:
        form = form_of(word)
        if word != form or language != "fr":
            fresh.update((clue, form) for clue in stems_of(word, language))
    backend().insert(CLUES, [(space, *pair) for pair in sorted(fresh)])


def _change(form: str, in_names: int, in_texts: int, before: Known | None) -> Known | None:
    """What to add to a word's counts; None when they already say « many »."""
    if before and before.in_names >= MANY:
        in_names = 0
    if before and before.in_texts >= MANY:
        in_texts = 0
    return Known(form, in_names, in_texts) if in_names or in_texts else None


def _sum(one: Known, other: Known) -> Known:
    return Known(one.form, one.in_names + other.in_names, one.in_texts + other.in_texts)


def _forget(space: int, forms: Sequence[str]) -> None:
    """Take words away with the clues that their forms give."""
    backend().erase(WORDS, [(space, form) for form in forms])
    backend().erase(CLUES, [(space, clue, form) for form in forms for clue in sorted(clues_of(form))])


def forget_clues(space: int, kept: Collection[str]) -> None:
    """Take away the clues that lead to no form of the vocabulary, except to these."""
    table = "search_searchclue WHERE space_id = %s"
    missing = "form NOT IN (SELECT form FROM search_searchword WHERE space_id = %s)"
    with connection.cursor() as cursor:
        sql = f"DELETE FROM {table} AND {missing} AND NOT form {backend().among}"  # noqa: S608  only constants
        cursor.execute(sql, [space, space, backend().many(kept)])


def _rows(sql: str, asked: Sequence[object]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return list(cursor.fetchall())
