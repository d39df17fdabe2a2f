"""Actors as records, many at a time: five queries whatever their number, and plain values all along.

Field names are English and stable (docs/open-data.md). Nobody's name is written: people are not open data.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from maillage.actors.enums import NameKind, SkillSide, Visibility
from maillage.actors.exports.addresses import Addresses
from maillage.actors.exports.records import Record
from maillage.actors.freshness import level_after, score_after
from maillage.actors.models import Actor, ActorName, ActorSkill, Contact, Identifier
from maillage.common import clock

PLAIN = (
    "ref", "name", "kind", "life", "founded", "ended", "listing", "descriptions", "activity",
    "activity_2025", "legal_form", "size", "hours", "confirmed_at", "is_invented",
)  # fmt: skip
PLACE = {
    "street": "address__street",
    "complement": "address__complement",
    "postcode": "address__postcode",
    "city": "address__city",
    "commune_code": "address__commune__code",
    "country": "address__country",
    "latitude": "address__lat",
    "longitude": "address__lon",
}

Pairs = dict[int, list[tuple[str, str]]]


def actor_records(keys: Sequence[int]) -> list[Record]:
    """Who these actors are, as known and true today, by name; only what everybody may read."""
    names = _pairs(ActorName.objects.order_by("kind", "text"), keys, "kind", "text")
    numbers = _pairs(Identifier.objects.all(), keys, "scheme", "value")
    reached = _pairs(Contact.objects.filter(visibility=Visibility.PUBLIC), keys, "kind", "value")
    skills = _pairs(ActorSkill.objects.order_by("skill__code"), keys, "side", "skill__code")
    addresses, now = Addresses.here(), clock.now()
    rows = Actor.objects.filter(pk__in=keys).order_by("sort_name", "pk")
    return [
        _record(row, addresses, now)
        | _names(names[row["pk"]])
        | _skills(skills[row["pk"]])
        | {
            "identifiers": [{"scheme": scheme, "value": value} for scheme, value in numbers[row["pk"]]],
            "contacts": [{"kind": kind, "value": value} for kind, value in reached[row["pk"]]],
        }
        for row in rows.values("pk", "address", *PLAIN, *PLACE.values())
    ]


def _record(row: dict[str, Any], addresses: Addresses, now: datetime) -> Record:
    days = max(0, (now - row["confirmed_at"]).days)
    told = {name: row[name] for name in PLAIN if name not in ("descriptions", "confirmed_at")}
    return {
        "ref": row["ref"],
        "url": addresses.page(row["ref"], row["name"]),
        "api_url": addresses.record(row["ref"]),
        **told,
        "description": dict(row["descriptions"]),
        "address": _address(row) if row["address"] else None,
        "freshness": {
            "score": score_after(days),
            "level": str(level_after(days)),
            "confirmed_on": timezone.localtime(row["confirmed_at"]).date().isoformat(),
        },
    }


def _address(row: dict[str, Any]) -> Record:
    told = {name: row[column] for name, column in PLACE.items()}
    return told | {"commune_code": told["commune_code"] or ""}


def _names(pairs: Iterable[tuple[str, str]]) -> Record:
    told = list(pairs)
    return {
        "legal_name": next((text for kind, text in told if kind == NameKind.LEGAL), ""),
        "short_name": next((text for kind, text in told if kind == NameKind.SHORT), ""),
        "other_names": [text for kind, text in told if kind == NameKind.OTHER],
    }


def _skills(pairs: Iterable[tuple[str, str]]) -> Record:
    told = list(pairs)
    return {
        "skills_offered": [code for side, code in told if side == SkillSide.OFFERED],
        "skills_sought": [code for side, code in told if side == SkillSide.SOUGHT],
    }


def _pairs(rows: QuerySet[Any], keys: Sequence[int], first: str, second: str) -> Pairs:
    """Two columns of the rows that belong to these actors, by actor."""
    found: Pairs = defaultdict(list)
    for actor, one, two in rows.filter(actor__in=keys).values_list("actor_id", first, second):
        found[actor].append((one, two))
    return found
