"""A taxonomy as one language reads it: arrays ready to be summed, built once.

Three readings of the same vocabulary:

* ``words``: BM25F (Robertson & Zaragoza 2009, *The Probabilistic Relevance Framework*, §3.6), where a word
  counts by field before saturation;
* ``phrases``: TF-IDF cosine with each label or sentence by itself, so that one sentence said in the same way
  is enough;
* ``grams``: TF-IDF cosine of character n-grams, for inflections, compounds and typing errors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from maillage.engine.text.grams import Floats, GramTable, Ints, Postings
from maillage.engine.text.language import LANGUAGES
from maillage.engine.text.problem import SkillEntry
from maillage.engine.text.tokens import Token, tokenise
from maillage.engine.text.vocabulary import Vocabulary

FIELDS: tuple[str, ...] = ("pref", "alt", "hidden", "said", "description")


def _field_weights() -> Mapping[str, float]:
    return MappingProxyType({"pref": 2.0, "alt": 2.0, "hidden": 2.0, "said": 1.0, "description": 1.0})


@dataclass(frozen=True, slots=True)
class Settings:
    """Numbers of the scorer; the defaults are those measured in ``docs/engines/text.md``.

    ``fields``: weight of a word by field. ``foreign``: factor on the fields written in another language.
    ``k1``, ``b``: saturation and length normalisation of BM25F. ``phrase_length``: exponent of a phrase's
    length in its cosine (1 is the true cosine, less favours long phrases). ``words``, ``phrases``, ``grams``:
    parts of the three readings in the sum. ``asking``: weight of a word of asking (« cherche », "need")
    beside a word of substance.
    """

    fields: Mapping[str, float] = field(default_factory=_field_weights)
    foreign: float = 0.4
    k1: float = 1.2
    b: float = 0.5
    phrase_length: float = 1.0
    words: float = 1.0
    phrases: float = 1.0
    grams: float = 1.0
    asking: float = 0.25


@dataclass(frozen=True, slots=True)
class Phrase:
    """One label or sentence of one skill: whose, in which field, in which language, and its words."""

    skill: int
    field: str
    language: str
    tokens: tuple[Token, ...]


def read_phrases(entries: Sequence[SkillEntry]) -> tuple[Phrase, ...]:
    """Every phrase that holds a word of substance, cut and stemmed in the language it is written in.

    In the order of the entries, so that the phrases of one skill are neighbours.
    """
    found = []
    for rank, entry in enumerate(entries):
        for language in LANGUAGES:
            for name in FIELDS:
                for text in entry.phrases(name, language):
                    tokens = tokenise(text, language)
                    if tokens:
                        found.append(Phrase(rank, name, language, tokens))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class View:
    """Arrays over ``skills`` skills, as read in ``language``."""

    language: str
    skills: int
    vocabulary: Vocabulary
    idf: Floats
    words: Postings
    phrases: Postings
    phrase_starts: Ints
    grams: GramTable

    @classmethod
    def of(cls, phrases: Sequence[Phrase], skills: int, language: str, settings: Settings) -> View:
        """Weigh every phrase of ``skills`` skills for a reader. Linear in the words of the taxonomy."""
        weighed = _weighed(phrases, language, settings)
        kept = [phrase for phrase, _ in weighed]
        home_first = sorted(kept, key=lambda phrase: phrase.language != language)
        vocabulary = Vocabulary.of([token for phrase in home_first for token in phrase.tokens])
        counts = _counts(weighed, vocabulary, settings)
        idf = _idf(counts, skills, len(vocabulary))
        return cls(
            language=language,
            skills=skills,
            vocabulary=vocabulary,
            idf=idf,
            words=_bm25f(counts, idf, (len(vocabulary), skills), settings),
            phrases=_phrase_rows(kept, vocabulary, idf, settings),
            phrase_starts=_phrase_starts(kept, skills),
            grams=GramTable.of(_documents(weighed, skills)),
        )


def _weighed(phrases: Sequence[Phrase], language: str, settings: Settings) -> list[tuple[Phrase, float]]:
    """Each phrase with its weight for a reader of ``language``; those that weigh nothing left out.

    Words of another language are kept as they are written: a reader who uses them writes them so.
    """
    found = []
    for phrase in phrases:
        home = phrase.language == language
        weight = settings.fields[phrase.field] * (1.0 if home else settings.foreign)
        if weight:
            found.append((phrase if home else _unstemmed(phrase), weight))
    return found


def _unstemmed(phrase: Phrase) -> Phrase:
    plain = tuple(Token(word.start, word.end, word.form, word.form, word.weight) for word in phrase.tokens)
    return Phrase(phrase.skill, phrase.field, phrase.language, plain)


def _counts(
    weighed: Sequence[tuple[Phrase, float]], vocabulary: Vocabulary, settings: Settings
) -> dict[tuple[int, int], float]:
    """(term, skill) → occurrences weighted by field and by the length of the skill's field (BM25F's
    pseudo-tf).
    """
    lengths: dict[tuple[str, int], int] = {}
    for phrase, _ in weighed:
        key = (phrase.field, phrase.skill)
        lengths[key] = lengths.get(key, 0) + len(phrase.tokens)
    sums: dict[str, list[int]] = {}
    for (name, _), length in lengths.items():
        sums.setdefault(name, []).append(length)
    means = {name: sum(values) / len(values) for name, values in sums.items()}
    counts: dict[tuple[int, int], float] = {}
    for phrase, weight in weighed:
        ratio = lengths[phrase.field, phrase.skill] / means[phrase.field]
        share = weight / (1 - settings.b + settings.b * ratio)
        for token in phrase.tokens:
            cell = (vocabulary.known(token), phrase.skill)
            counts[cell] = counts.get(cell, 0.0) + share
    return counts


def _idf(counts: Mapping[tuple[int, int], float], skills: int, terms: int) -> Floats:
    """Robertson–Spärck Jones weight of each term, kept positive: ``log(1 + (N - n + ½) / (n + ½))``."""
    holders = np.bincount([term for term, _ in counts], minlength=terms) if counts else np.zeros(terms)
    weights: Floats = np.log(1 + (skills - holders + 0.5) / (holders + 0.5)).astype(np.float32)
    return weights


def _bm25f(
    counts: Mapping[tuple[int, int], float], idf: Floats, shape: tuple[int, int], settings: Settings
) -> Postings:
    terms = np.array([term for term, _ in counts], dtype=np.int32)
    skills = np.array([skill for _, skill in counts], dtype=np.int32)
    tf = np.array(list(counts.values()), dtype=np.float32)
    return Postings.of(terms, skills, idf[terms] * tf / (settings.k1 + tf), shape)


def _phrase_rows(
    phrases: Sequence[Phrase], vocabulary: Vocabulary, idf: Floats, settings: Settings
) -> Postings:
    """Terms × phrases, each phrase's column divided by its length to the power asked."""
    terms: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for column, phrase in enumerate(phrases):
        ranks = sorted({vocabulary.known(token) for token in phrase.tokens})
        length = float(np.sqrt((idf[ranks] ** 2).sum())) ** settings.phrase_length
        terms += ranks
        columns += [column] * len(ranks)
        values += [float(idf[rank]) / max(length, 1e-9) for rank in ranks]
    return Postings.of(
        np.array(terms, dtype=np.int32),
        np.array(columns, dtype=np.int32),
        np.array(values, dtype=np.float32),
        (len(vocabulary), len(phrases)),
    )


def _phrase_starts(phrases: Sequence[Phrase], skills: int) -> Ints:
    """Where each skill's phrases begin, with a last mark at the end, shape ``(skills + 1,)``."""
    owners = np.array([phrase.skill for phrase in phrases], dtype=np.int32)
    return np.searchsorted(owners, np.arange(skills + 1)).astype(np.int32)


def _documents(weighed: Sequence[tuple[Phrase, float]], skills: int) -> list[list[tuple[str, float]]]:
    documents: list[dict[str, float]] = [{} for _ in range(skills)]
    for phrase, weight in weighed:
        bag = documents[phrase.skill]
        for token in phrase.tokens:
            bag[token.form] = bag.get(token.form, 0.0) + weight
    return [list(bag.items()) for bag in documents]
