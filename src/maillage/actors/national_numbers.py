"""Company numbers of other countries: their keys where python-stdnum knows them, their forms elsewhere.

Only registers of organisations are here. In a few countries the same list of numbers also holds private
persons: there, the form that the law gives to organisations is required as well.
"""

from __future__ import annotations

import re
from importlib import import_module

from stdnum.exceptions import InvalidFormat, ValidationError

CHECKS: dict[str, tuple[str, ...]] = {
    "AT": ("at.businessid",),
    "BE": ("be.vat",),
    "CH": ("ch.uid",),
    "CZ": ("cz.dic",),
    "DE": ("de.handelsregisternummer",),
    "DK": ("dk.cvr",),
    "EE": ("ee.registrikood",),
    "ES": ("es.cif",),
    "FI": ("fi.ytunnus", "fi.associationid"),
    "IT": ("it.iva",),
    "LU": ("lu.tva",),
    "NL": ("nl.btw",),
    "NO": ("no.orgnr",),
    "PL": ("pl.regon", "pl.nip"),
    "PT": ("pt.nif",),
    "RO": ("ro.onrc", "ro.cui"),
    "SE": ("se.orgnr",),
    "SI": ("si.maticna",),
}
# Registers without a key: Companies House; Registre de commerce et des sociétés; Kamer van Koophandel.
FORMS = {"GB": r"[A-Z0-9]{2}[0-9]{6}", "LU": r"[A-Z][0-9]{1,6}", "NL": r"[0-9]{8}"}
GERMAN_REGISTERS = {"hra": "HRA", "hrb": "HRB", "gnr": "GnR", "pr": "PR", "vr": "VR"}
# Where persons share the list: Czech IČO (8 digits), Portuguese NIPC, Swedish numbers (third digit above 1).
ORGANISATIONS = {"CZ": r"[0-9]{8}", "PT": r"[5-9][0-9]{8}", "SE": r"[0-9]{2}[2-9][0-9]{7}"}


class PersonalNumberError(ValidationError):
    """The number is one that the country gives to a private person."""

    message = "The number belongs to a person."


def check_national(number: str, country: str) -> str:
    """The canonical form of a company number of a country (ISO 3166-1 alpha-2), between single spaces.

    A country that is in no table gives no rule: the number is kept as written. Otherwise raises the
    ``ValidationError`` of python-stdnum that says what is wrong, or ``PersonalNumberError``.
    """
    bare = re.sub(r"[\s.\-/]", "", number).upper()
    if country in FORMS and re.fullmatch(FORMS[country], bare):
        return bare
    if country not in CHECKS:
        if country in FORMS:
            raise InvalidFormat
        return number
    if country == "DE":
        number = " ".join(GERMAN_REGISTERS.get(word.casefold(), word) for word in number.split())
    canonical = _first_that_holds(number, CHECKS[country])
    if country in ORGANISATIONS and not re.fullmatch(ORGANISATIONS[country], canonical):
        raise PersonalNumberError
    return canonical


def _first_that_holds(number: str, names: tuple[str, ...]) -> str:
    """The canonical form by the first check that holds; else what the first check says is wrong."""
    wrong: list[ValidationError] = []
    for name in names:
        try:
            return str(import_module(f"stdnum.{name}").validate(number))
        except ValidationError as error:
            wrong.append(error)
    raise wrong[0]
