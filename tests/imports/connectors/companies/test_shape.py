"""Companies as organisations: what is kept, what is not, and what closed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.imports.connectors.companies.answers import COMPANY, MATCHING, OFFICE, company, page, second

from maillage.imports.connectors.base import NotUnderstoodError, Row
from maillage.imports.connectors.companies.shape import shaped, stripped, total


def rows(*companies: dict[str, Any]) -> list[Row]:
    """The rows of an answer, through what is stored of it."""
    return shaped(json.loads(json.dumps(stripped(page(*companies))))).rows


def left(*companies: dict[str, Any]) -> dict[str, int]:
    """What was not taken."""
    return dict(shaped(stripped(page(*companies))).left_out)


def test_a_company_becomes_a_row_named_by_its_site() -> None:
    assert rows(COMPANY) == [
        {
            "id": "90000001900019",
            "name": "FIL A FIL",
            "legal_name": "FIL A FIL COUTURE",
            "other_names": "LE FIL ; FAF",
            "siret": "90000001900019",
            "siren": "900000019",
            "rna": "W632000019",
            "legal_form": "9220",
            "naf": "94.99Z",
            "size": "01",
            "street": "3 BIS RUE DES TEINTURIERS",
            "complement": "MAISON DES ASSOCIATIONS",
            "postcode": "63000",
            "city": "VOLCANVILLE",
            "commune_code": "63113",
            "latitude": "45.777222",
            "longitude": "3.087025",
            "founded": "2011-11-20",
            "updated_at": "2025-03-22",
        }
    ]


def test_a_company_without_a_sign_goes_by_its_legal_name_and_its_head_office() -> None:
    assert [(row["id"], row["name"]) for row in rows(second())] == [("90000002700012", "LA FORGE")]


def test_each_site_that_was_looked_for_is_a_row_of_its_own() -> None:
    other = {**MATCHING, "siret": "90000001900027", "est_siege": False, "liste_enseignes": None}
    found = rows(company(matching_etablissements=[MATCHING, other]))
    assert [(row["siret"], row["name"], row["founded"], row["street"]) for row in found] == [
        ("90000001900019", "FIL A FIL", "2011-11-20", "3 BIS RUE DES TEINTURIERS"),
        (
            "90000001900027",
            "FIL A FIL COUTURE",
            "2012-05-01",
            "MAISON DES ASSOCIATIONS 3 BIS RUE DES TEINTURIERS",
        ),
    ]


def test_what_names_people_is_never_stored() -> None:
    stored = json.dumps(stripped(page(COMPANY)))
    assert [
        word for word in ("MARTIN", "ANNE", "1971", "dirigeants", "elus", "finances") if word in stored
    ] == []


@pytest.mark.parametrize(
    "hidden",
    [
        company(statut_diffusion="P"),
        company(siege={}, matching_etablissements=[{**MATCHING, "statut_diffusion_etablissement": "P"}]),
    ],
)
def test_who_asked_not_to_be_found_is_only_counted(hidden: dict[str, Any]) -> None:
    assert rows(hidden) == []
    assert left(hidden) == {"hidden": 1}
    assert "900000019" not in json.dumps(stripped(page(company(statut_diffusion="P"))))


@pytest.mark.parametrize(
    ("changes", "site", "closed"),
    [
        ({"etat_administratif": "C", "date_fermeture": "2024-06-30"}, {}, "2024-06-30"),
        ({}, {"etat_administratif": "F", "date_fermeture": "2023-02-01"}, "2023-02-01"),
        ({}, {"etat_administratif": "F"}, "2019-01-01"),
    ],
)
def test_what_closed_says_when(changes: dict[str, Any], site: dict[str, Any], closed: str) -> None:
    ended = company(siege=OFFICE | site, matching_etablissements=[], **changes)
    assert [row["closed"] for row in rows(ended)] == [closed]


def test_what_closed_on_a_day_nobody_knows_is_counted() -> None:
    ended = company(etat_administratif="C")
    assert (rows(ended), left(ended)) == ([], {"no_end": 1})


def test_a_company_without_any_site_is_no_row() -> None:
    bare = company(siege=None, matching_etablissements=None)
    assert (rows(bare), left(bare)) == ([], {})


def test_the_service_says_how_many_there_are() -> None:
    assert total(stripped(page(COMPANY, pages=3))) == 3
    assert total(stripped([COMPANY])) is None


@pytest.mark.parametrize(
    "answer", [{}, [1], {"results": {}}, "x", page(company(matching_etablissements=["siret"]))]
)
def test_another_shape_is_not_understood(answer: Any) -> None:
    with pytest.raises(NotUnderstoodError):
        stripped(answer)
