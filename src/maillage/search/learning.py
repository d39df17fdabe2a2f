"""Keeping the vocabulary in step with the documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from django.db import connection

from maillage.search.analysis import Language, form_of
from maillage.search.backends.base import Table
from maillage.search.backends.chosen import backend
from maillage.search.documents import NAME, WORD, forms
from maillage.search.models import SearchWord
from maillage.search.vocabulary import Known, clues_of

MANY = 64
"""A count of at least so many is not kept exact: the most shared rows are not written at each change."""

_COUNTS = {"in_names": "integer", "in_texts": "integer"}
_THERE = "ON CONFLICT (space_id, form) DO UPDATE SET"
_TEXTS = {"spellings": "text", "clues": "text"}
WORDS = Table("search_searchword", {"space_id": "bigint", "form": "text", **_COUNTS, **_TEXTS})
ADDED = WORDS._replace(
    conflict=f"{_THERE} in_names = search_searchword.in_names + excluded.in_names, "
    "in_texts = search_searchword.in_texts + excluded.in_texts"
)
COUNTED = WORDS._replace(conflict=f"{_THERE} in_names = excluded.in_names, in_texts = excluded.in_texts")
SPELT = WORDS._replace(conflict=f"{_THERE} spellings = excluded.spellings")


class Counts(NamedTuple):
    """In how many visible documents' names each form is, and in how many documents in all.

    Every form of every document is a key of ``words``; those of hidden documents only count 0.
    """

    names: Counter[str]
    words: Counter[str]

    def of_form(self, form: str) -> tuple[int, int]:
        """In how many names a form is, and in how many other texts."""
        in_names = self.names.get(form, 0)
        return in_names, self.words.get(form, 0) - in_names

    @classmethod
    def of(cls, documents: Iterable[tuple[bool, Collection[str], Collection[str]]]) -> Counts:
        """Counts of (visible, forms of names, all forms)."""
        counts = cls(Counter(), Counter())
        for visible, names, words in documents:
            if visible:
                counts.names.update(iter(names))
                counts.words.update(iter(words))
            else:
                counts.words.update(dict.fromkeys(words, 0))
        return counts

    @classmethod
    def of_lexemes(cls, space: int, documents: Iterable[tuple[bool, str]]) -> Counts:
        """Counts of (visible, lexemes)."""
        return cls.of(
            (visible, forms(some, space, NAME), forms(some, space, WORD)) for visible, some in documents
        )


def adjust(space: int, new: Counts, old: Counts, spelled: Mapping[Language, Collection[str]]) -> None:
    """Add the counts of documents just written, take away those of what they replace.

    Forms that nobody holds any more are forgotten. ``spelled`` are the words of the new documents by their
    language. Rows are written in the order of forms, so that two writers wait for each other rather than
    block each other.
    """
    spellings = _spellings(spelled)
    touched = sorted({*new.words, *old.words})
    before = _known(space, touched)
    fresh = [form for form in touched if form not in before and form in new.words]
    rows: list[tuple[Any, ...]] = []
    gone: list[tuple[Any, ...]] = []
    for word in before.values():
        change = _change(word, new, old)
        if word.form not in new.words and word.used + change.used <= 0:
            gone.append((space, word.form))
        elif change.in_names or change.in_texts:
            rows.append((space, *change, "", ""))
    for form in fresh:
        told = " ".join(sorted(spellings.pop(form, ())))
        rows.append((space, form, *new.of_form(form), told, clues_of(space, form)))
    rows.sort()
    backend().insert(ADDED, rows)
    backend().learn_words(space, fresh)
    backend().erase(WORDS, sorted(gone))
    _spell(space, spellings)


def _spellings(spelled: Mapping[Language, Collection[str]]) -> dict[str, set[str]]:
    """What a form alone does not say, by form: words with accents, and words of English texts."""
    found: dict[str, set[str]] = defaultdict(set)
    for language, words in spelled.items():
        for word in words:
            if language != "fr" or not word.isascii():
                found[form_of(word)].add(f"{language[0]}{word}")
    return found


def recount(space: int, counts: Counts) -> int:
    """Set the counts of a whole space to these, and forget all other forms. Returns how many are left."""
    before = set(SearchWord.objects.filter(space=space).values_list("form", flat=True))
    rows = [
        (space, form, *counts.of_form(form), "", "" if form in before else clues_of(space, form))
        for form in sorted(counts.words)
    ]
    backend().insert(COUNTED, rows)
    backend().learn_words(space, [form for form in counts.words if form not in before])
    backend().erase(WORDS, [(space, form) for form in sorted(before - counts.words.keys())])
    return len(rows)


def _known(space: int, forms: Collection[str]) -> dict[str, Known]:
    """Which of these forms are in the vocabulary."""
    return {row[0]: Known(*row) for row in _rows("form, in_names, in_texts", space, forms)}


def _rows(columns: str, space: int, forms: Collection[str]) -> list[Any]:
    """Columns of the words that have these forms."""
    sql = f"SELECT {columns} FROM search_searchword WHERE space_id = %s AND form {backend().among}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [space, backend().many(forms)])
        return list(cursor.fetchall())


def _change(before: Known, new: Counts, old: Counts) -> Known:
    """What to add to a word's counts: nothing to those that already say « many »."""
    (in_names, in_texts), (out_of_names, out_of_texts) = new.of_form(before.form), old.of_form(before.form)
    return Known(
        before.form,
        0 if before.in_names >= MANY else in_names - out_of_names,
        0 if before.in_texts >= MANY else in_texts - out_of_texts,
    )


def _spell(space: int, spellings: Mapping[str, Collection[str]]) -> None:
    """Add spellings to known forms, where they are missing."""
    rows: list[tuple[Any, ...]] = []
    for form, told in _rows("form, spellings", space, sorted(spellings)) if spellings else ():
        if missing := set(spellings[form]) - set(told.split()):
            rows.append((space, form, 0, 0, " ".join((*told.split(), *sorted(missing))), ""))
    backend().insert(SPELT, sorted(rows))
