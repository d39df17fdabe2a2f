"""A question from its first request to its last page, and what is stored of the answer."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from maillage.imports.connectors.base import Asked, Call, Connector, Json, NotUnderstoodError, Shaped
from maillage.imports.connectors.http import ServiceError, Visit


@dataclass(slots=True)
class Gathered:
    """The pages that came, without what must not be kept; whether some did not come, and how many there are.

    ``total`` is the count that the service gave, 0 when it gives none.
    """

    pages: list[Json] = field(default_factory=list)
    records: int = 0
    total: int = 0
    is_cut: bool = False

    def file(self, connector: Connector, way: str, asked: Asked) -> bytes:
        """What is stored: the question and the pages; the same for the same answer to the same question."""
        said = {
            "service": connector.type,
            "way": way,
            "question": dict(asked),
            "cut": self.is_cut,
            "total": self.total,
            "pages": self.pages,
        }
        return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()


def gather(connector: Connector, base: str, way: str, asked: Asked, visit: Visit) -> Gathered:
    """Ask, page after page, until there is no more, or the bounds of the connector, or no time is left.

    What came before a failure is not kept: half an answer would look like a whole one. Raises ServiceError.
    """
    found = Gathered()
    calls = deque(connector.first(base, way, asked))
    while calls:
        full = len(found.pages) >= connector.most_pages or found.records >= connector.most_records
        if full or (found.pages and not visit.go_on()):
            found.is_cut = True
            break
        call = calls.popleft()
        answer = visit.json(call)
        try:
            after = _keep(found, connector, call, answer)
        except NotUnderstoodError:
            raise ServiceError("not_understood") from None
        if after:
            calls.appendleft(after)
    return found


def _keep(found: Gathered, connector: Connector, call: Call, answer: Json) -> Call | None:
    """Take a page in; returns the request for the next one."""
    with _as_documented():
        page = connector.stripped(answer)
        found.pages.append(page)
        found.records += len(connector.shaped(page).rows)
        if call.page == 1:
            found.total += connector.total(page) or 0
        return connector.following(call, answer)


@contextmanager
def _as_documented() -> Iterator[None]:
    """Whatever is not where the service documents it means that the answer is not understood."""
    try:
        yield
    except (TypeError, AttributeError, LookupError, ValueError) as error:
        raise NotUnderstoodError(str(error)) from None


@dataclass(frozen=True, slots=True)
class Told:
    """A stored answer as a table, and what there is to say of it: codes and data."""

    table: bytes
    columns: tuple[str, ...]
    remarks: tuple[tuple[str, Mapping[str, Any]], ...]


def told(connector: Connector, stored: bytes) -> Told:
    """Read a stored answer, or a file that the service gives away: each entry once, each field a column.

    Raises NotUnderstoodError.
    """
    try:
        said = json.loads(stored)
    except (ValueError, RecursionError):
        raise NotUnderstoodError("The stored answer is not JSON.") from None
    ours = isinstance(said, dict) and said.get("service") == connector.type and "pages" in said
    with _as_documented():
        shaped = _together(connector, said["pages"] if ours else [connector.stripped(said)])
    columns = tuple(dict.fromkeys(name for row in shaped.rows for name in row))
    rows = [{name: row.get(name, "") for name in columns} for row in shaped.rows]
    remarks: list[tuple[str, Mapping[str, Any]]] = []
    if ours and said["cut"]:
        remarks.append(("answer_cut", {"kept": len(rows), "total": said["total"]}))
    remarks += [(f"left_{code}", {"count": count}) for code, count in sorted(shaped.left_out.items())]
    return Told(json.dumps(rows, ensure_ascii=False).encode(), columns, tuple(remarks))


def _together(connector: Connector, pages: list[Json]) -> Shaped:
    """The rows of all pages; an entry that a service gives on two pages is taken once."""
    left: Counter[str] = Counter()
    rows: dict[str, dict[str, str]] = {}
    for page in pages:
        shaped = connector.shaped(page)
        left += shaped.left_out
        for row in shaped.rows:
            left["repeated"] += row["id"] in rows
            rows.setdefault(row["id"], row)
    return Shaped(list(rows.values()), +left)
