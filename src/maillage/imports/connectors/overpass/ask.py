"""The request to Overpass: one query in its language, bounded in place, in time and in number.

Documented on wiki.openstreetmap.org (Overpass QL). Ways and relations come with their centre.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from maillage.imports.connectors.base import Asked, Call, Json

MOST = 3000
"""Elements of an answer; one more is asked for, to know whether there were more."""
SECONDS = 30
WIDEST = 0.6
"""Degrees that a box may span, some sixty kilometres: public servers are shared by everybody."""
KEPT = (
    '["office"]',
    '["craft"]',
    '["club"]',
    '["amenity"~"^(community_centre|social_centre|social_facility|coworking_space|arts_centre|library'
    '|theatre|studio|public_bookcase|townhall|university|college|research_institute)$"]',
)
SHOPS = '["shop"]'


def first(base: str, way: str, asked: Asked) -> list[Call]:
    """The query of a place: a commune, a circle in kilometres, or a box in degrees."""
    begin, where = "", ""
    if way == "commune":
        begin = f'area["ref:INSEE"="{asked["commune"]}"]["boundary"="administrative"]->.here;'
        where = "(area.here)"
    elif way == "near":
        metres = round(float(asked["radius"]) * 1000)
        where = f"(around:{metres},{float(asked['latitude'])},{float(asked['longitude'])})"
    else:
        where = "({},{},{},{})".format(*(float(asked[side]) for side in ("south", "west", "north", "east")))
    tags = (*KEPT, SHOPS) if asked.get("shops") else KEPT
    wanted = "".join(f'nwr{tag}["name"]{where};' for tag in tags)
    query = f"[out:json][timeout:{SECONDS}];{begin}({wanted});out tags center {MOST + 1};"
    return [Call(base, urlencode({"data": query}).encode())]


def following(_call: Call, _answer: Json) -> Call | None:
    """There is one page."""
    return None


def problem(asked: Asked) -> Any:
    """A box has its south below its north, and is not too wide."""
    south, west, north, east = (float(asked[side]) for side in ("south", "west", "north", "east"))
    if south >= north or west >= east:
        return _("Ce rectangle est à l’envers : le sud est sous le nord, l’ouest à gauche de l’est.")
    if north - south > WIDEST or east - west > WIDEST:
        return _("Ce rectangle est trop grand : 0,6 degré de côté au plus. Prenez-en plusieurs.")
    return ""
