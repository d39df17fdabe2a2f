"""Words of a text, with their place in it, their folded form and their stem.

Stems are Snowball's (Porter 2001; snowballstemmer), taken *before* accents are removed: « salarié » and «
salaire » must not meet.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from maillage.engine.text.normalise import INCLUSIVE, INVISIBLE, blank_markup, fold, unaccent
from maillage.engine.text.stopwords import HELP, SHORT, STOP

MAX_CHARACTERS = 6_000
"""Only so many first characters of a text are read: some 1,000 words, far more than a need."""

MAX_WORD = 40
"""Longer runs of letters are not words (addresses, noise) and are passed over."""

_LETTER = rf"(?:[^\W_]|[\u0300-\u036f{INVISIBLE}]|&(?:[a-z]{{3,8}}|#\d{{2,5}});)"
_WORD = re.compile(rf"(?<![^\W_])[a-z]&[a-z](?![^\W_])|{_LETTER}+(?:(?<=[^\W\d_]){INCLUSIVE})?", re.I)
_ALGORITHM = {"fr": "french", "en": "english"}
_KEPT_PLURALS = ("as", "is", "os", "us")
"""Plurals that Snowball leaves in French (« vélos », « photos », « menus ») and that we take off."""

_thread = threading.local()


@dataclass(frozen=True, slots=True)
class Token:
    """A word at ``text[start:end]``: ``form`` is folded and unaccented, ``stem`` Snowball's, unaccented.

    ``weight`` is 1 for a word of substance, 0 for a stop word, and in between for a word of asking.
    """

    start: int
    end: int
    form: str
    stem: str
    weight: float


def tokenise(text: str, language: str, *, help_weight: float = 0.25) -> tuple[Token, ...]:
    """The words of ``text`` (its first ``MAX_CHARACTERS`` characters) that are not stop words, in order.

    Offsets are those of the given text, whatever tags, entities or invisible marks it holds. Bare numbers and
    runs longer than ``MAX_WORD`` are passed over.
    """
    found = []
    for match in _WORD.finditer(blank_markup(text[:MAX_CHARACTERS])):
        if match.end() - match.start() > MAX_WORD:
            continue
        form, stem, kind = _read(match.group(), language)
        if kind:
            weight = help_weight if kind == "help" else 1.0
            found.append(Token(match.start(), match.end(), form, stem, weight))
    return tuple(found)


@lru_cache(maxsize=65_536)
def _read(raw: str, language: str) -> tuple[str, str, str]:
    """Form, stem and kind ("" to pass over, "help", "word") of one raw word."""
    word = fold(raw)
    word = SHORT[language].get(word, word)
    form = unaccent(word)
    if len(form) < 2 or form.isdigit() or form in STOP[language]:
        return form, form, ""
    stem = unaccent(_stem(word, language))
    return form, stem, "help" if form in HELP[language] else "word"


def _stem(word: str, language: str) -> str:
    """Snowball's stem; its objects keep state while they work, so each thread has its own."""
    stemmer = getattr(_thread, language, None)
    if stemmer is None:
        stemmer = snowballstemmer.stemmer(_ALGORITHM[language])
        setattr(_thread, language, stemmer)
    stem = str(stemmer.stemWord(word))
    return stem[:-1] if language == "fr" and len(stem) > 4 and stem.endswith(_KEPT_PLURALS) else stem
