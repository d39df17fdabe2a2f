"""Words of a text: the same spelling for the same word, in a document and in a question. Pure.

Three spellings of a word are told apart. The *word* is lower case with its accents (« couturières »); its
*form* has none (« couturieres »): it is what the index holds; its *stems* are what its inflections share
(« couturi »). Stems are Snowball's (Porter 2001), taken before the accents are removed, as « salarié » and
« salaire » must not meet; the stem of the form counts too, for whoever writes in capitals, without accents.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import snowballstemmer

from maillage.search.stopwords import ELIDED, STOP

Language = Literal["fr", "en"]

MAX_TEXT = 20_000
"""Characters of a text that are read; what follows is not searched."""

MAX_TYPED = 200
"""Characters of a question that are read."""

MAX_WORDS = 10
"""Different words of a question that are read."""

MAX_WORD = 40
"""Longer runs of letters are no words (addresses, noise): they are passed over."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff]+"
)
_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\ufe00-\ufe0f]+")
_SIGNS = {"'": "’‘ʼ′`´＇", "-": "‐‑‒–−"}
_LETTERS = {"oe": "œ", "ae": "æ", "ss": "ß", "o": "ø", "l": "ł", "d": "đ", "i": "ı"}
_SPELT = tuple((other, kept) for kept, others in (_SIGNS | _LETTERS).items() for other in others)
_DOTS = "·•∙‧⋅・("
_INCLUSIVE = re.compile(
    r"(?<=[^\W\d_]{2})(?:(?:[·•∙‧⋅・][^\W\d_]{1,6})+|\((?:e|ne|se|le|te|ve|rice|euse)s?\)s?)"
)
_ACRONYM = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)|(?<!\w)[^\W\d_]&[^\W\d_](?!\w)")
_COMPOUND = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_ALGORITHM = {"fr": "french", "en": "english"}
_TRADES = (("trice", "teur"), ("euse", "eur"), ("ère", "er"), ("ere", "er"))

_thread = threading.local()


def fold(text: str) -> str:
    """``text`` in lower case, accents kept, one sign for every apostrophe and dash, nothing invisible.

    Ligatures are written in full, inclusive forms are reduced to their first form (« développeur·se »), and
    acronyms lose their dots (« S.A.R.L. »). Any text is accepted, lone surrogates and controls included.
    """
    seen = (text if text.isprintable() else _UNSEEN.sub("", text)).lower()
    if not seen.isascii():
        for other, kept in _SPELT:
            seen = seen.replace(other, kept)
        seen = _MARKS.sub("", unicodedata.normalize("NFKC", seen).lower())
    if any(dot in seen for dot in _DOTS):
        seen = _INCLUSIVE.sub("", seen)
    if "." in seen or "&" in seen:
        seen = _ACRONYM.sub(lambda found: re.sub("[.&]", "", found.group()), seen)
    return seen


def form_of(word: str) -> str:
    """``word`` without accents: « été » → « ete »."""
    return word if word.isascii() else _unaccented(word)


@lru_cache(maxsize=131_072)
def _unaccented(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    return unicodedata.normalize(
        "NFC", "".join(letter for letter in parts if not unicodedata.combining(letter))
    )


def canonical(text: str) -> str:
    """A name as it is compared: its forms, elided letters included, with one space between them."""
    return " ".join(form_of(part) for part in _PART.findall(fold(text[:MAX_TEXT])))


def words_of(text: str, *, joined: bool = False) -> list[str]:
    """The words of ``text`` in order, accents kept; a compound gives its parts, then itself in one word.

    « porte-voix » gives porte, voix, portevoix; « l’atelier » gives atelier, and with ``joined`` (for names)
    latelier too, as « L’Oréal » is also looked for as « loreal ».
    """
    found: list[str] = []
    for compound in _COMPOUND.findall(fold(text[:MAX_TEXT])):
        if "-" in compound or "'" in compound:
            parts, whole = _cut(compound, joined)
            found += [*parts, whole] if whole else parts
        elif len(compound) <= MAX_WORD:
            found.append(compound)
    return found


def _cut(compound: str, joined: bool = False) -> tuple[list[str], str]:
    """Parts of a compound, without elided letters nor the English possessive; and the whole in one word."""
    kept = whole = compound.removesuffix("'s")
    while kept.partition("'")[0] in ELIDED and "'" in kept:
        kept = kept.partition("'")[2]
    parts = _PART.findall(kept)
    pieces = _PART.findall(whole) if joined else parts
    one = "".join(pieces) if len(pieces) > 1 else ""
    return [part for part in parts if len(part) <= MAX_WORD], one if len(one) <= MAX_WORD else ""


def is_stop(form: str) -> bool:
    """True for a grammar word (« de », « the ») and for a single letter: it filters nothing by itself."""
    return form in STOP


def stems_of(word: str, language: Language = "fr") -> tuple[str, ...]:
    """Stems of a word, unaccented and marked by their language: of the word, of its form, and of their base.

    A word of an English text has its English stem besides, the last one.
    """
    form = form_of(word)
    spellings = dict.fromkeys((word, form, _base(word), _base(form)))
    found = dict.fromkeys("f" + form_of(_stem(spelling, "fr")) for spelling in spellings)
    return (*found, "e" + _stem(form, "en")) if language == "en" else tuple(found)


def root_of(word: str, stems: Iterable[str]) -> str:
    """The letters, unaccented, that a word's inflections begin with; ``stems`` are those of the word.

    The last letter of a stem may be the stemmer's own (« locaux » → « local »), and « créateur » is looked
    for from « créat ».
    """
    starts = [stem[1:-1] if len(stem) > 5 else stem[1:] for stem in stems]
    starts += [form_of(word), _base(form_of(word)).removesuffix("eur")]
    first, last = min(starts), max(starts)
    pairs = zip(first, last, strict=False)
    return first[: next((place for place, (one, other) in enumerate(pairs) if one != other), len(first))]


def _base(word: str) -> str:
    """A French word without the mark of its plural, and in the masculine if it is a trade.

    Snowball leaves some plurals (« vélos », « jeux »), others spoil its work (« boulangers »), and it keeps
    « créatrice » from « créateur ».
    """
    if len(word) > 3 and (word.endswith(("eux", "oux", "aux")) or (word[-1] == "s" and word[-2] != "s")):
        word = word[:-1]
    if len(word) > 6:
        for feminine, masculine in _TRADES:
            if word.endswith(feminine):
                return word.removesuffix(feminine) + masculine
    return word


@lru_cache(maxsize=131_072)
def _stem(word: str, language: Language) -> str:
    """Snowball's stem; its objects keep state while they work, so each thread has its own."""
    stemmer = getattr(_thread, language, None)
    if stemmer is None:
        stemmer = snowballstemmer.stemmer(_ALGORITHM[language])
        setattr(_thread, language, stemmer)
    return str(stemmer.stemWord(word))


@dataclass(frozen=True, slots=True)
class TypedWord:
    """A word of a question: as typed, its form, other forms of the same (a compound in one word)."""

    word: str
    form: str
    joined: str = ""
    is_prefix: bool = False
    is_optional: bool = False


def typed_words(text: str) -> tuple[TypedWord, ...]:
    """The different words of a question, in order; no more than ``MAX_WORDS`` of them.

    The last one is a beginning, unless a space or a sign follows it. Grammar words and single letters are
    optional beside any other word.
    """
    folded = fold(text[:MAX_TYPED])
    found: dict[str, TypedWord] = {}
    for match in _COMPOUND.finditer(folded):
        parts, whole = _cut(match.group())
        for rank, part in enumerate(parts, start=1):
            form, ends = form_of(part), rank == len(parts) and match.end() == len(folded)
            found.setdefault(form, TypedWord(part, form, form_of(whole), ends, is_stop(form)))
    return tuple(found.values())[:MAX_WORDS]
