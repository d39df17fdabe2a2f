"""What the map is drawn from: the communes' outlines, every place with its phases, the moves."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from maillage.common.partial_date import NO_END
from maillage.places.models import Phase
from maillage.places.outlines import centre_of
from maillage.places.queries import known_phases, moves_of_the_quarter
from maillage.territory.models import Commune, Territory
from maillage.web.quarter.words import where
from maillage.web.screens import ScreenRequest

R = TypeVar("R", bound=HttpResponse)
DRAWN = (
    *("place__ref", "place__name", "place__kind"),
    *("valid_from", "valid_until", "state", "outline", "is_approximate"),
    *("address__street", "address__complement", "address__city", "address__lat", "address__lon"),
    *("address__commune__name", "address__commune__lat", "address__commune__lon"),
)
"""The columns a map needs of a phase: there may be thousands of them."""


@require_safe
def ground(_request: ScreenRequest) -> HttpResponse:
    """The map as data: everything a reader's own program needs to draw the quarter of any day."""
    rows = known_phases().select_related(None).select_related("place", "address__commune").only(*DRAWN)
    phases = list(rows.order_by("place__sort_name", "place_id", "valid_from"))
    places = _places(phases)
    communes = list(Commune.objects.all())
    return JsonResponse(
        {
            "ground": {
                "type": "FeatureCollection",
                "features": [_feature(row) for row in communes if row.outline],
            },
            "bounds": _bounds(places, communes),
            "places": places,
            "moves": _moves(phases),
        }
    )


def allow_tiles(response: R, territory: Territory) -> R:
    """Let the page load map tiles from the territory's own setting, and from nowhere else."""
    if tiles := str(territory.map_data.get("tiles", "")):
        address = urlsplit(tiles)
        response._csp_update = {"img-src": [f"{address.scheme}://{address.netloc}"]}  # type: ignore[attr-defined]  # how django-csp is told
    return response


def point_of(phase: Phase) -> tuple[float, float] | None:
    """Where a phase is drawn: its address's point, else a point inside its outline, else its commune's."""
    row = phase.address
    if row is not None and row.lat is not None and row.lon is not None:
        return row.lat, row.lon
    if phase.outline:
        return centre_of(phase.outline)
    if row is not None and row.commune is not None and row.commune.lat is not None:
        return row.commune.lat, float(row.commune.lon or 0)
    return None


def _feature(commune: Commune) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": commune.name}, "geometry": commune.outline}


def _places(phases: list[Phase]) -> list[dict[str, Any]]:
    told: dict[int, dict[str, Any]] = {}
    url = reverse("quarter:place", args=["REF"])  # once: thousands of times would be a third of the answer
    for phase in phases:
        place = phase.place
        entry = told.setdefault(
            place.pk,
            {
                "ref": place.ref,
                "name": place.name,
                "url": url.replace("REF", place.ref),
                "kind": place.kind,
                "phases": [],
            },
        )
        if (point := point_of(phase)) is not None:
            entry["phases"].append(_phase(phase, point))
    return [entry for entry in told.values() if entry["phases"]]


def _phase(phase: Phase, point: tuple[float, float]) -> dict[str, Any]:
    exact = phase.address is not None and phase.address.lat is not None and not phase.is_approximate
    return {
        "from": phase.valid_from.isoformat(),
        "to": None if phase.valid_until == NO_END else phase.valid_until.isoformat(),
        "state": phase.state,
        "lat": point[0],
        "lon": point[1],
        "outline": phase.outline,
        "approximate": not (exact or phase.outline),
        "where": where(phase),
    }


def _moves(phases: list[Phase]) -> list[dict[str, Any]]:
    """A place whose next phase is elsewhere has moved; so has an actor that changed places."""
    rows = []
    for before, after in pairwise(phases):
        if before.place_id == after.place_id and (line := _line(before, after)):
            rows.append({"on": after.valid_from.isoformat(), "name": after.place.name, **line})
    by_place: dict[int, list[Phase]] = {}
    for phase in phases:
        by_place.setdefault(phase.place_id, []).append(phase)
    for fact in moves_of_the_quarter():
        if fact.before is not None and fact.stay is not None:
            start = _last_until(by_place.get(fact.before.place_id, []), fact)
            end = _last_until(by_place.get(fact.place.pk, []), fact)
            if start and end and (line := _line(start, end)):
                rows.append({"on": fact.day.isoformat(), "name": fact.stay.occupant.name, **line})
    return rows


def _last_until(phases: list[Phase], fact: Any) -> Phase | None:
    begun = [phase for phase in phases if phase.valid_from <= fact.day]
    return begun[-1] if begun else (phases[0] if phases else None)


def _line(before: Phase, after: Phase) -> dict[str, Any] | None:
    if not (_is_placed(before) and _is_placed(after)):
        return None
    start, end = point_of(before), point_of(after)
    return {"from": list(start), "to": list(end)} if start and end and start != end else None


def _is_placed(phase: Phase) -> bool:
    """False where only the commune is known: nobody moved from the middle of a town."""
    return bool(phase.outline) or (phase.address is not None and phase.address.lat is not None)


def _bounds(places: list[dict[str, Any]], communes: list[Commune]) -> list[list[float]] | None:
    """The box of all places, else of all communes; None where nothing is placed."""
    points = [(phase["lat"], phase["lon"]) for entry in places for phase in entry["phases"]]
    points = points or [(row.lat, row.lon) for row in communes if row.lat is not None and row.lon is not None]
    if not points:
        return None
    lats, lons = [lat for lat, _lon in points], [lon for _lat, lon in points]
    return [[min(lats), min(lons)], [max(lats), max(lons)]]
