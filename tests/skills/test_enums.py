"""The life of a proposed word, as a table."""

from __future__ import annotations

from itertools import product

import pytest
from tests import factories

from maillage.common.errors import Refusal
from maillage.skills.actions import decide_word, propose_word
from maillage.skills.enums import WORD_TRANSITIONS, WordState
from maillage.skills.models import SkillWord
from maillage.territory.models import Territory


def test_every_state_has_its_line() -> None:
    assert set(WORD_TRANSITIONS) == set(WordState)


@pytest.mark.parametrize(("start", "end"), list(product(WordState, WordState)))
def test_word_moves_along_the_table_and_nowhere_else(
    territory: Territory, start: WordState, end: WordState
) -> None:
    word = propose_word(
        skill=factories.skill("compta"), word="grand livre", language="fr", heard_in="", who="system"
    )
    assert word is not None
    SkillWord.objects.filter(pk=word.pk).update(state=start)
    if end in WORD_TRANSITIONS[start]:
        assert decide_word(word=word, state=end, who="ines").state == end
        return
    with pytest.raises(Refusal) as refused:
        decide_word(word=word, state=end, who="ines")
    assert refused.value.code == "word_decided"
    word.refresh_from_db()
    assert word.state == start
