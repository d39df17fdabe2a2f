"""What a question means, once its words are compared with the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from maillage.search import vocabulary
from maillage.search.analysis import TypedWord
from maillage.search.conditions import Condition, Term, either, every
from maillage.search.documents import NAME, WORD

PREFIX_IN_NAMES, PREFIX_IN_TEXTS = 2, 4
"""Letters from which the last word is completed in names, and in texts."""

RELATED, CORRECTED = 24, 4
"""Inflections of a word that are searched with it, and readings of a misspelt one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of a question, with the forms that answer it and how often they are met.

    ``exact`` is the word itself (and its compound in one word), ``related`` its inflections, ``corrected``
    what was meant in place of it: each form with the word one is told about.
    """

    typed: TypedWord
    exact: tuple[str, ...]
    related: tuple[str, ...] = ()
    corrected: dict[str, str] = field(default_factory=dict)
    used: int = 0
    is_known: bool = True

    @property
    def forms(self) -> tuple[str, ...]:
        """All the forms that answer."""
        return tuple(dict.fromkeys((*self.exact, *self.related, *self.corrected)))

    def completes(self, letters: int) -> bool:
        """True when the word is a beginning long enough to be completed."""
        return self.typed.is_prefix and len(self.typed.form) >= letters


def read(space: int, typed: Iterable[TypedWord]) -> list[Wanted]:
    """The words of a question with their inflections; unknown ones with what may have been meant."""
    wanted = [with_inflections(space, word) for word in typed]
    return [word if word.is_known else corrected(space, word) for word in wanted]


def as_typed(typed: TypedWord) -> Wanted:
    """A word that only answers to itself."""
    return Wanted(typed, (typed.form, typed.joined) if typed.joined else (typed.form,))


def with_inflections(space: int, typed: TypedWord) -> Wanted:
    """A word with the forms that share a stem with it, the most used first."""
    word, family = as_typed(typed), vocabulary.family(space, typed)
    related = tuple(one.form for one in family if one.form not in word.exact)[:RELATED]
    is_known = bool(family) or (typed.is_prefix and vocabulary.begins(space, typed.form))
    return replace(word, related=related, used=sum(one.used for one in family), is_known=is_known)


def nearby(space: int, word: Wanted) -> Wanted:
    """The word with those that may have been meant in place of it."""
    found = vocabulary.corrections(space, word.typed.form, CORRECTED)
    return replace(word, corrected={form: form for form in found if form not in word.forms})


def corrected(space: int, word: Wanted) -> Wanted:
    """The word with what may have been meant in place of it, and the inflections of that."""
    found = dict(nearby(space, word).corrected)
    for meant in tuple(found):
        for one in vocabulary.family(space, TypedWord(meant, meant)):
            found.setdefault(one.form, meant)
    return replace(word, corrected=found)


def required(words: Iterable[Wanted]) -> list[Wanted]:
    """The words that a document must have: all but the optional ones, unless there is no other."""
    kept = list(words)
    return [word for word in kept if not word.typed.is_optional] or kept


def in_names(space: int, words: Iterable[Wanted]) -> Condition:
    """All these words are in the names."""
    return every(_answer(space, NAME, word, word.completes(PREFIX_IN_NAMES)) for word in words)


def anywhere(space: int, words: Iterable[Wanted]) -> list[Condition]:
    """For each word, that it is anywhere; as a beginning, rather in names."""
    return [_anywhere(space, word) for word in words]


def _anywhere(space: int, word: Wanted) -> Condition:
    found = _answer(space, WORD, word, word.completes(PREFIX_IN_TEXTS))
    if word.completes(PREFIX_IN_NAMES) and not word.completes(PREFIX_IN_TEXTS):
        found = either((found, Term(f"{space}{NAME}{word.typed.form}", is_prefix=True)))
    return found


def _answer(space: int, mark: str, word: Wanted, completed: bool) -> Condition:
    """One of the word's forms under a mark, or what its letters begin."""
    start, typed = f"{space}{mark}", word.typed.form
    terms = [Term(start + typed, is_prefix=True)] if completed else []
    terms += [Term(start + form) for form in word.forms if not (completed and form.startswith(typed))]
    return either(terms)
