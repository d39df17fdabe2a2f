"""Tables and JSON as text, in pieces: a file of the whole directory is never held in memory.

CSV follows RFC 4180, in UTF-8 with its mark, so that spreadsheets read the accents. No cell of it can be run
as a formula (OWASP, « CSV injection »).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from django.utils import translation

from maillage.actors.exports.records import Record
from maillage.actors.exports.rows import Cell, Row
from maillage.actors.queries import Moment
from maillage.common import clock
from maillage.territory.inside import inside
from maillage.territory.models import Territory

MARK = "\ufeff"
CHUNK = 500
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Signs with which a spreadsheet begins a formula, and those that hide one."""

T = TypeVar("T")


class Licence(NamedTuple):
    """A licence by its SPDX name in small letters, and where it is written."""

    name: str
    url: str


OPEN = Licence("etalab-2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/")
SHARE_ALIKE = Licence("odbl-1.0", "https://opendatacommons.org/licenses/odbl/1-0/")


class Origin(NamedTuple):
    """Where entries came from: the source's name, the licence it gives, its address."""

    name: str
    licence: str
    url: str


def licence_of(origins: Iterable[Origin]) -> Licence:
    """The licence of a file made with these sources: ODbL (§ 4.4, share alike) where one of them is under it.

    >>> licence_of([Origin("OpenStreetMap", "ODbL 1.0", "")]).name, licence_of([]).name
    ('odbl-1.0', 'etalab-2.0')
    """
    shared = any("odbl" in one.licence.lower() or "open database" in one.licence.lower() for one in origins)
    return SHARE_ALIKE if shared else OPEN


def neutral(cell: Cell) -> Cell:
    """The same cell, that no spreadsheet runs: a text that begins like a formula gets an apostrophe.

    >>> neutral("=1+1"), neutral("+33473000000"), neutral(-1.5)
    ("'=1+1", "'+33473000000", -1.5)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell


def csv_text(rows: Iterable[Row]) -> str:
    """Lines of a table, without its heading."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerows([_written(neutral(cell)) for cell in row.values()] for row in rows)
    return stream.getvalue()


def csv_file(columns: Sequence[str], chunks: Iterable[Iterable[Row]]) -> Iterator[str]:
    """A whole table, piece by piece."""
    yield MARK + ",".join(columns) + "\r\n"
    for rows in chunks:
        yield csv_text(rows)


def json_file(head: Record, name: str, chunks: Iterable[Iterable[Record]]) -> Iterator[str]:
    """A whole JSON object, piece by piece: what ``head`` says, then the list called ``name``."""
    yield json_text(head)[:-1] + f', "{name}": ['
    between = ""
    for records in chunks:
        written = ",\n".join(map(json_text, records))
        if written:
            yield between + written
            between = ",\n"
    yield "]}\n"


def json_text(value: Any) -> str:
    """JSON with its accents."""
    return json.dumps(value, ensure_ascii=False)


def heading(
    territory: Territory, address: str, count: int, origins: Sequence[Origin], **asked: object
) -> Record:
    """What a file says of itself: whose it is, its licence, its sources, when, of which question."""
    licence = licence_of(origins)
    return {
        "territory": territory.slug,
        "territory_name": territory.name,
        "licence": licence.name,
        "licence_url": licence.url,
        "sources": [origin._asdict() for origin in origins],
        "source": address,
        "made_at": clock.now().isoformat(),
        "count": count,
        **asked,
    }


def times_of(moment: Moment) -> Record:
    """The two times of a question, as a file says them (``known_at`` null: as known now)."""
    known = moment.known_at
    return {"as_of": moment.day.isoformat(), "known_at": known.isoformat() if known else None}


def in_chunks(
    territory: Territory, keys: Sequence[int], read: Callable[[list[int]], Iterable[T]]
) -> Iterator[list[T]]:
    """What ``read`` makes of the keys, a few hundred at a time.

    A streamed answer is made after the request has left its territory: each piece goes back inside it.
    """
    return _pieces(territory, keys, read, translation.get_language() or "fr")


def _pieces(
    territory: Territory, keys: Sequence[int], read: Callable[[list[int]], Iterable[T]], language: str
) -> Iterator[list[T]]:
    for start in range(0, len(keys), CHUNK):
        with inside(territory), translation.override(language):
            rows = list(read(list(keys[start : start + CHUNK])))
        yield rows


def _written(cell: Cell) -> str | int | float:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else cell
