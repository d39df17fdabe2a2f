"""Identifiers of French organisations: SIREN and SIRET (Insee), RNA (ministry of the Interior), VAT, NAF.

Spreadsheets eat leading zeros and turn long numbers into « 1,23E+13 »: the former come back, the latter are
lost for good.
"""

from __future__ import annotations

import re

from stdnum import luhn
from stdnum.fr import tva

from maillage.engine.tabular.numbers import unfold
from maillage.engine.tabular.value import Value, clip, is_blank

LA_POSTE = "356000000"
"""SIREN of La Poste: the digits of most of its SIRETs sum to a multiple of five instead of obeying Luhn."""

_FILLERS = re.compile(r"[\s\u00a0\u202f.\-'’_]|^(?:siret|siren|n°)\s*:?", re.I)
_RNA = re.compile(r"^W\d[0-9A-Z]\d{7}$")
_NAF = re.compile(r"^(\d{2})\.?(\d{1,2})\s?([A-Z])$")


def read_siret(text: str) -> Value[str]:
    """The 14 digits of an establishment. A mistyped one keeps its digits with ``wrong_checksum``."""
    return _controlled(text, 14)


def read_siren(text: str) -> Value[str]:
    """The 9 digits of a legal unit; those of a SIRET are cut to its first nine."""
    as_siret = _controlled(text, 14)
    if as_siret.value and as_siret.problem is None:
        return Value(as_siret.value[:9])
    return _controlled(text, 9)


def _controlled(text: str, length: int) -> Value[str]:
    if is_blank(text):
        return Value()
    text = clip(text)
    unfolded = unfold(text)
    if unfolded == "":
        return Value(None, "scientific_notation")
    digits = unfolded or _FILLERS.sub("", re.sub(r"\.0$", "", text.strip()))
    if not (digits.isascii() and digits.isdigit()):
        return Value(None, "not_an_identifier")
    if len(digits) == length:
        return Value(digits, None if _valid(digits) else "wrong_checksum")
    padded = digits.zfill(length)
    if length - 3 <= len(digits) < length and _valid(padded):
        return Value(padded, "zero_restored")
    return Value(None, "wrong_length")


def _valid(digits: str) -> bool:
    """Luhn's control, and La Poste's own; a SIRET's first nine digits are controlled too."""
    if set(digits) == {"0"}:
        return False
    if digits.startswith(LA_POSTE) and len(digits) == 14:
        return sum(map(int, digits)) % 5 == 0 or bool(luhn.is_valid(digits))
    return bool(luhn.is_valid(digits)) and (len(digits) == 9 or bool(luhn.is_valid(digits[:9])))


def read_rna(text: str) -> Value[str]:
    """The number of an association: W, two signs of the département, seven digits."""
    if is_blank(text):
        return Value()
    text = clip(text)
    bare = _FILLERS.sub("", text.strip()).upper()
    return Value(bare) if _RNA.match(bare) else Value(None, "not_an_identifier")


def read_vat(text: str) -> Value[str]:
    """A VAT number; French ones are controlled (``wrong_checksum``), others kept when they look like one."""
    if is_blank(text):
        return Value()
    text = clip(text)
    bare = re.sub(r"[\s\u00a0\u202f.\-]", "", text).upper()
    if re.fullmatch(r"FR[0-9A-Z]{2}\d{9}", bare):
        return Value(bare, None if tva.is_valid(bare) else "wrong_checksum")
    known = re.fullmatch(r"(?!FR)[A-Z]{2}[0-9A-Z]{8,12}", bare) and sum(map(str.isdigit, bare)) >= 7
    return Value(bare) if known else Value(None, "not_an_identifier")


def read_naf(text: str) -> Value[str]:
    """A code of activity « 62.01Z », with its point; a label beside it is left out."""
    if is_blank(text):
        return Value()
    text = clip(text)
    found = _NAF.match(text.strip().upper()) or re.match(r"^(\d{2})\.?(\d{2})([A-Z])\b", text.strip().upper())
    if not found:
        return Value(None, "not_an_identifier")
    return Value(f"{found[1]}.{found[2]:0>2}{found[3]}")
