"""A letter is data; one layout shows it as plain text and as HTML, always saying the same."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Letter:
    """What an e-mail says, in reading order. Texts are already in the reader's language.

    ``words`` is a person's own text, shown as a quotation; links are pairs (label, absolute address).
    ``action`` is the one thing to do; ``others`` are what else may be answered, after it.
    """

    subject: str
    title: str
    preheader: str = ""
    greeting: str = ""
    paragraphs: tuple[str, ...] = ()
    words: str = ""
    words_by: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    lists: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    action: Link | None = None
    others: tuple[Link, ...] = ()
    after: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    footnotes: tuple[Link, ...] = field(default_factory=tuple)

    def rendered(self, *, territory_name: str, language: str) -> tuple[str, str]:
        """The letter as (plain text, HTML)."""
        context = {"letter": self, "territory_name": territory_name, "demo": settings.DEMO}
        with translation.override(language):
            return (
                render_to_string("common/letter.txt", context),
                render_to_string("common/letter.html", context),
            )
