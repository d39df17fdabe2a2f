"""Text → skills, without any model: a pure engine.

``SkillEntry`` (one skill and its words) → ``SkillIndex.of(entries)`` → ``propose`` (skills, chances, and the
words that counted) and ``split`` (two needs in one text). ``check`` is an independent referee. See
``docs/engines/text.md``.
"""

from maillage.engine.text.check import check
from maillage.engine.text.index import SkillIndex
from maillage.engine.text.language import guess_language
from maillage.engine.text.normalise import normalise
from maillage.engine.text.problem import SkillEntry, TextError
from maillage.engine.text.result import Clause, Proposal, Word
from maillage.engine.text.view import Settings

__all__ = [
    "Clause",
    "Proposal",
    "Settings",
    "SkillEntry",
    "SkillIndex",
    "TextError",
    "Word",
    "check",
    "guess_language",
    "normalise",
]
