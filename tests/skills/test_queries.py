"""Reads of the vocabulary."""

from __future__ import annotations

from tests import factories

from maillage.skills.actions import decide_word, propose_word
from maillage.skills.enums import WordState
from maillage.skills.models import Skill
from maillage.skills.queries import active_skills, approved_words, skills_with_codes, words_to_approve
from maillage.territory.models import Territory


def test_active_skills_are_in_display_order_without_the_retired(territory: Territory) -> None:
    Skill.objects.filter(code="compta").update(is_active=False)
    assert [s.code for s in active_skills()] == ["num-outils", "com-graph", "com-trad"]
    assert [s.code for s in skills_with_codes(["compta", "com-trad", "unheard"])] == ["com-trad"]


def test_words_wait_in_the_order_they_came_until_decided(territory: Territory) -> None:
    words = [
        propose_word(skill=factories.skill("compta"), word=w, language="fr", heard_in="", who="ines")
        for w in ("grand livre", "liasse")
    ]
    assert list(words_to_approve()) == words
    assert words[0] is not None
    decide_word(word=words[0], state=WordState.APPROVED, who="ines")
    assert (list(words_to_approve()), list(approved_words())) == ([words[1]], [words[0]])
