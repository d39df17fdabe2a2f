"""The order of hits, and why. Pure, and the same whatever the database.

A document has points for its names first, then for each word by where it is found. Equal points: the freshest
first, then by name, then by key; so the order is the same each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from maillage.search.backends.base import Candidate
from maillage.search.documents import LABEL, NAME, PLACE, TAG, WORD, filters
from maillage.search.reading import PREFIX_IN_NAMES, PREFIX_IN_TEXTS, Wanted, required
from maillage.search.results import Hit, Reason, ReasonCode

EXACT, STARTS, ALL_IN_NAMES = 1000, 500, 200
"""Points when a name is what was typed, when it begins so, and when every required word is in the names."""

IN_ORDER, COVERS, FORMER = 10, 20, -3
"""Points for words that follow each other in a name as typed, for words that are the whole of a name (less in
proportion), and for a name that is not the usual one.
"""

AS_TYPED, COMPLETED, INFLECTED, CORRECTED = range(4)
POINTS = {NAME: (40, 36, 32, 30), WORD: (6, 5, 4, 3), LABEL: (2, 2, 2, 2)}
"""Points of a word by where it is found (names, texts, labels only) and how."""

OPTIONAL = 10
"""A grammar word is worth so many times less."""

FRESH = 80
"""Freshness from which a reason says so."""

CODES: dict[str, ReasonCode] = {NAME: "name_word", WORD: "text_word", LABEL: "label_word"}


class Found(NamedTuple):
    """Where a word is found in a document, how, and the form that answers; nothing when it is not."""

    mark: str = ""
    how: int = 0
    form: str = ""


class Probe(NamedTuple):
    """What to look for in a document's lexemes, and what it says of a word when it is there."""

    needle: str
    found: Found


@dataclass(frozen=True, slots=True)
class Question:
    """What candidates are compared with.

    ``phrase`` is the canonical form of all that was typed, and ``start`` what a name that a space follows
    begins with when it begins so: a space ends it, unless the last word may be a beginning.
    """

    space: int
    phrase: str
    start: str
    words: Sequence[Wanted]
    probes: Sequence[Sequence[Probe]]
    required: Sequence[bool]
    tags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def question_of(
    space: int,
    phrase: str,
    words: Sequence[Wanted],
    tags: tuple[str, ...] = (),
    places: tuple[str, ...] = (),
) -> Question:
    """A question with all that does not depend on the candidates."""
    needed = required(words)
    start = phrase if words and words[-1].typed.is_prefix else f"{phrase} "
    probes = [list(_probes(space, word)) for word in words]
    return Question(space, phrase, start, words, probes, [word in needed for word in words], tags, places)


def _probes(space: int, word: Wanted) -> Iterator[Probe]:
    """What to look for, best first."""
    for mark, letters in ((NAME, PREFIX_IN_NAMES), (WORD, PREFIX_IN_TEXTS)):
        start = f" {space}{mark}"
        for how, forms in ((AS_TYPED, word.exact), (INFLECTED, word.related), (CORRECTED, word.corrected)):
            for form in forms:
                yield Probe(f"{start}{form} ", Found(mark, how, form))
            if how == AS_TYPED and word.completes(letters):
                yield Probe(start + word.typed.form, Found(mark, COMPLETED))


def ranked(question: Question, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates in the order in which they are shown."""
    return sorted(
        candidates, key=lambda one: (-points(question, one), -one.freshness, one.sort_name, one.key)
    )


def points(question: Question, candidate: Candidate) -> int:
    """What a document is worth for a question."""
    total, named, is_named = 0, set(), True
    for one, needed in zip(find(question, candidate), question.required, strict=True):
        if one.mark:
            worth = POINTS[one.mark][one.how]
            total += worth if needed else worth // OPTIONAL
        if one.mark == NAME:
            named.add(one.form)
        elif needed:
            is_named = False
    if not named and len(question.phrase) > 1:  # a single letter only begins names
        return total
    best = max(_of_name(question, rank, name, named) for rank, name in enumerate(candidate.names.split("\n")))
    return total + best + (ALL_IN_NAMES if is_named else 0)


def find(question: Question, candidate: Candidate) -> list[Found]:
    """For each word of the question, the best place where the document has it."""
    lexemes = f" {candidate.lexemes} "
    return [_first(question.space, probes, lexemes) for probes in question.probes]


def _first(space: int, probes: Sequence[Probe], lexemes: str) -> Found:
    for needle, found in probes:
        if needle in lexemes:
            if found.how == COMPLETED:
                found = found._replace(form=_rest(needle, lexemes))  # noqa: PLW2901
            is_label = found.mark == WORD and f" {space}{LABEL}{found.form} " in lexemes
            return found._replace(mark=LABEL) if is_label else found
    return Found()


def _rest(needle: str, lexemes: str) -> str:
    """The whole form that begins so, without its marks."""
    lexeme = lexemes[lexemes.index(needle) :].split(maxsplit=1)[0]
    return lexeme.lstrip("0123456789")[1:]


def _of_name(question: Question, rank: int, name: str, named: set[str]) -> int:
    """Points of one name (number ``rank``) beside those of its words."""
    words, followed = name.split(" "), f"{name} "
    total = COVERS * len([word for word in words if word in named]) // len(words)
    if name == question.phrase:
        total += EXACT
    elif followed.startswith(question.start):
        total += STARTS
    elif f" {question.start}" in followed:
        total += IN_ORDER
    return total + FORMER if rank else total


def hit_of(question: Question, candidate: Candidate) -> Hit:
    """A candidate as it is shown, with the reasons of its place."""
    return Hit(candidate.key, tuple(_reasons(question, candidate)))


def _reasons(question: Question, candidate: Candidate) -> Iterator[Reason]:
    names = candidate.names.split("\n")
    if question.phrase in names:
        yield Reason("name_exact", question.phrase, question.phrase)
    elif starting := next((name for name in names if f"{name} ".startswith(question.start)), ""):
        yield Reason("name_starts", question.phrase, starting)
    for word, one in zip(question.words, find(question, candidate), strict=True):
        if one.how == CORRECTED:
            yield Reason("typo_corrected", word.typed.form, word.corrected[one.form])
        if one.mark:
            yield Reason(CODES[one.mark], word.typed.form, one.form)
    lexemes = set(candidate.lexemes.split(" "))
    yield from _filtered(question, "tag", TAG, question.tags, lexemes)
    yield from _filtered(question, "place", PLACE, question.places, lexemes)
    if candidate.freshness >= FRESH:
        yield Reason("fresh", found=str(candidate.freshness))


def _filtered(
    question: Question, code: ReasonCode, mark: str, values: Sequence[str], lexemes: set[str]
) -> Iterator[Reason]:
    """A reason for each value of a filter that the document has."""
    for value in values:
        if any(f"{question.space}{mark}{safe}" in lexemes for safe in filters([value])):
            yield Reason(code, found=value)
