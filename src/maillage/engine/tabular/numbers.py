"""Numbers as French and English spreadsheets write them."""

from __future__ import annotations

import re

from maillage.engine.tabular.value import Value, clip, is_blank

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’_]")
_PLAIN = re.compile(r"^[-+]?(\d+([.,]\d*)?|[.,]\d+)$")
_SCIENTIFIC = re.compile(r"^([-+]?\d+)[.,]?(\d*)[eE]([-+]?\d+)$")
_THOUSANDS = (re.compile(r"^[-+]?\d{1,3}(\.\d{3})+(,\d+)?$"), re.compile(r"^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$"))


def read_number(text: str) -> Value[float]:
    """« 43,37 », « 1 234,5 », « 1.234,50 », « 1,234.50 », « −3 ».

    « 1.234 » and « 1,234 » are taken as decimals. « 1,23E+13 » gives its number with the problem
    ``scientific_notation`` when its last digits are lost; anything else ``not_a_number``.
    """
    if is_blank(text):
        return Value()
    text = clip(text)
    bare = _SPACES.sub("", text.strip()).replace("−", "-").replace("–", "-")
    if _PLAIN.match(bare):
        return Value(float(bare.replace(",", ".")))
    for pattern, marks in zip(_THOUSANDS, ((".", ","), (",", ".")), strict=True):
        if pattern.match(bare):
            return Value(float(bare.replace(marks[0], "").replace(marks[1], ".")))
    found = _SCIENTIFIC.match(bare)
    if found and len(found[3]) < 4:
        lost = int(found[3]) > len(found[2]) and int(found[3]) > 0
        number = float(f"{found[1]}.{found[2] or 0}e{found[3]}")
        return Value(number, "scientific_notation" if lost else None)
    return Value(None, "not_a_number")


def unfold(text: str) -> str | None:
    """The digits of a long number that a spreadsheet wrote « 4,0109226700020E+13 »; "" when some are lost.

    ``None`` when the text is not written so.
    """
    found = _SCIENTIFIC.match(_SPACES.sub("", clip(text)))
    if not found:
        return None
    digits = (found[1] + found[2]).lstrip("+")
    return digits if digits.isdigit() and len(digits) == int(found[3]) + len(found[1].lstrip("+")) else ""
