"""Coordinate systems of French files, and from each to WGS 84 (EPSG registry, through PROJ).

The legal systems are Lambert-93, its nine conic zones and UTM overseas (decree 2000-1276, amended 2006-272);
extended Lambert II is what old files hold; web maps export Mercator.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from pyproj import Transformer

from maillage.engine.tabular.headers import words


class System(StrEnum):
    """How two numbers say a place. The first two are degrees, all others metres."""

    WGS84 = "wgs84"
    WGS84_SWAPPED = "wgs84_swapped"
    LAMBERT93 = "lambert93"
    CC42 = "cc42"
    CC43 = "cc43"
    CC44 = "cc44"
    CC45 = "cc45"
    CC46 = "cc46"
    CC47 = "cc47"
    CC48 = "cc48"
    CC49 = "cc49"
    CC50 = "cc50"
    WEB_MERCATOR = "web_mercator"
    LAMBERT2E = "lambert2e"
    UTM_ANTILLES = "utm_antilles"
    UTM_GUYANE = "utm_guyane"
    UTM_REUNION = "utm_reunion"
    UTM_MAYOTTE = "utm_mayotte"
    UTM_SAINT_PIERRE = "utm_saint_pierre"
    LAMBERT_NC = "lambert_nc"


DEGREES = (System.WGS84, System.WGS84_SWAPPED)
METRES = tuple(system for system in System if system not in DEGREES)

EPSG = {
    System.LAMBERT93: 2154,
    **{System(f"cc{zone}"): 3900 + zone for zone in range(42, 51)},
    System.WEB_MERCATOR: 3857,
    System.LAMBERT2E: 27572,
    System.UTM_ANTILLES: 5490,
    System.UTM_GUYANE: 2972,
    System.UTM_REUNION: 2975,
    System.UTM_MAYOTTE: 4471,
    System.UTM_SAINT_PIERRE: 4467,
    System.LAMBERT_NC: 3163,
}

_HINTS: dict[str, tuple[System, ...]] = {
    "lambert": (System.LAMBERT93, System.LAMBERT2E),
    "93": (System.LAMBERT93,),
    "2154": (System.LAMBERT93,),
    "rgf": (System.LAMBERT93,),
    "mercator": (System.WEB_MERCATOR,),
    "3857": (System.WEB_MERCATOR,),
    "900913": (System.WEB_MERCATOR,),
    "27572": (System.LAMBERT2E,),
    "utm": tuple(system for system in System if system.startswith("utm")),
    **{str(EPSG[System(f"cc{zone}")]): (System(f"cc{zone}"),) for zone in range(42, 51)},
}


def hinted(names: Sequence[str]) -> frozenset[System]:
    """The systems that words of column names suggest (« X_L93 », « coord_cc46 »)."""
    found = [word for name in names for word in words(name)]
    zones = [
        System(f"cc{word}") for word in found if word.isdigit() and 42 <= int(word) <= 50 and "cc" in found
    ]
    return frozenset([system for word in found for system in _HINTS.get(word, ())] + zones)


@cache
def _transformer(system: System) -> Transformer:
    return Transformer.from_crs(EPSG[system], 4326, always_xy=True)


def to_degrees(system: System, first: float, second: float) -> tuple[float, float]:
    """(latitude, longitude) of one place. ``first`` is the latitude or x, ``second`` the longitude or y
    (the other way about for ``WGS84_SWAPPED``); not finite when the system has no such place.
    """
    if system is System.WGS84:
        return first, second
    if system is System.WGS84_SWAPPED:
        return second, first
    longitude, latitude = _transformer(system).transform(first, second)
    return latitude, longitude


def all_to_degrees(
    system: System, firsts: Sequence[float], seconds: Sequence[float]
) -> list[tuple[float, float]]:
    """``to_degrees`` for many places at once."""
    if system in DEGREES:
        return [to_degrees(system, first, second) for first, second in zip(firsts, seconds, strict=True)]
    longitudes, latitudes = _transformer(system).transform(list(firsts), list(seconds))
    return [(float(lat), float(lon)) for lat, lon in zip(latitudes, longitudes, strict=True)]


def distance(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Kilometres between two places in degrees (haversine, Sinnott 1984)."""
    (lat, lon), (lat2, lon2) = (tuple(map(math.radians, place)) for place in (here, there))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))
