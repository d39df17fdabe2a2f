"""Why two records may be one actor: the facts kept with the pair, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.models import Double

FOR: Mapping[str, Any] = {
    "same_name": gettext_lazy("même nom"),
    "same_legal_name": gettext_lazy("même nom légal"),
    "name_part": gettext_lazy("un nom contient l’autre"),
    "name_within": gettext_lazy("le nom de l’un est dans celui de l’autre"),
    "close_name": gettext_lazy("noms presque identiques"),
    "same_initials": gettext_lazy("l’un est le sigle de l’autre"),
    "shared_words": gettext_lazy("mots rares en commun : %(one)s"),
    "same_common_name": gettext_lazy("même nom, mais un nom que beaucoup portent"),
    "only_one_in_town": gettext_lazy("il n’y en a qu’un de cette nature dans la commune"),
    "same_kind": gettext_lazy("même nature"),
    "same_address": gettext_lazy("même adresse"),
    "same_street": gettext_lazy("même rue"),
    "same_commune": gettext_lazy("même commune"),
    "same_phone": gettext_lazy("même téléphone"),
    "shared_switchboard": gettext_lazy("même standard téléphonique que d’autres"),
    "same_email": gettext_lazy("même e-mail"),
    "same_website_host": gettext_lazy("même site web"),
    "same_email_domain": gettext_lazy("même domaine d’e-mail"),
    "same_siret": gettext_lazy("même SIRET"),
    "same_rna": gettext_lazy("même numéro RNA"),
    "same_siren": gettext_lazy("même SIREN"),
    "same_siren_other_site": gettext_lazy("même entreprise, autre établissement"),
}
AGAINST: Mapping[str, Any] = {
    "different_name": gettext_lazy("noms différents"),
    "different_kind": gettext_lazy("natures différentes"),
    "different_commune": gettext_lazy("communes différentes"),
    "different_phone": gettext_lazy("téléphones différents"),
    "different_website": gettext_lazy("sites web différents"),
    "different_siret": gettext_lazy("SIRET différents"),
    "different_siren": gettext_lazy("SIREN différents"),
    "different_rna": gettext_lazy("numéros RNA différents"),
}


def double_reasons(double: Double) -> list[str]:
    """What speaks for the pair, the weightiest first, then what speaks against it."""
    return [sentence for reason in double.reasons if (sentence := _sentence(reason))]


def _sentence(reason: Mapping[str, Any]) -> str:
    metres = reason.get("metres")
    if reason["code"] == "distance_m" and metres is not None:
        return _("à %(metres)d m l’un de l’autre") % {"metres": metres}
    if (against := AGAINST.get(reason["code"])) is not None:
        return _("mais : %(reason)s") % {"reason": against}
    words = FOR.get(reason["code"])
    if words is None or reason["weight"] < 0:  # « the same town » says nothing where there is one town
        return ""
    return str(words) % {"one": reason.get("one", ""), "two": reason.get("two", "")}
