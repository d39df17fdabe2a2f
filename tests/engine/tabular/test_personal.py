"""Columns about persons."""

from __future__ import annotations

import pytest
from tests.engine.tabular.inventory import MAKERS

from maillage.engine.tabular.headers import read_name
from maillage.engine.tabular.personal import personal
from maillage.engine.tabular.profile import profile


def barred(**columns: str) -> list[str]:
    names = [name.replace("_", " ") for name in columns]
    profiles = [profile([MAKERS[maker](rank) for rank in range(30)]) for maker in columns.values()]
    found = personal(names, [read_name(name) for name in names], profiles)
    return [names[rank] for rank in sorted(found)]


@pytest.mark.parametrize(
    ("title", "maker"),
    [
        ("Nom_du_responsable", "person"),
        ("Prénom", "first"),
        ("Référent", "person"),
        ("Email_du_référent", "email"),
        ("Téléphone_du_directeur", "phone"),
        ("Mobile_du_président", "lost_phone"),
        ("Contact", "person"),
        ("Interlocuteur_principal", "last"),
        ("Courriel", "mailbox"),
        ("colonne_4", "person"),
        ("Date_naissance", "day"),
    ],
)
def test_a_column_about_persons_is_barred(title: str, maker: str) -> None:
    assert barred(**{title: maker}) == [title.replace("_", " ")]


@pytest.mark.parametrize(
    ("title", "maker"),
    [
        ("Nom", "person"),
        ("Nom_de_la_structure", "name"),
        ("Structure_responsable", "parent"),
        ("Contact", "phone"),
        ("Contact", "email"),
        ("Présence_d'un_médiateur", "yes"),
        ("Médiateur", "yes"),
        ("Nombre_de_bénévoles", "staff"),
        ("Animateurs", "staff"),
        ("Email", "email"),
        ("Référent", "blank"),
    ],
)
def test_a_column_about_organisations_is_not(title: str, maker: str) -> None:
    assert barred(**{title: maker}) == []


def test_a_family_name_stands_beside_a_first_name() -> None:
    assert barred(Organisation="name", Nom="last", Prénom="first") == ["Nom", "Prénom"]
    assert barred(Nom="name", Prénom="first") == ["Prénom"]
    assert barred(Nom="name", Organisation="name") == []


def test_why_is_told() -> None:
    names = ["Nom du responsable", "Contact"]
    profiles = [profile([MAKERS["person"](rank) for rank in range(30)])] * 2
    found = personal(names, [read_name(name) for name in names], profiles)
    assert found[0].data == {"words": ("nom", "responsable")}
    assert found[1].data == {"share": 1.0}
    assert {reason.code for reason in found.values()} == {"person"}
