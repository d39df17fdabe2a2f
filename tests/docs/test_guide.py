"""The coordinator's guide says the words of the screens."""

from __future__ import annotations

import re

import pytest
from tests.docs.reading import SOURCE, page, plain

OURS = {
    "personne n’attend en silence.",
    "Ne notez que ce qui sert.",
    "Ne sortez pas les coordonnées",
    "Quelqu’un demande à lire, corriger ou effacer ce qui le concerne ?",
    "Elle demande pourquoi telle personne a été sollicitée ?",
    "Un e-mail est parti à la mauvaise personne, un poste est perdu ?",
}
"""What the guide stresses by itself."""


def _words(text: str) -> str:
    return " ".join(plain(text).split())


def on_screen() -> str:
    """Every text of the templates and of the code, a name standing for any name."""
    files = [*SOURCE.rglob("*.html"), *SOURCE.rglob("*.py")]
    text = _words(" ".join(file.read_text(encoding="utf-8") for file in sorted(files)))
    return re.sub(r"\{\{ name \}\}|%\(name\)s", "Marc", text).lower()


def quoted() -> list[str]:
    """The words in bold: buttons, sections, links."""
    bold = {_words(words) for words in re.findall(r"\*\*([^*]+)\*\*", page("guide-coordination.md"))}
    return sorted(bold - OURS)


@pytest.mark.parametrize("words", quoted())
def test_words_in_bold_are_on_a_screen(words: str) -> None:
    assert words.removesuffix("…").strip().lower() in on_screen()
