"""OpenStreetMap, by an Overpass server: places that people have drawn."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.imports.connectors.base import Connector, Part, Piece, Way
from maillage.imports.connectors.overpass import ask, shape

SHOPS = Piece("shops", Part.FLAG, _("Aussi les commerces"), is_required=False)

CONNECTOR = Connector(
    type="overpass",
    label=_("OpenStreetMap"),
    about=_("La carte libre : locaux d’associations, ateliers, bibliothèques, lieux partagés, commerces."),
    licence="ODbL 1.0 © contributeurs d’OpenStreetMap",
    page="https://www.openstreetmap.org/copyright",
    address="OVERPASS_URL",
    ways=(
        Way("commune", _("Dans une commune"), (Piece("commune", Part.COMMUNE), SHOPS)),
        Way(
            "near",
            _("Autour d’un point"),
            (
                Piece("latitude", Part.LATITUDE),
                Piece("longitude", Part.LONGITUDE),
                Piece("radius", Part.RADIUS, most=20),
                SHOPS,
            ),
        ),
        Way(
            "box",
            _("Dans un rectangle"),
            (
                Piece("south", Part.LATITUDE, _("Latitude du bord sud")),
                Piece("west", Part.LONGITUDE, _("Longitude du bord ouest")),
                Piece("north", Part.LATITUDE, _("Latitude du bord nord")),
                Piece("east", Part.LONGITUDE, _("Longitude du bord est")),
                SHOPS,
            ),
            ask.problem,
        ),
    ),
    first=ask.first,
    following=ask.following,
    stripped=shape.stripped,
    shaped=shape.shaped,
    total=shape.total,
    per_second=0.5,
)
