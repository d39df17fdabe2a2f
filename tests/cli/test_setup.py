"""``maillage setup`` opens a territory, names its coordinator, and can be run again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests import factories
from tests.cli.conftest import Run, sentence

STATE = """
import json
from maillage.common.scope import all_territories
from maillage.people.models import Person, Role
from maillage.skills.models import Skill
from maillage.territory.models import Territory
from maillage.common.models import JournalEntry
with all_territories():
    print(json.dumps({
        "territories": list(Territory.objects.values_list("slug", "host")),
        "people": list(Person.objects.values_list("given_name", "family_name", "email")),
        "roles": list(Role.objects.values_list("kind", flat=True)),
        "skills": Skill.objects.count() > 80,
        "facts": JournalEntry.objects.count(),
    }))
"""


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """The folder of a small territory."""
    place = tmp_path / "volcanville"
    place.mkdir()
    (place / "territory.toml").write_text(factories.VOLCANVILLE, encoding="utf-8")
    (place / "communes.csv").write_text(factories.COMMUNES, encoding="utf-8")
    return str(place)


def options(folder: str) -> list[str]:
    """What one types."""
    who = ["--coordinator", "Ines@volcanville.example", "--name", "Inès Morel"]
    return ["setup", "--territory", folder, *who]


def state(maillage: Run) -> dict[str, object]:
    """What the database holds."""
    done = maillage("manage", "shell", "--no-imports", "--command", STATE)
    return dict(json.loads(done.stdout))


def test_setup_twice_is_setup_once(maillage: Run, folder: str) -> None:
    first = maillage(*options(folder), "--host", "reseau.volcanville.example")
    assert (first.returncode, first.stderr) == (0, "")
    assert "Inès Morel <ines@volcanville.example> runs it" in first.stdout
    before = state(maillage)
    assert before == {
        "territories": [["volcanville", "reseau.volcanville.example"]],
        "people": [["Inès", "Morel", "ines@volcanville.example"]],
        "roles": ["coordinator"],
        "skills": True,
        "facts": 2,
    }
    assert maillage(*options(folder)).returncode == 0
    assert state(maillage) == before


def test_a_name_that_is_shipped_is_enough(maillage: Run) -> None:
    from maillage.cli.prepare import demo_territory

    shipped = demo_territory().name
    assert maillage(*options(shipped)).returncode == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"--coordinator": "ines"}, "'ines' is not an e-mail address"),
        ({"--name": "  "}, "--name is empty"),
        ({"--territory": "/nowhere/at/all"}, "has no territory.toml"),
    ],
)
def test_what_is_wrong_is_one_sentence(maillage: Run, folder: str, change: dict[str, str], told: str) -> None:
    words = options(folder)
    for name, value in change.items():
        words[words.index(name) + 1] = value
    done = maillage(*words)
    assert done.returncode == 2
    assert told in sentence(done.stderr)


def test_a_spoilt_folder_is_one_sentence(maillage: Run, folder: str) -> None:
    file = Path(folder) / "territory.toml"
    file.write_text(factories.VOLCANVILLE.replace("Europe/Paris", "Mars/Olympus"), encoding="utf-8")
    done = maillage(*options(folder))
    assert done.returncode == 2
    assert "'Mars/Olympus' is not a time zone" in sentence(done.stderr)
