"""The same records as lines of a table: one column per field, several values joined by a bar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from maillage.actors.enums import ContactKind
from maillage.actors.exports.records import Record
from maillage.actors.identifiers import IdentifierScheme

Cell = str | int | float | bool | None
Row = dict[str, Cell]

BETWEEN = " | "

ADDRESS_COLUMNS = (
    "street", "complement", "postcode", "city", "commune_code", "country", "latitude", "longitude",
)  # fmt: skip
NUMBER_COLUMNS = {
    scheme: f"{scheme}_id" if scheme in (IdentifierScheme.NATIONAL, IdentifierScheme.OTHER) else scheme
    for scheme in IdentifierScheme.values
}
ACTOR_COLUMNS = (
    "ref", "url", "name", "legal_name", "short_name", "other_names", "kind", "life", "founded", "ended",
    "listing", "description", "skills_offered", "skills_sought", "activity", "activity_2025", "legal_form",
    "size", "hours", *ADDRESS_COLUMNS, *NUMBER_COLUMNS.values(), *ContactKind.values,
    "freshness", "confirmed_on", "is_invented",
)  # fmt: skip
EPISODE_COLUMNS = (
    "ref", "url", "name", "kind", "life", *ADDRESS_COLUMNS, "valid_from", "valid_until", "is_invented",
)  # fmt: skip
DIFFERENCE_COLUMNS = (
    "change", "on", "ref", "url", "name", "kind", "life", "city", "was_name", "was_kind", "was_life",
    "was_city", "tie", "other_ref", "other_name",
)  # fmt: skip


def actor_row(record: Record) -> Row:
    """An actor on one line; its description in the main language of the record."""
    by_scheme = _joined((NUMBER_COLUMNS[one["scheme"]], one["value"]) for one in record["identifiers"])
    by_kind = _joined((one["kind"], one["value"]) for one in record["contacts"])
    fresh = record["freshness"]
    told = {
        **record,
        **_address(record["address"]),
        **by_scheme,
        **by_kind,
        "description": _main_text(record["description"]),
        "freshness": fresh["score"],
        "confirmed_on": fresh["confirmed_on"],
    }
    return {column: _cell(told.get(column)) for column in ACTOR_COLUMNS}


def episode_row(record: Record) -> Row:
    """A past state on one line."""
    told = {**record, **_address(record["address"])}
    return {column: _cell(told.get(column)) for column in EPISODE_COLUMNS}


def difference_row(record: Record) -> Row:
    """A change on one line: what is so after it, what was before, or the two ends of a tie."""
    before, after = record.get("before") or {}, record.get("after") or {}
    now, other = after or before or record.get("from") or {}, record.get("to") or {}
    told = {
        "change": record["change"],
        "on": record["on"],
        **{name: now.get(name) for name in ("ref", "url", "name", "kind", "life")},
        "city": _city(now),
        **{f"was_{name}": before.get(name) if after else None for name in ("name", "kind", "life")},
        "was_city": _city(before) if after else None,
        "tie": record.get("tie"),
        "other_ref": other.get("ref"),
        "other_name": other.get("name"),
    }
    return {column: _cell(told[column]) for column in DIFFERENCE_COLUMNS}


def _address(record: Record | None) -> Record:
    return dict.fromkeys(ADDRESS_COLUMNS) if record is None else record


def _city(record: Record) -> str | None:
    address = record.get("address")
    return address["city"] if address else None


def _main_text(texts: Mapping[str, Any]) -> str:
    return str(texts.get("fr") or next(iter(texts.values()), ""))


def _joined(pairs: Iterable[tuple[str, str]]) -> Row:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return {name: BETWEEN.join(values) for name, values in found.items()}


def _cell(value: Any) -> Cell:
    if isinstance(value, list | tuple):
        return BETWEEN.join(str(one) for one in value)
    return value if isinstance(value, int | float | bool) else str(value or "")
