"""A record of JSON to one text a column: « address.city », lists joined by « ; », geometries to a point."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from maillage.engine.tabular.jsontext import Json
from maillage.engine.tabular.problem import TableRefused

JOINT = " ; "
"""Between the elements of a list."""


def flatten(record: dict[str, Json], depth: int) -> dict[str, str]:
    """The leaves of a record by dotted path, in order; a path that comes twice gets « (2) ».

    Raises ``TableRefused("json_too_deep")`` beyond ``depth`` levels.
    """
    found: dict[str, str] = {}
    for path, value in _leaves(record, "", depth):
        name, rank = path, 1
        while name in found:
            rank += 1
            name = f"{path} ({rank})"
        found[name] = value
    return found


def _leaves(record: dict[str, Json], prefix: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth == 0:
        raise TableRefused("json_too_deep", path=prefix)
    for key, value in record.items():
        path = f"{prefix}{key}"
        if isinstance(value, dict) and value:
            yield from _leaves(value, f"{path}.", depth - 1)
        else:
            yield path, written(value)


def written(value: Json) -> str:
    """A JSON value as one text: nothing for null, the elements of a list joined, the rest as JSON."""
    if value is None or value == {}:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
        return JOINT.join(text for text in map(written, value) if text)
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return JOINT.join(json.dumps(item, ensure_ascii=False) for item in value)
    return json.dumps(value, ensure_ascii=False)


def feature(element: dict[str, Json], depth: int, axes: tuple[str, str]) -> dict[str, str]:
    """A GeoJSON feature (RFC 7946) as one flat record: its properties, its id, its point on two ``axes``.

    ``axes`` names the columns of the second and of the first coordinate: latitude and longitude, or y and x.
    """
    record = dict(element.get("properties") or {})
    found = flatten(record, depth)
    if element.get("id") is not None:
        found.setdefault("id", written(element["id"]))
    point = centre(element.get("geometry"))
    for name, value in zip(axes, point[::-1] if point else ("", ""), strict=True):
        found[name if name not in found else f"{name} (2)"] = value
    return found


def centre(geometry: Json) -> tuple[str, str] | None:
    """(first, second) coordinate of a geometry: its point as written, or the middle of its corners."""
    if not isinstance(geometry, dict):
        return None
    if geometry.get("type") == "GeometryCollection":
        return next(filter(None, map(centre, geometry.get("geometries") or [])), None)
    places = list(_places(geometry.get("coordinates")))
    if not places:
        return None
    if len(places) == 1:
        return places[0][0], places[0][1]
    corners = list(dict.fromkeys(places))  # a ring ends where it begins
    first, second = (sum(float(place[axis]) for place in corners) / len(corners) for axis in (0, 1))
    return f"{first:.7f}", f"{second:.7f}"


def _places(coordinates: Json) -> Iterator[tuple[str, str]]:
    if not isinstance(coordinates, Sequence) or isinstance(coordinates, str):
        return
    if len(coordinates) >= 2 and all(isinstance(number, str) for number in coordinates[:2]):
        try:
            float(coordinates[0]), float(coordinates[1])
        except ValueError:
            return
        yield coordinates[0], coordinates[1]
        return
    for part in coordinates:
        yield from _places(part)
