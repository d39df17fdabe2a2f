"""Structures of data·inclusion as organisations, of the service and of its files."""

from __future__ import annotations

import json
from typing import Any

import pytest

from maillage.imports.connectors.base import NotUnderstoodError
from maillage.imports.connectors.data_inclusion import shape

STRUCTURE: dict[str, Any] = {
    "source": "dora",
    "id": "dora--1f2e",
    "nom": "Centre social Le Tournesol",
    "description": "Accueil, accès aux droits, ateliers de français, pour toutes et tous.",
    "date_maj": "2025-02-14",
    "siret": "90000001900019",
    "commune": "Volcanville",
    "code_postal": "63000",
    "code_insee": "63113",
    "adresse": "3 rue des Teinturiers",
    "complement_adresse": "Bâtiment B",
    "longitude": 3.087,
    "latitude": 45.7772,
    "telephone": "+33473000001",
    "courriel": "accueil@tournesol.example",
    "site_web": "https://tournesol.example",
    "horaires_accueil": "Mo-Fr 08:30-12:30",
    "accessibilite_lieu": None,
    "reseaux_porteurs": ["mission-locale"],
    "score_qualite": 0.7,
    "doublons": [{"source": "soliguide", "id": "soliguide--9"}],
}


def page(*structures: dict[str, Any]) -> dict[str, Any]:
    """A page of the service."""
    return {"items": list(structures), "total": len(structures), "page": 1, "size": 500, "pages": 1}


@pytest.mark.parametrize("answer", [page(STRUCTURE), [STRUCTURE]])
def test_a_structure_becomes_a_row(answer: Any) -> None:
    assert shape.shaped(json.loads(json.dumps(shape.stripped(answer)))).rows == [
        {
            "id": "dora--1f2e",
            "name": "Centre social Le Tournesol",
            "siret": "90000001900019",
            "description": "Accueil, accès aux droits, ateliers de français, pour toutes et tous.",
            "street": "3 rue des Teinturiers",
            "complement": "Bâtiment B",
            "postcode": "63000",
            "city": "Volcanville",
            "commune_code": "63113",
            "latitude": "45.7772",
            "longitude": "3.087",
            "phone": "+33473000001",
            "email": "accueil@tournesol.example",
            "website": "https://tournesol.example",
            "hours": "Mo-Fr 08:30-12:30",
            "updated_at": "2025-02-14",
        }
    ]


def test_what_the_schema_v0_said_is_read_too() -> None:
    older = {
        "source": "odspep",
        "id": "42",
        "nom": "CCAS de Volcanville",
        "rna": "W632000019",
        "typologie": "CCAS",
        "presentation_resume": "Aides.",
        "presentation_detail": "Aides de la ville.",
        "horaires_ouverture": "Mo 09:00-12:00",
        "contact_nom_prenom": "Anne Martin",
    }
    stored = shape.stripped([older])
    assert "Anne" not in json.dumps(stored)
    assert shape.shaped(stored).rows == [
        {
            "id": "odspep--42",
            "name": "CCAS de Volcanville",
            "kind": "organisme public",
            "rna": "W632000019",
            "description": "Aides de la ville.",
            "summary": "Aides.",
            "hours": "Mo 09:00-12:00",
        }
    ]


def test_a_mail_of_a_person_is_counted_and_never_stored() -> None:
    stored = shape.stripped(page({**STRUCTURE, "courriel": "anne.martin@tournesol.example"}))
    assert ("anne" in json.dumps(stored), shape.shaped(stored).left_out["mails"]) == (False, 1)


def test_a_structure_without_an_identifier_is_counted() -> None:
    shaped = shape.shaped(shape.stripped(page({"nom": "Sans identifiant"}, {"id": "7", "nom": "Avec"})))
    assert ([row["id"] for row in shaped.rows], shaped.left_out["no_id"]) == (["7"], 1)


def test_the_service_says_how_many_there_are() -> None:
    assert shape.total(shape.stripped(page(STRUCTURE))) == 1
    assert shape.total(shape.stripped([STRUCTURE])) is None


@pytest.mark.parametrize("answer", [{}, {"items": ["x"]}, 3])
def test_another_shape_is_not_understood(answer: Any) -> None:
    with pytest.raises(NotUnderstoodError):
        shape.stripped(answer)
