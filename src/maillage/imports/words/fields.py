"""What a column may become, in words; and why a column was understood as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

GROUPS: tuple[tuple[Any, Mapping[str, Any]], ...] = (
    (
        gettext_lazy("Qui"),
        {
            "name": gettext_lazy("nom d’usage"),
            "legal_name": gettext_lazy("nom légal"),
            "other_names": gettext_lazy("autres noms, sigle"),
            "kind": gettext_lazy("nature"),
            "description": gettext_lazy("présentation"),
            "summary": gettext_lazy("résumé"),
            "skills": gettext_lazy("savoir-faire"),
            "parent": gettext_lazy("structure de rattachement"),
        },
    ),
    (
        gettext_lazy("Numéros et codes"),
        {
            "id": gettext_lazy("identifiant dans la source"),
            "siret": "SIRET",
            "siren": "SIREN",
            "rna": gettext_lazy("numéro RNA"),
            "vat": gettext_lazy("numéro de TVA"),
            "legal_form": gettext_lazy("forme juridique"),
            "naf": gettext_lazy("activité (code NAF)"),
            "size": gettext_lazy("effectif"),
        },
    ),
    (
        gettext_lazy("Où"),
        {
            "street": gettext_lazy("rue et numéro"),
            "complement": gettext_lazy("complément d’adresse"),
            "postcode": gettext_lazy("code postal"),
            "city": gettext_lazy("ville"),
            "commune_code": gettext_lazy("code de la commune"),
            "country": gettext_lazy("pays"),
            "latitude": gettext_lazy("latitude"),
            "longitude": gettext_lazy("longitude"),
            "x": gettext_lazy("x, en mètres"),
            "y": gettext_lazy("y, en mètres"),
            "point": gettext_lazy("latitude et longitude ensemble"),
        },
    ),
    (
        gettext_lazy("Comment joindre"),
        {
            "phone": gettext_lazy("téléphone"),
            "email": gettext_lazy("e-mail"),
            "website": gettext_lazy("site web"),
            "social": gettext_lazy("réseau social"),
            "calendar": gettext_lazy("agenda en ligne"),
            "hours": gettext_lazy("horaires"),
        },
    ),
    (
        gettext_lazy("Quand"),
        {
            "founded": gettext_lazy("date de création"),
            "closed": gettext_lazy("date de fin"),
            "updated_at": gettext_lazy("date de mise à jour"),
        },
    ),
)
FIELDS: Mapping[str, Any] = {name: label for _group, fields in GROUPS for name, label in fields.items()}

WHY: Mapping[str, Any] = {
    "not_asked": gettext_lazy("rien ne le demande dans ce format"),
    "given": gettext_lazy("vous l’avez dit"),
    "signature": gettext_lazy("les premiers octets du fichier le disent"),
    "name": gettext_lazy("le nom du fichier le dit"),
    "shape": gettext_lazy("les premiers signes le disent"),
    "bom": gettext_lazy("une marque au début du fichier le dit"),
    "valid": gettext_lazy("tout le fichier se lit ainsi"),
    "ascii": gettext_lazy("il n’y a aucun accent"),
    "zero_bytes": gettext_lazy("un octet sur deux est nul"),
    "letters": gettext_lazy("les accents font ainsi des mots français"),
    "most_lines": gettext_lazy("la plupart des lignes se lisent ainsi"),
    "same_count": gettext_lazy("toutes les lignes ont alors le même nombre de cases"),
    "declared": gettext_lazy("la première ligne du fichier le dit"),
    "names": gettext_lazy("ses cases sont des titres de colonnes connus"),
    "labels": gettext_lazy("ses cases sont des mots courts, tous différents"),
    "first_row": gettext_lazy("c’est la première ligne"),
    "data_at_once": gettext_lazy("la première ligne est déjà une fiche"),
    "keys": gettext_lazy("chaque fiche porte ses titres"),
    "most_data": gettext_lazy("c’est celle qui a le plus de données"),
    "only_one": gettext_lazy("il n’y en a qu’une"),
    "counted": gettext_lazy("c’est l’usage le plus fréquent du fichier"),
    "header": gettext_lazy("les mots du titre"),
    "values": gettext_lazy("ce que contiennent les cases"),
    "contradicted": gettext_lazy("les cases contredisent le titre"),
    "geocoder": gettext_lazy("colonne ajoutée par un outil qui cherche les adresses"),
    "pair": gettext_lazy("elle a un sens avec une autre colonne"),
    "promoted": gettext_lazy("rien de mieux pour un champ que tout annuaire a"),
    "taken": gettext_lazy("une autre colonne le dit mieux"),
    "part": gettext_lazy("elle complète une autre colonne du même champ"),
    "person": gettext_lazy("elle parle d’une personne, pas d’une structure"),
    "flag": gettext_lazy("elle dit seulement oui ou non"),
    "blank": gettext_lazy("aucune case n’est remplie"),
    "nothing": gettext_lazy("rien ne dit ce que c’est"),
    "france": gettext_lazy("les lieux tombent en France"),
    "department": gettext_lazy("les lieux tombent dans le département de leur code postal"),
    "place": gettext_lazy("les lieux tombent près de leur commune"),
    "box": gettext_lazy("les lieux tombent dans le territoire"),
    "range": gettext_lazy("les nombres ont la taille de degrés"),
}
"""Why something was guessed, by the code of the reason."""

WHY_OF_SERVICES: Mapping[str, Any] = {"service": gettext_lazy("le service le dit ainsi")}
"""Why a column of a service's answer means what it means: nothing was guessed."""

SURE, LIKELY = 0.9, 0.6


def field_in_words(name: str) -> str:
    """The name of a field as a person reads it; empty for none."""
    return str(FIELDS.get(name, name))


def field_choices() -> list[tuple[str, Any]]:
    """What a column may become, for a select: nothing first, then the fields by group."""
    grouped = [
        (str(group), [(name, capfirst(str(label))) for name, label in fields.items()])
        for group, fields in GROUPS
    ]
    return [("", _("Ne pas reprendre")), *grouped]


def sure_in_words(chance: float) -> str:
    """How sure a guess is, from its chance in [0, 1]."""
    if chance >= SURE:
        return _("sûr")
    return _("probable") if chance >= LIKELY else _("à vérifier")


def why_in_words(code: str, data: Mapping[str, Any] | None = None) -> str:
    """Why something was guessed; with the words of the title that counted."""
    said = str(WHY.get(code) or WHY_OF_SERVICES.get(code, code))
    words = (data or {}).get("words")
    if isinstance(words, Sequence) and not isinstance(words, str) and words:
        return _("%(why)s : « %(words)s »") % {"why": said, "words": " ".join(map(str, words))}
    return said
