"""The directory in the shape of GoGoCarto, so that its maps can harvest it as they harvest one another.

``/api/elements.json`` with ``bounds`` (boxes ``lat,lng,lat,lng`` separated by semicolons), ``categories``
(our kinds) and ``limit``, answered as ``{"data": […], "ontology": "gogofull"}``. GoGoCarto's other parameters
are passed over.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from maillage.actors.enums import ActorKind
from maillage.actors.exports.actors import actor_records
from maillage.actors.exports.files import in_chunks, json_file, licence_of
from maillage.actors.exports.records import Record
from maillage.actors.queries.choice import Choice, chosen
from maillage.api.answers import JSON, ApiRequest, open_data
from maillage.api.asked import refuse_unknown, values_of
from maillage.common.errors import Refusal
from maillage.imports.queries import origins

CORNERS = 4
MOST_BOXES = 20


@open_data
def elements(request: ApiRequest) -> HttpResponseBase:
    """The actors that have a place on a map."""
    kinds = values_of(request.GET, "categories")
    refuse_unknown("categories", kinds, ActorKind.values)
    rows = chosen(Choice(kinds=kinds)).filter(address__lat__isnull=False, address__lon__isnull=False)
    placed = rows.filter(_boxes(request)).order_by("pk")
    keys = list(placed.values_list("pk", flat=True)[: _limit(request)])
    head = {"licence": licence_of(origins()).url, "ontology": "gogofull"}
    text = json_file(head, "data", in_chunks(request.territory, keys, _read))
    return StreamingHttpResponse(text, content_type=JSON)


def element(record: Record) -> Record:
    """An actor as GoGoCarto tells of an element."""
    address: Record = record["address"]
    reached = {one["kind"]: one["value"] for one in reversed(record["contacts"])}
    description = record["description"]
    return {
        "id": record["ref"],
        "name": record["name"],
        "geo": {"latitude": address["latitude"], "longitude": address["longitude"]},
        "address": {
            "streetAddress": address["street"],
            "addressLocality": address["city"],
            "postalCode": address["postcode"],
            "addressCountry": address["country"],
        },
        "categories": [record["kind"]],
        "status": 1,
        "sourceKey": record["url"],
        "updatedAt": record["freshness"]["confirmed_on"],
        "description": description.get("fr") or next(iter(description.values()), ""),
        "telephone": reached.get("phone", ""),
        "email": reached.get("email", ""),
        "website": reached.get("website", ""),
        "openHoursMoreInfos": record["hours"],
    }


def _read(keys: list[int]) -> list[Record]:
    return [element(record) for record in actor_records(keys)]


def _boxes(request: ApiRequest) -> Q:
    """Inside one of the boxes that are asked for; anywhere when none is."""
    wanted = Q()
    for text in filter(None, request.GET.get("bounds", "").split(";")[:MOST_BOXES]):
        try:
            corners = [float(number) for number in text.split(",")]
        except ValueError:
            corners = []
        if len(corners) != CORNERS:
            raise _bad_box(text)
        south, north = sorted((corners[0], corners[2]))
        west, east = sorted((corners[1], corners[3]))
        wanted |= Q(address__lat__range=(south, north), address__lon__range=(west, east))
    return wanted


def _limit(request: ApiRequest) -> int | None:
    text: Any = request.GET.get("limit", "")
    return int(text[:9]) if text.isascii() and text.isdigit() else None


def _bad_box(text: str) -> Refusal:
    return Refusal(
        "bad_bounds",
        _("« %(text)s » n’est pas une boîte.") % {"text": text[:60]},
        why=_("Une boîte s’écrit avec quatre nombres : latitude, longitude, latitude, longitude."),
        todo=_("Par exemple : bounds=45.7,3.0,45.9,3.2"),
        status=422,
    )
