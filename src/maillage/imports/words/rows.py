"""What is said of a row, and of each of its cells, by the code of the reason.

A reason is (code, field, text): the text is the cell as it was written, unless ``WHOLE`` says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.enums import LifeEventKind
from maillage.imports.words.fields import field_in_words

LONGEST = 80
"""Signs of a cell that a sentence quotes."""

PLACES = ("point", "latitude", "longitude", "x", "y")
"""Fields whose sentences name the coordinates themselves."""

WHOLE: Mapping[str, Any] = {
    "no_name": gettext_lazy("Aucun nom : une fiche ne peut pas se créer sans nom."),
    "said_twice": gettext_lazy("Dit exactement la même chose que la ligne %(text)s."),
    "same_key": gettext_lazy(
        "A le même identifiant que la ligne %(text)s, mais dit autre chose : prise pour un autre acteur."
    ),
    "same_siret": gettext_lazy("Une fiche a déjà ce SIRET, et le même nom ou la même rue : %(text)s."),
    "same_rna": gettext_lazy("Une fiche a déjà ce numéro RNA, et le même nom ou la même rue : %(text)s."),
    "shared_siret": gettext_lazy(
        "Même SIRET que « %(text)s », mais un autre nom et une autre rue : à comparer après l’import."
    ),
    "shared_rna": gettext_lazy(
        "Même numéro RNA que « %(text)s », mais un autre nom et une autre rue : à comparer après l’import."
    ),
    "again": gettext_lazy("La fiche de cette ligne était partie avec un import annulé : elle revient."),
    "gone": gettext_lazy("La fiche a été effacée entre la vérification et l’import : rien n’a été écrit."),
    "used_since": gettext_lazy("La fiche a servi depuis : elle reste dans l’annuaire."),
    "changed_since": gettext_lazy("La fiche a été modifiée depuis : elle garde ce qui y est écrit."),
}
"""By code, the sentence about a whole row; ``%(text)s`` is another row's number, a name or a number."""

CELLS: Mapping[str, Any] = {
    # what we read of a value, and could not take as it is
    "cut": gettext_lazy("trop long, le début seulement est gardé."),
    "unknown_code": gettext_lazy("n’est dans aucune liste officielle ; la case est laissée vide."),
    "kind_unknown": gettext_lazy("nature inconnue ; la nature par défaut est mise."),
    "bad_date": gettext_lazy("ce n’est pas une date du calendrier ; la case est laissée vide."),
    "future_date": gettext_lazy("cette date n’est pas encore passée ; la case est laissée vide."),
    "closed_before_founded": gettext_lazy("la fin est avant la création ; elle n’est pas reprise."),
    "skills_unknown": gettext_lazy("n’est pas dans le vocabulaire des savoir-faire ; ce n’est pas repris."),
    "kept": gettext_lazy("la source le dit, mais quelqu’un a écrit autre chose ici : nous gardons ses mots."),
    # numbers of registers
    "value_empty": gettext_lazy("la case est vide."),
    "number_rounded": gettext_lazy(
        "le tableur a arrondi ce numéro, ses derniers chiffres sont perdus. Dans le fichier d’origine, "
        "donnez à la colonne le format « Texte », puis exportez de nouveau."
    ),
    "identifier_not_digits": gettext_lazy("un SIREN ou un SIRET n’a que des chiffres."),
    "identifier_placeholder": gettext_lazy("ce sont des zéros mis pour remplir la case."),
    "identifier_length": gettext_lazy("n’a pas le bon nombre de chiffres : il en manque, ou il y en a trop."),
    "identifier_long": gettext_lazy("est trop long pour un numéro."),
    "identifier_key": gettext_lazy("la clé de contrôle ne tombe pas juste : un signe au moins est faux."),
    "identifier_form": gettext_lazy("n’a pas la forme des numéros de ce pays."),
    "siren_key": gettext_lazy("la clé du SIREN ne tombe pas juste : un chiffre au moins est faux."),
    "siret_key": gettext_lazy("la clé du SIRET ne tombe pas juste : un chiffre au moins est faux."),
    "rna_form": gettext_lazy("un numéro RNA est fait de W et de neuf chiffres."),
    "vat_country": gettext_lazy("un numéro de TVA commence par les deux lettres d’un pays de l’Union."),
    "national_french": gettext_lazy("ce type de numéro est pour les structures d’un autre pays."),
    "national_personal": gettext_lazy("semble être le numéro d’une personne ; il n’est pas repris."),
    # ways to reach
    "phone_form": gettext_lazy("ce n’est pas un numéro de téléphone."),
    "phone_several": gettext_lazy("contient plusieurs numéros qu’on ne sait pas séparer."),
    "phone_words": gettext_lazy("contient autre chose qu’un numéro."),
    "phone_extension": gettext_lazy("contient un numéro de poste, qui serait perdu."),
    "email_form": gettext_lazy("ce n’est pas une adresse électronique."),
    "email_several": gettext_lazy("contient plusieurs adresses qu’on ne sait pas séparer."),
    "url_form": gettext_lazy("ce n’est pas l’adresse d’un site."),
    "url_scheme": gettext_lazy("seuls http et https mènent à un site."),
    "url_long": gettext_lazy("est trop long pour l’adresse d’un site."),
    # how the row itself was written
    "other_encoding": gettext_lazy(
        "la ligne était écrite autrement que le reste ; ses accents ont été lus à part."
    ),
    "double_encoded": gettext_lazy("des accents abîmés (« Ã© ») ont été réparés."),
    "undecodable": gettext_lazy("des lettres ne se lisent pas ; elles sont remplacées par « � »."),
    "short_row": gettext_lazy("la ligne a moins de cases que de colonnes ; les dernières sont vides."),
    "long_row": gettext_lazy("la ligne a plus de cases que de colonnes ; ce qui dépasse n’est pas repris."),
    "unbalanced_quote": gettext_lazy("un guillemet est ouvert et jamais fermé ; il est lu comme un signe."),
    "bad_json": gettext_lazy("la ligne n’est pas du JSON ; elle ne se lit pas."),
    "not_a_record": gettext_lazy("l’élément n’est pas une fiche ; il ne se lit pas."),
    # what a cell holds
    "not_a_number": gettext_lazy("ce n’est pas un nombre."),
    "scientific_notation": gettext_lazy(
        "le tableur a remplacé les chiffres par une puissance de dix (1,23E+13) : ils sont perdus."
    ),
    "not_a_date": gettext_lazy("ce n’est pas une date."),
    "impossible_date": gettext_lazy("ce jour n’existe pas."),
    "ambiguous_date": gettext_lazy("le jour et le mois peuvent être pris l’un pour l’autre."),
    "wrong_length": gettext_lazy("n’a pas le bon nombre de chiffres."),
    "wrong_checksum": gettext_lazy("la clé de contrôle ne tombe pas juste : un chiffre est faux."),
    "not_an_identifier": gettext_lazy("ce n’est pas un numéro de registre."),
    "zero_restored": gettext_lazy("le zéro du début, perdu par un tableur, a été remis."),
    "foreign_postcode": gettext_lazy("ce code postal n’est pas français."),
    "not_a_postcode": gettext_lazy("ce n’est pas un code postal."),
    "not_a_phone": gettext_lazy("ce n’est pas un numéro de téléphone."),
    "invalid_phone": gettext_lazy("aucun réseau ne donne un tel numéro de téléphone."),
    "not_an_email": gettext_lazy("ce n’est pas une adresse électronique."),
    "some_not_email": gettext_lazy("une partie du texte n’est pas une adresse électronique."),
    "not_a_url": gettext_lazy("ce n’est pas l’adresse d’un site."),
    "forbidden_scheme": gettext_lazy("cette adresse lancerait un programme ou ouvrirait un fichier."),
    "scheme_added": gettext_lazy("https:// a été mis devant l’adresse."),
    # where it is
    "unreadable": gettext_lazy("les coordonnées ne se lisent pas."),
    "incomplete": gettext_lazy("il manque une coordonnée sur deux."),
    "zero_zero": gettext_lazy("les coordonnées sont (0, 0) : rien n’a été mesuré."),
    "impossible": gettext_lazy("aucun lieu de la Terre n’a ces coordonnées."),
    "swapped": gettext_lazy(
        "la latitude et la longitude étaient inversées ; elles ont été remises en place."
    ),
    "point_restored": gettext_lazy("la virgule d’une coordonnée, perdue par un tableur, a été remise."),
    "outside_box": gettext_lazy("le lieu est hors du territoire."),
    "nowhere_known": gettext_lazy("le lieu est en mer ou à l’étranger, loin du reste du fichier."),
    "far_from_place": gettext_lazy("le lieu est loin de la commune que dit la ligne."),
    "far_from_department": gettext_lazy("le lieu est loin du département que dit la ligne."),
}
"""By code, the end of a sentence that begins with the field and the cell."""


def reason_in_words(code: str, field: str, text: str) -> str:
    """A whole sentence; codes of other parts of the service come with their own sentence as text."""
    quoted = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    if code in WHOLE:
        return str(WHOLE[code]) % {"text": quoted}
    if code not in CELLS:
        return _refused_fact(field, text) if field in LifeEventKind.values else text or code
    return _about("" if field in PLACES else field_in_words(field), quoted, str(CELLS[code]))


def reasons_in_words(reasons: Sequence[Sequence[str]]) -> list[str]:
    """The sentences of a row, in the order in which they were noted, each once."""
    return list(dict.fromkeys(reason_in_words(code, field, text) for code, field, text in reasons))


def _about(field: str, text: str, sentence: str) -> str:
    said = {"field": capfirst(field), "text": text, "sentence": sentence}
    if field and text:
        return _("%(field)s « %(text)s » : %(sentence)s") % said
    if field:
        return _("%(field)s : %(sentence)s") % said
    return f"{capfirst(sentence)} « {text} »" if text else str(capfirst(sentence))


def _refused_fact(kind: str, text: str) -> str:
    """A fact of a life that the record did not take, with what its refusal said."""
    return _("Le fait « %(kind)s » n’a pas été noté. %(why)s") % {
        "kind": LifeEventKind(kind).label,
        "why": text,
    }
