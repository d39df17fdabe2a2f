"""What the engine is given: skills with the words people use for them.

A skill carries SKOS labels (W3C, *SKOS Simple Knowledge Organization System*, 2009): one preferred label a
language, alternative labels, hidden labels (misspellings, jargon), and, ours, ``said``: whole sentences *as
people say it* when they need that skill without knowing its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from maillage.engine.text.language import LANGUAGES

Labels = Mapping[str, tuple[str, ...]]
"""Language code → phrases of one field."""


class TextError(ValueError):
    """The engine was given something it refuses; the message says what, why, and what to do next."""


def _nothing() -> Labels:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SkillEntry:
    """One skill of the taxonomy, with its vocabulary in each language.

    ``id`` is the stable identifier given back in proposals. ``pref`` and ``description`` hold one text a
    language;
    ``alt``, ``hidden`` and ``said`` hold any number. Languages are two-letter codes of ``LANGUAGES``; a
    language may be missing everywhere except that at least one preferred label must exist.

    Raises ``TextError`` when the id is empty, no label is given, a language is unknown, or a list of phrases
    is a bare string (which Python would read letter by letter).
    """

    id: str
    pref: Mapping[str, str]
    alt: Labels = field(default_factory=_nothing)
    hidden: Labels = field(default_factory=_nothing)
    said: Labels = field(default_factory=_nothing)
    description: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if not isinstance(self.id, str) or not self.id.strip():
            raise TextError(
                f"A skill has the id {self.id!r}: proposals could not name it. Give it a short, stable id."
            )
        for name in ("pref", "description"):
            object.__setattr__(self, name, self._texts(name, getattr(self, name)))
        for name in ("alt", "hidden", "said"):
            object.__setattr__(self, name, self._phrases(name, getattr(self, name)))
        if not any(label.strip() for label in self.pref.values()):
            raise TextError(
                f"Skill {self.id!r} has no preferred label, so nobody could read what is proposed. "
                "Give `pref` in at least one language."
            )

    def phrases(self, name: str, language: str) -> tuple[str, ...]:
        """The phrases of field ``name`` in ``language``, always as a tuple, empty ones left out."""
        value: str | tuple[str, ...] = getattr(self, name).get(language, ())
        found = (value,) if isinstance(value, str) else value
        return tuple(phrase for phrase in found if phrase.strip())

    def _texts(self, name: str, given: Mapping[str, str]) -> Mapping[str, str]:
        self._refuse_unknown_languages(name, given)
        for language, text in given.items():
            if not isinstance(text, str):
                raise TextError(
                    f"Skill {self.id!r}: {name}.{language} is {type(text).__name__}, not a text, and cannot "
                    "be read. Give one text a language there; several phrases belong in `alt`, `hidden` "
                    "or `said`."
                )
        return MappingProxyType(dict(given))

    def _phrases(self, name: str, given: Mapping[str, Iterable[str]]) -> Labels:
        self._refuse_unknown_languages(name, given)
        frozen: dict[str, tuple[str, ...]] = {}
        for language, phrases in given.items():
            if isinstance(phrases, str):
                raise TextError(
                    f"Skill {self.id!r}: {name}.{language} is one text, which would be read letter by "
                    f"letter. Write it as a list: ({phrases!r},)."
                )
            frozen[language] = tuple(phrases)
            if not all(isinstance(phrase, str) for phrase in frozen[language]):
                raise TextError(
                    f"Skill {self.id!r}: {name}.{language} holds something that is not a text. "
                    "Keep only texts in that list."
                )
        return MappingProxyType(frozen)

    def _refuse_unknown_languages(self, name: str, given: object) -> None:
        if not isinstance(given, Mapping):
            raise TextError(
                f"Skill {self.id!r}: `{name}` is {type(given).__name__}, so its languages are unknown. "
                'Give a mapping such as {"fr": …, "en": …}.'
            )
        unknown = sorted(set(map(str, given)) - set(LANGUAGES))
        if unknown:
            raise TextError(
                f"Skill {self.id!r}: `{name}` uses the language {unknown[0]!r}, for which no stemmer is set. "
                f"Use one of {', '.join(LANGUAGES)}, or add the language in language.py."
            )
