"""Which language a text is in, by a vote of stop words; and the languages the engine can stem."""

from __future__ import annotations

import re
import unicodedata

from maillage.engine.text.stopwords import STOP

LANGUAGES: tuple[str, ...] = ("fr", "en")
"""Languages with a stemmer and a list of stop words; the first one wins a draw inside the index."""

_LETTERS = re.compile(r"[^\W\d_]+")
_READ = 2_000


def guess_language(text: str) -> str | None:
    """The language whose own stop words are the more numerous in ``text``, or ``None`` when none leads.

    Reads the first 2,000 characters. Words that are stop words of both languages do not vote; accented
    letters typical of French give half a vote each word, so that « réunion » alone is French. Two or three
    words often suffice; a text without stop words in either language gives ``None``.
    """
    votes = dict.fromkeys(LANGUAGES, 0.0)
    for word in _LETTERS.findall(unicodedata.normalize("NFC", text[:_READ]).lower()):
        plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
        holders = [language for language in LANGUAGES if plain in STOP[language]]
        if len(holders) == 1:
            votes[holders[0]] += 1.0
        if plain != word:
            votes["fr"] += 0.5
    best, second = sorted(LANGUAGES, key=lambda language: -votes[language])[:2]
    return best if votes[best] > votes[second] else None
