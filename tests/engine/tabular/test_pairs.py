"""Which two columns hold coordinates."""

from __future__ import annotations

import pytest
from tests.engine.tabular.inventory import MAKERS

from maillage.engine.tabular import FieldName as F
from maillage.engine.tabular.headers import read_name
from maillage.engine.tabular.pairs import Pairing, pair_columns
from maillage.engine.tabular.profile import profile

LATS = [MAKERS["lat"](rank) for rank in range(30)]
LONS = [MAKERS["lon"](rank) for rank in range(30)]


def paired(columns: dict[str, list[str]]) -> Pairing | None:
    cells = list(columns.values())
    return pair_columns(cells, [read_name(name) for name in columns], [profile(column) for column in cells])


def chosen(columns: dict[str, list[str]]) -> tuple[int, int, F] | None:
    found = paired(columns)
    return (found.first, found.second, found.fields[0]) if found else None


def test_names_and_values_agree() -> None:
    found = paired({"nom": ["a"] * 30, "lat": LATS, "lon": LONS})
    assert found is not None
    assert (found.first, found.second, found.share, found.contradicted) == (1, 2, 1.0, False)


@pytest.mark.parametrize(
    "names", [("Longitude", "Latitude"), ("Coord. X", "Coord. Y"), ("lng", "lat"), ("x", "y")]
)
def test_values_contradict_names(names: tuple[str, str]) -> None:
    found = paired({names[0]: LATS, names[1]: LONS})
    assert found is not None
    assert (found.first, found.second, found.fields, found.contradicted) == (
        0,
        1,
        (F.LATITUDE, F.LONGITUDE),
        True,
    )


def test_names_decide_abroad() -> None:
    assert chosen({"latitude": ["50.85", "50.87"], "longitude": ["4.35", "4.36"]}) == (0, 1, F.LATITUDE)
    assert chosen({"longitude": ["-73.56", "-73.57"], "latitude": ["45.50", "45.51"]}) == (1, 0, F.LATITUDE)


def test_columns_without_a_telling_name_are_found_by_values() -> None:
    assert chosen({"a": LONS, "b": LATS, "c": ["12.50"] * 30}) == (1, 0, F.LATITUDE)


def test_overseas_are_known() -> None:
    assert chosen({"c1": ["55.499", "55.491"], "c2": ["-20.902", "-21.340"]}) == (1, 0, F.LATITUDE)


def test_metres_are_x_and_y() -> None:
    columns = {"X": ["706012.5", "706500.1"], "Y": ["6520000.2", "6521000.4"]}
    assert chosen(columns) == (0, 1, F.X)
    assert chosen({"x_l93": ["706012", "706500"], "y_l93": ["6520000", "6521000"]}) == (0, 1, F.X)


def test_degrees_and_minutes_are_read() -> None:
    assert chosen({"lat": ["45°46'38\" N", "45°53'00\" N"], "lon": ["3°05'13\" E", "3°06'00\" E"]}) == (
        0,
        1,
        F.LATITUDE,
    )


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"nom": ["a", "b"]},
        {"lat": LATS},
        {"prix": ["12.50", "13.50"], "note": ["3.25", "4.75"]},
        {"lat": ["", ""], "lon": ["", ""]},
        {"lat": ["0", "0"], "lon": ["0", "0"]},
        {"latitude": ["450", "460"], "longitude": ["980", "990"]},
    ],
)
def test_what_makes_no_sense_is_no_pair(columns: dict[str, list[str]]) -> None:
    assert chosen(columns) is None
