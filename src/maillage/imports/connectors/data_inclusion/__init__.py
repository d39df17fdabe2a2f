"""data·inclusion: the structures of social inclusion, gathered by the French State (needs a token)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.imports.connectors.base import Connector, Part, Piece, Way
from maillage.imports.connectors.data_inclusion import ask, shape

CONNECTOR = Connector(
    type="data_inclusion",
    label=_("data·inclusion"),
    about=_("Les structures de l’insertion et de l’entraide. Il faut une clé, donnée gratuitement."),
    licence="Licence Ouverte 2.0 (Etalab)",
    page="https://api.data.inclusion.gouv.fr/",
    address="DATA_INCLUSION_URL",
    token="DATA_INCLUSION_TOKEN",  # noqa: S106  the name of a setting
    ways=(
        Way(
            "place",
            _("Dans une commune ou un département"),
            (
                Piece("commune", Part.COMMUNE, is_required=False),
                Piece("department", Part.DEPARTMENT, is_required=False),
            ),
            ask.problem,
        ),
    ),
    first=ask.first,
    following=ask.following,
    stripped=shape.stripped,
    shaped=shape.shaped,
    total=shape.total,
)
