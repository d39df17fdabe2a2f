"""What each row becomes: compared with what the source said before, and with what we know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from maillage.actors.enums import KEPT, Listing
from maillage.actors.models import Actor, Identifier
from maillage.actors.naming import plain
from maillage.imports.drafts import Draft
from maillage.imports.enums import RowOutcome
from maillage.imports.models import Source, SourceRecord
from maillage.territory.models import Commune, Territory

STRONG = ("siret", "rna")
"""Numbers of one site or one association: with the same name or address, they name the same actor."""
Reason = list[str]


@dataclass(slots=True)
class Plan:
    """What becomes of one row: the outcome, why, and the record it is about."""

    draft: Draft
    outcome: RowOutcome
    reasons: list[Reason]
    actor: Actor | None = None
    record: SourceRecord | None = None


@dataclass(slots=True)
class Planner:
    """Plans rows, some at a time; remembers the keys of the whole file to notice rows said twice."""

    source: Source
    keys: dict[str, tuple[int, str]] = field(default_factory=dict)

    def plan(self, drafts: Sequence[Draft]) -> list[Plan]:
        """The plans of these rows, in their order; a fixed number of queries."""
        fresh = [self._settled(draft) for draft in drafts]
        waiting = [plan.draft for plan in fresh if plan.outcome is RowOutcome.CREATE]
        records = self._records([draft.key for draft in waiting])
        numbered = _numbered(waiting)
        for plan in fresh:
            if plan.outcome is RowOutcome.CREATE:
                _decide(plan, records.get(plan.draft.key), numbered)
        return fresh

    def remember(self, drafts: Iterable[Draft]) -> None:
        """Rows that were done before an import was resumed."""
        for draft in drafts:
            if draft.name:
                self._settled(draft)

    def _settled(self, draft: Draft) -> Plan:
        """Rows without a name, and rows that say again what another one said; the others wait."""
        reasons = [[code, name, text] for code, name, text in draft.problems]
        if not draft.name:
            return Plan(draft, RowOutcome.REFUSE, [["no_name", "name", ""], *reasons])
        first = self.keys.get(draft.key)
        if first is None:
            self.keys[draft.key] = (draft.number, draft.digest)
            return Plan(draft, RowOutcome.CREATE, reasons)
        if first[1] == draft.digest:
            return Plan(draft, RowOutcome.IGNORE, [["said_twice", "", str(first[0])], *reasons])
        again = self._numbered_key(draft)
        return Plan(again, RowOutcome.CREATE, [["same_key", "id", str(first[0])], *reasons])

    def _numbered_key(self, draft: Draft) -> Draft:
        """Two entries under one key: the second one is told apart by its rank."""
        rank = 2
        while f"{draft.key[:74]}#{rank}" in self.keys:
            rank += 1
        key = f"{draft.key[:74]}#{rank}"
        self.keys[key] = (draft.number, draft.digest)
        return Draft(draft.number, key, draft.said, draft.problems)

    def _records(self, keys: Sequence[str]) -> dict[str, SourceRecord]:
        rows = SourceRecord.objects.filter(source=self.source, key__in=keys)
        return {row.key: row for row in rows.select_related("actor__merged_into", "actor__address")}


def _numbered(drafts: Iterable[Draft]) -> dict[tuple[str, str], list[Actor]]:
    """The actors of the directory that have one of these rows' strong numbers."""
    values = {
        (scheme, value)
        for draft in drafts
        for scheme, value in draft.said.get("identifiers", [])
        if scheme in STRONG
    }
    rows = Identifier.objects.filter(
        value__in=[value for _, value in values], scheme__in=STRONG, actor__listing__in=KEPT
    ).select_related("actor__address")
    found: dict[tuple[str, str], list[Actor]] = {}
    for row in rows:
        if (row.scheme, row.value) in values:
            found.setdefault((row.scheme, row.value), []).append(row.actor)
    return found


def _decide(plan: Plan, record: SourceRecord | None, numbered: dict[tuple[str, str], list[Actor]]) -> None:
    plan.record = record
    if record is not None:
        _follow(plan, record)
        return
    for scheme, value in plan.draft.said.get("identifiers", []):
        same = numbered.get((scheme, value), [])
        if alike := [actor for actor in same if _is_same(actor, plan.draft)]:
            plan.outcome, plan.actor = RowOutcome.UPDATE, alike[0]
            plan.reasons.insert(0, [f"same_{scheme}", scheme, value])
            return
        if same:
            plan.reasons.append([f"shared_{scheme}", scheme, same[0].name])


def _follow(plan: Plan, record: SourceRecord) -> None:
    """The source spoke of this entry before."""
    actor = record.actor.merged_into or record.actor
    if actor.listing in (Listing.WITHDRAWN, Listing.WITHHELD):
        plan.actor = actor
        plan.reasons.insert(0, ["again", "", ""])
    elif record.digest == plan.draft.digest:
        plan.outcome, plan.actor = RowOutcome.SAME, actor
    else:
        plan.outcome, plan.actor = RowOutcome.UPDATE, actor


def _is_same(actor: Actor, draft: Draft) -> bool:
    if plain(actor.name) == plain(draft.name):
        return True
    street = plain(draft.get("street"))
    return bool(street and actor.address and plain(actor.address.street) == street)


@dataclass(slots=True)
class Gazetteer:
    """The communes of the perimeter, by code and by name."""

    by_code: dict[str, Commune]
    by_name: dict[str, Commune]

    @classmethod
    def of(cls, territory: Territory) -> Gazetteer:
        """Read once for an import."""
        rows = list(Commune.objects.filter(territory=territory))
        return cls({c.code: c for c in rows}, {_town(c.name): c for c in rows})

    def commune_of(self, said: dict[str, Any]) -> Commune | None:
        """The commune of an entry, if it is in the perimeter; a name counts if its postcode may be there."""
        if code := said.get("commune_code"):
            return self.by_code.get(str(code))
        found = self.by_name.get(_town(str(said.get("city", ""))))
        postcode = str(said.get("postcode", ""))
        elsewhere = postcode[:2].isdigit() and found is not None and found.code[:2].isdigit()
        return None if found is None or (elsewhere and postcode[:2] != found.code[:2]) else found


def _town(name: str) -> str:
    words = plain(name).replace("-", " ").replace("'", " ").split()
    return " ".join("saint" if w == "st" else "sainte" if w == "ste" else w for w in words)
