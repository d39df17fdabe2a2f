"""What is put in the index: documents, and the rows made of them. Pure.

A row holds the document's *lexemes*: its forms and its filters, each marked with the space (a territory's
collection) and a letter: ``12nvelo`` is a word of a name, ``12wvelo`` a word of anything, ``12lvelo`` a word
of nothing but a label, ``12kcompany`` a kind, ``12p99123`` a place, ``12tskill`` a tag. Thus a word of
one territory is never read by another's search, and one condition holds words and filters alike.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from maillage.search.analysis import Language, canonical, form_of, words_of
from maillage.search.stopwords import STOP

NAME, WORD, LABEL, KIND, PLACE, TAG = "n", "w", "l", "k", "p", "t"

MAX_KEY, MAX_NAME, MAX_CODE = 16, 160, 80
"""Characters of a key, of a name as the tables keep it, and of the code of a kind, place or tag."""

_UNSAFE = re.compile(r"[^a-z0-9]")
_KEY = re.compile(rf"[A-Za-z0-9_-]{{1,{MAX_KEY}}}")


@dataclass(frozen=True, slots=True)
class Document:
    """Something that can be found: ``key`` names it, and is all that the search gives back.

    ``names`` has the usual name first, then the others (legal, former, short). ``words`` are labels of
    its kind, place and tags, found with a low weight. ``freshness`` goes from 0 to 100 and settles ties.
    ``language`` is that of ``text``. A document that is not ``visible`` is kept, and found by nobody.
    """

    key: str
    names: tuple[str, ...]
    text: str = ""
    place: str = ""
    kind: str = ""
    tags: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    freshness: int = 0
    visible: bool = True
    sort_name: str = ""
    language: Language = "fr"

    def __post_init__(self) -> None:
        if not self.names or not self.names[0].strip():
            raise ValueError(f"Document {self.key!r} has no name: nobody could find it. Give it a name.")
        if not 0 <= self.freshness <= 100:
            raise ValueError(
                f"Document {self.key!r} has a freshness of {self.freshness}: it goes from 0 to 100."
            )
        for code in (self.kind, self.place, *self.tags):
            if len(code) > MAX_CODE:
                raise ValueError(
                    f"Document {self.key!r}: the code {code[:20]}… is longer than {MAX_CODE} characters."
                )
        if not _KEY.fullmatch(self.key):
            raise ValueError(
                f"Document {self.key!r}: a key has 1 to {MAX_KEY} letters, digits, hyphens or underscores."
            )


class Row(NamedTuple):
    """A document as the table keeps it; ``names`` are canonical, one a line."""

    key: str
    freshness: int
    visible: bool
    sort_name: str
    names: str
    lexemes: str


class Read(NamedTuple):
    """A document as it was read: its row, the forms of its names, all its forms, its words with accents."""

    row: Row
    names: Collection[str]
    words: Collection[str]
    spelled: Collection[str]


def read(space: int, document: Document) -> Read:
    """Read a document for a space."""
    named = [word for name in document.names for word in words_of(name, joined=True)]
    told = words_of(document.text)
    labels = [word for label in document.words for word in _label(label)]
    names = dict.fromkeys(map(form_of, named))
    texts = names | _meaning(told)
    words = texts | _meaning(labels)
    marks = {
        NAME: names,
        WORD: words,
        LABEL: list(words)[len(texts) :],
        KIND: filters([document.kind]),
        PLACE: filters([document.place]),
        TAG: filters(document.tags),
    }
    lexemes = " ".join(marked(f"{space}{mark}", values) for mark, values in marks.items() if values)
    return Read(_row(document, lexemes), names, words, named + told + labels)


def marked(start: str, values: Iterable[str]) -> str:
    """These values (there must be one), each after its marks, with a space between them."""
    return start + f" {start}".join(values)


def _meaning(words: Iterable[str]) -> dict[str, None]:
    """Forms of these words, in order, without grammar words."""
    found = dict.fromkeys(map(form_of, words))
    for form in STOP.intersection(found):
        del found[form]
    return found


def _row(document: Document, lexemes: str) -> Row:
    names = [canonical(name)[:MAX_NAME].rstrip() for name in document.names]
    sort_name = canonical(document.sort_name)[:MAX_NAME].rstrip() if document.sort_name else names[0]
    shown = "\n".join(dict.fromkeys(filter(None, names)))
    return Row(document.key, document.freshness, document.visible, sort_name, shown, lexemes)


@lru_cache(maxsize=4096)
def _label(text: str) -> tuple[str, ...]:
    """Words of a label: they are few, and on many documents."""
    return tuple(words_of(text))


def filters(values: Iterable[str]) -> list[str]:
    """Codes as they are written in lexemes, each once: whatever a code holds, two codes never meet.

    One that is too long for any document is cut to a length that none has.
    """
    return list(dict.fromkeys(_safe(value[: MAX_CODE + 1]) for value in values if value))


@lru_cache(maxsize=4096)
def _safe(value: str) -> str:
    return _UNSAFE.sub(lambda found: f"_{ord(found.group()):x}_", value)


def forms(lexemes: str, space: int, mark: str) -> list[str]:
    """Forms that stand in ``lexemes`` under a mark."""
    start = f"{space}{mark}"
    length = len(start)
    return [lexeme[length:] for lexeme in lexemes.split(" ") if lexeme.startswith(start)]
