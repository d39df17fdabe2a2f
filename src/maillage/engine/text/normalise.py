"""One spelling for one word: apostrophes, ligatures, spaces, inclusive forms, case and invisible characters.

Accents stay, because the stemmer needs them; ``unaccent`` is applied after stemming.
"""

from __future__ import annotations

import html
import re
import unicodedata

INVISIBLE = "\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
"""Characters that a reader does not see (controls, soft hyphen, zero width, direction marks), as a class
body.
"""

_UNSEEN = re.compile(f"[{INVISIBLE}]+")
_SPACES = re.compile(r"\s+")
_TAGS = re.compile(
    r"<(script|style)\b.{0,4000}?</\1\s*>|<!--.{0,2000}?-->|</?[a-z][^<>]{0,400}>", re.I | re.S
)
_TRANSLATED = str.maketrans({
    "’": "'", "‘": "'", "ʼ": "'", "′": "'", "`": "'", "´": "'", "＇": "'",
    "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
})  # fmt: skip

_FEMININE = "e|se|ne|le|te|ve|ère|euse|rice|trice|ice|oresse|esse|enne|elle|ale|ive|fe"
_DOTTED = r"[·•∙‧⋅・](?:[^\W\d_]{1,6})(?:[·•∙‧⋅・]s)?"
_OTHER = rf"(?:[./-](?:{_FEMININE})(?:[./-]?s)?|\((?:{_FEMININE})s?\)s?)(?![^\W_])"
INCLUSIVE = rf"(?:{_DOTTED}|{_OTHER})"
"""Pattern of what an inclusive form adds after its stem: « ·se », « ·e·s », « (ne) », « .rice », « /euse
».
"""

_INCLUSIVE_FORM = re.compile(rf"(?<=[^\W\d_][^\W\d_]){INCLUSIVE}", re.I)


def blank_markup(text: str) -> str:
    """``text`` with HTML tags, comments, scripts and styles replaced by as many spaces, so that offsets
    hold.
    """
    if "<" not in text:
        return text
    return _TAGS.sub(lambda found: " " * len(found.group()), text)


def normalise(text: str) -> str:
    """The text as the engine reads it: one spelling for one word, accents kept, nothing invisible.

    NFKC, lower case, straight apostrophes, « œ » as « oe », every dash as « - », any white space (NBSP
    included) as one space, inclusive forms reduced to their first form (« développeur·se » → « développeur
    »), tags and entities of HTML removed or decoded, controls, zero-width and direction marks dropped.
    Idempotent on any input.
    """
    seen = _fold(html.unescape(blank_markup(text)))
    return _SPACES.sub(" ", _INCLUSIVE_FORM.sub("", seen)).strip()


def fold(word: str) -> str:
    """``normalise`` for one raw word already cut from its text (an inclusive form is reduced here too)."""
    seen = _fold(html.unescape(word) if "&" in word else word)
    return _INCLUSIVE_FORM.sub("", seen).strip()


def unaccent(word: str) -> str:
    """``word`` without combining marks: « été » → « ete ». To be used after stemming, never before."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _fold(text: str) -> str:
    seen = _UNSEEN.sub("", text).translate(_TRANSLATED)
    return unicodedata.normalize("NFKC", seen).lower()
