"""Which territory is asked for."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Max, Min

from maillage.common.scope import current_key
from maillage.territory.models import Commune, Territory


def territory_for_host(host: str) -> Territory | None:
    """The territory served at this host name; the only one, or the default one, when none names it."""
    name = host.split(":", maxsplit=1)[0].lower()
    if named := Territory.objects.filter(host=name).first():
        return named
    if settings.DEFAULT_TERRITORY:
        return Territory.objects.filter(slug=settings.DEFAULT_TERRITORY).first()
    first_two = list(Territory.objects.order_by("pk")[:2])
    return first_two[0] if len(first_two) == 1 else None


def current_territory() -> Territory:
    """The territory whose data can be seen here."""
    return Territory.objects.get(pk=current_key())


def commune_with_code(code: str) -> Commune | None:
    """The commune with this official code, if it is in the perimeter."""
    found: Commune | None = Commune.objects.filter(code=code).first()
    return found


def box_of_communes() -> tuple[float, float, float, float] | None:
    """South, west, north and east of the communes' town halls (degrees); None where none is placed."""
    placed = Commune.objects.exclude(lat=None).exclude(lon=None)
    box = placed.aggregate(south=Min("lat"), west=Min("lon"), north=Max("lat"), east=Max("lon"))
    if box["south"] is None:
        return None
    return box["south"], box["west"], box["north"], box["east"]
