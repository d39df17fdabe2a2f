"""The directory in the shape of GoGoCarto."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.api.reading import asked, refused
from tests.directory_stage import Stage, fill

ADDRESS = "/api/elements.json"


def elements(**query: str) -> dict[str, Any]:
    """What the answer says."""
    answer = asked(ADDRESS, **query)
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*")
    found: dict[str, Any] = json.loads(answer.getvalue())
    return found


def test_an_element_is_an_actor_that_has_a_place(directory: Stage) -> None:
    fill(directory.bourrasque)
    found = elements()
    (one,) = found["data"]
    assert (found["ontology"], one["geo"], one["categories"]) == (
        "gogofull",
        {"latitude": 45.78, "longitude": -3.08},
        ["startup"],
    )
    assert {name: one[name] for name in ("id", "name", "email", "telephone", "website", "updatedAt")} == {
        "id": directory.bourrasque.ref,
        "name": "Bourrasque",
        "email": "bonjour@bourrasque.example",
        "telephone": "",  # it is for the network only
        "website": "https://www.bourrasque.example",
        "updatedAt": "2026-03-02",
    }
    assert one["address"] == {
        "streetAddress": "9 place de l’Aire",
        "addressLocality": "Volcanville",
        "postalCode": "63999",
        "addressCountry": "",
    }


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"bounds": "45.7,-3.2,45.9,-3.0"}, 1),
        ({"bounds": "45.9,-3.0,45.7,-3.2"}, 1),  # whichever corner comes first
        ({"bounds": "0,0,1,1"}, 0),
        ({"bounds": "0,0,1,1;45.7,-3.2,45.9,-3.0;"}, 1),
        ({"categories": "startup"}, 1),
        ({"categories": "lab,media"}, 0),
        ({"limit": "0"}, 0),
        ({"limit": "beaucoup"}, 1),
        ({"ontology": "gogocompact", "excludeExternal": "true"}, 1),
    ],
)
def test_boxes_kinds_and_a_limit_narrow_the_elements(
    directory: Stage, query: dict[str, str], count: int
) -> None:
    assert len(elements(**query)["data"]) == count


@pytest.mark.parametrize("box", ["1,2,3", "a,b,c,d", "1,2,3,4,5"])
def test_a_box_that_is_none_is_refused(directory: Stage, box: str) -> None:
    assert refused(ADDRESS, bounds=box) == (422, "bad_bounds")
    assert refused(ADDRESS, categories="licorne") == (422, "bad_categories")
