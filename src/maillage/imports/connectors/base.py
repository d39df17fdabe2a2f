"""What every connector offers: the questions it takes, its requests, its answer as a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from maillage.actors.contact_values import looks_personal

Json = Any
"""What the standard reader gives."""
Asked = Mapping[str, str]
"""A question: texts by the name of its part."""
Row = dict[str, str]
"""One organisation: texts by the names of ``FieldName`` (the bridge says which exist)."""
JOINT = " ; "
"""Between the values of a field that takes several."""


class Part(StrEnum):
    """What a part of a question holds; a form knows how to ask for each."""

    TEXT = "text"
    NUMBERS = "numbers"
    COMMUNE = "commune"
    DEPARTMENT = "department"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    RADIUS = "radius"
    ADDRESS = "address"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a question: its name, what it holds, whether it must be filled, its bounds when a number."""

    name: str
    part: Part
    label: Any = ""
    hint: Any = ""
    is_required: bool = True
    most: float = 0


@dataclass(frozen=True, slots=True)
class Way:
    """A way to ask a service: its name in an address, its label, the parts of the question.

    ``problem`` says, as a sentence, what is wrong with parts that are right one by one; else nothing.
    """

    name: str
    label: Any
    pieces: tuple[Piece, ...]
    problem: Callable[[Asked], Any] = lambda _asked: ""


class Call(NamedTuple):
    """One request: its address, what is posted (nothing: it is a GET), and the page it asks for."""

    url: str
    body: bytes | None = None
    page: int = 1


@dataclass(slots=True)
class Shaped:
    """An answer as rows; ``left_out`` counts what was not taken, by the code of the reason."""

    rows: list[Row] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


class NotUnderstoodError(ValueError):
    """An answer has not the shape that the service documents."""


@dataclass(frozen=True, slots=True)
class Connector:
    """A service that tells of organisations.

    ``address`` and ``token`` name settings; ``is_typed`` says that a person gives the address. ``licence`` is
    that of the data, ``page`` where people read of the service. ``per_second`` is the most requests that the
    service takes; ``most_pages`` and ``most_records`` bound one question.

    The five functions: ``first(base, way, asked)`` makes the requests that begin a question;
    ``following(call, answer)`` the next page, if there is one; ``stripped(answer)`` what may be stored of an
    answer (raises NotUnderstoodError); ``shaped(stripped)`` its organisations; ``total(stripped)`` how many
    records the service says it has, when it says so.
    """

    type: str
    label: Any
    about: Any
    licence: str
    page: str
    address: str
    ways: tuple[Way, ...]
    first: Callable[[str, str, Asked], list[Call]]
    following: Callable[[Call, Json], Call | None]
    stripped: Callable[[Json], Json]
    shaped: Callable[[Json], Shaped]
    total: Callable[[Json], int | None]
    token: str = ""
    kind: str = "association"
    per_second: float = 1.0
    most_pages: int = 100
    most_records: int = 2500
    is_typed: bool = False

    def way(self, name: str) -> Way:
        """The way of this name, or the first one."""
        return next((way for way in self.ways if way.name == name), self.ways[0])


def page_after(call: Call, pages: Json) -> Call | None:
    """The request for the next of so many pages, whose address says its number in ``page``."""
    if call.page >= int(pages or 0):
        return None
    url = re.sub(r"([?&]page=)\d+", rf"\g<1>{call.page + 1}", call.url)
    return Call(url, None, call.page + 1)


def records(answer: Json, key: str) -> list[dict[str, Json]]:
    """The list of records under a key, or the answer itself when it is a list; raises NotUnderstoodError."""
    found = answer.get(key) if isinstance(answer, dict) else answer
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise NotUnderstoodError(f"There is no list of objects under {key!r}.")
    return found


def text(value: Json) -> str:
    """A value as one text, several joined; nothing for none."""
    if isinstance(value, list):
        return JOINT.join(dict.fromkeys(filter(None, map(text, value))))
    if value is None or isinstance(value, bool | dict):
        return ""
    return str(value).strip()


def only(record: Mapping[str, Json], names: tuple[str, ...]) -> dict[str, Json]:
    """The named parts of a record, those that are filled."""
    return {name: record[name] for name in names if record.get(name) not in (None, "", [], {})}


def filled(**values: Json) -> Row:
    """A row with only what is said."""
    return {name: said for name, value in values.items() if (said := text(value))}


def day(value: Json) -> str:
    """The day of a date or of a moment (ISO 8601); empty for anything else."""
    found = re.match(r"\d{4}(-\d{2}(-\d{2})?)?", text(value))
    return found.group() if found else ""


def impersonal(mails: str) -> tuple[str, int]:
    """The addresses of a text that do not seem to be a person's, and how many were left out.

    Doubt counts as a person: an organisation whose address is lost can give it again, a person cannot take
    hers back.
    """
    every = [mail for mail in re.split(r"[;,|\s]+", mails) if "@" in mail]
    kept = [mail for mail in every if not looks_personal(mail)]
    return JOINT.join(kept), len(every) - len(kept)
