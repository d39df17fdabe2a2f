"""Outlines and points of places, typed or pasted as GeoJSON (RFC 7946: longitude first, WGS 84).

The most common accident is the order of the axes: maps of the web show « latitude, longitude » and GeoJSON
wants the contrary. Where the territory's bounds tell the two apart, the reader is offered the right outline.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any

import shapely

from maillage.places.outline_words import OutlineError, in_words

__all__ = ["Bounds", "OutlineError", "centre_of", "in_words", "read_outline", "read_point"]

MAX_BYTES = 1_000_000
MAX_POINTS = 2_000
MAX_KM2 = 25.0
MIN_KM2 = 0.000_001
"""One square metre: less is a line or a point."""
NEAR = 0.5
"""Degrees around the bounds that still count as the territory: about 50 km."""
DECIMALS = 6
"""Eleven centimetres."""
KM_BY_DEGREE = math.radians(1) * 6371.0088
WHERE = re.compile(r"\[(\S+) (\S+)\]$")
DECIMAL = re.compile(r"[+-]?\d{1,7}(?:[.,]\d{0,20})?")

Outline = dict[str, Any]
Position = tuple[float, float]
"""Longitude, latitude."""
Rings = list[list[Position]]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The box of a territory, in degrees; one that crosses the 180th meridian is refused."""

    south: float
    west: float
    north: float
    east: float

    def __post_init__(self) -> None:
        if not (-90 <= self.south < self.north <= 90 and -180 <= self.west < self.east <= 180):
            raise ValueError(f"{self} is not a box: south < north within ±90, west < east within ±180.")

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point is in the box, or within half a degree of it."""
        return self.south - NEAR <= lat <= self.north + NEAR and self.west - NEAR <= lon <= self.east + NEAR


def read_outline(text: str, *, bounds: Bounds | None) -> Outline:
    """The outline as a canonical GeoJSON geometry; raises OutlineError where it cannot be one.

    Polygon or MultiPolygon, alone, in a Feature, or in a FeatureCollection of one. Six decimals, outer rings
    counter-clockwise, holes clockwise, heights dropped, open rings closed. ``bounds`` None checks no place.
    """
    geometry = _geometry(_json(text))
    parts = _parts(geometry)
    _refuse_place([position for part in parts for ring in part for position in ring], parts, bounds)
    return _canonical(parts)


def read_point(lat_text: str, lon_text: str, bounds: Bounds | None) -> tuple[float, float]:
    """Latitude and longitude typed in two fields, comma or point; raises OutlineError like an outline."""
    lat, lon = _degrees(lat_text, "lat"), _degrees(lon_text, "lon")
    if bounds is not None and not bounds.holds(lat, lon) and bounds.holds(lon, lat):
        raise OutlineError("wrong_axes", {"lat": lat, "lon": lon, "swapped": (lon, lat)})
    _refuse_far(lat, lon, bounds)
    return lat, lon


def centre_of(outline: Outline) -> tuple[float, float]:
    """A point inside the outline, (latitude, longitude): even where its centre of mass is outside."""
    point = shapely.geometry.shape(outline).representative_point()
    return float(point.y), float(point.x)


def _degrees(text: str, field: str) -> float:
    plain = text.replace("\u00a0", " ").strip().rstrip("°").strip()
    if not DECIMAL.fullmatch(plain):
        raise OutlineError("not_number", {"field": field, "text": text.strip()[:40]})
    return round(float(plain.replace(",", ".")), DECIMALS)


def _json(text: str) -> Any:
    """The document; a text of more than a megabyte is refused unread."""
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        about = text.count("[")  # each position opens a bracket: near enough to say how far too many
        raise OutlineError("too_long", {"about": about, "limit": MAX_POINTS})
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as fault:
        line, column = getattr(fault, "lineno", 1), getattr(fault, "colno", 1)
        raise OutlineError("not_json", {"line": line, "column": column}) from None


def _geometry(document: Any) -> dict[str, Any]:
    """The one geometry of a document."""
    found = document
    if isinstance(found, dict) and found.get("type") == "FeatureCollection":
        features = found.get("features")
        if not isinstance(features, list) or len(features) != 1:
            count = len(features) if isinstance(features, list) else 0
            raise OutlineError("not_polygon", {"found": "FeatureCollection", "count": count})
        found = features[0]
    if isinstance(found, dict) and found.get("type") == "Feature":
        found = found.get("geometry")
    kind = found.get("type") if isinstance(found, dict) else ""
    if not isinstance(found, dict) or kind not in ("Polygon", "MultiPolygon"):
        told = json.dumps(kind).strip('"')[:40] if kind and isinstance(kind, str) else ""
        raise OutlineError("not_polygon", {"found": told, "count": 1})
    return found


def _parts(geometry: dict[str, Any]) -> list[Rings]:
    """The polygons as rings of positions, rounded and closed."""
    coordinates = _listed(geometry.get("coordinates"))
    polygons = [coordinates] if geometry["type"] == "Polygon" else [_listed(p) for p in coordinates]
    raw = [[_listed(ring) for ring in polygon] for polygon in polygons if polygon]
    count = sum(len(ring) for polygon in raw for ring in polygon)
    if count > MAX_POINTS:
        raise OutlineError("too_long", {"points": count, "limit": MAX_POINTS})
    parts = [[_ring(ring) for ring in polygon] for polygon in raw]
    if not parts:
        raise OutlineError("empty", {})
    return parts


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise OutlineError("not_polygon", {"found": "", "count": 1})
    return value


def _ring(raw: list[Any]) -> list[Position]:
    ring: list[Position] = []
    for position in map(_position, raw):
        if not ring or ring[-1] != position:
            ring.append(position)
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0])
    if len(ring) < 4:
        raise OutlineError("empty", {})
    return ring


def _position(raw: Any) -> Position:
    """Longitude and latitude; what follows (a height) is dropped."""
    values = _listed(raw)[:2]
    if len(values) < 2:
        raise OutlineError("not_finite", {"value": json.dumps(raw)[:40]})
    lon, lat = (_number(value) for value in values)
    return lon, lat


def _number(value: Any) -> float:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    if not plain or abs(value) > 1e9 or not math.isfinite(value):  # compared first: 10**400 has no float
        raise OutlineError("not_finite", {"value": json.dumps(value)[:40]})
    return round(float(value), DECIMALS) + 0.0  # no -0.0


def _refuse_place(points: list[Position], parts: list[Rings], bounds: Bounds | None) -> None:
    """Refuse points that are not degrees, or not in the territory; say so when the axes are swapped."""
    if bounds is not None and not _inside(points, bounds) and _inside([p[::-1] for p in points], bounds):
        turned = [[[(lon, lat) for lat, lon in ring] for ring in part] for part in parts]
        raise OutlineError("wrong_axes", {"swapped": _canonical(turned)})
    for lon, lat in points:
        _refuse_far(lat, lon, bounds)


def _inside(points: list[Position], bounds: Bounds) -> bool:
    return all(bounds.holds(lat, lon) for lon, lat in points)


def _refuse_far(lat: float, lon: float, bounds: Bounds | None) -> None:
    if abs(lat) > 90 or abs(lon) > 180:
        raise OutlineError("not_degrees", {"lat": lat, "lon": lon})
    if bounds is not None and not bounds.holds(lat, lon):
        raise OutlineError("outside", {"lat": lat, "lon": lon})


def _canonical(parts: list[Rings]) -> Outline:
    polygons = [shapely.Polygon(rings[0], rings[1:]) for rings in parts]
    whole = polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
    _refuse_shape(whole)
    told = shapely.geometry.mapping(shapely.orient_polygons(whole, exterior_cw=False))
    listed: Outline = json.loads(json.dumps(told))  # tuples become the lists a JSON field gives back
    return listed


def _refuse_shape(whole: Any) -> None:
    """Refuse what has no area, crosses itself, or is larger than a quarter."""
    if _km2(whole.convex_hull) < MIN_KM2:
        raise OutlineError("empty", {})
    if not shapely.is_valid(whole):
        found = WHERE.search(shapely.is_valid_reason(whole))
        lon, lat = map(float, found.groups()) if found else whole.representative_point().coords[0]
        raise OutlineError("crosses_itself", {"lat": round(lat, DECIMALS), "lon": round(lon, DECIMALS)})
    area = _km2(whole)
    if area < MIN_KM2:
        raise OutlineError("empty", {})
    if area > MAX_KM2:
        raise OutlineError("too_big", {"km2": round(area, 1), "limit": MAX_KM2})


def _km2(form: Any) -> float:
    """Square kilometres on a sphere, the parallel of the centre taken for all: within 1 % for a city."""
    if form.is_empty:
        return 0.0
    return float(form.area) * KM_BY_DEGREE**2 * math.cos(math.radians(form.centroid.y))
