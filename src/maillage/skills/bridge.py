"""From the territory's skills to the text engine, and back to plain values."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from functools import lru_cache

from maillage.common.scope import current_key
from maillage.engine.text import SkillEntry, SkillIndex, guess_language
from maillage.skills.models import Skill
from maillage.skills.queries import active_skills, approved_words

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Understood:
    """A skill heard in someone's words: its code, how sure (0 to 1), and which words counted."""

    code: str
    score: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One of the needs a text may hold, with the skills heard in it."""

    text: str
    skills: tuple[Understood, ...]


def understand(text: str, *, language: str | None = None, top: int = 4) -> tuple[Understood, ...]:
    """Skills proposed from the words of a need, surest first; empty when nothing is recognised."""
    proposals = _index().propose(text, language=language, top=top)
    return tuple(
        Understood(p.skill, p.score, tuple((word.start, word.end) for word in p.words)) for p in proposals
    )


def clauses(text: str, *, language: str | None = None) -> tuple[Clause, ...]:
    """The text cut where it seems to hold two needs; one clause when it holds one."""
    return tuple(
        Clause(c.text, tuple(Understood(p.skill, p.score, ()) for p in c.proposals))
        for c in _index().split(text, language=language)
    )


def language_of(text: str, *, default: str) -> str:
    """The language a text seems to be written in; the reader's own when in doubt."""
    return guess_language(text) or default


def forget_lists() -> None:
    """The list was loaded again: read it anew (other processes read it when they start)."""
    _built.cache_clear()


def _index() -> SkillIndex:
    """The index of the current territory, rebuilt when the approved words or the active skills change."""
    approved = tuple(approved_words().order_by("pk").values_list("pk", flat=True))
    return _built(current_key(), approved, active_skills().count())


@lru_cache(maxsize=8)
def _built(territory_key: int, approved: tuple[int, ...], count: int) -> SkillIndex:  # noqa: ARG001  the cache's key
    words: dict[int, dict[str, list[str]]] = {}
    for word in approved_words():
        words.setdefault(word.skill_id, {}).setdefault(word.language, []).append(word.word)
    index = SkillIndex.of([_entry(skill, words.get(skill.pk, {})) for skill in active_skills()])
    gc.collect()
    gc.freeze()  # it lives as long as the process: the collector need not walk it at each request
    return index


def _entry(skill: Skill, added: dict[str, list[str]]) -> SkillEntry:
    hidden = {k: tuple(v) for k, v in skill.hidden.items()}
    for language, words in added.items():
        hidden[language] = (*hidden.get(language, ()), *words)
    return SkillEntry(
        id=skill.code,
        pref=skill.pref,
        alt={k: tuple(v) for k, v in skill.alt.items()},
        hidden=hidden,
        said={k: tuple(v) for k, v in skill.said.items()},
        description=skill.description,
    )
