"""An answer of the company search, field by field as the service gives it; the companies are invented."""

from __future__ import annotations

from typing import Any

LEADER = {
    "nom": "MARTIN",
    "prenoms": "ANNE",
    "annee_de_naissance": "1971",
    "date_de_naissance": "1971-03",
    "qualite": "Présidente",
    "nationalite": "Française",
    "type_dirigeant": "personne physique",
}
OFFICE: dict[str, Any] = {
    "activite_principale": "94.99Z",
    "activite_principale_registre_metier": None,
    "adresse": "MAISON DES ASSOCIATIONS 3 BIS RUE DES TEINTURIERS 63000 VOLCANVILLE",
    "caractere_employeur": "O",
    "code_postal": "63000",
    "commune": "63113",
    "complement_adresse": "MAISON DES ASSOCIATIONS",
    "coordonnees": "45.777222,3.087025",
    "date_creation": "2012-05-01",
    "date_debut_activite": "2019-01-01",
    "date_fermeture": None,
    "departement": "63",
    "est_siege": True,
    "etat_administratif": "A",
    "indice_repetition": "BIS",
    "latitude": "45.777222",
    "libelle_commune": "VOLCANVILLE",
    "libelle_voie": "DES TEINTURIERS",
    "liste_enseignes": ["FIL A FIL", "LE FIL"],
    "liste_idcc": ["1518"],
    "longitude": "3.087025",
    "nom_commercial": None,
    "numero_voie": "3",
    "siret": "90000001900019",
    "statut_diffusion_etablissement": "O",
    "tranche_effectif_salarie": "01",
    "type_voie": "RUE",
}
MATCHING: dict[str, Any] = {
    "activite_principale": "94.99Z",
    "adresse": "MAISON DES ASSOCIATIONS 3 BIS RUE DES TEINTURIERS 63000 VOLCANVILLE",
    "ancien_siege": False,
    "code_postal": "63000",
    "commune": "63113",
    "date_creation": "2012-05-01",
    "date_debut_activite": "2019-01-01",
    "date_fermeture": None,
    "est_siege": True,
    "etat_administratif": "A",
    "latitude": "45.777222",
    "libelle_commune": "VOLCANVILLE",
    "liste_enseignes": ["FIL A FIL", "LE FIL"],
    "longitude": "3.087025",
    "nom_commercial": None,
    "siret": "90000001900019",
    "statut_diffusion_etablissement": "O",
    "tranche_effectif_salarie": "01",
}
COMPANY: dict[str, Any] = {
    "siren": "900000019",
    "nom_complet": "FIL A FIL COUTURE (FAF)",
    "nom_raison_sociale": "FIL A FIL COUTURE",
    "sigle": "FAF",
    "nombre_etablissements": 2,
    "nombre_etablissements_ouverts": 1,
    "siege": OFFICE,
    "activite_principale": "94.99Z",
    "categorie_entreprise": "PME",
    "date_creation": "2011-11-20",
    "date_fermeture": None,
    "date_mise_a_jour": "2026-06-01T10:00:10",
    "date_mise_a_jour_insee": "2025-03-22T14:26:06",
    "dirigeants": [LEADER],
    "etat_administratif": "A",
    "nature_juridique": "9220",
    "section_activite_principale": "S",
    "statut_diffusion": "O",
    "tranche_effectif_salarie": "01",
    "matching_etablissements": [MATCHING],
    "finances": {"2024": {"ca": 1, "resultat_net": 2}},
    "complements": {"identifiant_association": "W632000019", "est_ess": True, "liste_elus": [LEADER]},
}


def company(**changes: Any) -> dict[str, Any]:
    """The company, with other values."""
    return {**COMPANY, **changes}


def second(**changes: Any) -> dict[str, Any]:
    """Another company, whose only site is its head office."""
    site = {**OFFICE, "siret": "90000002700012", "liste_enseignes": None, **changes}
    named = {"nom_complet": "LA FORGE", "nom_raison_sociale": "LA FORGE", "sigle": None, "complements": {}}
    return company(siren="900000027", siege=site, matching_etablissements=[], **named)


def page(*companies: dict[str, Any], number: int = 1, pages: int = 1) -> dict[str, Any]:
    """A page of an answer."""
    return {
        "results": list(companies),
        "total_results": len(companies) * pages,
        "page": number,
        "per_page": 25,
        "total_pages": pages,
    }
