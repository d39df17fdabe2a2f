"""The documents that may answer a question: few enough to be ranked, the best ones among them.

Those with every word in their names first; then those with the words anywhere. Each time the freshest
``REACH`` at most are read: ranking thousands of hits is what makes full-text searches slow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from django.db import connection

from maillage.search.backends.base import Candidate
from maillage.search.backends.chosen import backend
from maillage.search.conditions import Condition, Except, Sought, either, every, holds
from maillage.search.reading import PREFIX_IN_NAMES, Wanted, anywhere, corrected, in_names, required
from maillage.search.results import REACH
from maillage.search.vocabulary import LAST

RAREST = 3
"""Words that are kept when no document has them all."""

BEGINNINGS = 100
"""Names beginning with what was typed that are read besides, when too many names have its words."""

CHOSEN = """
SELECT key, names, freshness, sort_name, lexemes FROM search_searchentry
WHERE space_id = %s AND visible AND freshness >= %s AND key {among}
"""


class Frame(NamedTuple):
    """Where one looks: a space, the filters, the least freshness, and all that was typed."""

    space: int
    filters: tuple[Condition, ...] = ()
    min_freshness: int = 0
    phrase: str = ""

    def sought(self, *conditions: Condition | None) -> Sought:
        """These conditions and the filters."""
        kept = [condition for condition in (*conditions, *self.filters) if condition is not None]
        return Sought(self.space, every(kept), self.min_freshness)


class Gathered(NamedTuple):
    """Candidates, how many documents answer (more than ``REACH``: not counted further), as which words."""

    words: Sequence[Wanted]
    candidates: list[Candidate]
    total: int
    is_relaxed: bool = False


def gather(frame: Frame, words: Sequence[Wanted], wanted: int) -> Gathered:
    """Candidates for the first ``wanted`` hits: with all the words as typed, or read otherwise, or fewer.

    A word that exists is only read as another when no document, filters apart, has all of them.
    """
    found = _with_all(frame, words, wanted)
    if found.total:
        return found
    if not backend().count(Frame(frame.space).sought(*anywhere(frame.space, required(words))), 1):
        wider = [word if word.typed.is_optional else corrected(frame.space, word) for word in words]
        if wider != list(words):
            found = _with_all(frame, wider, wanted)
    return found if found.total else _with_fewer(frame, found.words)


def _with_all(frame: Frame, words: Sequence[Wanted], wanted: int) -> Gathered:
    """Documents that have all the required words: in their names, then anywhere if more are wanted."""
    needed = required(words)
    named = in_names(frame.space, needed)
    found = backend().candidates(frame.sought(named), REACH + 1)
    total = len(found)
    if total <= REACH and named is not None:
        rest = frame.sought(*anywhere(frame.space, needed))
        rest = Sought(rest.space, Except(rest.condition or named, named), rest.min_freshness)
        if total >= wanted:
            total += backend().count(rest, REACH + 1 - total)
        else:
            others = backend().candidates(rest, REACH + 1 - total)
            found, total = found + others, total + len(others)
    if total > REACH or _is_one_letter(needed):
        found, added = _with_beginnings(frame, found, REACH if _is_one_letter(needed) else BEGINNINGS)
        total += added
    return Gathered(words, found, total)


def _is_one_letter(needed: Sequence[Wanted]) -> bool:
    """True when all that was typed is a letter: it completes nothing but whole names."""
    return len(needed) == 1 and needed[0].typed.is_prefix and not needed[0].completes(PREFIX_IN_NAMES)


def _with_beginnings(frame: Frame, found: list[Candidate], limit: int) -> tuple[list[Candidate], int]:
    """Candidates, and besides those of which a name begins with what was typed; and how many were added."""
    keys = dict.fromkeys(key for _, key in beginnings(frame.space, frame.phrase, limit))
    present = {one.key for one in found}
    sql = CHOSEN.format(among=backend().among)
    with connection.cursor() as cursor:
        cursor.execute(sql, [frame.space, frame.min_freshness, backend().many(list(keys))])
        read = [Candidate(*row) for row in cursor.fetchall() if row[0] not in present]
    condition = every(frame.filters)
    added = [one for one in read if condition is None or holds(condition, set(one.lexemes.split(" ")))]
    return found + added, len(added)


def beginnings(space: int, phrase: str, limit: int) -> list[tuple[str, str]]:
    """(name, key) of the first names, in the order of characters, that begin so."""
    sql = """
    SELECT text, key FROM search_searchname WHERE space_id = %s AND text >= %s AND text < %s
    ORDER BY text, key LIMIT %s
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [space, phrase, phrase + LAST, limit])
        return list(cursor.fetchall())


def _with_fewer(frame: Frame, words: Sequence[Wanted]) -> Gathered:
    """Documents that have fewer words: all that are known, else two of the rarest three, else one of them."""
    for condition in _fewer(frame.space, required(words)):
        found = backend().candidates(frame.sought(condition), REACH + 1)
        if found:
            return Gathered(words, found, len(found), is_relaxed=True)
    return Gathered(words, [], 0)


def _fewer(space: int, needed: Sequence[Wanted]) -> Iterator[Condition | None]:
    """Conditions that ask for less and less."""
    usable = [word for word in needed if word.is_known or word.corrected]
    if usable and len(usable) < len(needed):
        yield every(anywhere(space, usable))
    rarest = anywhere(space, sorted(usable, key=lambda word: (word.used, word.typed.form))[:RAREST])
    if len(rarest) == RAREST:
        yield either(every(pair) or pair[0] for pair in combinations(rarest, 2))
    if len(rarest) > 1:
        yield either(rarest)
