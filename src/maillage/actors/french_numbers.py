"""French numbers: SIREN and SIRET with their keys, RNA with its form.

Sources: INSEE (a SIREN has nine digits, a SIRET five more, both with the Luhn key of ISO/IEC 7812-1; the
sites of La Poste, but for its head office, have a sum of digits that is a multiple of 5); the national
directory of associations (W, two signs for the place, of which the second is a letter in Corsica and
overseas, then seven digits).
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from stdnum import luhn
from stdnum.fr import siren as fr_siren
from stdnum.fr import siret as fr_siret

from maillage.actors.typed_text import bare_number, refusal, short
from maillage.common.errors import Refusal

RNA = re.compile(r"W[0-9][0-9A-Z][0-9]{7}")


def _digits(number: str) -> str:
    """The number, known to hold nothing but digits."""
    bare = bare_number(number)
    strange = "".join(dict.fromkeys(sign for sign in bare if sign not in "0123456789"))
    if strange or not bare:
        raise refusal(
            "identifier_not_digits",
            _("« %(number)s » n’est pas un numéro.") % {"number": short(number)},
            _("Il contient « %(signs)s » ; un SIREN ou un SIRET n’a que des chiffres.") % {"signs": strange},
            _("Vérifiez en particulier les lettres O et l, souvent écrites pour 0 et 1."),
        )
    if not bare.strip("0"):
        raise refusal(
            "identifier_placeholder",
            _("« %(number)s » n’est le numéro de personne.") % {"number": short(number)},
            _("Ce sont des zéros mis pour remplir la case."),
            _("Laissez la case vide : aucun numéro n’est obligatoire."),
        )
    return bare


def check_siren(number: str) -> str:
    """Nine digits whose Luhn key holds, the first zero put back if it was dropped; or a refusal (422)."""
    digits = _digits(number)
    if len(digits) == 8 and fr_siren.is_valid(f"0{digits}"):
        return f"0{digits}"
    if len(digits) != 9:
        raise _wrong_length(digits, "SIREN", 9)
    if not fr_siren.is_valid(digits):
        raise refusal(
            "siren_key",
            _("%(number)s n’est pas un SIREN.") % {"number": digits},
            _("Sa clé de contrôle (formule de Luhn) ne tombe pas juste : un chiffre au moins est faux."),
            _("Comparez-le au numéro d’un document officiel de la structure."),
        )
    return digits


def check_siret(number: str) -> str:
    """Fourteen digits whose keys hold, with the one or two first zeros that were dropped; or a refusal (422).

    The sum rule of La Poste is weaker than a key: it misses a digit changed by five.
    """
    digits = _digits(number)
    if len(digits) in (12, 13) and fr_siret.is_valid(digits.zfill(14)):
        return digits.zfill(14)
    if len(digits) != 14:
        raise _wrong_length(digits, "SIRET", 14)
    if not fr_siret.is_valid(digits):
        raise _wrong_siret(digits)
    return digits


def _wrong_siret(digits: str) -> Refusal:
    """Which of the keys of a SIRET is wrong; the sites of La Poste have a rule of their own (INSEE)."""
    if digits.startswith("356000000"):
        why = _("Pour un site de La Poste, la somme des chiffres doit être un multiple de 5.")
    elif fr_siren.is_valid(digits[:9]):
        why = _("Les neuf premiers chiffres forment un SIREN juste : l’erreur est dans les cinq derniers.")
    elif luhn.is_valid(digits):
        why = _("Ses neuf premiers chiffres ne forment pas un SIREN : leur clé ne tombe pas juste.")
    else:
        why = _("La clé du SIRET et celle de son SIREN (formule de Luhn) ne tombent pas juste.")
    return refusal(
        "siret_key",
        _("%(number)s n’est pas un SIRET.") % {"number": digits},
        why,
        _("Comparez-le au numéro d’un document officiel de la structure."),
    )


def _wrong_length(digits: str, name: str, wanted: int) -> Refusal:
    todo = _("Vérifiez qu’aucun chiffre ne manque, puis recopiez le numéro en entier.")
    if len(digits) == 14:
        todo = _("C’est peut-être un SIRET : choisissez ce type de numéro.")
    elif len(digits) == 9:
        todo = _("C’est peut-être un SIREN : choisissez ce type de numéro.")
    return refusal(
        "identifier_length",
        _("« %(number)s » n’est pas un %(name)s.") % {"number": short(digits), "name": name},
        _("Il a %(count)s chiffres ; un %(name)s en a %(wanted)s.")
        % {"count": len(digits), "name": name, "wanted": wanted},
        todo,
    )


def check_rna(number: str) -> str:
    """W and nine signs, in capitals; or a refusal (422). The number has no key: only its form is checked."""
    bare = bare_number(number)
    if RNA.fullmatch(bare):
        return bare
    todo = _("Recopiez-le du récépissé de la préfecture ou du Journal officiel.")
    if RNA.fullmatch(f"W{bare}"):
        todo = _("Ajoutez le W au début : W%(number)s.") % {"number": bare}
    raise refusal(
        "rna_form",
        _("« %(number)s » n’est pas un numéro RNA.") % {"number": short(number)},
        _(
            "Un numéro RNA est fait de W et de neuf chiffres (le deuxième est une lettre en Corse et "
            "outre-mer). Les associations d’Alsace et de Moselle n’en ont pas."
        ),
        todo,
    )
