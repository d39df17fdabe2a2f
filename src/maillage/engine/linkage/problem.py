"""What the engine is given: records of organisations, and those they are to be compared with."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, fields

MAX_RECORDS = 5_000_000
"""Above this, a machine's memory is not enough: run the same model on Spark (docs/engines/linkage.md)."""


class LinkageError(ValueError):
    """The engine was given something it refuses; the message says what, why, and what to do next."""


@dataclass(frozen=True, slots=True)
class Record:
    """One organisation as one source writes it; only ``key`` and one name are needed.

    ``key`` is unique in the problem. ``names`` begin with the usual one, then legal, former or short ones.
    ``kind`` is what the source calls it (« médiathèque », "association"…). ``lat`` and ``lon`` are degrees
    WGS 84, both or neither. ``commune_code`` is Insee's. ``source`` names where the record comes from.
    Text is kept as it was written: the engine normalises its own copy.

    Raises ``LinkageError`` when the key or every name is blank, a list is a bare text (which Python would
    read letter by letter), a value is not a text, or a coordinate cannot be on Earth.
    """

    key: str
    names: tuple[str, ...]
    kind: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    commune_code: str = ""
    lat: float | None = None
    lon: float | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    siret: str = ""
    siren: str = ""
    rna: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.key, str) or not self.key.strip():
            raise LinkageError(
                f"A record has the key {self.key!r}, so no pair could name it. Give each record a unique, "
                "stable text."
            )
        for name in ("names", "phones", "emails", "websites"):
            object.__setattr__(self, name, self._texts(name, getattr(self, name)))
        for field in fields(self):
            if field.type == "str" and not isinstance(getattr(self, field.name), str):
                raise LinkageError(
                    f"Record {self.key!r}: `{field.name}` is {type(getattr(self, field.name)).__name__}, not "
                    "a text, and cannot be compared. Give a text, or leave it out when it is not known."
                )
        if not self.names:
            raise LinkageError(
                f"Record {self.key!r} has no name, and an organisation without one cannot be compared. "
                "Give at least one name that is not blank, or leave the record out."
            )
        self._refuse_odd_place()

    def _texts(self, name: str, given: Iterable[str]) -> tuple[str, ...]:
        if isinstance(given, str) or not isinstance(given, Iterable):
            raise LinkageError(
                f"Record {self.key!r}: `{name}` is {given!r}, which is not a list of texts. "
                f"Write ({given!r},) even when there is only one."
            )
        texts = tuple(given)
        if not all(isinstance(text, str) for text in texts):
            raise LinkageError(
                f"Record {self.key!r}: `{name}` holds something that is not a text, and cannot be compared. "
                "Keep only texts in that list."
            )
        return tuple(text for text in texts if text.strip())

    def _refuse_odd_place(self) -> None:
        place = (self.lat, self.lon)
        if place == (None, None):
            return
        numbers = all(
            isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
            for value in place
        )
        if not numbers or abs(self.lat or 0) > 90 or abs(self.lon or 0) > 180:
            raise LinkageError(
                f"Record {self.key!r} is placed at {place}, which is nowhere on Earth, and distances from it "
                "would be wrong. Give both latitude and longitude in degrees, or neither."
            )


@dataclass(frozen=True, slots=True)
class LinkageProblem:
    """Records to compare: with one another, and, when ``against`` is given, with those already known.

    ``records`` are looked at pair by pair, and each with every one of ``against``; the records of ``against``
    are never compared with one another. Raises ``LinkageError`` when a key is used twice, something is not a
    ``Record``, or there are more than ``MAX_RECORDS``.
    """

    records: tuple[Record, ...]
    against: tuple[Record, ...] = ()

    def __post_init__(self) -> None:
        for name in ("records", "against"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        seen: set[str] = set()
        for record in (*self.records, *self.against):
            if not isinstance(record, Record):
                raise LinkageError(
                    f"{type(record).__name__} was given where a Record is needed, and cannot be compared. "
                    "Build `Record(key, names, …)` from it."
                )
            if record.key in seen:
                raise LinkageError(
                    f"The key {record.key!r} is used by two records, so a pair could not tell which. "
                    "Make keys unique, for instance by putting the source before them."
                )
            seen.add(record.key)
        if len(seen) > MAX_RECORDS:
            raise LinkageError(
                f"{len(seen)} records are more than one machine can hold ({MAX_RECORDS}). "
                "Work département by département, or run the same model on Spark."
            )
