"""Writes of the search: putting documents in a collection, hiding them, taking them away.

Each is part of the transaction of whoever calls: a document is found when, and only when, its thing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from django.db import transaction

from maillage.common.scope import current_key
from maillage.search.analysis import Language
from maillage.search.backends.chosen import backend
from maillage.search.documents import Document, Row, read
from maillage.search.learning import Counts, adjust, recount
from maillage.search.models import SearchEntry, SearchSpace
from maillage.search.queries import space_of

BATCH = 20_000
"""Documents that are written at once: what a long import holds in memory."""

LARGE = 1_000
"""Documents from which the index is settled after a change."""

T = TypeVar("T")


def index(documents: Iterable[Document], *, collection: str) -> int:
    """Put documents in a collection of the current territory, in place of those of the same keys.

    Documents may come from a generator, in any number. Returns how many were new or changed.
    """
    with transaction.atomic():
        space, _ = SearchSpace.objects.get_or_create(territory_key=current_key(), collection=collection)
        changed = sum(_index(space.pk, batch) for batch in _batches(documents))
        if changed >= LARGE:
            backend().settle()
    return changed


def remove(keys: Iterable[str], *, collection: str) -> int:
    """Take documents away from a collection; unknown keys are passed over. Returns how many were there."""
    return _change(keys, collection, lambda _: None)


def set_visible(keys: Iterable[str], visible: bool, *, collection: str) -> int:
    """Show documents, or hide them: nothing of a hidden one can be found. Returns how many changed."""
    return _change(keys, collection, lambda row: row._replace(visible=visible))


def clear(*, collection: str) -> int:
    """Take everything away from a collection of the current territory. Returns how many documents it had."""
    entries = SearchEntry.objects.filter(space=space_of(collection))
    return remove(list(entries.values_list("key", flat=True)), collection=collection)


def rebuild_vocabulary(*, collection: str) -> int:
    """Count anew the words of visible documents, and forget those of none. Returns how many are left.

    To be done now and then: the counts of frequent words are not kept exact at each change.
    """
    with transaction.atomic():
        if (space := space_of(collection)) is None:
            return 0
        entries = SearchEntry.objects.filter(space=space).values_list("visible", "lexemes")
        return recount(space, Counts.of_lexemes(space, entries.iterator(chunk_size=BATCH)))


def _index(space: int, documents: Sequence[Document]) -> int:
    """Write a batch; rows that would not change are left alone (an accent is no change of the row)."""
    reads = {document.key: (document.language, read(space, document)) for document in documents}
    before = backend().stored(space, reads.keys())
    changed = [one for one in reads.values() if before.get(one[1].row.key) != one[1].row]
    spelled: dict[Language, set[str]] = {"fr": set(), "en": set()}
    for language, one in reads.values():
        spelled[language].update(one.spelled)
    counts = Counts.of((one.row.visible, one.names, one.words) for _, one in changed)
    news = [one.row for _, one in changed]
    _replace(space, [before[row.key] for row in news if row.key in before], news, counts, spelled)
    return len(changed)


def _change(keys: Iterable[str], collection: str, become: Callable[[Row], Row | None]) -> int:
    """Make each of these rows become another one, or nothing. Returns how many changed."""
    changed = 0
    with transaction.atomic():
        if (space := space_of(collection)) is None:
            return 0
        for batch in _batches(keys):
            pairs = [(old, become(old)) for old in backend().stored(space, batch).values()]
            pairs = [(old, new) for old, new in pairs if new != old]
            news = [new for _, new in pairs if new]
            _replace(space, [old for old, _ in pairs], news, Counts.of_lexemes(space, _told(news)), {})
            changed += len(pairs)
        if changed >= LARGE:
            backend().settle()
    return changed


def _replace(
    space: int,
    olds: Sequence[Row],
    news: Sequence[Row],
    counts: Counts,
    spelled: Mapping[Language, Collection[str]],
) -> None:
    """Write new rows in place of old ones, and bring the vocabulary in step."""
    kept = {row.key for row in news}
    if gone := [row for row in olds if row.key not in kept]:
        backend().remove(space, gone)
    if news:
        backend().put(space, news, [row for row in olds if row.key in kept])
    adjust(space, counts, Counts.of_lexemes(space, _told(olds)), spelled)


def _told(rows: Iterable[Row]) -> Iterator[tuple[bool, str]]:
    return ((row.visible, row.lexemes) for row in rows)


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    """The items by ``BATCH``."""
    left = iter(items)
    while batch := list(islice(left, BATCH)):
        yield batch
