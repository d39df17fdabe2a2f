"""What people and spreadsheets do to numbers and addresses before we read them, and how we refuse them."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

from maillage.common.errors import Refusal

_ROUNDED = re.compile(r"(?=.*[.,+])([0-9])[.,]?([0-9]*)E\+?([0-9]+)", re.I)
_UNSEEN = {"Cc", "Cf", "Cs"}  # control signs, marks of direction or of width zero, halves of a sign
_NAMED = re.compile(
    r"^(?:(?:n°|(?:no|num[ée]ro(?: de)?|siren|siret|rna|tva|vat|intracommunautaire)(?![A-Z]))\W*)+", re.I
)
_MADE_DECIMAL = re.compile(r"([0-9]{6,})[.,]0+")


def refusal(code: str, what: str, why: str, todo: str) -> Refusal:
    """A refusal of a value that somebody typed or sent in a file (status 422)."""
    return Refusal(code, what, why=why, todo=todo, status=422)


def one_line(text: str) -> str:
    """A text on one line, single ordinary spaces, without invisible signs nor a spreadsheet's first quote."""
    if text.isprintable() and "  " not in text and text[:1] != "'":  # most texts: nothing to mend
        return text.strip()
    seen = (sign for sign in " ".join(text.split()) if unicodedata.category(sign) not in _UNSEEN)
    return " ".join("".join(seen).removeprefix("'").split())


def written(text: str) -> str:
    """The same, refused (422) when nothing is left."""
    line = one_line(text)
    if not line:
        raise refusal(
            "value_empty",
            _("La case est vide."),
            _("Il n’y a rien à enregistrer."),
            _("Écrivez une valeur, ou ôtez la ligne."),
        )
    return line


def short(text: str) -> str:
    """A text as a message quotes it: at most forty signs."""
    return text if len(text) <= 40 else f"{text[:39]}…"


def bare_number(number: str) -> str:
    """The digits and capital letters of a number, without the name of its register in front."""
    plain = unicodedata.normalize("NFKC", _NAMED.sub("", number)).upper()
    return re.sub(r"[\s._/'’\-‐‑‒–—]", "", plain)


def rounded_exponent(text: str) -> int | None:
    """The power of ten of a number that a spreadsheet wrote as ``7,33E+13``; None for any other text."""
    found = _ROUNDED.fullmatch(text.replace(" ", ""))
    return int(found[3]) if found else None


def from_spreadsheet(text: str) -> str:
    """A number as it was before a spreadsheet gave it decimals (``.0``) or powers of ten.

    ``7.3282932000074E+13`` still holds every digit and is read; ``7,33E+13`` has lost eleven and is refused
    (422): nobody can guess them.
    """
    if decimal := _MADE_DECIMAL.fullmatch(text):
        return decimal[1]
    found = _ROUNDED.fullmatch(text.replace(" ", ""))
    if not found:
        return text
    digits = found[1] + found[2]
    if len(digits) == int(found[3]) + 1:
        return digits
    raise refusal(
        "number_rounded",
        _("« %(number)s » n’est plus un numéro : le tableur l’a arrondi.") % {"number": short(text)},
        _("Il a écrit un long numéro en puissances de dix et n’en a gardé que les premiers chiffres."),
        _(
            "Dans le fichier d’origine, donnez à la colonne le format « Texte », vérifiez que tous les "
            "chiffres se voient, puis exportez de nouveau."
        ),
    )
