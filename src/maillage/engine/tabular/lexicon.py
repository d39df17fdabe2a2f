"""The lexicon of column names, read from ``words.toml``."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from maillage.engine.tabular.problem import FieldName as F

_FILE = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def _split(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split("|"))


PARTS = ("street:number", "street:suffix", "street:type", "street:name")
"""Pieces of a street in separate columns, in the order in which they are written."""

PHRASES: dict[str, dict[float, tuple[str, ...]]] = {
    name: {float(weight): _split(text) for weight, text in weights.items()}
    for name, weights in _FILE["fields"].items()
}
"""By field (or piece of street): how surely, in (0, 1], and phrases."""

WORDS: dict[str, frozenset[str]] = {
    name: frozenset(text.split()) for name, text in _FILE["words"].items() if name != "person_phrases"
}
"""Words by kind: stop, neutral, nominal, elsewhere, common, short, days, persons, organisations, geocoded."""

PERSON_PHRASES = _split(_FILE["words"]["person_phrases"])
"""Phrases that name a person by themselves."""

GEOCODED_FIELDS = (F.STREET, F.POSTCODE, F.CITY, F.COMMUNE_CODE, F.LATITUDE, F.LONGITUDE, F.X, F.Y, F.POINT)
"""What a geocoder's column may be used for when the person wrote none."""

CELLS: dict[str, str] = {
    name: "|".join(re.escape(each).replace("\\ ", "[- ]?") for each in _split(text))
    for name, text in _FILE["cells"].items()
}
"""Alternatives of patterns over plain texts: ways, legal_forms, countries, networks."""

FIRST_NAMES = frozenset(_FILE["people"]["first_names"].split())
"""Frequent first names, plain."""
