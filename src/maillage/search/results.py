"""What is asked of the search, and what it answers. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Order = Literal["relevance", "name"]

ReasonCode = Literal[
    "name_exact", "name_starts", "name_word", "text_word", "label_word",
    "typo_corrected", "tag", "place", "fresh",
]  # fmt: skip

REACH = 1000
"""Documents ranked for a question; more of them are not counted, and « 1000+ » is said."""

COUNTED, COUNTED_ALL = 10_000, 100_000
"""Documents counted in a list by name: that answer something, and in all."""

MAX_LIMIT, MAX_OFFSET = 1000, 10_000_000
"""Hits on one page, and hits before it."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What one looks for.

    A filter keeps the documents that have one of its values. Words all count; without words, everything is
    listed by name. ``after`` is the ``next_after`` of the page before, in a list by name only; ``offset``
    counts hits from the first.
    """

    words: str = ""
    kinds: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    min_freshness: int = 0
    order: Order = "relevance"
    limit: int = 20
    offset: int = 0
    after: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MAX_LIMIT or not 0 <= self.offset <= MAX_OFFSET:
            raise ValueError(
                f"A page of {self.limit} hits from number {self.offset}: ask for 1 to {MAX_LIMIT} hits, "
                f"from number 0 to {MAX_OFFSET}."
            )
        if not 0 <= self.min_freshness <= 100:
            raise ValueError(f"A least freshness of {self.min_freshness}: it goes from 0 to 100.")
        if self.after and self.is_ranked:
            raise ValueError("A page after a hit exists by name only: use offset in the order of relevance.")

    @property
    def is_ranked(self) -> bool:
        """True when hits come in the order of relevance: there are words, and no other order is asked."""
        return bool(self.words.strip()) and self.order == "relevance"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a hit stands where it does: a code, the word typed if any, and what was found for it.

    ``name_exact`` and ``name_starts`` find the canonical name; ``name_word``, ``text_word`` and
    ``label_word`` a form; ``typo_corrected`` the word that was meant; ``tag`` and ``place`` the code of the
    filter; ``fresh`` the freshness.
    """

    code: ReasonCode
    typed: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found, by its key, with the reasons in order of weight."""

    key: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of hits.

    ``total`` is exact unless ``is_capped``: then there are at least so many. ``corrected`` holds (typed,
    used) for each word that was read as another one. ``is_relaxed`` says that no document has all the words.
    ``next_after`` asks for the page that follows, in a list by name.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    is_capped: bool = False
    corrected: tuple[tuple[str, str], ...] = ()
    is_relaxed: bool = False
    next_after: str = ""
