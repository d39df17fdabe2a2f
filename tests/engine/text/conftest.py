"""A small taxonomy of our own, big enough for rivals to exist, small enough to reason about by hand."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from maillage.engine.text import SkillEntry, SkillIndex

HERE = Path(__file__).parent
TAXONOMY = HERE.parents[2] / "src" / "maillage" / "data" / "skills"


def small_taxonomy() -> tuple[SkillEntry, ...]:
    """Ten skills in French and English; the bakery ones are rivals on purpose."""
    return (
        SkillEntry(
            id="pain",
            pref={"fr": "Boulangerie", "en": "Bread baking"},
            alt={"fr": ("pétrissage", "levain", "four à pain"), "en": ("sourdough", "kneading")},
            hidden={"fr": ("boulanjerie",)},
            said={"fr": ("ma pâte ne lève pas",), "en": ("my dough stays flat",)},
            description={
                "fr": "Faire du pain et conduire un fournil",
                "en": "Make bread and run a bakehouse",
            },
        ),
        SkillEntry(
            id="gateau",
            pref={"fr": "Pâtisserie", "en": "Pastry"},
            alt={"fr": ("gâteaux", "viennoiserie"), "en": ("cakes",)},
            said={"fr": ("il nous faut un grand dessert pour une fête",)},
            description={
                "fr": "Préparer gâteaux, tartes et desserts",
                "en": "Prepare cakes, pies and desserts",
            },
        ),
        SkillEntry(
            id="velo",
            pref={"fr": "Réparation de vélos", "en": "Bicycle repair"},
            alt={"fr": ("cycles", "atelier vélo", "mécanique cycle"), "en": ("bike workshop",)},
            said={"fr": ("mes freins grincent", "la chaîne saute"), "en": ("my brakes squeak",)},
            description={"fr": "Entretenir et réparer une bicyclette", "en": "Maintain and fix a bicycle"},
        ),
        SkillEntry(
            id="chant",
            pref={"fr": "Chant choral", "en": "Choir singing"},
            alt={"fr": ("chorale", "technique vocale"), "en": ("voice coaching",)},
            said={"fr": ("notre chœur chante faux",)},
            description={"fr": "Poser sa voix et diriger un chœur", "en": "Train voices and lead a choir"},
        ),
        SkillEntry(
            id="impot",
            pref={"fr": "Déclaration d'impôts", "en": "Tax return"},
            alt={"fr": ("fiscalité", "TVA"), "en": ("VAT", "taxation")},
            said={"fr": ("je ne comprends rien à ma feuille d'impôts",), "en": ("how much tax do I owe",)},
            description={"fr": "Remplir une déclaration fiscale", "en": "Fill in a tax return"},
        ),
        SkillEntry(
            id="embauche",
            pref={"fr": "Recrutement", "en": "Hiring"},
            alt={"fr": ("embauche", "offre d'emploi", "entretien d'embauche"), "en": ("job interview",)},
            said={"fr": ("on n'arrive pas à trouver un développeur",)},
            description={"fr": "Trouver et choisir des salariés", "en": "Find and choose employees"},
        ),
        SkillEntry(
            id="paie",
            pref={"fr": "Fiches de paie", "en": "Payroll"},
            alt={"fr": ("bulletin de salaire", "cotisations"), "en": ("payslip",)},
            description={"fr": "Établir la paie des salariés", "en": "Pay employees every month"},
        ),
        SkillEntry(
            id="rd",
            pref={"fr": "R&D", "en": "R&D"},
            alt={"fr": ("laboratoire", "essais"), "en": ("laboratory tests",)},
            description={"fr": "Mener des essais avec un laboratoire", "en": "Run tests with a laboratory"},
        ),
        SkillEntry(
            id="salle",
            pref={"fr": "Prêt de salle", "en": "Room lending"},
            alt={"fr": ("salle de réunion", "local"), "en": ("meeting room",)},
            said={"fr": ("où se réunir le soir ?",), "en": ("where can we meet in the evening?",)},
            description={"fr": "Mettre une salle à disposition", "en": "Lend a room"},
        ),
        SkillEntry(
            id="jardin",
            pref={"fr": "Jardinage", "en": "Gardening"},
            alt={"fr": ("potager", "compost", "maraîchage"), "en": ("vegetable garden",)},
            said={"fr": ("rien ne pousse dans nos bacs",)},
            description={"fr": "Cultiver un jardin partagé", "en": "Grow a shared garden"},
        ),
    )


@pytest.fixture(scope="session")
def entries() -> tuple[SkillEntry, ...]:
    return small_taxonomy()


@pytest.fixture(scope="session")
def index(entries: tuple[SkillEntry, ...]) -> SkillIndex:
    return SkillIndex.of(entries)


@pytest.fixture(scope="session")
def first(index: SkillIndex) -> Callable[..., str | None]:
    """The id of the first skill proposed for a text, or None."""

    def ask(text: str, language: str | None = "fr") -> str | None:
        found = index.propose(text, language=language, top=1)
        return found[0].skill if found else None

    return ask


@pytest.fixture(scope="session")
def own_needs() -> tuple[dict[str, Any], ...]:
    """Our labelled sentences: id, style, language, text, gold, also."""
    lines = (HERE / "own_needs.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


@pytest.fixture(scope="session")
def taxonomy() -> tuple[SkillEntry, ...]:
    """The project's own skill list, read as data."""
    found = []
    for path in sorted(TAXONOMY.glob("*.toml")):
        for skill in tomllib.loads(path.read_text(encoding="utf-8")).get("skill", []):
            keys = ("id", "pref", "alt", "hidden", "said", "description")
            found.append(SkillEntry(**{key: skill[key] for key in keys if key in skill}))
    if not found:
        pytest.skip("the project's skill list is not there yet: src/maillage/data/skills/*.toml")
    return tuple(found)


@pytest.fixture(scope="session")
def city_index(taxonomy: tuple[SkillEntry, ...]) -> SkillIndex:
    return SkillIndex.of(taxonomy)
