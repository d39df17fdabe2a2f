"""Which system a file uses, and each row to WGS 84."""

from __future__ import annotations

import pytest
from pyproj import Transformer
from tests.engine.tabular.inventory import as_csv, place

from maillage.engine.tabular import (
    Box,
    CoordinateGuess,
    Position,
    System,
    guess_columns,
    guess_coordinates,
    open_table,
)
from maillage.engine.tabular.systems import EPSG, METRES, distance

RANKS = range(26)
PUY_DE_DOME = Box(45.3, 2.3, 46.3, 4.1)


def read(headers: list[str], rows: list[list[str]], **asked: object) -> CoordinateGuess:
    table = open_table(as_csv(headers, rows))
    return guess_coordinates(table, guess_columns(table), **asked)  # type: ignore[arg-type] # keywords


def rows(*changed: list[str], with_code: bool = True) -> list[list[str]]:
    """Places, each with its name and postal code; the first rows are replaced."""
    made = []
    for rank in RANKS:
        _, code, _, _, lat, lon = place(rank)
        made.append([f"Atelier {rank}", code if with_code else "", f"{lat:.6f}", f"{lon:.6f}"])
    return [*changed, *made[len(changed) :]]


HEADERS = ["Nom", "Code postal", "Latitude", "Longitude"]


def test_degrees_in_their_departments() -> None:
    found = read(HEADERS, rows())
    assert (found.system, found.chance, found.reason, found.french) == (System.WGS84, 1.0, "department", True)
    assert found.of(rows()[0]) == Position(45.7772, 3.087)
    assert found.of(rows()[0]).point == (45.7772, 3.087)


@pytest.mark.parametrize(
    ("row", "position"),
    [
        (["A", "63000", "", ""], Position(None, None)),
        (["A", "63000", "#N/D", "NC"], Position(None, None)),
        (["A", "63000", "45.7", ""], Position(None, None, "incomplete")),
        (["A", "63000", "quarante", "3.1"], Position(None, None, "unreadable")),
        (["A", "63000", "0", "0"], Position(None, None, "zero_zero")),
        (["A", "63000", "457", "31"], Position(None, None, "impossible")),
        (["A", "63000", "3.087", "45.7772"], Position(45.7772, 3.087, "swapped")),
        (["A", "63000", "45777200", "30870000"], Position(45.7772, 3.087, "point_restored")),
        (["A", "63000", "48.85", "2.35"], Position(48.85, 2.35, "far_from_department")),
        (["A", "", "46.0", "-4.0"], Position(46.0, -4.0, "nowhere_known")),
        (["A", "", "3.087", "45.7772"], Position(45.7772, 3.087, "swapped")),
    ],
)
def test_a_row_is_put_right_or_told(row: list[str], position: Position) -> None:
    assert read(HEADERS, rows(row)).of(row) == position


def test_problems_are_told_as_those_of_a_row() -> None:
    assert Position(1.0, 2.0, "swapped").problems == ("swapped",)
    assert Position(1.0, 2.0).problems == ()
    assert Position(None, None).point is None


def test_the_box_of_the_caller_is_kept_or_told() -> None:
    found = read(HEADERS, rows(), box=PUY_DE_DOME)
    for rank in RANKS:
        _, _, _, _, lat, lon = place(rank)
        where = found.of(rows()[rank])
        assert where.problem == (None if PUY_DE_DOME.holds(lat, lon) else "outside_box")


def test_the_caller_places_communes() -> None:
    def centre(postcode: str, city: str, commune: str) -> tuple[float, float] | None:
        return next(((place(rank)[4], place(rank)[5]) for rank in RANKS if place(rank)[1] == postcode), None)

    far = ["Atelier", "63000", "45.3", "2.7"]
    found = read(HEADERS, rows(far), place=centre)
    assert (found.reason, found.of(far).problem) == ("place", "far_from_place")
    assert found.of(rows()[1]).problem is None


@pytest.mark.parametrize(
    "system", [system for system in METRES if system.startswith(("lambert93", "cc", "web", "lambert2e"))]
)
def test_a_system_of_metres_is_found_by_its_places(system: System) -> None:
    zone = int(system[2:]) if system.startswith("cc") else 46
    there = Transformer.from_crs(4326, EPSG[system], always_xy=True)
    made, truth = [], []
    for rank in RANKS:
        _, code, _, _, lat, lon = place(rank)
        if system.startswith("cc") and abs(lat - zone) > 6:
            continue
        x, y = there.transform(lon, lat)
        made.append([f"Atelier {rank}", code, f"{x:.2f}", f"{y:.2f}"])
        truth.append((lat, lon))
    found = read(["Nom", "CP", "X", "Y"], made)
    assert (found.system, found.turned) == (system, False)
    for row, known in zip(made, truth, strict=True):
        where = found.of(row)
        assert where.problem is None
        assert where.point is not None
        assert distance(where.point, known) < 0.001


def overseas(system: System, places: list[tuple[str, float, float]]) -> CoordinateGuess:
    there = Transformer.from_crs(4326, EPSG[system], always_xy=True)
    made = []
    for code, lat, lon in places * 3:
        x, y = there.transform(lon, lat)
        made.append([f"Case {len(made)}", code, f"{x:.1f}", f"{y:.1f}"])
    return read(["Nom", "CP", "coord_x", "coord_y"], made)


@pytest.mark.parametrize(
    ("system", "places"),
    [
        (System.UTM_REUNION, [("97400", -20.88, 55.45), ("97410", -21.34, 55.48)]),
        (System.UTM_ANTILLES, [("97100", 16.0, -61.73), ("97110", 16.24, -61.53)]),
        (System.UTM_GUYANE, [("97300", 4.93, -52.33), ("97320", 5.5, -54.03)]),
        (System.UTM_MAYOTTE, [("97600", -12.78, 45.23), ("97605", -12.75, 45.2)]),
    ],
)
def test_systems_overseas_are_found(system: System, places: list[tuple[str, float, float]]) -> None:
    found = overseas(system, places)
    assert (found.system, found.chance) == (system, 1.0)


def test_x_and_y_the_other_way_about_are_seen() -> None:
    there = Transformer.from_crs(4326, 2154, always_xy=True)
    made = []
    for rank in RANKS:
        _, code, _, _, lat, lon = place(rank)
        x, y = there.transform(lon, lat)
        made.append([f"Atelier {rank}", code, f"{y:.1f}", f"{x:.1f}"])
    found = read(["Nom", "CP", "X", "Y"], made)
    where = found.of(made[0]).point
    assert found.system == System.LAMBERT93
    assert where is not None
    assert distance(where, (45.7772, 3.087)) < 0.01


@pytest.mark.parametrize(
    ("name", "write", "system"),
    [
        ("geo_point_2d", "{lat:.6f}, {lon:.6f}", System.WGS84),
        ("Coordonnées GPS", "{lon:.6f}, {lat:.6f}", System.WGS84_SWAPPED),
        ("geom", "POINT({lon:.6f} {lat:.6f})", System.WGS84),
        ("geometry", '{{"type":"Point","coordinates":[{lon:.6f},{lat:.6f}]}}', System.WGS84),
    ],
)
def test_both_coordinates_in_one_column(name: str, write: str, system: System) -> None:
    made = [
        [f"Atelier {rank}", place(rank)[1], write.format(lat=place(rank)[4], lon=place(rank)[5])]
        for rank in RANKS
    ]
    found = read(["Nom", "CP", name], made)
    assert (found.system, len(found.ranks)) == (system, 1)
    assert found.of(made[0]).point == pytest.approx((45.7772, 3.087))


def test_a_file_abroad_is_not_forced_into_france() -> None:
    made = [[f"Plek {rank}", f"{50.6 + rank / 1000:.4f}", f"{5.5 + rank / 1000:.4f}"] for rank in range(20)]
    found = read(["Nom", "latitude", "longitude"], made)
    assert (found.system, found.french) == (System.WGS84, False)
    assert found.of(["x", "5.5", "50.6"]).problem is None


def test_a_table_without_coordinates_has_no_system() -> None:
    found = read(["Nom", "Ville"], [["A", "Riom"]])
    assert (found.system, found.of(["A", "Riom"])) == (None, Position(None, None))
    with pytest.raises(ValueError, match="no coordinates"):
        found.all_to_wgs84([1.0], [2.0])


def test_numbers_are_converted_alone_and_together() -> None:
    found = read(HEADERS, rows())
    assert found.to_wgs84(45.7, 3.1) == Position(45.7, 3.1)
    assert found.to_wgs84(3.1, 45.7) == Position(45.7, 3.1, "swapped")
    assert found.all_to_wgs84([45.7, 3.1], [3.1, 45.7]) == [(45.7, 3.1), (3.1, 45.7)]
