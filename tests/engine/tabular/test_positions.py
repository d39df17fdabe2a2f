"""Coordinates as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.engine.tabular import Value
from maillage.engine.tabular.positions import Pair, read_angle, read_point


@pytest.mark.parametrize(
    ("text", "angle"),
    [
        ("46.35", 46.35),
        ("46,35", 46.35),
        ("-0.58", -0.58),
        ("706012,5", 706012.5),
        ("46°21'06\" N", 46.351667),
        ("46° 21′ 6″", 46.351667),
        ("N 46 21 06", 46.351667),
        ("3°06'O", -3.1),
        ("3 06 00 O", -3.1),
        ("3°06' Ouest", -3.1),
        ("3.1W", -3.1),
        ("20°53'S", -20.883333),
        ("48°52.5'N", 48.875),
        ("-3°06'", -3.1),
    ],
)
def test_an_angle_is_read(text: str, angle: float) -> None:
    read = read_angle(text)
    assert read.problem is None
    assert read.value == pytest.approx(angle, abs=1e-6)


@pytest.mark.parametrize("text", ["abc", "46°72'", "46°21'75\"", "12 rue X", "46 21"])
def test_what_is_no_angle_is_told(text: str) -> None:
    assert read_angle(text).problem in ("unreadable", None)
    assert read_angle("abc") == Value(None, "unreadable")
    assert read_angle("46°72'") == Value(None, "unreadable")


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("46.35, 3.1", Pair(46.35, 3.1, None)),
        ("46.35,3.1", Pair(46.35, 3.1, None)),
        ("46,35 ; 3,1", Pair(46.35, 3.1, None)),
        ("46,35, 3,1", Pair(46.35, 3.1, None)),
        ("46.35 3.1", Pair(46.35, 3.1, None)),
        ("46.35 ; 3.1", Pair(46.35, 3.1, None)),
        ("[46.35, -3.1]", Pair(46.35, -3.1, None)),
        ("(46.35,3.1)", Pair(46.35, 3.1, None)),
        ("geo:46.35,3.1", Pair(46.35, 3.1, None)),
        ("POINT(3.1 46.35)", Pair(3.1, 46.35, True)),
        ("SRID=4326;POINT (3.1 46.35)", Pair(3.1, 46.35, True)),
        ("POLYGON((0 0,2 0,2 2,0 2))", Pair(1.0, 1.0, True)),
        ('{"type":"Point","coordinates":[3.1,46.35]}', Pair(3.1, 46.35, True)),
        ('{"lat": 46.35, "lon": 3.1}', Pair(46.35, 3.1, False)),
        ('{"lat": "46,35", "lng": "3,1"}', Pair(46.35, 3.1, False)),
    ],
)
def test_both_coordinates_of_a_cell_are_read(text: str, pair: Pair) -> None:
    assert read_point(text) == Value(pair)


def test_degrees_and_minutes_of_a_cell_are_read() -> None:
    pair = read_point("46°21'06\"N 3°06'00\"E").value
    assert pair is not None
    assert (round(pair.first, 4), round(pair.second, 4)) == (46.3517, 3.1)


@pytest.mark.parametrize(
    "text", ["46.35", "Riom", "POINT()", '{"a": 1}', '{"lat": 1}', '{"type"', "1,2,3", "a, b"]
)
def test_what_is_no_place_is_told(text: str) -> None:
    assert read_point(text) == Value(None, "unreadable")


@pytest.mark.parametrize("text", ["", "NC", "#N/D"])
def test_a_blank_is_no_problem(text: str) -> None:
    assert read_point(text) == Value()
    assert read_angle(text) == Value()


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_place_written_plainly_is_read_back(lat: float, lon: float) -> None:
    pair = read_point(f"{lat:.6f}, {lon:.6f}").value
    assert pair is not None
    assert (pair.first, pair.second) == (pytest.approx(lat, abs=1e-6), pytest.approx(lon, abs=1e-6))


@given(st.text(max_size=60))
def test_any_text_is_read_or_told(text: str) -> None:
    read = read_point(text)
    assert read.value is None or read.problem is None
