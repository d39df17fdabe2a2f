"""The answer of the company search as organisations: one row a site, named by its SIRET.

What is not kept, and why (GDPR, article 5.1.c: no more data than the purpose needs). The leaders and elected
persons of a company (``dirigeants``, ``elus``: names, years of birth, nationalities) and its finances are cut
off before anything is stored: only the parts named here are. Companies and sites « en diffusion partielle »
(status P: their owners asked not to be found) are not taken at all, and are counted. A sole trader whose
status is public keeps the name she trades under, which is the name of her business.
"""

from __future__ import annotations

from typing import Any

from maillage.imports.connectors.base import Json, NotUnderstoodError, Row, Shaped, day, filled, only, records

COMPANY = (
    "siren",
    "nom_complet",
    "nom_raison_sociale",
    "sigle",
    "nature_juridique",
    "activite_principale",
    "tranche_effectif_salarie",
    "etat_administratif",
    "statut_diffusion",
    "date_creation",
    "date_fermeture",
    "date_mise_a_jour_insee",
)
SITE = (
    "siret",
    "est_siege",
    "nom_commercial",
    "liste_enseignes",
    "activite_principale",
    "tranche_effectif_salarie",
    "etat_administratif",
    "statut_diffusion_etablissement",
    "adresse",
    "numero_voie",
    "indice_repetition",
    "type_voie",
    "libelle_voie",
    "complement_adresse",
    "code_postal",
    "commune",
    "libelle_commune",
    "latitude",
    "longitude",
    "date_creation",
    "date_debut_activite",
    "date_fermeture",
)
HIDDEN = "P"
CLOSED = ("C", "F")


def stripped(answer: Json) -> Json:
    """What may be stored: companies and sites, nobody's name; those that hide are only counted."""
    kept, hidden = [], 0
    for company in records(answer, "results"):
        if company.get("statut_diffusion") == HIDDEN:
            hidden += 1
            continue
        every = _sites(company)
        sites = [site for site in every if site.get("statut_diffusion_etablissement") != HIDDEN]
        hidden += len(every) - len(sites)
        said = only(company, COMPANY) | {"sites": [only(site, SITE) for site in sites]}
        identifier = (company.get("complements") or {}).get("identifiant_association")
        kept.append(said | ({"rna": identifier} if identifier else {}))
    total = answer.get("total_results") if isinstance(answer, dict) else None
    return {"results": kept, "hidden": hidden, "total_results": total}


def _sites(company: dict[str, Any]) -> list[dict[str, Any]]:
    """The sites that were looked for, the head office with all its details; else the head office alone."""
    office = company.get("siege") or {}
    found = company.get("matching_etablissements") or [office]
    if not all(isinstance(site, dict) for site in (office, *found)):
        raise NotUnderstoodError("A site is not an object.")
    sites = [office | site if site.get("siret") == office.get("siret") else site for site in found]
    return [site for site in sites if site.get("siret")]


def shaped(answer: Json) -> Shaped:
    """One row a site."""
    found = Shaped()
    if answer["hidden"]:
        found.left_out["hidden"] = answer["hidden"]
    for company in answer["results"]:
        for site in company["sites"]:
            closed = _end(company, site)
            if closed == "?":
                found.left_out["no_end"] += 1
            else:
                found.rows.append(_row(company, site, closed))
    return found


def total(answer: Json) -> int | None:
    """How many companies the service has for this question."""
    count = answer["total_results"]
    return count if isinstance(count, int) else None


def _end(company: dict[str, Any], site: dict[str, Any]) -> str:
    """The day it closed, empty for the living, « ? » for one that closed on a day nobody knows.

    In Sirene, ``date_debut_activite`` begins the present state: for a site that is closed, it is its end.
    """
    if site.get("etat_administratif") not in CLOSED and company.get("etat_administratif") not in CLOSED:
        return ""
    begun = site.get("date_debut_activite") if site.get("etat_administratif") in CLOSED else None
    return day(site.get("date_fermeture") or company.get("date_fermeture") or begun) or "?"


def _row(company: dict[str, Any], site: dict[str, Any], closed: str) -> Row:
    legal = company.get("nom_raison_sociale") or company.get("nom_complet")
    signs = [*site.get("liste_enseignes", []), site.get("nom_commercial")]
    usual = next(filter(None, signs), None) or legal
    others = [name for name in (*signs, company.get("sigle")) if name and name != usual]
    is_office = site.get("est_siege") is True
    return filled(
        id=site["siret"],
        name=usual,
        legal_name=legal,
        other_names=others,
        siret=site["siret"],
        siren=company.get("siren"),
        rna=company.get("rna"),
        legal_form=company.get("nature_juridique"),
        naf=site.get("activite_principale") or company.get("activite_principale"),
        size=site.get("tranche_effectif_salarie"),
        street=_street(site),
        complement=site.get("complement_adresse") if site.get("libelle_voie") else None,
        postcode=site.get("code_postal"),
        city=site.get("libelle_commune"),
        commune_code=site.get("commune"),
        latitude=site.get("latitude"),
        longitude=site.get("longitude"),
        founded=day(company.get("date_creation") if is_office else site.get("date_creation")),
        closed=closed,
        updated_at=day(company.get("date_mise_a_jour_insee")),
    )


def _street(site: dict[str, Any]) -> str:
    """The street in its parts when they are told, else the whole address without its end."""
    if site.get("libelle_voie"):
        parts = ("numero_voie", "indice_repetition", "type_voie", "libelle_voie")
        return " ".join(str(site[part]) for part in parts if site.get(part))
    end = f"{site.get('code_postal', '')} {site.get('libelle_commune', '')}"
    return str(site.get("adresse", "")).removesuffix(end).strip()
