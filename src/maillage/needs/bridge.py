"""From a need's words to proposed skills (the text engine sits behind the skills' own bridge)."""

from __future__ import annotations

from maillage.skills.bridge import Clause, Understood, clauses, language_of, understand

__all__ = ["Clause", "Understood", "clauses", "language_of", "understand"]
