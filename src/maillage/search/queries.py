"""Reads of the search: what answers a question, page by page, and what completes a beginning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from maillage.common.scope import current_key
from maillage.search.analysis import MAX_TYPED, canonical, typed_words
from maillage.search.backends.chosen import backend
from maillage.search.conditions import EVERYTHING, Term, either
from maillage.search.documents import KIND, MAX_NAME, PLACE, TAG, filters
from maillage.search.gathering import RANKED, Frame, beginnings, gather
from maillage.search.models import SearchSpace
from maillage.search.ranking import hit_of, question_of, ranked
from maillage.search.reading import Wanted, anywhere, as_typed, in_names, read, required
from maillage.search.results import COUNTED, COUNTED_ALL, REACH, Hit, Reason, SearchPage, SearchQuery

SAMPLE = 20
"""First hits in which one looks for the corrections that served."""


def space_of(collection: str) -> int | None:
    """The number of a collection of the current territory; None when nothing was ever put in it."""
    current_key()  # raises ScopeError without a territory, even where every territory may be seen
    found: int | None = SearchSpace.objects.filter(collection=collection).values_list("pk", flat=True).first()
    return found


def find(query: SearchQuery, *, collection: str) -> SearchPage:
    """What answers a question, in the current territory.

    All the words count; inflections and the end of the last word are understood, and a word that nobody wrote
    is read as its nearest neighbours. When no document has all the words: those with two of the three rarest,
    else with one. Whatever is typed gives a page, an empty one when no word is in it.
    """
    space = space_of(collection)
    typed = typed_words(query.words)
    if space is None or (query.words.strip() and not typed):
        return SearchPage()
    frame = _frame(space, query)
    words = read(space, typed)
    return _ranked(frame, query, words) if query.is_ranked else _listed(frame, query, words)


def suggest(prefix: str, *, collection: str, limit: int = 8) -> tuple[Hit, ...]:
    """What completes a beginning: names that begin so by name, then names with a word that does."""
    space, start = space_of(collection), canonical(prefix[:MAX_TYPED])[:MAX_NAME]
    if space is None or not start:
        return ()
    hits: dict[str, Hit] = {}
    for name, key in beginnings(space, start, 4 * limit):
        hits.setdefault(key, Hit(key, (Reason("name_starts", start, name),)))
    if len(hits) < limit:
        hits |= {hit.key: hit for hit in _with_words(space, prefix, limit + len(hits)) if hit.key not in hits}
    return tuple(hits.values())[:limit]


def _with_words(space: int, prefix: str, limit: int) -> list[Hit]:
    """Documents whose names have these words, the last one begun, the freshest first."""
    typed = list(typed_words(prefix.rstrip()))
    if not typed:
        return []
    typed[-1] = replace(typed[-1], is_prefix=True)
    words = required(map(as_typed, typed))
    found, _ = backend().candidates(Frame(space).sought(in_names(space, words)), RANKED, RANKED)
    question = question_of(space, canonical(prefix[:MAX_TYPED]), words)
    return [hit_of(question, one) for one in ranked(question, found[:limit])]


def _frame(space: int, query: SearchQuery) -> Frame:
    """Where a question looks."""
    asked = ((KIND, query.kinds), (PLACE, query.places), (TAG, query.tags))
    chosen = ([Term(f"{space}{mark}{one}") for one in filters(values)] for mark, values in asked)
    return Frame(
        space,
        tuple(either(terms) for terms in chosen if terms),
        query.min_freshness,
        canonical(query.words[:MAX_TYPED])[:MAX_NAME],
        query.tags,
        query.places,
    )


def _ranked(frame: Frame, query: SearchQuery, words: Sequence[Wanted]) -> SearchPage:
    """A page in the order of relevance."""
    found = gather(frame, words, min(max(query.offset + query.limit, SAMPLE), REACH))
    page = found.candidates[query.offset : query.offset + query.limit]
    return SearchPage(
        hits=tuple(hit_of(found.question, one) for one in page),
        total=found.total,
        is_capped=found.is_capped,
        corrected=_corrections(hit_of(found.question, one) for one in found.candidates[:SAMPLE]),
        is_relaxed=found.is_relaxed,
    )


def _corrections(hits: Iterable[Hit]) -> tuple[tuple[str, str], ...]:
    """(typed, used) of the corrections that served in these hits."""
    reasons = (reason for hit in hits for reason in hit.reasons)
    return tuple(dict.fromkeys((one.typed, one.found) for one in reasons if one.code == "typo_corrected"))


def _listed(frame: Frame, query: SearchQuery, words: Sequence[Wanted]) -> SearchPage:
    """A page by name."""
    sought = frame.sought(*anywhere(frame.space, required(words)))
    rows = backend().listed(sought, limit=query.limit, offset=query.offset, after=_place(query.after))
    counted = COUNTED_ALL if sought.condition == EVERYTHING else COUNTED
    total = backend().count(sought, counted + 1)
    return SearchPage(
        hits=tuple(Hit(key) for _, key in rows),
        total=min(total, counted),
        is_capped=total > counted,
        corrected=tuple(
            (word.typed.form, to) for word in words for to in sorted(set(word.corrected.values()))
        )
        if rows
        else (),
        next_after=f"{rows[-1][1]} {rows[-1][0]}" if len(rows) == query.limit else "",
    )


def _place(after: str) -> tuple[str, str] | None:
    """The name and key of the last hit seen; None at the first page."""
    key, _, name = after.encode("utf-8", "ignore").decode().replace("\x00", "").partition(" ")
    return (name, key) if after else None
