"""From people's words to skills: what is heard, in which words, and how approved words change it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from tests import factories

from maillage.common import clock
from maillage.common.scope import territory_scope
from maillage.skills.actions import decide_word, load_skills, propose_word
from maillage.skills.bridge import clauses, language_of, understand
from maillage.skills.enums import WordState
from maillage.skills.models import Skill, SkillWord
from maillage.territory.models import Territory

WAFFLE = "On cherche quelqu’un pour la gaufrologie du samedi."
ZINGUE = "Il nous faut du zinguezingue pour samedi."


def heard(text: str) -> list[str]:
    """Codes of the skills heard, surest first."""
    return [skill.code for skill in understand(text, language="fr")]


def a_word(word: str, code: str = "com-graph") -> SkillWord:
    """A proposed word."""
    found = propose_word(skill=factories.skill(code), word=word, language="fr", heard_in="", who="ines")
    assert found is not None
    return found


def test_fatous_words_lead_to_the_skill_she_needs_with_the_words_that_counted(territory: Territory) -> None:
    first = understand(factories.FATOU_SAYS, language="fr")[0]
    assert first.code == "num-outils"
    assert 0 < first.score <= 1
    assert "tableur" in {factories.FATOU_SAYS[a:b] for a, b in first.spans}


@pytest.mark.parametrize("text", ["", "🌋🌋🌋", "مرحبا بكم", "xyzzy plugh", "\x00", "<script></script>"])
def test_words_that_say_nothing_give_nothing(territory: Territory, text: str) -> None:
    assert understand(text) == ()


def test_endless_words_are_read_all_the_same(territory: Territory) -> None:
    assert heard("Notre trésorier est parti. " * 2_000)[:1] == ["compta"]


def test_text_that_holds_two_needs_is_cut(territory: Territory) -> None:
    accounts = "Notre trésorier est parti, personne ne sait faire le bilan"
    poster = "Il nous faut une belle affiche pour la fête."
    parts = clauses(f"{accounts}. {poster}", language="fr")
    assert [part.skills[0].code for part in parts] == ["compta", "com-graph"]
    assert [part.text for part in parts] == [accounts, poster]


def test_text_that_holds_one_need_is_left_whole(territory: Territory) -> None:
    (part,) = clauses(factories.FATOU_SAYS, language="fr")
    assert part.text == factories.FATOU_SAYS


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Notre trésorier est parti", "fr"),
        ("We are looking for somebody to keep the books", "en"),
        ("مرحبا", "fr"),
    ],
)
def test_language_is_that_of_the_words_or_the_readers_own(text: str, language: str) -> None:
    assert language_of(text, default="fr") == language


def test_proposed_word_is_not_understood_until_it_is_approved(territory: Territory) -> None:
    word = a_word("gaufrologie")
    assert heard(WAFFLE) == []
    decide_word(word=word, state=WordState.APPROVED, who="ines")
    assert heard(WAFFLE) == ["com-graph"]


def test_two_words_approved_at_the_same_instant_are_both_understood(territory: Territory) -> None:
    for word in ("gaufrologie", "zinguezingue"):
        decide_word(word=a_word(word), state=WordState.APPROVED, who="ines")
        understand(WAFFLE)
    assert (heard(WAFFLE), heard(ZINGUE)) == (["com-graph"], ["com-graph"])


def test_approval_undone_is_forgotten_even_if_another_word_came_after(
    territory: Territory, monday: datetime
) -> None:
    first, second = a_word("gaufrologie"), a_word("zinguezingue")
    decide_word(word=first, state=WordState.APPROVED, who="ines")
    with clock.at(factories.after(monday, minutes=1)):
        decide_word(word=second, state=WordState.APPROVED, who="ines")
    assert heard(WAFFLE) == ["com-graph"]
    decide_word(word=first, state=WordState.PROPOSED, who="ines")
    assert (heard(WAFFLE), heard(ZINGUE)) == ([], ["com-graph"])


def test_refused_word_is_not_understood(territory: Territory) -> None:
    decide_word(word=a_word("gaufrologie"), state=WordState.REFUSED, who="ines")
    assert heard(WAFFLE) == []


def test_list_loaded_again_with_other_words_is_understood_at_once(
    territory: Territory, tmp_path: Path
) -> None:
    assert heard(WAFFLE) == []
    folder = tmp_path / "volcanville" / "skills"
    text = (folder / "all.toml").read_text(encoding="utf-8")
    (folder / "all.toml").write_text(text.replace('"flyer"', '"gaufrologie"'), encoding="utf-8")
    load_skills(territory=territory, folder=folder)
    assert heard(WAFFLE) == ["com-graph"]


def test_skill_taken_out_of_the_list_is_not_proposed(territory: Territory) -> None:
    Skill.objects.filter(code="com-graph").update(is_active=False)
    assert "com-graph" not in heard("Il nous faut un logo et une affiche.")


def test_words_of_one_territory_mean_nothing_in_another(territory: Territory, tmp_path: Path) -> None:
    decide_word(word=a_word("gaufrologie"), state=WordState.APPROVED, who="ines")
    other = factories.open_volcanville(tmp_path, slug="plaineville")
    with territory_scope(other.pk):
        assert heard(WAFFLE) == []
