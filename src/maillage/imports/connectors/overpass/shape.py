"""Elements of OpenStreetMap as organisations: one row an element, named « node/12 », « way/34 »…

What is not kept, and why (GDPR, article 5.1.c): who changed the map (``user``, ``uid``, ``changeset``), every
tag that is not named here (``contact:person``, ``operator:phone``, notes…), and an e-mail address that seems
to be a person's. All this is cut off before anything is stored. The name of a shop or of a craftswoman's
workshop is kept: it is written on its door.
"""

from __future__ import annotations

from typing import Any

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
)
from maillage.imports.connectors.overpass.ask import MOST

TAGS = (
    *("name", "official_name", "alt_name", "short_name", "old_name"),
    *("office", "craft", "club", "shop", "amenity", "social_facility"),
    *("description", "description:fr", "opening_hours", "start_date", "end_date"),
    *("addr:housenumber", "addr:street", "addr:place", "addr:postcode", "addr:city"),
    *("contact:housenumber", "contact:street", "contact:postcode", "contact:city"),
    *("phone", "contact:phone", "email", "contact:email", "website", "contact:website", "url"),
    *("contact:facebook", "contact:instagram", "contact:mastodon", "contact:linkedin"),
    *("ref:FR:SIRET", "ref:FR:SIREN", "ref:FR:RNA", "ref:FR:NAF", "ref:INSEE"),
)
MAILS = ("email", "contact:email")
SOCIAL = ("contact:facebook", "contact:instagram", "contact:mastodon", "contact:linkedin")
KINDS = {
    ("office", "association"): "association",
    ("office", "ngo"): "association",
    ("office", "charity"): "association",
    ("office", "coworking"): "tiers-lieu",
    ("office", "cooperative"): "coopérative",
    ("office", "foundation"): "fondation",
    ("office", "government"): "organisme public",
    ("office", "educational_institution"): "école",
    ("office", "research"): "laboratoire",
    ("office", "newspaper"): "média",
    ("office", "*"): "entreprise",
    ("craft", "*"): "entreprise",
    ("shop", "*"): "commerce",
    ("club", "*"): "association",
    ("amenity", "coworking_space"): "tiers-lieu",
    ("amenity", "townhall"): "organisme public",
    ("amenity", "library"): "organisme public",
    ("amenity", "university"): "université",
    ("amenity", "college"): "école",
    ("amenity", "research_institute"): "laboratoire",
    ("amenity", "studio"): "média",
    ("amenity", "*"): "association",
}
"""What a tag means among our kinds; « * » is for every other value. The words are those of a type column."""


def stripped(answer: Json) -> Json:
    """What may be stored: places and named tags; an answer that the server could not finish is refused."""
    if not isinstance(answer, dict) or "runtime error" in str(answer.get("remark", "")):
        raise NotUnderstoodError("The server did not finish its answer.")
    kept, mails = [], 0
    found = records(answer, "elements")
    for element in found[:MOST]:
        tags = only(element.get("tags") or {}, TAGS)
        for name in MAILS:
            if name in tags:
                tags[name], lost = impersonal(str(tags[name]))
                mails += lost
        kept.append(only(element, ("type", "id", "lat", "lon", "center")) | {"tags": tags})
    return {"elements": kept, "mails": mails, "beyond": len(found) > MOST}


def shaped(answer: Json) -> Shaped:
    """One row an element that has a name."""
    found = Shaped()
    found.left_out.update({"mails": answer["mails"], "beyond": answer["beyond"]})
    for element in answer["elements"]:
        if element["tags"].get("name"):
            found.rows.append(_row(element, element["tags"]))
        else:
            found.left_out["no_name"] += 1
    return found


def total(_answer: Json) -> int | None:
    """Overpass does not say."""
    return None


def _row(element: dict[str, Any], tags: dict[str, str]) -> Row:
    place = element.get("center") or element
    others = [tags.get(name, "").replace(";", JOINT) for name in ("alt_name", "short_name")]
    return filled(
        id=f"{element['type']}/{element['id']}",
        name=tags["name"],
        legal_name=tags.get("official_name"),
        other_names=others,
        kind=_kind(tags),
        description=tags.get("description:fr") or tags.get("description"),
        siret=_one(tags, "ref:FR:SIRET"),
        siren=_one(tags, "ref:FR:SIREN"),
        rna=_one(tags, "ref:FR:RNA"),
        naf=_one(tags, "ref:FR:NAF"),
        street=_street(tags),
        postcode=tags.get("addr:postcode") or tags.get("contact:postcode"),
        city=tags.get("addr:city") or tags.get("contact:city"),
        latitude=place.get("lat"),
        longitude=place.get("lon"),
        phone=_first(tags, "phone", "contact:phone"),
        email=_first(tags, *MAILS),
        website=_first(tags, "website", "contact:website", "url"),
        social=[tags.get(name) for name in SOCIAL],
        hours=tags.get("opening_hours"),
        founded=day(tags.get("start_date")),
        closed=day(tags.get("end_date")),
    )


def _first(tags: dict[str, str], *names: str) -> str:
    """The values of the first tag that has some; OpenStreetMap separates several by semicolons."""
    said = next((tags[name] for name in names if tags.get(name)), "")
    return JOINT.join(part.strip() for part in said.split(";") if part.strip())


def _one(tags: dict[str, str], name: str) -> str:
    """A number, when there is only one."""
    said = tags.get(name, "")
    return "" if ";" in said else said


def _street(tags: dict[str, str]) -> str:
    number = tags.get("addr:housenumber") or tags.get("contact:housenumber")
    street = tags.get("addr:street") or tags.get("contact:street") or tags.get("addr:place")
    return " ".join(filter(None, (number, street))) if street else ""


def _kind(tags: dict[str, str]) -> str:
    """What the first of the tags that we asked for means."""
    for name in ("office", "craft", "club", "amenity", "shop"):
        if name in tags and (name, "*") in KINDS:
            return KINDS.get((name, tags[name])) or KINDS[(name, "*")]
    return ""
