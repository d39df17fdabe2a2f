"""One row of a source as a record to be: each value in canonical form, or the reason why it was not taken.

A value that cannot be read never costs the row: the row goes on without it, and says so. Only a row without
any name is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

Said = dict[str, Any]
Problem = tuple[str, str, str]
"""(code, field, the text as it was written): worded by ``words.reason_in_words``."""

TEXTS = {
    "name": 160,
    "legal_name": 160,
    "street": 200,
    "complement": 200,
    "postcode": 12,
    "city": 120,
    "hours": 300,
}
"""Fields kept as they are written, with the most characters that the tables hold."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a source says of one actor. ``said`` holds plain values by field, only those it does say."""

    number: int
    key: str
    said: Said
    problems: tuple[Problem, ...] = field(default=())

    @property
    def name(self) -> str:
        """The usual name."""
        return str(self.said.get("name", ""))

    @property
    def digest(self) -> str:
        """The same for two rows that say the same."""
        text = json.dumps(self.said, sort_keys=True, ensure_ascii=False)
        return blake2b(text.encode(), digest_size=16).hexdigest()

    def get(self, name: str) -> str:
        """A text that the source says; empty when it says nothing."""
        return str(self.said.get(name, ""))


def key_of(values: Mapping[str, str], plain_name: str) -> str:
    """What names an entry in its source: its own identifier, else its number, else its name and address."""
    if values.get("id"):
        return f"id:{values['id']}"[:80]
    if values.get("siret"):
        return f"siret:{values['siret']}:{_short(plain_name)}"
    where = (values.get("street", ""), values.get("postcode", ""), values.get("city", ""))
    return f"name:{_short('|'.join([plain_name, *(part.casefold() for part in where)]))}"


def _short(text: str) -> str:
    return blake2b(text.encode(), digest_size=10).hexdigest()
