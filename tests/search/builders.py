"""Small documents, and short ways to put them in a collection and to look for them."""

from __future__ import annotations

from typing import Any

from maillage.search.actions import index
from maillage.search.documents import Document
from maillage.search.queries import find
from maillage.search.results import Reason, SearchPage, SearchQuery

PLACE = "directory"


def a_document(key: str, *names: str, text: str = "", **more: Any) -> Document:
    """A document of these names (its key when none is given)."""
    return Document(key=key, names=names or (key,), text=text, **more)


def put(*documents: Document, collection: str = PLACE) -> int:
    """Index these documents."""
    return index(documents, collection=collection)


def page(words: str = "", *, collection: str = PLACE, **more: Any) -> SearchPage:
    """What answers these words."""
    return find(SearchQuery(words, **more), collection=collection)


def keys(words: str = "", *, collection: str = PLACE, **more: Any) -> list[str]:
    """The keys of what answers these words, in order."""
    return [hit.key for hit in page(words, collection=collection, **more).hits]


def why(words: str, key: str, **more: Any) -> dict[str, tuple[str, str]]:
    """The reasons of a hit: code → (typed, found)."""
    hits = {hit.key: hit for hit in page(words, **more).hits}
    return {one.code: (one.typed, one.found) for one in hits[key].reasons}


def reasons(*some: tuple[str, str, str]) -> tuple[Reason, ...]:
    """Reasons from (code, typed, found)."""
    return tuple(Reason(*one) for one in some)  # type: ignore[arg-type]  # codes are checked by equality
