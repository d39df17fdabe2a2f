"""One value read of one cell, and what stands for nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """What a cell says: ``value``, or ``None`` when it says nothing or nothing sure; ``problem`` is a key of
    ``PROBLEMS``. A blank cell has neither.
    """

    value: T | None = None
    problem: str | None = None


_NOTHING = re.compile(
    r"^[\W_]*$|^[\s(\[]*(#?n\s*/?\s*[adc]|#nom\s*\?|#ref\s*!|#valeur\s*!|#value\s*!|#name\s*\?|#div/0\s*!"
    r"|#null\s*!|nc|n\.\s*[cdra]\.?|nr|nsp|null|nul|none|nan|nil|undefined|vide|n[ée]ant|sans objet|inconnue?"
    r"|unknown|non renseign[ée]e?s?|non communiqu[ée]e?s?|non d[ée]fini|pas d['’]information|aucune?"
    r"|à compl[ée]ter|xxx+|not available|not applicable|missing|tbd|tba|s/?o)[\s)\]!.?]*$",
    re.I,
)
"""« #N/D », « NC », « - », « null », « néant »…"""


LONGEST = 1_000
"""Characters of a cell in which a number, a date, an address or an identifier is looked for."""


def clip(text: str) -> str:
    """The part of a cell that readers look at: patterns take longer than the text is long."""
    return text[:LONGEST]


def is_blank(text: str) -> bool:
    """Whether a cell stands for nothing: no letter nor digit, or a word that says so."""
    return len(text) < 30 and bool(_NOTHING.match(text))
