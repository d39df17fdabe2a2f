"""Loading the list, proposing a word, deciding on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import factories

from maillage.common import clock
from maillage.common.queries import journal_of
from maillage.skills.actions import SkillListError, decide_word, load_skills, propose_word
from maillage.skills.enums import WordState
from maillage.skills.models import Skill
from maillage.territory.models import Territory

SHIPPED = Path(__file__).parents[2] / "src" / "maillage" / "data" / "skills"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A skill list that is right."""
    place = tmp_path / "list"
    place.mkdir()
    (place / "families.toml").write_text(factories.FAMILIES, encoding="utf-8")
    (place / "all.toml").write_text(factories.SKILLS, encoding="utf-8")
    return place


def test_list_is_loaded_in_the_order_of_its_families(territory: Territory, folder: Path) -> None:
    assert load_skills(territory=territory, folder=folder) == 4
    assert [s.code for s in Skill.objects.all()] == ["num-outils", "compta", "com-graph", "com-trad"]


def test_list_loaded_again_changes_labels_and_keeps_codes(territory: Territory, folder: Path) -> None:
    before = factories.skill("compta")
    text = (folder / "all.toml").read_text(encoding="utf-8")
    (folder / "all.toml").write_text(text.replace('"Comptabilité"', '"Comptes"'), encoding="utf-8")
    load_skills(territory=territory, folder=folder)
    after = factories.skill("compta")
    assert (after.pk, after.ref, after.label) == (before.pk, before.ref, "Comptes")
    assert Skill.objects.count() == 4


def test_the_list_we_ship_is_loaded_whole(territory: Territory) -> None:
    count = load_skills(territory=territory, folder=SHIPPED)
    assert 100 <= count <= 180
    for skill in Skill.objects.filter(position__gt=3):
        assert skill.pref.get("fr"), skill.code
        assert skill.pref.get("en"), skill.code
        assert skill.family_label != skill.family, skill.code


def test_list_without_families_is_refused(territory: Territory, folder: Path) -> None:
    (folder / "families.toml").unlink()
    with pytest.raises(SkillListError, match=r"families\.toml is missing: the skill list needs it"):
        load_skills(territory=territory, folder=folder)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[skill]\nid = 1", r"all\.toml cannot be read \(.*line 1.*must hold \[\[skill\]\] tables"),
        ('title = "x"', r"all\.toml cannot be read \('skill'\)"),
        (
            '[[skill]]\nfamily = "num"\npref.fr = "Sans code"',
            r"all\.toml, table 1 of \[\[skill\]\], lacks id",
        ),
        ('[[skill]]\nid = "x"\npref.fr = "Sans famille"', r"table 1 of \[\[skill\]\], lacks family"),
        ('[[skill]]\nid = "x"\nfamily = "num"', r"table 1 of \[\[skill\]\], lacks pref"),
    ],
)
def test_file_that_cannot_be_read_is_named_with_what_to_write(
    territory: Territory, folder: Path, text: str, said: str
) -> None:
    (folder / "all.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SkillListError, match=said):
        load_skills(territory=territory, folder=folder)


def test_file_that_is_not_utf8_is_named(territory: Territory, folder: Path) -> None:
    (folder / "all.toml").write_bytes(factories.SKILLS.encode("latin-1"))
    with pytest.raises(SkillListError, match=r"all\.toml cannot be read"):
        load_skills(territory=territory, folder=folder)


def test_word_of_a_need_waits_for_approval(territory: Territory) -> None:
    skill = factories.skill("compta")
    word = propose_word(
        skill=skill, word="  Grand   Livre ", language="fr", heard_in="Notre grand livre…", who="ines"
    )
    assert word is not None
    assert (word.word, word.state, word.heard_in) == ("grand livre", "proposed", "Notre grand livre…")
    assert str(word) == "grand livre → compta"
    (entry,) = journal_of("skill", skill.ref)
    assert (entry.verb, entry.who, entry.data) == ("propose_word", "ines", {"word": "grand livre"})


@pytest.mark.parametrize("word", ["", "   ", "\n"])
def test_nothing_is_not_a_word(territory: Territory, word: str) -> None:
    skill = factories.skill("compta")
    assert propose_word(skill=skill, word=word, language="fr", heard_in="", who="ines") is None


def test_word_already_known_is_not_proposed_twice(territory: Territory) -> None:
    skill = factories.skill("compta")
    for expected in (True, False):
        word = propose_word(skill=skill, word="grand livre", language="fr", heard_in="", who="ines")
        assert (word is not None) is expected
    assert journal_of("skill", skill.ref).count() == 1


def test_decision_is_signed_and_can_be_undone(territory: Territory) -> None:
    skill = factories.skill("compta")
    word = propose_word(skill=skill, word="grand livre", language="fr", heard_in="", who="ines")
    assert word is not None
    word = decide_word(word=word, state=WordState.APPROVED, who="ines")
    assert (word.decided_by, word.decided_at) == ("ines", clock.now())
    word = decide_word(word=word, state=WordState.PROPOSED, who="ines")
    assert (word.decided_by, word.decided_at) == ("", None)
    verbs = [entry.verb for entry in journal_of("skill", skill.ref)]
    assert verbs == ["propose_word", "word_approved", "word_proposed"]
