"""The door of the engine: build an index of skills once, then ask it about texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from maillage.engine.text.language import LANGUAGES, guess_language
from maillage.engine.text.problem import SkillEntry, TextError
from maillage.engine.text.propose import rank
from maillage.engine.text.result import Clause, Proposal
from maillage.engine.text.score import weigh
from maillage.engine.text.split import split
from maillage.engine.text.tokens import tokenise
from maillage.engine.text.view import Settings, View, read_phrases


@dataclass(frozen=True, slots=True, eq=False)
class SkillIndex:
    """A taxonomy ready to answer, immutable and safe to share between threads. Build it with
    ``SkillIndex.of``.
    """

    entries: tuple[SkillEntry, ...]
    settings: Settings
    views: Mapping[str, View]

    @classmethod
    def of(cls, entries: Iterable[SkillEntry], settings: Settings | None = None) -> SkillIndex:
        """Index ``entries`` in every language. Raises ``TextError`` when two entries share an id."""
        kept = tuple(entries)
        seen: set[str] = set()
        for entry in kept:
            if entry.id in seen:
                raise TextError(
                    f"Two skills have the id {entry.id!r}, so a proposal would be ambiguous. "
                    "Rename or merge one."
                )
            seen.add(entry.id)
        chosen = settings or Settings()
        phrases = read_phrases(kept)
        views = {language: View.of(phrases, len(kept), language, chosen) for language in LANGUAGES}
        return cls(kept, chosen, MappingProxyType(views))

    def propose(self, text: str, language: str | None = None, top: int = 5) -> tuple[Proposal, ...]:
        """The ``top`` skills the text most probably asks for, best first, each with the words that counted.

        ``language`` chooses the stemmer and stop words; ``None`` guesses it (French when unsure). Labels of
        all languages are searched either way. Only the first ``MAX_CHARACTERS`` characters are read. Empty
        for a text without a word known to, or like, the taxonomy. Raises ``TextError`` on a text that is not
        a string, an unknown language, or ``top`` below 1.
        """
        view = self._view(text, language)
        if top < 1:
            raise TextError(f"{top} proposals were asked, which would always be none. Ask for at least one.")
        if not self.entries:
            return ()
        tokens = tokenise(text, view.language, help_weight=self.settings.asking)
        scores = weigh(view, tokens, self.settings)
        return rank(tuple(entry.id for entry in self.entries), scores, text, top)

    def split(self, text: str, language: str | None = None, top: int = 5) -> tuple[Clause, ...]:
        """Two clauses when the text seems to hold two needs of different skills, else the whole as one
        clause.

        Same language and limits as ``propose``; at most a few times its cost.
        """
        chosen = self._view(text, language).language
        return split(text, lambda part: self.propose(part, chosen, top))

    def _view(self, text: object, language: str | None) -> View:
        if not isinstance(text, str):
            raise TextError(
                f"The text to read is {type(text).__name__}, not a string. "
                "Decode it (UTF-8), or give an empty one."
            )
        chosen = language or guess_language(text) or LANGUAGES[0]
        if chosen not in self.views:
            raise TextError(
                f"The language {chosen!r} has no stemmer here. "
                f"Use {' or '.join(LANGUAGES)}, or None to let it be guessed."
            )
        return self.views[chosen]
