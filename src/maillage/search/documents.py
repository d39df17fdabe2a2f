"""What is put in the index: documents, and the rows made of them. Pure.

A row holds the document's *lexemes*: its forms and its filters, each marked with the space (a territory's
collection) and a letter: ``12nvelo`` is a word of a name, ``12wvelo`` a word of anything, ``12lvelo`` a word
of nothing but a label, ``12kcompany`` a kind, ``12p63113`` a place, ``12tskill`` a tag. Thus a word of
one territory is never read by another's search, and one condition holds words and filters alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from maillage.search.analysis import Language, canonical, form_of, is_stop, words_of

NAME, WORD, LABEL, KIND, PLACE, TAG = "n", "w", "l", "k", "p", "t"

MAX_KEY, MAX_NAME = 16, 160
"""Characters that the tables keep of a key, and of a name."""

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


def row_of(space: int, document: Document) -> tuple[Row, set[str]]:
    """The row of a document, and its words with their accents (for their stems)."""
    named = [word for name in document.names for word in words_of(name, joined=True)]
    told = words_of(document.text)
    labels = [word for label in document.words for word in words_of(label)]
    marked = _lexemes(space, document, named, told, labels)
    names = dict.fromkeys(canonical(name)[:MAX_NAME].rstrip() for name in document.names)
    row = Row(
        document.key,
        document.freshness,
        document.visible,
        canonical(document.sort_name or document.names[0])[:MAX_NAME].rstrip(),
        "\n".join(filter(None, names)),
        " ".join(marked),
    )
    return row, {*named, *told, *labels}


def _lexemes(
    space: int, document: Document, named: Sequence[str], told: Sequence[str], labels: Sequence[str]
) -> Iterable[str]:
    """Lexemes of a document, each once, words of its names first."""
    names = dict.fromkeys(map(form_of, named))
    texts = dict.fromkeys(form for form in map(form_of, told) if not is_stop(form))
    others = dict.fromkeys(form for form in map(form_of, labels) if not is_stop(form))
    words = names | texts
    alone = [form for form in others if form not in words]
    marks = {
        NAME: names,
        WORD: [*words, *alone],
        LABEL: alone,
        KIND: filters([document.kind]),
        PLACE: filters([document.place]),
        TAG: filters(document.tags),
    }
    return (f"{space}{mark}{value}" for mark, values in marks.items() for value in values)


def filters(values: Iterable[str]) -> list[str]:
    """Codes as they are written in lexemes, each once: whatever a code holds, two codes never meet."""
    return list(dict.fromkeys(_UNSAFE.sub(_escape, value) for value in values if value))


def _escape(found: re.Match[str]) -> str:
    return f"_{ord(found.group()):x}_"


def forms(lexemes: str, space: int, mark: str) -> list[str]:
    """Forms that stand in ``lexemes`` under a mark."""
    start = f"{space}{mark}"
    length = len(start)
    return [lexeme[length:] for lexeme in lexemes.split(" ") if lexeme.startswith(start)]
