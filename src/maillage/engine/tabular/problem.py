"""What the engine is given and how much of it: fields, limits, what was read of a file, refusals.

A file of a city has no agreed shape. ``FieldName`` is the small set of things an organisation's record may
say; ``Reading`` is how a file was understood, item by item, each with how sure and why; ``Limits`` bound what
a file may cost; ``TableRefused`` carries a code and data, which the application above puts into words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from maillage.engine.tabular.codes import REFUSALS

T = TypeVar("T")


class FieldName(StrEnum):
    """What a column may hold. ``x`` and ``y`` are projected metres; ``point`` is both coordinates in one."""

    ID = "id"
    NAME = "name"
    LEGAL_NAME = "legal_name"
    OTHER_NAMES = "other_names"
    KIND = "kind"
    DESCRIPTION = "description"
    SUMMARY = "summary"
    LEGAL_FORM = "legal_form"
    SIRET = "siret"
    SIREN = "siren"
    RNA = "rna"
    VAT = "vat"
    NAF = "naf"
    SIZE = "size"
    STREET = "street"
    COMPLEMENT = "complement"
    POSTCODE = "postcode"
    CITY = "city"
    COMMUNE_CODE = "commune_code"
    COUNTRY = "country"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    X = "x"
    Y = "y"
    POINT = "point"
    PHONE = "phone"
    EMAIL = "email"
    WEBSITE = "website"
    SOCIAL = "social"
    CALENDAR = "calendar"
    HOURS = "hours"
    FOUNDED = "founded"
    CLOSED = "closed"
    UPDATED_AT = "updated_at"
    PARENT = "parent"
    SKILLS = "skills"


@dataclass(frozen=True, slots=True)
class Limits:
    """The most a file may cost. Sizes are bytes, except ``max_cell``, in characters.

    ``max_ratio`` is the most a part of a workbook may grow when unzipped, once beyond 10 MB;
    ``max_grid`` the most cells of the rectangle around a sheet's data (readers hold all of it);
    ``max_depth`` how deep JSON may nest. Raises ``ValueError`` when one of them is not positive.
    """

    max_bytes: int = 200_000_000
    max_line: int = 1_000_000
    max_columns: int = 2_000
    max_cell: int = 100_000
    max_unzipped: int = 200_000_000
    max_rows: int = 1_000_000
    max_ratio: int = 150
    max_members: int = 2_000
    max_grid: int = 20_000_000
    max_depth: int = 40

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            if value <= 0:
                raise ValueError(
                    f"The limit {item.name} is {value}: no file could be read. Give a positive number."
                )


DEFAULT = Limits()
"""Limits for a file that a stranger sends to a small server."""


class TableRefused(ValueError):  # noqa: N818 - it is the answer « no », not a failure of ours
    """The file is not read at all: ``code`` (a key of ``REFUSALS``) and ``data`` say why."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(f"{REFUSALS[code]} ({code}{''.join(f', {k}={v!r}' for k, v in data.items())})")
        self.code = code
        self.data: Mapping[str, object] = MappingProxyType(data)


class Remark(NamedTuple):
    """Something the reader did or saw that a person should know: a key of ``REMARKS`` and its data."""

    code: str
    data: Mapping[str, object]


class Row(NamedTuple):
    """One record of the source.

    ``number`` is where a person finds it: the line of a text, the row of a sheet, the rank of a JSON record,
    counted from 1. ``values`` has one text a column; ``surplus`` the cells beyond the last column;
    ``problems`` keys of ``PROBLEMS``.
    """

    number: int
    values: tuple[str, ...]
    problems: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guess(Generic[T]):
    """One guessed item: its value (``None`` when it means nothing for this file), how likely, and why."""

    value: T | None = None
    chance: float = 0.0
    reason: str = "not_asked"


def _no() -> Guess[str]:
    return Guess()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file was understood. Every item may be imposed: see ``Reading.of`` and ``open_table(hints=…)``.

    ``header_row`` counts rows of the source from 0, and is -1 when the file has no header; ``newline`` joins
    the kinds seen with "+", the most frequent first (``lf``, ``crlf``, ``cr``).
    """

    format: Guess[str] = field(default_factory=_no)
    encoding: Guess[str] = field(default_factory=_no)
    separator: Guess[str] = field(default_factory=_no)
    decimal: Guess[str] = field(default_factory=_no)
    header_row: Guess[int] = field(default_factory=Guess)
    sheet: Guess[str] = field(default_factory=_no)
    newline: Guess[str] = field(default_factory=_no)

    @classmethod
    def of(cls, **items: str | int) -> Reading:
        """What a person imposes: ``Reading.of(separator=";", header_row=2)``.

        Raises ``ValueError`` when an item is unknown or of the wrong type.
        """
        known = {item.name for item in fields(cls)}
        for name, value in items.items():
            if name not in known or isinstance(value, str) == (name == "header_row"):
                raise ValueError(
                    f"A reading cannot be told {name}={value!r}. Give texts for {', '.join(sorted(known))}, "
                    "and a whole number for header_row."
                )
        given: dict[str, Any] = {name: Guess(value, 1.0, "given") for name, value in items.items()}
        return replace(cls(), **given)

    def guessing(self, **guesses: Guess[str] | Guess[int]) -> Reading:
        """The reading with these guesses, except where a person imposed something."""
        kept: dict[str, Any] = {
            name: guess for name, guess in guesses.items() if getattr(self, name).reason != "given"
        }
        return replace(self, **kept)
