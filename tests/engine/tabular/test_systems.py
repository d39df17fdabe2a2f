"""Coordinate systems, checked on places whose coordinates are published."""

from __future__ import annotations

import math

import pytest

from maillage.engine.tabular.systems import (
    DEGREES,
    EPSG,
    METRES,
    System,
    all_to_degrees,
    distance,
    hinted,
    to_degrees,
)

KNOWN = [
    # origins that the systems are defined by (decree 2006-272; EPSG registry)
    (System.LAMBERT93, 700_000, 6_600_000, 46.5, 3.0, 0.1),
    *[
        (System(f"cc{zone}"), 1_700_000, (zone - 41) * 1_000_000 + 200_000, float(zone), 3.0, 0.1)
        for zone in range(42, 51)
    ],
    (System.WEB_MERCATOR, 0, 0, 0.0, 0.0, 0.1),
    # its origin is 46.8° N on the meridian of Paris, in a datum some sixty metres away
    (System.LAMBERT2E, 600_000, 2_200_000, 46.8, 2.337229, 80.0),
    # the Eiffel tower
    (System.LAMBERT93, 648_237.3, 6_862_271.7, 48.858370, 2.294481, 5.0),
    (System.WEB_MERCATOR, 255_420.5, 6_250_865.3, 48.858370, 2.294481, 5.0),
    (System.WGS84, 48.858370, 2.294481, 48.858370, 2.294481, 0.0),
    (System.WGS84_SWAPPED, 2.294481, 48.858370, 48.858370, 2.294481, 0.0),
    # central meridians overseas
    (System.UTM_REUNION, 500_000, 7_680_000, -20.985, 57.0, 500.0),
    (System.UTM_ANTILLES, 500_000, 1_790_000, 16.19, -63.0, 500.0),
    (System.UTM_GUYANE, 500_000, 552_000, 4.994, -51.0, 500.0),
    (System.UTM_MAYOTTE, 500_000, 8_586_000, -12.79, 45.0, 500.0),
    (System.UTM_SAINT_PIERRE, 500_000, 5_180_000, 46.77, -57.0, 700.0),
    (System.LAMBERT_NC, 400_000, 300_000, -21.5, 166.0, 0.1),
]


@pytest.mark.parametrize("known", KNOWN)
def test_a_known_place_is_found(known: tuple[System, float, float, float, float, float]) -> None:
    system, first, second, lat, lon, metres = known
    assert distance(to_degrees(system, first, second), (lat, lon)) * 1000 <= metres


@pytest.mark.parametrize("system", list(System))
def test_many_places_are_those_of_each(system: System) -> None:
    firsts, seconds = (
        ([45.7, 46.2], [3.1, 3.2]) if system in DEGREES else ([700_000.0, 500_000.0], [6_500_000.0, 1e6])
    )
    each = [to_degrees(system, first, second) for first, second in zip(firsts, seconds, strict=True)]
    for one, all_ in zip(each, all_to_degrees(system, firsts, seconds), strict=True):
        assert all_ == pytest.approx(one, nan_ok=True)


def test_every_system_of_metres_has_a_code() -> None:
    assert set(EPSG) == set(METRES)


@pytest.mark.parametrize(
    ("names", "systems"),
    [
        (["X_L93", "Y_L93"], {System.LAMBERT93}),
        (["coord_x_cc46"], {System.CC46}),
        (["x_epsg3857"], {System.WEB_MERCATOR}),
        (["Lambert 93 X"], {System.LAMBERT93, System.LAMBERT2E}),
        (["y_3946"], {System.CC46}),
        (["X", "Y"], set()),
    ],
)
def test_names_hint_at_systems(names: list[str], systems: set[System]) -> None:
    assert hinted(names) == systems


def test_distances_are_kilometres() -> None:
    assert distance((48.8566, 2.3522), (45.7640, 4.8357)) == pytest.approx(391.5, abs=1)
    assert distance((0, 0), (0, 180)) == pytest.approx(math.pi * 6371, abs=1)
    assert distance((1, 1), (1, 1)) == 0.0
