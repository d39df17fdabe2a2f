"""The files of the demonstration are read whole, and what cannot be played is refused by its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from maillage.scenario.data import DemoData, ScenarioError, read_demo
from maillage.scenario.fates import Fate


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration that a test may spoil."""
    return Path(shutil.copytree(folder / "demo", tmp_path / "demo"))


def spoil(file: Path, change: Callable[[str], str]) -> None:
    """Rewrite a file."""
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


@pytest.fixture(scope="module")
def data(folder: Path) -> DemoData:
    """The demonstration that is shipped."""
    return read_demo(folder / "demo")


def test_read_demo_holds_a_whole_city(data: DemoData) -> None:
    assert len(data.actors) >= 60
    assert len({helper.person for pledge in data.pledges for helper in pledge.helpers}) == 25
    assert len(data.pledges) == 8
    assert len(data.needs) >= 120
    assert len(data.words) == 5


def test_every_fate_is_played_by_some_need(data: DemoData) -> None:
    assert {need.fate for need in data.needs} == set(Fate)


def test_needs_come_in_the_order_of_their_days(data: DemoData) -> None:
    moments = [(need.day, need.hour) for need in data.needs]
    assert moments == sorted(moments)


def test_our_characters_are_there_with_their_roles(data: DemoData) -> None:
    characters = {row.given_name: row.roles for row in data.people if row.is_character}
    assert characters == {
        "Inès": ("coordinator",),
        "Solange": ("official",),
        "Marc": (),
        "Sophie": ("partner",),
        "Karim": (),
        "Léa": (),
        "Fatou": (),
    }


def test_every_word_to_approve_was_really_written(data: DemoData) -> None:
    texts = {need.text for need in data.needs}
    assert [row.word for row in data.words if row.need not in texts] == []


def test_places_carry_their_source_or_say_that_they_are_invented(data: DemoData) -> None:
    assert {place.name for place in data.places} >= {"Le Bivouac", "Totem", "Cataroux", "Les Pistes"}
    phases = [
        (place.invented or phase.invented, phase.source_name)
        for place in data.places
        for phase in place.phase
    ]
    assert all(invented is not bool(source) for invented, source in phases)


@pytest.mark.parametrize(
    ("before", "after", "whom"),
    [
        ('keeper = "halle-ouverte"', 'keeper = "personne"', "'personne'"),
        ('moves_to = "totem"', 'moves_to = "nulle-part"', "'nulle-part'"),
        ('actor = "bourrasque"', 'actor = "inconnue"', "'inconnue'"),
    ],
)
def test_a_place_names_only_who_is_known(copy: Path, before: str, after: str, whom: str) -> None:
    file = copy / "places.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ScenarioError, match=whom):
        read_demo(copy)


def test_last_needs_keeps_the_latest(data: DemoData) -> None:
    assert data.last_needs(3).needs == data.needs[-3:]


def test_full_name_puts_both_names_together(data: DemoData) -> None:
    assert data.people[0].full_name == "Inès Morel"


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "words.toml").unlink()
    with pytest.raises(ScenarioError, match=r"words\.toml is missing"):
        read_demo(copy)
    (copy / "actors.csv").unlink()
    with pytest.raises(ScenarioError, match=r"actors\.csv is missing"):
        read_demo(copy)


def test_a_file_that_is_not_toml_is_named(copy: Path) -> None:
    spoil(copy / "pledges.toml", lambda text: text + "\n[[pledge")
    with pytest.raises(ScenarioError, match=r"pledges\.toml is not valid TOML"):
        read_demo(copy)


def test_a_missing_key_is_named_with_its_row(copy: Path) -> None:
    spoil(copy / "needs.toml", lambda text: text.replace('fate = "helped"\n', "", 1))
    with pytest.raises(ScenarioError, match=r"needs\.toml, need number 1: 'fate' is missing"):
        read_demo(copy)


def test_an_unknown_fate_is_named_with_its_row(copy: Path) -> None:
    spoil(copy / "needs.toml", lambda text: text.replace('fate = "helped"', 'fate = "lucky"', 1))
    with pytest.raises(ScenarioError, match=r"need number 1: 'lucky' is not a valid Fate"):
        read_demo(copy)


def test_an_unknown_key_is_refused(copy: Path) -> None:
    spoil(copy / "words.toml", lambda text: text.replace("word = ", "wrod = 1\nword = ", 1))
    with pytest.raises(ScenarioError, match=r"words\.toml, word number 1: .*wrod"):
        read_demo(copy)


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        ("needs.toml", 'asker = "monique-chaumeil"', 'asker = "nobody"', "the asker is 'nobody'"),
        ("pledges.toml", 'partner = "studio-lave"', 'partner = "nowhere"', "the partner is 'nowhere'"),
        ("pledges.toml", 'person = "lea-perrin"', 'person = "nobody"', "the helper is 'nobody'"),
        ("pledges.toml", '["gravillon"]', '["nowhere"]', "lea-perrin is kept from 'nowhere'"),
        ("people.csv", ",fil-a-fil,", ",nowhere,", "is in 'nowhere'"),
    ],
)
def test_a_stranger_is_refused(copy: Path, file: str, before: str, after: str, told: str) -> None:
    spoil(copy / file, lambda text: text.replace(before, after))
    with pytest.raises(ScenarioError, match=told):
        read_demo(copy)
