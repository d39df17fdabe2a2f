"""Coordinates as they are written: decimals, degrees and minutes, both in one cell, WKT, GeoJSON."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from maillage.engine.tabular.flatten import centre
from maillage.engine.tabular.jsontext import DECODER
from maillage.engine.tabular.numbers import read_number
from maillage.engine.tabular.value import Value, clip, is_blank

_ANGLE = re.compile(
    r"""^\s*(?P<before>[NSEWO])?\s*
    (?P<sign>[-+−])?(?P<degrees>\d{1,3}(?:[.,]\d+)?)\s*(?:°|º|d|deg|:|\s|(?=[NSEWO]))\s*
    (?:(?P<minutes>\d{1,2}(?:[.,]\d+)?)\s*(?:['’′´m]|min|:|\s|$)\s*)?
    (?:(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*(?:"|”|″|''|’’|s|$)?\s*)?
    (?P<after>[NSEWO]|nord|sud|est|ouest)?\s*$""",
    re.X | re.I,
)
_DECIMAL = r"[-+−]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
_PAIRS = (
    re.compile(rf"^({_DECIMAL})\s*[,;|/\s]\s*({_DECIMAL})$"),
    re.compile(r"^([-+−]?\d+,\d+)\s*[,;|/\s]\s*([-+−]?\d+,\d+)$"),
    re.compile(r"^(.*?[NS](?:ord|ud)?)[\s,;/]+(.*[EWO](?:st|uest)?)$", re.I),
    re.compile(r"^(.*[°º].*?)[,;/]\s*(.*[°º].*)$"),
)
_WKT = re.compile(r"^(?:SRID=\d+;)?\s*(?:MULTI)?(?:POINT|POLYGON|LINESTRING)\s*Z?M?\s*\((.*)\)$", re.I | re.S)
_WKT_PLACE = re.compile(rf"({_DECIMAL})\s+({_DECIMAL})")


class Pair(NamedTuple):
    """Two numbers of one cell; ``east_first`` when the notation puts the longitude first, ``None`` when it
    does not say.
    """

    first: float
    second: float
    east_first: bool | None


def read_angle(text: str) -> Value[float]:
    """Degrees (« 46,35 », « 46°21'06" N », « 3 06 00 O ») or metres, as a number.

    West (« O » and « W ») and south are negative. Problem: ``unreadable``.
    """
    if is_blank(text):
        return Value()
    text = clip(text)
    number = read_number(text)
    if number.value is not None:
        return number
    found = _ANGLE.match(text)
    if not found or not (found["minutes"] or found["after"] or found["before"] or "°" in text):
        return Value(None, "unreadable")
    parts = [float((found[name] or "0").replace(",", ".")) for name in ("degrees", "minutes", "seconds")]
    if parts[1] >= 60 or parts[2] >= 60:
        return Value(None, "unreadable")
    angle = parts[0] + parts[1] / 60 + parts[2] / 3600
    side = (found["before"] or found["after"] or "").lower()
    negative = found["sign"] in ("-", "−") or side in ("s", "sud", "w", "o", "ouest")
    return Value(-angle if negative else angle)


def read_point(text: str) -> Value[Pair]:
    """Both coordinates of one cell: « 46.35, 3.1 », « 46,35 ; 3,1 », « POINT(3.1 46.35) », GeoJSON.

    An area or a line gives the middle of its corners. Problem: ``unreadable``.
    """
    if is_blank(text):
        return Value()
    bare = " ".join(text.split())
    if bare.startswith("{") and '"' in bare:
        return _geojson(bare)
    wkt = _WKT.match(bare)
    if wkt:
        places = [(float(x), float(y)) for x, y in _WKT_PLACE.findall(wkt[1])]
        if not places:
            return Value(None, "unreadable")
        x, y = (sum(place[axis] for place in places) / len(places) for axis in (0, 1))
        return Value(Pair(x, y, True))
    bare = clip(bare).removeprefix("geo:").strip("[](){} ")
    for pattern in _PAIRS:
        found = pattern.match(bare)
        if found:
            first, second = read_angle(found[1]), read_angle(found[2])
            if first.value is not None and second.value is not None:
                return Value(Pair(first.value, second.value, None))
    return Value(None, "unreadable")


def _geojson(text: str) -> Value[Pair]:
    try:
        decoded = DECODER.decode(text)
    except (json.JSONDecodeError, RecursionError):
        return Value(None, "unreadable")
    if "lat" in decoded:
        pair = read_angle(str(decoded["lat"])), read_angle(str(decoded.get("lon", decoded.get("lng", ""))))
        if pair[0].value is None or pair[1].value is None:
            return Value(None, "unreadable")
        return Value(Pair(pair[0].value, pair[1].value, False))
    place = centre(decoded.get("geometry", decoded))
    return Value(Pair(float(place[0]), float(place[1]), True)) if place else Value(None, "unreadable")
