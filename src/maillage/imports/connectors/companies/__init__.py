"""The company search of the French State (Recherche d’entreprises): Sirene, open to everybody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.imports.connectors.base import Connector, Part, Piece, Way
from maillage.imports.connectors.companies import ask, shape

CONNECTOR = Connector(
    type="companies",
    label=_("Recherche d’entreprises"),
    about=_("Le registre Sirene de l’État : entreprises, associations employeuses, services publics."),
    licence="Licence Ouverte 2.0 (Etalab)",
    page="https://recherche-entreprises.api.gouv.fr/",
    address="COMPANIES_URL",
    ways=(
        Way(
            "name",
            _("Par nom ou par commune"),
            (
                Piece("words", Part.TEXT, _("Nom, ou mots du nom"), is_required=False),
                Piece("commune", Part.COMMUNE, is_required=False),
                Piece("department", Part.DEPARTMENT, is_required=False),
                Piece("associations", Part.FLAG, _("Seulement des associations"), is_required=False),
            ),
            ask.problem,
        ),
        Way(
            "number",
            _("Par numéro SIREN"),
            (
                Piece(
                    "numbers",
                    Part.NUMBERS,
                    _("Numéros SIREN ou SIRET"),
                    _("Un par ligne, 50 au plus. C’est ainsi que l’on apprend qu’une structure a cessé."),
                    most=ask.MOST_NUMBERS,
                ),
            ),
        ),
        Way(
            "near",
            _("Autour d’un point"),
            (
                Piece("latitude", Part.LATITUDE),
                Piece("longitude", Part.LONGITUDE),
                Piece("radius", Part.RADIUS, most=50),
            ),
        ),
    ),
    first=ask.first,
    following=ask.following,
    stripped=shape.stripped,
    shaped=shape.shaped,
    total=shape.total,
    kind="company",
    per_second=5.0,
)
