"""The documents that answer a question, best first, without ranking thousands of them.

Documents come in tiers: those with every word in their names, then those with the words anywhere. In each
tier the ``RANKED`` freshest are ranked, with those of which a name begins as typed; the others follow by
freshness. Ranking every hit is what makes full-text searches slow, and nobody reads the thousandth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from django.db import connection

from maillage.search.backends.base import Candidate
from maillage.search.backends.chosen import backend
from maillage.search.conditions import EVERYTHING, Condition, Except, Sought, either, every, holds
from maillage.search.ranking import Question, question_of, ranked
from maillage.search.reading import PREFIX_IN_NAMES, Wanted, anywhere, in_names, nearby, required
from maillage.search.results import REACH
from maillage.search.vocabulary import LAST

RANKED = 300
"""Documents of a tier that are ranked."""

RAREST = 3
"""Words that are kept when no document has them all."""

BEGINNINGS = 50
"""Names that begin as typed, ranked besides when a tier has more than ``RANKED`` documents."""

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
    tags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def sought(self, *conditions: Condition) -> Sought:
        """These conditions and the filters."""
        return Sought(self.space, every((*conditions, *self.filters)), self.min_freshness)

    def question(self, words: Sequence[Wanted]) -> Question:
        """What candidates are compared with."""
        return question_of(self.space, self.phrase, words, self.tags, self.places)


class Gathered(NamedTuple):
    """Documents in order, as far as they were asked for, and how many there are (at least, when capped)."""

    question: Question
    candidates: list[Candidate]
    total: int
    is_capped: bool = False
    is_relaxed: bool = False


def gather(frame: Frame, words: Sequence[Wanted], wanted: int) -> Gathered:
    """The first ``wanted`` documents: with all the words as typed, else read otherwise, else with fewer.

    A word that exists is only read as another when no document, filters apart, has all of them.
    """
    found = _with_all(frame, words, wanted)
    if found.total:
        return found
    if not backend().count(Frame(frame.space).sought(*anywhere(frame.space, required(words))), 1):
        wider = [word if word.typed.is_optional else nearby(frame.space, word) for word in words]
        if wider != list(words):
            found = _with_all(frame, wider, wanted)
    return found if found.total else _with_fewer(frame, words, wanted)


def _with_all(frame: Frame, words: Sequence[Wanted], wanted: int) -> Gathered:
    """Documents that have all the required words: in their names, then anywhere if more are wanted."""
    question, needed = frame.question(words), required(words)
    if len(needed) == 1 and needed[0].typed.is_prefix and not needed[0].completes(PREFIX_IN_NAMES):
        return _with_letter(frame, question)
    named = in_names(frame.space, needed)
    found, total = _fetched(frame.sought(named), wanted)
    order = _ordered(question, found, _beginning(frame, named, BEGINNINGS) if total > RANKED else ())
    sought = frame.sought(*anywhere(frame.space, needed))
    if wanted > total:
        others, more = _fetched(sought._replace(condition=Except(sought.condition, named)), wanted - total)
        order, total = order + _ordered(question, others), total + more
    elif total <= REACH:
        total = backend().count(sought, REACH + 1)
    return _gathered(question, order, total)


def _fetched(sought: Sought, wanted: int) -> tuple[list[Candidate], int]:
    """The freshest documents that answer, ``wanted`` at least, and how many do (``REACH`` + 1: more)."""
    return backend().candidates(sought, RANKED if wanted <= RANKED else REACH, REACH + 1)


def _ordered(
    question: Question, found: Sequence[Candidate], beginning: Iterable[Candidate] = ()
) -> list[Candidate]:
    """Documents of a tier: ranked the ``RANKED`` freshest and those that begin as typed, then the others."""
    first = {one.key: one for one in (*found[:RANKED], *beginning)}
    return ranked(question, first.values()) + [one for one in found[RANKED:] if one.key not in first]


def _gathered(question: Question, order: list[Candidate], total: int) -> Gathered:
    return Gathered(question, order[:REACH], min(total, REACH), total > REACH)


def _with_letter(frame: Frame, question: Question) -> Gathered:
    """Documents of which a name begins with the only letter that was typed: among the first such names."""
    found = _beginning(frame, EVERYTHING, RANKED + 1)
    return Gathered(question, ranked(question, found)[:RANKED], min(len(found), RANKED), len(found) > RANKED)


def _beginning(frame: Frame, condition: Condition, limit: int) -> list[Candidate]:
    """Documents of which a name begins with what was typed (the first such names) and that answer."""
    keys = dict.fromkeys(key for _, key in beginnings(frame.space, frame.phrase, limit))
    sql = CHOSEN.format(among=backend().among)
    with connection.cursor() as cursor:
        cursor.execute(sql, [frame.space, frame.min_freshness, backend().many(keys)])
        found = [Candidate(*row) for row in cursor.fetchall()]
    wanted = every((condition, *frame.filters))
    return [one for one in found if holds(wanted, f" {one.lexemes} ")]


def beginnings(space: int, phrase: str, limit: int) -> list[tuple[str, str]]:
    """(name, key) of the first names, in the order of characters, that begin so."""
    sql = """
    SELECT text, key FROM search_searchname WHERE space_id = %s AND text >= %s AND text < %s
    ORDER BY text, key LIMIT %s
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [space, phrase, phrase + LAST, limit])
        return list(cursor.fetchall())


def _with_fewer(frame: Frame, words: Sequence[Wanted], wanted: int) -> Gathered:
    """Documents that have fewer words: all that are known, else two of the rarest three, else one of them."""
    question = frame.question(words)
    for condition in _fewer(frame.space, required(words)):
        found, total = _fetched(frame.sought(condition), wanted)
        if found:
            return _gathered(question, _ordered(question, found), total)._replace(is_relaxed=True)
    return Gathered(question, [], 0)


def _fewer(space: int, needed: Sequence[Wanted]) -> Iterator[Condition]:
    """Conditions that ask for less and less."""
    usable = [word for word in needed if word.is_known or word.corrected]
    if usable and len(usable) < len(needed):
        yield every(anywhere(space, usable))
    rarest = anywhere(space, sorted(usable, key=lambda word: (word.used, word.typed.form))[:RAREST])
    if len(rarest) == RAREST:
        yield either(every(pair) for pair in combinations(rarest, 2))
    if len(rarest) > 1:
        yield either(rarest)
