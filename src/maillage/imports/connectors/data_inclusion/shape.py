"""Structures of data·inclusion as organisations (schema v1, and what v0 said otherwise).

A page of the service (objects under ``items``) and the files that it gives away (a list) are read the same.
The key is the source and its identifier, since two sources may use the same one.

What is not kept, and why (GDPR, article 5.1.c): only the fields named here are; the names of contacts
(``contact_nom_prenom``) and an e-mail address that seems to be a person's are cut off before anything is
stored.
"""

from __future__ import annotations

from typing import Any

from maillage.imports.connectors.base import Json, Row, Shaped, day, filled, impersonal, only, records

KEPT = (
    *("source", "id", "nom", "siret", "rna", "typologie", "date_maj"),
    *("adresse", "complement_adresse", "code_postal", "commune", "code_insee", "latitude", "longitude"),
    *("telephone", "site_web", "horaires_accueil", "horaires_ouverture"),
    *("description", "presentation_resume", "presentation_detail"),
)
KINDS = {
    **dict.fromkeys(("ASSO", "CS", "MJC", "ESS"), "association"),
    **dict.fromkeys(("CCAS", "CIAS", "MUNI", "EPCI", "DEPT", "FT", "CAF", "CPAM", "MDS"), "organisme public"),
    **dict.fromkeys(("TIERS_LIEUX", "TL"), "tiers-lieu"),
    **dict.fromkeys(("EI", "ETTI"), "entreprise"),
}
"""What a type of structure of the schema v0 means, in the words of a type column."""


def stripped(answer: Json) -> Json:
    """What may be stored: the named fields."""
    kept, mails = [], 0
    for structure in records(answer, "items"):
        said = only(structure, KEPT)
        mail, lost = impersonal(str(structure.get("courriel") or ""))
        mails += lost
        kept.append(said | ({"courriel": mail} if mail else {}))
    total = answer.get("total") if isinstance(answer, dict) else None
    return {"items": kept, "mails": mails, "total": total}


def shaped(answer: Json) -> Shaped:
    """One row a structure that has an identifier."""
    found = Shaped()
    found.left_out["mails"] = answer["mails"]
    for structure in answer["items"]:
        if structure.get("id"):
            found.rows.append(_row(structure))
        else:
            found.left_out["no_id"] += 1
    return found


def total(answer: Json) -> int | None:
    """How many structures the service has for this question."""
    count = answer["total"]
    return count if isinstance(count, int) else None


def _row(structure: dict[str, Any]) -> Row:
    return filled(
        id=_key(structure),
        name=structure.get("nom"),
        kind=KINDS.get(str(structure.get("typologie")), ""),
        siret=structure.get("siret"),
        rna=structure.get("rna"),
        description=structure.get("description") or structure.get("presentation_detail"),
        summary=structure.get("presentation_resume"),
        street=structure.get("adresse"),
        complement=structure.get("complement_adresse"),
        postcode=structure.get("code_postal"),
        city=structure.get("commune"),
        commune_code=structure.get("code_insee"),
        latitude=structure.get("latitude"),
        longitude=structure.get("longitude"),
        phone=structure.get("telephone"),
        email=structure.get("courriel"),
        website=structure.get("site_web"),
        hours=structure.get("horaires_accueil") or structure.get("horaires_ouverture"),
        updated_at=day(structure.get("date_maj")),
    )


def _key(structure: dict[str, Any]) -> str:
    """Identifiers of the schema v1 begin with their source already."""
    source, own = str(structure.get("source") or ""), str(structure["id"])
    return own if not source or own.startswith(f"{source}--") else f"{source}--{own}"
