"""From a need's words to proposed skills (the text engine sits behind the skills' own bridge)."""

from __future__ import annotations

from maillage.needs.models import Need
from maillage.skills.bridge import Understood, clauses, language_of, understand

__all__ = ["Understood", "language_of", "two_parts", "understand"]

LONGEST_SPLIT = 1500


def two_parts(need: Need) -> list[str]:
    """The two texts of a need that seems to hold two; empty when it holds one, or is a whole story."""
    if len(need.words) > LONGEST_SPLIT:
        return []
    found = clauses(need.words, language=need.language)
    return [clause.text for clause in found] if len(found) == 2 else []
