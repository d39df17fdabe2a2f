"""Postal codes, commune codes, cities, and addresses written in one piece."""

from __future__ import annotations

import re
from typing import NamedTuple

from maillage.engine.tabular.value import Value, clip, is_blank

_CODE = re.compile(r"(?<![\d.,-])(?:F-?\s?)?(\d{2})\s?(\d{3})(?!\d)", re.I)
_FOREIGN = re.compile(r"^(?=.*\d)[A-Z0-9][A-Z0-9 -]{2,9}$", re.I)
_COMMUNE = re.compile(r"^(\d{5}|2[AB]\d{3})$")
_CEDEX = re.compile(r"\s*\bc[ée]dex\b\s*\d*", re.I)
_END = re.compile(
    r"^(?P<street>.*?)[\s,;\-–—]*(?<!\d)(?P<code>\d{2}\s?\d{3})(?!\d)[\s,;\-–—]+(?P<city>[^\d;|]{2,60}?)(?:[\s,]+c[ée]dex\s*\d*)?"
    r"[\s,.]*(?:,?\s*france)?\s*$",
    re.I | re.S,
)


class Address(NamedTuple):
    """An address in pieces; what it does not say is empty."""

    street: str
    postcode: str
    city: str


def is_french_postcode(code: str) -> bool:
    """Whether five digits begin like a postal code of France, its overseas or Monaco."""
    return (
        len(code) == 5 and code.isascii() and code.isdigit() and "01" <= code[:2] <= "98" and code[:2] != "96"
    )


def read_postcode(text: str) -> Value[str]:
    """« 35000 », « 35 000 », « F-35000 Rennes », « 1000 » → « 01000 » (``zero_restored``).

    A code of another country is kept with ``foreign_postcode``.
    """
    if is_blank(text):
        return Value()
    text = clip(text)
    bare = re.sub(r"\.0+$", "", text.strip())
    found = _CODE.search(bare)
    if found and is_french_postcode(found[1] + found[2]):
        return Value(found[1] + found[2])
    if re.fullmatch(r"\d{4}", bare) and is_french_postcode(f"0{bare}"):
        return Value(f"0{bare}", "zero_restored")
    if _FOREIGN.match(bare) and not re.fullmatch(r"\d+", bare):
        return Value(bare.upper(), "foreign_postcode")
    return Value(None, "not_a_postcode")


def read_commune_code(text: str) -> Value[str]:
    """A commune's code of Insee: « 35238 », « 2A004 », « 1053 » → « 01053 » (``zero_restored``)."""
    if is_blank(text):
        return Value()
    text = clip(text)
    bare = re.sub(r"\.0+$", "", re.sub(r"[\s\u00a0]", "", text)).upper()
    if _COMMUNE.match(bare):
        return Value(bare)
    if re.fullmatch(r"\d{4}", bare):
        return Value(f"0{bare}", "zero_restored")
    return Value(None, "not_an_identifier")


def read_city(text: str) -> Value[str]:
    """The name of a city without postal code nor « CEDEX »."""
    if is_blank(text):
        return Value()
    text = clip(text)
    bare = _CEDEX.sub("", _CODE.sub(" ", text))
    bare = " ".join(re.sub(r"\(\s*\)", " ", bare).split()).strip(" ,-–/")
    return Value(bare or None)


def split_address(text: str) -> Address:
    """« 8 rue de la Boétie - 33000 Bordeaux » in its three pieces; all in the street when it has no code."""
    bare = " ".join(text.split())
    found = _END.match(clip(bare))
    if not found or not is_french_postcode(found["code"].replace(" ", "")):
        return Address(bare, "", "")
    return Address(
        found["street"].strip(" ,;-–—"), found["code"].replace(" ", ""), found["city"].strip(" ,;-–—")
    )
