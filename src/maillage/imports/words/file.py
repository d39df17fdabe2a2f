"""How a file was read, item by item, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.imports.words.answers import ANSWERS, answer_in_words

ITEMS: Mapping[str, Any] = {
    "format": gettext_lazy("Format"),
    "encoding": gettext_lazy("Encodage des accents"),
    "separator": gettext_lazy("Séparateur des colonnes"),
    "decimal": gettext_lazy("Virgule des nombres"),
    "header_row": gettext_lazy("Ligne des titres"),
    "sheet": gettext_lazy("Feuille"),
    "newline": gettext_lazy("Fins de ligne"),
    "system": gettext_lazy("Coordonnées"),
}
"""The items of a reading, in the order in which they are shown."""

FORMATS: Mapping[str, Any] = {
    "csv": gettext_lazy("texte à colonnes (CSV, TSV)"),
    "xlsx": gettext_lazy("classeur XLSX"),
    "xls": gettext_lazy("classeur XLS"),
    "ods": gettext_lazy("classeur ODS"),
    "json": gettext_lazy("JSON"),
    "geojson": gettext_lazy("GeoJSON"),
    "json_lines": gettext_lazy("JSON, un élément par ligne"),
}
ENCODINGS: Mapping[str, Any] = {
    "utf-8": gettext_lazy("UTF-8, l’usage d’aujourd’hui"),
    "cp1252": gettext_lazy("Windows, ou Latin-1"),
    "mac_roman": gettext_lazy("ancien Macintosh"),
    "cp850": gettext_lazy("ancien DOS"),
    "utf-16-le": "UTF-16",
    "utf-16-be": gettext_lazy("UTF-16, octets inversés"),
    "utf-32-le": "UTF-32",
    "utf-32-be": gettext_lazy("UTF-32, octets inversés"),
}
SEPARATORS: Mapping[str, Any] = {
    ";": gettext_lazy("point-virgule"),
    ",": gettext_lazy("virgule"),
    "\t": gettext_lazy("tabulation"),
    "|": gettext_lazy("barre verticale"),
}
DECIMALS: Mapping[str, Any] = {",": gettext_lazy("virgule"), ".": gettext_lazy("point")}
NEWLINES: Mapping[str, Any] = {
    "lf": gettext_lazy("comme Linux et macOS"),
    "crlf": gettext_lazy("comme Windows"),
    "cr": gettext_lazy("comme les anciens Macintosh"),
}
SYSTEMS: Mapping[str, Any] = {
    "wgs84": gettext_lazy("latitude et longitude en degrés (WGS 84)"),
    "wgs84_swapped": gettext_lazy("longitude et latitude inversées (WGS 84)"),
    "lambert93": "Lambert-93",
    **{f"cc{zone}": f"CC{zone}" for zone in range(42, 51)},
    "web_mercator": gettext_lazy("Mercator des cartes en ligne"),
    "lambert2e": gettext_lazy("Lambert II étendu"),
    "utm_antilles": gettext_lazy("UTM des Antilles"),
    "utm_guyane": gettext_lazy("UTM de Guyane"),
    "utm_reunion": gettext_lazy("UTM de La Réunion"),
    "utm_mayotte": gettext_lazy("UTM de Mayotte"),
    "utm_saint_pierre": gettext_lazy("UTM de Saint-Pierre-et-Miquelon"),
    "lambert_nc": gettext_lazy("Lambert de Nouvelle-Calédonie"),
}
VALUES: Mapping[str, Mapping[str, Any]] = {
    "format": FORMATS,
    "encoding": ENCODINGS,
    "separator": SEPARATORS,
    "decimal": DECIMALS,
    "system": SYSTEMS,
}
"""The values that a person may impose on an item, in words."""

REMARKS: Mapping[str, Any] = {
    "bom": gettext_lazy(
        "Le fichier commence par une marque d’encodage : elle ne fait pas partie du premier titre."
    ),
    "mixed_encoding": gettext_lazy(
        "Des lignes ont un autre encodage que le reste : chacune a été lue dans le sien."
    ),
    "double_encoded": gettext_lazy("Des accents abîmés (« Ã© ») ont été réparés."),
    "undecodable": gettext_lazy("Des lettres ne se lisent pas : elles sont remplacées par « � »."),
    "nul_removed": gettext_lazy("Des octets nuls ont été ôtés."),
    "mixed_newlines": gettext_lazy("Les lignes ne finissent pas toutes de la même façon."),
    "separator_line": gettext_lazy(
        "La première ligne dit seulement le séparateur : elle n’est pas une fiche."
    ),
    "title_lines": gettext_lazy("Les lignes au-dessus des titres de colonnes ont été passées."),
    "no_header": gettext_lazy("Le fichier n’a pas de titres : les colonnes portent leur numéro."),
    "blank_names": gettext_lazy("Des colonnes n’ont pas de titre : elles portent leur numéro."),
    "duplicate_names": gettext_lazy("Des colonnes ont le même titre : un numéro les distingue."),
    "blank_rows": gettext_lazy("Des lignes vides ont été passées."),
    "short_rows": gettext_lazy("Des lignes ont moins de cases que de colonnes : les dernières sont vides."),
    "long_rows": gettext_lazy(
        "Des lignes ont plus de cases que de colonnes : ce qui dépasse n’est pas repris."
    ),
    "unbalanced_quote": gettext_lazy("Des guillemets ne sont jamais fermés : ils sont lus comme des signes."),
    "bad_json_lines": gettext_lazy("Des éléments ne sont pas des fiches JSON : leurs lignes le disent."),
    "other_sheets": gettext_lazy("Le classeur a d’autres feuilles, qui n’ont pas été lues."),
    "other_lists": gettext_lazy("Le fichier a d’autres listes, qui n’ont pas été lues."),
    "repeated_header": gettext_lazy("Les titres reviennent au milieu des lignes : ils ont été passés."),
    "formula_errors": gettext_lazy(
        "Des cases montrent une erreur du tableur (#REF!, #N/A) : elles sont vides ici."
    ),
    "projected_geometry": gettext_lazy("Le GeoJSON donne des coordonnées en mètres : colonnes x et y."),
}


def item_in_words(name: str, value: object) -> str:
    """A value of the reading as a person reads it; empty for none."""
    if value is None or value == "":
        return ""
    if name == "header_row":
        return _header(value)
    if name == "newline":
        return _(" et ").join(str(NEWLINES.get(part, part)) for part in str(value).split("+"))
    return str(VALUES.get(name, {}).get(str(value), value))


def _header(value: object) -> str:
    """Rows are counted from 0 by the engine, from 1 by people."""
    rank = int(str(value))
    return _("aucune") if rank < 0 else _("ligne %(n)s") % {"n": rank + 1}


def remark_in_words(code: str, data: Mapping[str, Any]) -> str:
    """What there is to say of a file, with how many times and where; or of the answer of a service."""
    if code in ANSWERS:
        return answer_in_words(code, data)
    said = str(REMARKS.get(code, code))
    details = [
        _plain(data[key])
        for key in ("lines", "names", "columns", "sheets", "lists")
        if _is_some(data.get(key))
    ]
    rows: Any = data.get("rows")
    if _is_some(rows):
        more = "…" if int(data.get("count", 0)) > len(rows) else ""
        details.append(_("lignes %(rows)s") % {"rows": _plain(rows) + more})
    return f"{said} ({' ; '.join(details)})" if details else said


def _is_some(value: object) -> bool:
    return isinstance(value, (Sequence, Mapping)) and not isinstance(value, str) and bool(value)


def _plain(value: Any) -> str:
    return ", ".join(map(str, value))[:300]
