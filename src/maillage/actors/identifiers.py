"""Numbers that actors have in registers: checked without any network, kept in one form.

French numbers are in ``french_numbers``, registers of other countries in ``national_numbers``; the keys of
European VAT numbers are those of python-stdnum.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError
from stdnum.fr import siren as fr_siren
from stdnum.fr import siret as fr_siret

from maillage.actors.french_numbers import RNA, check_rna, check_siren, check_siret
from maillage.actors.national_numbers import CHECKS, FORMS, PersonalNumberError, check_national
from maillage.actors.typed_text import (
    bare_number,
    from_spreadsheet,
    one_line,
    refusal,
    rounded_exponent,
    short,
    written,
)
from maillage.common.errors import Refusal

LONGEST = 40


class IdentifierScheme(models.TextChoices):
    """The registers whose numbers an actor may have; none is required."""

    SIREN = "siren", "SIREN"
    SIRET = "siret", "SIRET"
    RNA = "rna", gettext_lazy("RNA, numéro d’association")
    VAT = "vat", gettext_lazy("numéro de TVA")
    NATIONAL = "national", gettext_lazy("numéro d’entreprise d’un autre pays")
    OTHER = "other", gettext_lazy("autre identifiant")


_VAT_PREFIXES = {"GR": "EL", "MC": "FR"}
_VAT_STATES = {state.upper() for state in eu_vat.MEMBER_STATES} - {"GR"} | {"EL"}


def check_identifier(scheme: str, text: str, *, country: str = "FR") -> str:
    """The one form in which a number of this scheme is kept, or a refusal (422) that says which check failed.

    Spaces, dots and dashes are free; first zeros that a spreadsheet dropped are put back when the key then
    holds. ``country`` (ISO 3166-1 alpha-2) completes a VAT number without prefix and chooses the register of
    a national number, which is kept behind its country: ``BE 0403170701``.
    """
    number = from_spreadsheet(written(text))
    value = _CHECKS[IdentifierScheme(scheme)](number, country.upper())
    if len(value) > LONGEST:
        raise refusal(
            "identifier_long",
            _("« %(number)s » est trop long pour un numéro.") % {"number": short(value)},
            _("Un numéro compte au plus %(most)s caractères.") % {"most": LONGEST},
            _("Gardez seulement le numéro, sans phrase autour."),
        )
    return value


def siren_of(siret: str) -> str:
    """The SIREN of the organisation whose site has this SIRET (canonical form): its first nine digits."""
    return siret[:9]


def related(scheme: str, value: str) -> dict[IdentifierScheme, str]:
    """The numbers that a canonical number implies, to recognise the same actor elsewhere.

    A SIRET or a French VAT number implies its SIREN. A SIREN gives the VAT number its holder has *if* it has
    one (article 286 ter of the tax code): use it to compare, do not show it as declared.
    """
    siren = ""
    if scheme in (IdentifierScheme.SIRET, IdentifierScheme.SIREN):
        siren = siren_of(value)
    elif scheme == IdentifierScheme.VAT and value.startswith("FR") and fr_siren.is_valid(value[4:]):
        siren = value[4:]
    if not siren:
        return {}
    implied = {
        IdentifierScheme.SIREN: siren,
        IdentifierScheme.VAT: f"FR{fr_siren.to_tva(siren)}",
    }
    return {one: number for one, number in implied.items() if one != scheme}


def guess_scheme(text: str) -> IdentifierScheme | None:
    """The scheme that a text without heading seems to follow, its key right or wrong; None without a clue."""
    number = one_line(text)
    if (exponent := rounded_exponent(number)) is not None:
        return IdentifierScheme.SIRET if exponent > 8 else IdentifierScheme.SIREN
    bare = bare_number(from_spreadsheet(number))
    if re.fullmatch(r"[0-9]{14}", bare) or (len(bare) == 13 and fr_siret.is_valid(f"0{bare}")):
        return IdentifierScheme.SIRET
    if re.fullmatch(r"[0-9]{9}", bare):
        return IdentifierScheme.SIREN
    if RNA.fullmatch(bare):
        return IdentifierScheme.RNA
    looks_french = re.fullmatch(r"FR[0-9A-Z]{2}[0-9]{9}", bare)
    return IdentifierScheme.VAT if looks_french or eu_vat.is_valid(bare) else None


def _vat(number: str, country: str) -> str:
    bare = bare_number(number)
    prefix = _VAT_PREFIXES.get(country, country)
    bare = f"EL{bare[2:]}" if bare.startswith("GR") else bare
    named = bare[:2] in _VAT_STATES
    complete = bare if named else f"{prefix}{bare}"
    foreign = bare[:2].isalpha() and not named and not eu_vat.is_valid(complete)
    if foreign or complete[:2] not in _VAT_STATES:
        raise refusal(
            "vat_country",
            _("« %(number)s » n’est pas un numéro de TVA de l’Union européenne.") % {"number": short(number)},
            _("Il commence par les deux lettres d’un pays de l’Union : FR, BE, DE…"),
            _("Pour un autre pays, choisissez « numéro d’entreprise d’un autre pays »."),
        )
    try:
        return str(eu_vat.validate(complete))
    except ValidationError as error:
        raise _wrong(error, number, _("numéro de TVA (%(country)s)") % {"country": complete[:2]}) from error


def _national(number: str, country: str) -> str:
    named, _space, rest = number.partition(" ")
    if rest and (named == country or named in CHECKS or named in FORMS):
        number, country = rest, named
    if country == "FR":
        raise refusal(
            "national_french",
            _("Une structure française n’a pas de « numéro d’entreprise d’un autre pays »."),
            _("Son numéro est un SIREN, un SIRET ou un RNA."),
            _("Choisissez le bon type de numéro, ou le pays du siège."),
        )
    try:
        return f"{country} {check_national(number, country)}"
    except PersonalNumberError as error:
        raise refusal(
            "national_personal",
            _("« %(number)s » semble être le numéro d’une personne.") % {"number": short(number)},
            _("L’annuaire ne garde que les numéros de structures."),
            _("Laissez la case vide : aucun numéro n’est obligatoire."),
        ) from error
    except ValidationError as error:
        raise _wrong(error, number, _("numéro d’entreprise (%(country)s)") % {"country": country}) from error


def _wrong(error: ValidationError, number: str, name: str) -> Refusal:
    """What python-stdnum found wrong, in words."""
    why = _("Sa forme n’est pas celle des numéros de ce pays.")
    if isinstance(error, InvalidChecksum):
        why = _("Sa clé de contrôle ne tombe pas juste : un signe au moins est faux.")
    elif isinstance(error, InvalidLength):
        why = _("Il lui manque des signes, ou il en a trop.")
    return refusal(
        "identifier_key" if isinstance(error, InvalidChecksum) else "identifier_form",
        _("« %(number)s » n’est pas un %(name)s.") % {"number": short(number), "name": name},
        why,
        _("Recopiez-le d’un document officiel, ou choisissez « autre identifiant » s’il vient d’ailleurs."),
    )


_CHECKS: dict[IdentifierScheme, Callable[[str, str], str]] = {
    IdentifierScheme.SIREN: lambda number, _country: check_siren(number),
    IdentifierScheme.SIRET: lambda number, _country: check_siret(number),
    IdentifierScheme.RNA: lambda number, _country: check_rna(number),
    IdentifierScheme.VAT: _vat,
    IdentifierScheme.NATIONAL: _national,
    IdentifierScheme.OTHER: lambda number, _country: number,
}
