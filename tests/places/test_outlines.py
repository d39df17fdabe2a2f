"""Outlines and points as people paste them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from maillage.places.outlines import Bounds, OutlineError, centre_of, read_outline, read_point

TOWN = Bounds(45.77, 3.07, 45.80, 3.13)
CLOCKWISE = [[3.08, 45.78], [3.08, 45.781], [3.0812, 45.781], [3.0812, 45.78], [3.08, 45.78]]
COUNTER = [[3.08, 45.78], [3.0812, 45.78], [3.0812, 45.781], [3.08, 45.781], [3.08, 45.78]]
HOLE = [[3.0804, 45.7804], [3.0806, 45.7804], [3.0806, 45.7806], [3.0804, 45.7806], [3.0804, 45.7804]]
YARD = {"type": "Polygon", "coordinates": [COUNTER]}


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def feature(geometry: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": "La Cour"}, "geometry": geometry}


def refusal(document: Any, bounds: Bounds | None = TOWN) -> tuple[str, dict[str, Any]]:
    text = document if isinstance(document, str) else json.dumps(document)
    with pytest.raises(OutlineError) as caught:
        read_outline(text, bounds=bounds)
    return caught.value.code, caught.value.data


@pytest.mark.parametrize(
    "document",
    [
        polygon(CLOCKWISE),
        polygon(COUNTER),
        polygon(CLOCKWISE[:-1]),
        polygon([[*position, 358.2] for position in CLOCKWISE]),
        polygon([[lon + 1e-9, lat - 1e-9] for lon, lat in CLOCKWISE]),
        polygon([position for position in CLOCKWISE for _ in "12"]),
        {"type": "MultiPolygon", "coordinates": [[CLOCKWISE]]},
        feature(polygon(CLOCKWISE)),
        {"type": "FeatureCollection", "features": [feature(polygon(CLOCKWISE))]},
    ],
)
def test_read_outline_gives_one_canonical_geometry(document: Any) -> None:
    assert read_outline(json.dumps(document), bounds=TOWN) == YARD


def test_read_outline_turns_holes_clockwise() -> None:
    outline = read_outline(json.dumps(polygon(CLOCKWISE, HOLE)), bounds=None)
    assert outline == polygon(COUNTER, [HOLE[0], HOLE[3], HOLE[2], HOLE[1], HOLE[0]])


def test_read_outline_keeps_several_parts() -> None:
    other = [[lon + 0.01, lat] for lon, lat in COUNTER]
    outline = read_outline(
        json.dumps({"type": "MultiPolygon", "coordinates": [[CLOCKWISE], [other]]}), bounds=TOWN
    )
    assert (outline["type"], len(outline["coordinates"])) == ("MultiPolygon", 2)


def test_read_outline_offers_the_outline_whose_axes_were_swapped() -> None:
    swapped = polygon([[lat, lon] for lon, lat in CLOCKWISE])
    assert refusal(swapped) == ("wrong_axes", {"swapped": YARD})
    assert read_outline(json.dumps(swapped), bounds=None)["type"] == "Polygon"


def test_read_outline_says_where_it_crosses_itself() -> None:
    bow = [[3.08, 45.78], [3.081, 45.781], [3.081, 45.78], [3.08, 45.781], [3.08, 45.78]]
    assert refusal(polygon(bow)) == ("crosses_itself", {"lat": 45.7805, "lon": 3.0805})
    away = [[lon + 0.01, lat] for lon, lat in HOLE]
    assert refusal(polygon(CLOCKWISE, away)) == ("crosses_itself", {"lat": 45.7804, "lon": 3.0904})


def test_read_outline_refuses_too_many_points() -> None:
    assert refusal(polygon([[3.08, 45.78]] * 2001)) == ("too_long", {"points": 2001, "limit": 2000})


def test_read_outline_refuses_a_huge_text_unread() -> None:
    text = json.dumps(polygon([[3.08, 45.78]] * 500_000))
    assert refusal(text) == ("too_long", {"about": 500_002, "limit": 2000})
    assert refusal("é" * 600_000) == ("too_long", {"about": 0, "limit": 2000})


@pytest.mark.parametrize(
    ("text", "line", "column"), [("un terrain", 1, 1), ('{"type":\n oui}', 2, 2), ("[" * 200_000, 1, 1)]
)
def test_read_outline_refuses_what_is_not_json(text: str, line: int, column: int) -> None:
    assert refusal(text) == ("not_json", {"line": line, "column": column})


@pytest.mark.parametrize(
    ("document", "found", "count"),
    [
        ({"type": "Point", "coordinates": [3.08, 45.78]}, "Point", 1),
        (feature({"type": "LineString", "coordinates": CLOCKWISE}), "LineString", 1),
        ({"type": "FeatureCollection", "features": [YARD, YARD]}, "FeatureCollection", 2),
        ({"type": "FeatureCollection"}, "FeatureCollection", 0),
        (feature(None), "", 1),
        ({"type": ["Polygon"]}, "", 1),
        ({"type": "\ud800"}, "\\ud800", 1),
        ({"type": "Polygon"}, "", 1),
        ({"type": "Polygon", "coordinates": [3.08, 45.78]}, "", 1),
        (None, "", 1),
        ([], "", 1),
    ],
)
def test_read_outline_refuses_what_is_no_surface(document: Any, found: str, count: int) -> None:
    assert refusal(document) == ("not_polygon", {"found": found, "count": count})


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("NaN", "NaN"),
        ("1e999", "Infinity"),
        ('"3.08"', '"3.08"'),
        ("true", "true"),
        ("1" + "0" * 400, "1" + "0" * 39),
    ],
)
def test_read_outline_refuses_what_is_no_number(value: str, told: str) -> None:
    text = f'{{"type": "Polygon", "coordinates": [[[{value}, 45.78], [3.08, 45.79], [3.09, 45.79]]]}}'
    assert refusal(text) == ("not_finite", {"value": told})


def test_read_outline_refuses_a_position_of_one_number() -> None:
    assert refusal(polygon([[3.08], [3.09, 45.78]])) == ("not_finite", {"value": "[3.08]"})


@pytest.mark.parametrize(
    "document",
    [
        polygon(),
        polygon([]),
        polygon([[3.08, 45.78], [3.081, 45.781]]),
        polygon([[3.08, 45.78], [3.081, 45.781], [3.082, 45.782]]),
        {"type": "MultiPolygon", "coordinates": [[]]},
    ],
)
def test_read_outline_refuses_what_surrounds_nothing(document: Any) -> None:
    assert refusal(document) == ("empty", {})


def test_read_outline_refuses_what_is_far_or_no_degrees() -> None:
    far = [[lon + 5, lat] for lon, lat in CLOCKWISE]
    assert refusal(polygon(far)) == ("outside", {"lat": 45.78, "lon": 8.08})
    metres = [[707000, 6520000], [707100, 6520000], [707100, 6520100]]
    assert refusal(polygon(metres)) == ("not_degrees", {"lat": 6520000.0, "lon": 707000.0})
    assert refusal(polygon(metres), bounds=None)[0] == "not_degrees"


def test_read_outline_refuses_more_than_25_square_kilometres() -> None:
    city = [[3.05, 45.75], [3.15, 45.75], [3.15, 45.82], [3.05, 45.82]]
    assert refusal(polygon(city)) == ("too_big", {"km2": 60.4, "limit": 25.0})


def test_centre_of_is_inside_a_horseshoe() -> None:
    shoe = [[0, 0], [3, 0], [3, 1], [1, 1], [1, 2], [3, 2], [3, 3], [0, 3]]
    ring = [[3.08 + x / 1000, 45.78 + y / 1000] for x, y in shoe]
    lat, lon = centre_of(read_outline(json.dumps(polygon(ring)), bounds=TOWN))
    in_arms = 3.08 < lon < 3.083 and (45.78 < lat < 45.781 or 45.782 < lat < 45.783)
    in_back = 3.08 < lon < 3.081 and 45.78 < lat < 45.783
    assert in_arms or in_back


@pytest.mark.parametrize("lat", ["45,785", " 45.785 ", "+45.7850°", "45.78500004"])
def test_read_point_accepts_commas(lat: str) -> None:
    assert read_point(lat, "3,1", TOWN) == (45.785, 3.1)


@pytest.mark.parametrize(
    ("lat", "lon", "code", "data"),
    [
        ("3,1", "45.785", "wrong_axes", {"lat": 3.1, "lon": 45.785, "swapped": (45.785, 3.1)}),
        ("bientôt", "3.1", "not_number", {"field": "lat", "text": "bientôt"}),
        ("45.78", "", "not_number", {"field": "lon", "text": ""}),
        ("nan", "3.1", "not_number", {"field": "lat", "text": "nan"}),
        ("45.78", "13.1", "outside", {"lat": 45.78, "lon": 13.1}),
        ("95", "3.1", "not_degrees", {"lat": 95.0, "lon": 3.1}),
    ],
)
def test_read_point_refuses(lat: str, lon: str, code: str, data: dict[str, Any]) -> None:
    with pytest.raises(OutlineError) as caught:
        read_point(lat, lon, TOWN)
    assert (caught.value.code, caught.value.data) == (code, data)


@pytest.mark.parametrize("box", [(45.8, 3.0, 45.7, 3.1), (45.7, 3.1, 45.8, 3.0), (-91, 3.0, 45.8, 3.1)])
def test_bounds_refuse_what_is_no_box(box: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="is not a box"):
        Bounds(*box)
