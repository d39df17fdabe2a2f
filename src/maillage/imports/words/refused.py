"""Why a file is not read at all: what happened, why, what to do next, by the code of the refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SAVE_AGAIN = gettext_lazy(
    "Ouvrez-le dans le logiciel qui l’a fait, enregistrez-le en XLSX ou en CSV, et déposez-le."
)
ASK_FOR_THE_TABLE = gettext_lazy(
    "Demandez à la source le tableau d’où il vient : un fichier CSV, XLSX, ODS ou JSON."
)
MAYBE_AN_ATTACK = gettext_lazy("Un vrai annuaire ne fait jamais cela : ce fichier est peut-être un piège.")
ASK_THE_SENDER = gettext_lazy(
    "Vérifiez d’où il vient. S’il est honnête, enregistrez-le de nouveau en CSV et déposez-le."
)
CUT_IT = gettext_lazy("Ôtez les colonnes inutiles, ou coupez le fichier en deux : rien ne sera en double.")

REFUSED: Mapping[str, tuple[Any, Any, Any]] = {
    "empty": (
        gettext_lazy("Ce fichier est vide."),
        gettext_lazy("Il ne contient rien à lire."),
        gettext_lazy("Exportez-le de nouveau depuis votre tableur, et déposez-le."),
    ),
    "only_header": (
        gettext_lazy("Ce fichier n’a que des titres de colonnes."),
        gettext_lazy("Aucune ligne ne les suit : un filtre était peut-être actif à l’export."),
        gettext_lazy("Ôtez les filtres, vérifiez la feuille, exportez de nouveau et déposez le fichier."),
    ),
    "no_rows": (
        gettext_lazy("Aucune ligne de ce fichier ne se lit comme une fiche."),
        gettext_lazy("Les titres ont été lus, mais rien ne les suit."),
        gettext_lazy("Ouvrez le fichier, vérifiez qu’il a bien des lignes, et déposez-le de nouveau."),
    ),
    "file_gone": (
        gettext_lazy("Le fichier de cet import n’est plus là."),
        gettext_lazy("Les fichiers sont gardés trente jours, puis effacés."),
        gettext_lazy("Déposez-le à nouveau : rien ne sera créé en double."),
    ),
    "too_large": (
        gettext_lazy("Ce fichier est trop lourd : au plus %(limit)s."),
        gettext_lazy("Un annuaire de cent mille lignes pèse rarement plus de 30 Mo."),
        CUT_IT,
    ),
    "answer_broken": (
        gettext_lazy("La réponse gardée de ce service ne se lit plus."),
        gettext_lazy("Elle n’a pas la forme que ce service documente, ou elle a été abîmée."),
        gettext_lazy("Posez de nouveau la question au service : rien ne sera créé en double."),
    ),
    "line_too_long": (
        gettext_lazy("Une ligne de ce fichier est beaucoup trop longue."),
        gettext_lazy("Aucun annuaire n’en a de pareille : le fichier est abîmé, ou ce n’est pas un tableau."),
        SAVE_AGAIN,
    ),
    "cell_too_long": (
        gettext_lazy("Une case de ce fichier est beaucoup trop longue."),
        gettext_lazy("Un guillemet a peut-être été ouvert et jamais fermé."),
        SAVE_AGAIN,
    ),
    "too_many_columns": (
        gettext_lazy("Ce fichier a trop de colonnes : au plus %(limit)s."),
        gettext_lazy("Aucun annuaire n’en a autant : le séparateur n’est peut-être pas le bon."),
        gettext_lazy("Vérifiez le fichier dans un tableur, et ôtez les colonnes vides."),
    ),
    "too_many_rows": (
        gettext_lazy("Ce fichier a trop de lignes : au plus %(limit)s."),
        gettext_lazy("Cette installation n’est pas faite pour un fichier aussi long."),
        gettext_lazy("Coupez-le en plusieurs fichiers et importez-les l’un après l’autre."),
    ),
    "too_many_cells": (
        gettext_lazy("Cette feuille s’étend sur trop de cases : au plus %(limit)s."),
        gettext_lazy("Une valeur est peut-être écrite très loin du tableau, tout en bas ou tout à droite."),
        gettext_lazy("Copiez le tableau seul dans une feuille neuve, et déposez-la."),
    ),
    "unzips_too_large": (
        gettext_lazy("Ce classeur devient trop lourd quand on l’ouvre : au plus %(limit)s."),
        MAYBE_AN_ATTACK,
        ASK_THE_SENDER,
    ),
    "ratio_too_high": (
        gettext_lazy("Ce classeur grossit démesurément quand on l’ouvre."),
        MAYBE_AN_ATTACK,
        ASK_THE_SENDER,
    ),
    "too_many_members": (
        gettext_lazy("Ce classeur est fait de trop de morceaux."),
        MAYBE_AN_ATTACK,
        ASK_THE_SENDER,
    ),
    "zip_lies": (
        gettext_lazy("Ce classeur n’a pas la taille qu’il annonce."),
        MAYBE_AN_ATTACK,
        ASK_THE_SENDER,
    ),
    "zip_broken": (
        gettext_lazy("Ce classeur est abîmé."),
        gettext_lazy("Il a peut-être été coupé pendant l’envoi ou la copie."),
        SAVE_AGAIN,
    ),
    "workbook_broken": (
        gettext_lazy("Ce classeur ne se lit pas."),
        gettext_lazy("Il est abîmé, ou fait par un logiciel qui ne suit pas les règles du format."),
        SAVE_AGAIN,
    ),
    "password": (
        gettext_lazy("Ce classeur est protégé par un mot de passe."),
        gettext_lazy("Sans le mot de passe, personne ne peut le lire, et nous ne le demandons jamais."),
        gettext_lazy("Enregistrez-le sans mot de passe, et déposez-le."),
    ),
    "no_sheet": (
        gettext_lazy("Aucune feuille de ce classeur n’a de données."),
        gettext_lazy("Toutes les feuilles sont vides."),
        gettext_lazy("Vérifiez que c’est le bon fichier, et déposez-le de nouveau."),
    ),
    "unknown_sheet": (
        gettext_lazy("Ce classeur n’a pas de feuille de ce nom."),
        gettext_lazy("Elle a peut-être été renommée."),
        gettext_lazy("Choisissez une feuille parmi celles qu’il a."),
    ),
    "json_broken": (
        gettext_lazy("Ce fichier JSON est abîmé ou coupé."),
        gettext_lazy("Un signe manque, ou la fin du fichier n’est pas arrivée."),
        gettext_lazy("Exportez-le de nouveau depuis sa source, et déposez-le."),
    ),
    "json_too_deep": (
        gettext_lazy("Ce fichier JSON emboîte trop de niveaux."),
        gettext_lazy("Aucun annuaire n’en a autant."),
        gettext_lazy("Exportez une liste simple, une fiche par élément, et déposez-la."),
    ),
    "no_records": (
        gettext_lazy("Ce fichier JSON ne contient pas de liste de fiches."),
        gettext_lazy("Il en faut une : un élément par structure."),
        gettext_lazy("Exportez une liste d’éléments, et déposez-la."),
    ),
    "not_a_table": (
        gettext_lazy("Ce texte n’est pas un tableau."),
        gettext_lazy("Aucun séparateur (point-virgule, virgule, tabulation) n’y fait des colonnes."),
        gettext_lazy("Exportez un fichier CSV ou XLSX, avec une ligne par structure."),
    ),
    "unknown_encoding": (
        gettext_lazy("Cet encodage n’existe pas."),
        gettext_lazy("Son nom est peut-être mal écrit."),
        gettext_lazy("Choisissez-en un autre, ou laissez-nous le reconnaître."),
    ),
    "unknown_format": (
        gettext_lazy("Ce format ne se lit pas ici."),
        gettext_lazy("Nous lisons CSV, XLSX, XLS, ODS, JSON et GeoJSON."),
        SAVE_AGAIN,
    ),
    "binary": (
        gettext_lazy("Ce fichier n’est ni un texte, ni un classeur que nous connaissons."),
        gettext_lazy("Nous lisons CSV, XLSX, XLS, ODS, JSON et GeoJSON."),
        SAVE_AGAIN,
    ),
    "pdf": (
        gettext_lazy("Ce fichier est un PDF."),
        gettext_lazy("Un PDF est fait pour être imprimé : ses colonnes sont perdues."),
        ASK_FOR_THE_TABLE,
    ),
    "image": (
        gettext_lazy("Ce fichier est une image."),
        gettext_lazy("Une image de tableau n’est pas un tableau : il n’y a pas de texte à lire."),
        ASK_FOR_THE_TABLE,
    ),
    "html": (
        gettext_lazy("Ce fichier est une page web, même si son nom dit autre chose."),
        gettext_lazy("Des logiciels donnent le nom « .xls » à une page web."),
        gettext_lazy("Ouvrez-le dans un tableur, enregistrez-le en XLSX ou en CSV, et déposez-le."),
    ),
    "xml": (
        gettext_lazy("Ce fichier est du XML."),
        gettext_lazy("Chaque logiciel a le sien : nous ne savons pas y trouver les fiches."),
        ASK_FOR_THE_TABLE,
    ),
    "zip": (
        gettext_lazy("Ce fichier est une archive zip."),
        gettext_lazy("Elle peut contenir plusieurs fichiers : c’est à vous de choisir."),
        gettext_lazy("Ouvrez l’archive, et déposez le tableau qu’elle contient."),
    ),
    "archive": (
        gettext_lazy("Ce fichier est une archive compressée."),
        gettext_lazy("Nous n’ouvrons pas les archives."),
        gettext_lazy("Ouvrez l’archive, et déposez le tableau qu’elle contient."),
    ),
    "document": (
        gettext_lazy("Ce fichier est un document de texte."),
        gettext_lazy("Ses tableaux sont faits pour être lus, pas pour être importés."),
        gettext_lazy("Copiez le tableau du document, et collez-le dans la page d’import."),
    ),
    "binary_workbook": (
        gettext_lazy("Ce classeur est enregistré en XLSB."),
        gettext_lazy("Ce format est propre à un logiciel."),
        gettext_lazy("Enregistrez-le en XLSX, et déposez-le."),
    ),
    "database": (
        gettext_lazy("Ce fichier est une base de données."),
        gettext_lazy("Nous ne savons pas quelle table choisir."),
        gettext_lazy("Exportez la table en CSV, et déposez-la."),
    ),
}
BYTES = {"too_large", "unzips_too_large"}


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal in words: what happened, why, what to do next, and where in the file."""

    what: str
    why: str
    todo: str
    details: tuple[str, ...] = ()


def refused_in_words(code: str, data: Mapping[str, Any]) -> Refused:
    """The words of a refusal; a code that is not known yet says so plainly."""
    other = (
        gettext_lazy("Ce fichier n’a pas pu être lu."),
        gettext_lazy("La raison porte le code « %(code)s »."),
        SAVE_AGAIN,
    )
    limit = int(data.get("limit", 0))
    shown = filesizeformat(limit) if code in BYTES else number_format(limit, force_grouping=True)
    what, why, todo = (str(text) % {"limit": shown, "code": code} for text in REFUSED.get(code, other))
    return Refused(what, why, todo, tuple(_details(data)))


def _details(data: Mapping[str, Any]) -> list[str]:
    """Where in the file, and what was seen there."""
    sentences = {
        "line": _("Ligne %(value)s du fichier."),
        "at": _("Vers le signe %(value)s."),
        "part": _("Partie en cause : %(value)s."),
        "path": _("Endroit : %(value)s."),
        "wanted": _("Demandé : %(value)s."),
        "encoding": _("Encodage demandé : %(value)s."),
        "sheets": _("Feuilles du classeur : %(value)s."),
        "names": _("Ce que nous y avons vu : %(value)s."),
        "told": _("Ce qu’a répondu le lecteur de classeurs : %(value)s"),
    }
    return [text % {"value": _plain(data[key])} for key, text in sentences.items() if data.get(key)]


def _plain(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(str, value))[:300]
    return str(value)[:300]
