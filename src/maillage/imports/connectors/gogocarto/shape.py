"""Elements of a GoGoCarto map as organisations, in each of the shapes that it gives.

Full (``"ontology": "gogofull"``: objects), compact (``"gogocompact"``: lists whose places are named by
``mapping``), JSON-LD (objects under ``@graph``), and the GeoJSON that some maps export.

What is not kept, and why (GDPR, article 5.1.c): each map adds fields of its own, which may name people
(author, contact person, contributors, their mails): only the fields named here are kept, and an e-mail
address that seems to be a person's is left out. All the rest is cut off before anything is stored. Elements
that the map has refused, deleted or not accepted yet are not taken, and are counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from maillage.actors.nomenclatures import kind_of_words
from maillage.imports.connectors.base import (
    JOINT,
    Json,
    NotUnderstoodError,
    Row,
    Shaped,
    day,
    filled,
    impersonal,
    only,
    records,
    text,
)
from maillage.imports.connectors.gogocarto.ask import MOST

NAMES = ("id", "@id", "name", "title", "status", "updatedAt", "siret", "siren", "rna")
PLACES = ("geo", "latitude", "longitude", "lat", "lng", "long", "address")
STREETS = ("streetNumber", "streetAddress", "addressLocality", "postalCode", "addressCountry")
WORDS = ("description", "abstract", "descriptionMore", "openHoursMoreInfos", "categories")
CONTACTS = ("telephone", "phone", "tel", "website", "siteWeb", "site_web", "facebook", "instagram")
MAILS = ("email", "mail", "courriel")
KEPT = (*NAMES, *PLACES, *STREETS, *WORDS, *CONTACTS)
REFUSED, WAITING, CHANGING = -2, 0, -1
"""Statuses: up to -2 refused, deleted or replaced; 0 not accepted yet; -1 shown, with a change that waits."""


def stripped(answer: Json) -> Json:
    """What may be stored: the named fields of each element."""
    kept, mails = [], 0
    elements = list(_elements(answer))
    for element in elements[:MOST]:
        said = only(element, KEPT)
        for name in MAILS:
            if isinstance(element.get(name), str):
                said["email"], lost = impersonal(element[name])
                mails += lost
        kept.append(said)
    licence = answer.get("licence") if isinstance(answer, dict) else ""
    return {"data": kept, "mails": mails, "beyond": len(elements) > MOST, "licence": text(licence)}


def _elements(answer: Json) -> Iterator[dict[str, Any]]:
    """The elements of any of the four shapes, as objects."""
    if isinstance(answer, dict) and "mapping" in answer:
        yield from (dict(_named(answer["mapping"], row)) for row in _lists(answer.get("data")))
    elif isinstance(answer, dict) and "features" in answer:
        yield from (_feature(feature) for feature in records(answer, "features"))
    else:
        graph = isinstance(answer, dict) and "@graph" in answer
        yield from records(answer, "@graph" if graph else "data")


def _lists(rows: Json) -> list[list[Json]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise NotUnderstoodError("A compact element is not a list.")
    return rows


def _named(names: list[Json], row: list[Json]) -> Iterator[tuple[str, Json]]:
    """The cells of a compact element by name; a place that holds several names holds several cells."""
    for name, cell in zip(names, row, strict=False):
        if isinstance(name, list):
            yield from _named(name, cell if isinstance(cell, list) else [cell])
        else:
            yield str(name), cell


def _feature(feature: dict[str, Any]) -> dict[str, Any]:
    """A point of GeoJSON (RFC 7946: longitude first)."""
    said = dict(feature.get("properties") or {})
    said.setdefault("id", feature.get("id"))
    where = (feature.get("geometry") or {}).get("coordinates") or []
    if len(where) >= 2 and not isinstance(where[0], list):
        said |= {"longitude": where[0], "latitude": where[1]}
    return said


def shaped(answer: Json) -> Shaped:
    """One row an element that is shown on the map."""
    found = Shaped()
    found.left_out.update({"mails": answer["mails"], "beyond": answer["beyond"]})
    for element in answer["data"]:
        status = element.get("status")
        if isinstance(status, int) and (status <= REFUSED or status == WAITING):
            found.left_out["not_accepted"] += 1
        elif not text(element.get("id") or element.get("@id")):
            found.left_out["no_id"] += 1
        else:
            found.rows.append(_row(element))
    return found


def total(_answer: Json) -> int | None:
    """A map does not say."""
    return None


def _row(element: dict[str, Any]) -> Row:
    address = {**element, **_object(element.get("address"))}
    geo = {**element, **_object(element.get("geo"))}
    words = _categories(element.get("categories"))
    return filled(
        id=element.get("id") or element.get("@id"),
        name=element.get("name") or element.get("title"),
        kind=words if kind_of_words(words) else "",
        skills=words,
        description=element.get("description") or element.get("abstract"),
        summary=element.get("descriptionMore"),
        siret=element.get("siret"),
        siren=element.get("siren"),
        rna=element.get("rna"),
        street=_street(address, element.get("address")),
        postcode=address.get("postalCode"),
        city=address.get("addressLocality"),
        latitude=_any(geo, "latitude", "lat"),
        longitude=_any(geo, "longitude", "lng", "long"),
        phone=_any(element, "telephone", "phone", "tel"),
        email=element.get("email"),
        website=_any(element, "website", "siteWeb", "site_web"),
        social=[element.get("facebook"), element.get("instagram")],
        hours=element.get("openHoursMoreInfos"),
        updated_at=day(element.get("updatedAt")),
    )


def _object(value: Json) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _any(said: Mapping[str, Any], *names: str) -> Json:
    return next((said[name] for name in names if text(said.get(name))), None)


def _street(address: Mapping[str, Any], whole: Json) -> str:
    """The number and the street; or the whole address of a map that tells it in one text."""
    parts = (text(address.get("streetNumber")), text(address.get("streetAddress")))
    return " ".join(filter(None, parts)) or (text(whole) if isinstance(whole, str) else "")


def _categories(value: Json) -> str:
    """The names of categories; their numbers mean nothing outside the map."""
    found = value if isinstance(value, list) else [value]
    names = [name.get("name") if isinstance(name, dict) else name for name in found]
    return JOINT.join(said for name in names if (said := text(name)) and not said.isdigit())
