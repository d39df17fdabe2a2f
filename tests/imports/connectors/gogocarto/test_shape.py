"""Elements of a GoGoCarto map as organisations, in each of its shapes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from maillage.imports.connectors.base import NotUnderstoodError, Row
from maillage.imports.connectors.gogocarto import shape
from maillage.imports.connectors.gogocarto.ask import MOST

LICENCE = "https://opendatacommons.org/licenses/odbl/summary/"
ELEMENT: dict[str, Any] = {
    "id": "4xQ",
    "name": "La Halle aux Idées",
    "geo": {"latitude": 45.7701, "longitude": 3.0812},
    "sourceKey": "Volcanville",
    "address": {
        "streetNumber": "12",
        "streetAddress": "quai Vert",
        "addressLocality": "Volcanville",
        "postalCode": "63000",
        "addressCountry": "FR",
    },
    "createdAt": "2021-02-01T10:00:00+01:00",
    "updatedAt": "2025-05-12T10:00:00+02:00",
    "status": 7,
    "categories": ["Tiers-lieu", "Réparation"],
    "categoriesFull": [{"id": 10, "name": "Tiers-lieu", "index": 0}],
    "description": "Un lieu pour essayer.",
    "descriptionMore": "Ouvert à tout le monde.",
    "telephone": "04 73 00 00 09",
    "email": "accueil@halle.example",
    "website": "https://halle.example",
    "openHoursMoreInfos": "du mardi au samedi",
    "contactPerson": "Anne Martin",
    "images": ["https://halle.example/anne.jpg"],
}
ROW: Row = {
    "id": "4xQ",
    "name": "La Halle aux Idées",
    "kind": "Tiers-lieu ; Réparation",
    "skills": "Tiers-lieu ; Réparation",
    "description": "Un lieu pour essayer.",
    "summary": "Ouvert à tout le monde.",
    "street": "12 quai Vert",
    "postcode": "63000",
    "city": "Volcanville",
    "latitude": "45.7701",
    "longitude": "3.0812",
    "phone": "04 73 00 00 09",
    "email": "accueil@halle.example",
    "website": "https://halle.example",
    "hours": "du mardi au samedi",
    "updated_at": "2025-05-12",
}


def full(*elements: dict[str, Any]) -> dict[str, Any]:
    """An answer in the full shape."""
    return {"licence": LICENCE, "ontology": "gogofull", "data": list(elements)}


def rows(answer: Any) -> list[Row]:
    """The rows of an answer, through what is stored of it."""
    return shape.shaped(json.loads(json.dumps(shape.stripped(answer)))).rows


@pytest.mark.parametrize("answer", [full(ELEMENT), {"@context": "x", "@graph": [ELEMENT]}, [ELEMENT]])
def test_an_element_becomes_a_row_in_each_shape_made_of_objects(answer: Any) -> None:
    assert rows(answer) == [ROW]


def test_a_compact_element_is_read_by_its_mapping() -> None:
    mapping = ["id", ["name"], "latitude", "longitude", "status", "moderationState"]
    said = {"licence": LICENCE, "ontology": "gogocompact", "mapping": mapping}
    compact = [["4xQ", ["La Halle"], 45.77, 3.08, 7, 0], ["5yR", "Le Four", 45.8, 3.1, 1]]
    assert rows({**said, "data": compact}) == [
        {"id": "4xQ", "name": "La Halle", "latitude": "45.77", "longitude": "3.08"},
        {"id": "5yR", "name": "Le Four", "latitude": "45.8", "longitude": "3.1"},
    ]


def test_a_feature_of_geojson_has_its_longitude_first() -> None:
    point = {"type": "Feature", "id": 9, "geometry": {"type": "Point", "coordinates": [3.08, 45.77]}}
    line = {"type": "Feature", "properties": {"id": "z", "name": "Le Quai"}}
    line |= {"geometry": {"type": "LineString", "coordinates": [[3.0, 45.0], [3.1, 45.1]]}}
    found = rows(
        {"type": "FeatureCollection", "features": [{**point, "properties": {"name": "Le Four"}}, line]}
    )
    assert found == [
        {"id": "9", "name": "Le Four", "latitude": "45.77", "longitude": "3.08"},
        {"id": "z", "name": "Le Quai"},
    ]


def test_fields_that_a_map_adds_and_people_are_never_stored() -> None:
    stored = shape.stripped(full({**ELEMENT, "email": "anne.martin@halle.example"}))
    text = json.dumps(stored)
    assert [word for word in ("Anne", "anne", "contactPerson", "images") if word in text] == []
    assert shape.shaped(stored).left_out["mails"] == 1


def test_the_licence_of_the_map_is_kept() -> None:
    assert (shape.stripped(full())["licence"], shape.stripped([])["licence"]) == (LICENCE, "")


@pytest.mark.parametrize(("status", "count"), [(-6, 0), (-4, 0), (-2, 0), (0, 0), (-1, 1), (1, 1), (None, 1)])
def test_elements_that_the_map_does_not_show_are_counted(status: int | None, count: int) -> None:
    shaped = shape.shaped(shape.stripped(full({**ELEMENT, "status": status})))
    assert (len(shaped.rows), shaped.left_out["not_accepted"]) == (count, 1 - count)


def test_an_element_without_an_identifier_is_counted() -> None:
    shaped = shape.shaped(shape.stripped(full({"name": "La Halle"}, {"@id": "urn:4", "name": "Le Four"})))
    assert ([row["id"] for row in shaped.rows], shaped.left_out["no_id"]) == (["urn:4"], 1)


def test_an_address_in_one_text_is_a_street() -> None:
    (row,) = rows(full({"id": 1, "title": "Le Four", "address": "3 rue Haute, 63000 Volcanville"}))
    assert (row["name"], row["street"]) == ("Le Four", "3 rue Haute, 63000 Volcanville")


def test_categories_told_by_number_mean_nothing_here() -> None:
    (row,) = rows(full({"id": 1, "name": "Le Four", "categories": [10427, {"id": 3, "name": "Zythologie"}]}))
    assert (row["skills"], "kind" in row) == ("Zythologie", False)


def test_a_map_that_is_too_large_says_so() -> None:
    stored = shape.stripped(full(*[{"id": n, "name": "x"} for n in range(MOST + 1)]))
    assert (len(stored["data"]), shape.shaped(stored).left_out["beyond"]) == (MOST, 1)


def test_a_map_does_not_count() -> None:
    assert shape.total(shape.stripped(full())) is None


@pytest.mark.parametrize(
    "answer",
    [{}, "You need to provide a token", {"data": [[1]]}, {"mapping": ["id"], "data": [{}]}, {"mapping": []}],
)
def test_another_shape_is_not_understood(answer: Any) -> None:
    with pytest.raises(NotUnderstoodError):
        shape.stripped(answer)
