"""Elements of OpenStreetMap as organisations."""

from __future__ import annotations

import json
from typing import Any

import pytest

from maillage.imports.connectors.base import NotUnderstoodError, Row
from maillage.imports.connectors.overpass import shape
from maillage.imports.connectors.overpass.ask import MOST

NODE: dict[str, Any] = {
    "type": "node",
    "id": 12,
    "lat": 45.7772,
    "lon": 3.087,
    "user": "anne_m",
    "uid": 77,
    "changeset": 5,
    "tags": {
        "name": "Fil à Fil",
        "official_name": "Association Fil à Fil Couture",
        "alt_name": "Le Fil;Fil",
        "office": "association",
        "addr:housenumber": "3",
        "addr:street": "Rue des Teinturiers",
        "addr:postcode": "63000",
        "addr:city": "Volcanville",
        "contact:phone": "+33 4 73 00 00 01;+33 4 73 00 00 02",
        "email": "contact@fil.example; anne.martin@fil.example",
        "contact:website": "https://fil.example",
        "contact:person": "Anne Martin",
        "contact:facebook": "https://facebook.example/fil",
        "opening_hours": "Mo-Fr 09:00-17:00",
        "start_date": "2011-11",
        "ref:FR:SIRET": "90000001900019",
        "ref:FR:RNA": "W632000019",
        "note": "demander Anne",
    },
}


def element(kind: str = "node", **tags: str) -> dict[str, Any]:
    """Another element."""
    place = {"lat": 45.1, "lon": 3.1} if kind == "node" else {"center": {"lat": 45.2, "lon": 3.2}}
    return {"type": kind, "id": 34, **place, "tags": {"name": "La Halle", **tags}}


def rows(*elements: dict[str, Any]) -> list[Row]:
    """The rows of an answer, through what is stored of it."""
    return shape.shaped(json.loads(json.dumps(shape.stripped({"elements": list(elements)})))).rows


def test_a_node_becomes_a_row() -> None:
    assert rows(NODE) == [
        {
            "id": "node/12",
            "name": "Fil à Fil",
            "legal_name": "Association Fil à Fil Couture",
            "other_names": "Le Fil ; Fil",
            "kind": "association",
            "siret": "90000001900019",
            "rna": "W632000019",
            "street": "3 Rue des Teinturiers",
            "postcode": "63000",
            "city": "Volcanville",
            "latitude": "45.7772",
            "longitude": "3.087",
            "phone": "+33 4 73 00 00 01 ; +33 4 73 00 00 02",
            "email": "contact@fil.example",
            "website": "https://fil.example",
            "social": "https://facebook.example/fil",
            "hours": "Mo-Fr 09:00-17:00",
            "founded": "2011-11",
        }
    ]


def test_what_names_people_is_never_stored_and_mails_are_counted() -> None:
    stored = shape.stripped({"elements": [NODE]})
    text = json.dumps(stored)
    assert [word for word in ("anne", "Anne", "uid", "changeset", "note") if word in text] == []
    assert shape.shaped(stored).left_out["mails"] == 1


@pytest.mark.parametrize("kind", ["way", "relation"])
def test_a_drawing_is_where_its_centre_is(kind: str) -> None:
    (row,) = rows(element(kind, craft="weaver"))
    assert (row["id"], row["latitude"], row["longitude"]) == (f"{kind}/34", "45.2", "3.2")


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"amenity": "coworking_space"}, "tiers-lieu"),
        ({"amenity": "community_centre"}, "association"),
        ({"office": "company", "amenity": "studio"}, "entreprise"),
        ({"office": "government"}, "organisme public"),
        ({"craft": "weaver"}, "entreprise"),
        ({"shop": "bakery"}, "commerce"),
    ],
)
def test_tags_tell_the_kind(tags: dict[str, str], kind: str) -> None:
    assert [row["kind"] for row in rows(element(**tags))] == [kind]


def test_a_tag_that_tells_no_kind_is_left_to_the_import() -> None:
    assert "kind" not in rows(element(building="yes"))[0]


def test_what_has_ended_says_when() -> None:
    assert rows(element(office="ngo", end_date="2020-05-01"))[0]["closed"] == "2020-05-01"


def test_several_numbers_in_one_tag_are_no_number() -> None:
    assert "siret" not in rows(element(office="ngo", **{"ref:FR:SIRET": "90000001900019;90000002700012"}))[0]


def test_a_house_number_alone_is_no_street() -> None:
    assert "street" not in rows(element(office="ngo", **{"addr:housenumber": "3"}))[0]


def test_what_has_no_name_is_counted() -> None:
    nameless = {"type": "node", "id": 1, "lat": 1.0, "lon": 1.0, "tags": {"office": "ngo"}}
    shaped = shape.shaped(shape.stripped({"elements": [nameless, {"type": "node", "id": 2}]}))
    assert (shaped.rows, shaped.left_out["no_name"]) == ([], 2)


def test_an_answer_that_is_full_says_so() -> None:
    stored = shape.stripped({"elements": [element()] * (MOST + 1)})
    assert (len(stored["elements"]), shape.shaped(stored).left_out["beyond"]) == (MOST, 1)


def test_overpass_does_not_count() -> None:
    assert shape.total(shape.stripped({"elements": []})) is None


@pytest.mark.parametrize(
    "answer", [[], {}, {"elements": [], "remark": 'runtime error: Query timed out in "query" at line 1'}]
)
def test_an_answer_that_the_server_could_not_finish_is_refused(answer: Any) -> None:
    with pytest.raises(NotUnderstoodError):
        shape.stripped(answer)
