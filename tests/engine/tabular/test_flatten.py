"""Records of JSON to one text a column."""

from __future__ import annotations

from typing import Any

import pytest

from maillage.engine.tabular import TableRefused
from maillage.engine.tabular.flatten import centre, feature, flatten, written


def test_objects_become_dotted_names() -> None:
    record = {"nom": "A", "adresse": {"ville": "Riom", "geo": {"lat": "45.1"}}, "vide": {}}
    assert flatten(record, 9) == {"nom": "A", "adresse.ville": "Riom", "adresse.geo.lat": "45.1", "vide": ""}


def test_two_leaves_of_one_path_are_both_kept() -> None:
    assert flatten({"a.b": "1", "a": {"b": "2"}}, 9) == {"a.b": "1", "a.b (2)": "2"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        ("46.10", "46.10"),
        (["a", "b"], "a ; b"),
        (["a", None, "", "b"], "a ; b"),
        ([], ""),
        ([{"jour": "lundi"}], '{"jour": "lundi"}'),
        ([["1", "2"], ["3", "4"]], '[["1", "2"], ["3", "4"]]'),
    ],
)
def test_a_value_is_one_text(value: Any, text: str) -> None:
    assert written(value) == text


def test_depth_is_bounded() -> None:
    with pytest.raises(TableRefused) as refused:
        flatten({"a": {"a": {"a": {"a": "1"}}}}, 3)
    assert refused.value.code == "json_too_deep"


def test_a_feature_has_its_properties_its_id_and_its_point() -> None:
    element = {
        "type": "Feature",
        "id": "7",
        "properties": {"nom": "A", "latitude": "oui"},
        "geometry": {"type": "Point", "coordinates": ["3.10", "45.70"]},
    }
    assert feature(element, 9, ("latitude", "longitude")) == {
        "nom": "A",
        "latitude": "oui",
        "id": "7",
        "latitude (2)": "45.70",
        "longitude": "3.10",
    }


def test_a_feature_without_place_has_blank_columns() -> None:
    element = {"type": "Feature", "properties": None, "geometry": None}
    assert feature(element, 9, ("y", "x")) == {"y": "", "x": ""}


def test_the_id_of_the_properties_is_kept() -> None:
    assert feature({"id": "1", "properties": {"id": "2"}}, 9, ("y", "x"))["id"] == "2"


@pytest.mark.parametrize(
    ("geometry", "place"),
    [
        ({"type": "Point", "coordinates": ["3.1", "45.7", "300"]}, ("3.1", "45.7")),
        ({"type": "LineString", "coordinates": [["0", "0"], ["2", "4"]]}, ("1.0000000", "2.0000000")),
        (
            {
                "type": "Polygon",
                "coordinates": [[["0", "0"], ["2", "0"], ["2", "2"], ["0", "2"], ["0", "0"]]],
            },
            ("1.0000000", "1.0000000"),
        ),
        (
            {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": ["1", "2"]}]},
            ("1", "2"),
        ),
        ({"type": "GeometryCollection", "geometries": []}, None),
        ({"type": "Point", "coordinates": []}, None),
        ({"type": "Point", "coordinates": ["a", "b"]}, None),
        (None, None),
        ("POINT", None),
    ],
)
def test_the_middle_of_a_geometry(geometry: Any, place: tuple[str, str] | None) -> None:
    assert centre(geometry) == place
