"""A map made with GoGoCarto: what a collective has mapped, at the address that a person gives."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.imports.connectors.base import Connector, Part, Piece, Way
from maillage.imports.connectors.gogocarto import ask, shape

CONNECTOR = Connector(
    type="gogocarto",
    label=_("Carte GoGoCarto"),
    about=_("La carte d’un collectif : transition, alimentation, entraide… Vous en donnez l’adresse."),
    licence="",
    page="https://gogocarto.fr/",
    address="GOGOCARTO_URL",
    ways=(
        Way(
            "map",
            _("Toute la carte"),
            (
                Piece(
                    "address",
                    Part.ADDRESS,
                    _("Adresse de la carte"),
                    _("Elle commence par https:// ; celle que l’on voit en ouvrant la carte suffit."),
                ),
            ),
        ),
    ),
    first=ask.first,
    following=ask.following,
    stripped=shape.stripped,
    shaped=shape.shaped,
    total=shape.total,
    is_typed=True,
)
