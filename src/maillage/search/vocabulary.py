"""The words that documents hold, and how one comes to them from what is typed.

An inflection is found among the forms that begin like the stem of the word typed: those that have the same
stem. Stems are never stored, so a newer stemmer needs no new index; but a form does not say its accents: its
accented spellings are kept beside it (marked ``f``), and those of English texts (marked ``e``).

A misspelling is found by leaving out one letter: two forms one slip apart (a letter missing, added, changed,
or two exchanged) become the same by it, as in Garbe's SymSpell. Only the beginning of a long word is so
treated, which keeps the index small. What is found is checked with the optimal string alignment distance
(Boytsov 2011).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection
from rapidfuzz.distance import OSA

from maillage.search.analysis import TypedWord, root_of, stems_of
from maillage.search.backends.chosen import backend
from maillage.search.conditions import Sought, Term, either
from maillage.search.documents import marked

HEAD = 7
"""Letters of a word of which one can be left out."""

SHORTEST, SHORTEST_TYPED, LONG = 3, 4, 8
"""Letters of a word one is corrected to, of a word that is corrected, of one that may have two slips."""

INFLECTED, RELATIVES = 3, 40
"""Letters of a stem from which inflections are looked for; forms that are compared, the most used first."""

LAST = "\U0010ffff"
"""The last of all characters: what begins with a text comes before the text and it."""

WORD = """
SELECT form, in_names, in_texts, spellings FROM search_searchword
WHERE space_id = %s AND in_names + in_texts > 0
"""
ALONE = f"{WORD} AND form = %s"
FAMILY = f"""{WORD} AND form >= %s AND form < %s
ORDER BY form = %s DESC, in_names + in_texts DESC, form LIMIT %s
"""

BEGINNING = """
SELECT 1 FROM search_searchword WHERE space_id = %s AND form >= %s AND form < %s AND in_names + in_texts > 0
LIMIT 1
"""


class Known(NamedTuple):
    """A form of the vocabulary, with its counts in names and in other texts."""

    form: str
    in_names: int
    in_texts: int

    @property
    def used(self) -> int:
        """In how many documents, about."""
        return self.in_names + self.in_texts


def family(space: int, word: TypedWord) -> list[Known]:
    """The forms of visible documents that are this word or an inflection of it, the most used first.

    English inflections count for words of English texts, and for those without French ones.
    """
    stems = {*stems_of(word.word), stems_of(word.word, "en")[-1]}
    start = root_of(word.word, stems)
    short = len(start) < INFLECTED
    sql, asked = (ALONE, [word.form]) if short else (FAMILY, [start, start + LAST, word.form, RELATIVES])
    with connection.cursor() as cursor:
        cursor.execute(sql, [space, *asked])
        rows = cursor.fetchall()
    french = {stem for stem in stems if stem[0] == "f"}
    found = [row for row in rows if row[0] == word.form or not french.isdisjoint(_stems(row[0], row[3]))]
    if not found or any(spelling[0] == "e" for spelling in found[0][3].split()):
        found = [row for row in rows if row[0] == word.form or not stems.isdisjoint(_stems(row[0], row[3]))]
    return [Known(*row[:3]) for row in found]


def _stems(form: str, spellings: str) -> Iterable[str]:
    """All the stems of a form: its own, and those of its spellings."""
    yield from stems_of(form)
    for spelling in spellings.split():
        yield from stems_of(spelling[1:], "en" if spelling[0] == "e" else "fr")


def begins(space: int, start: str) -> bool:
    """True when a form of visible documents begins so."""
    with connection.cursor() as cursor:
        cursor.execute(BEGINNING, [space, start, start + LAST])
        return cursor.fetchone() is not None


def corrections(space: int, form: str, limit: int) -> list[str]:
    """Forms that may be meant, best first: fewest slips, then in names, same first letter, most used."""
    if len(form) < SHORTEST_TYPED or not form.isalpha():
        return []
    slips = 2 if len(form) >= LONG else 1
    ranked = []
    for word in _nearby(space, form):
        if 0 < (distance := OSA.distance(form, word.form, score_cutoff=slips)) <= slips:
            ranked.append((distance, not word.in_names, word.form[0] != form[0], -word.used, word.form))
    ranked.sort()
    return [row[-1] for row in ranked if row[0] == ranked[0][0]][:limit]


def _nearby(space: int, form: str) -> list[Known]:
    """The forms of visible documents that become the same as this one by leaving out a letter."""
    condition = either(Term(f"{space}{clue}") for clue in deletions(form))
    return [word for row in backend().words(Sought(space, condition)) if (word := Known(*row)).used > 0]


def deletions(form: str) -> list[str]:
    """The head of a form, whole and with one letter left out; none for short forms and those with digits."""
    if len(form) < SHORTEST or not form.isalpha():
        return []
    head = form[:HEAD]
    return [f"-{head}", *{f"-{head[:place]}{head[place + 1 :]}" for place in range(len(head))}]


def clues_of(space: int, form: str) -> str:
    """All the clues of a form, as its row keeps them."""
    clues = deletions(form)
    return marked(str(space), clues) if clues else ""
