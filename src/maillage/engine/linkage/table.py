"""Profiles as the table the model reads: one row a record, lists and numbers, ``NULL`` for the unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from maillage.engine.linkage.keys import Keys, block
from maillage.engine.linkage.profile import Profile
from maillage.engine.linkage.rarity import STEP, Rarity
from maillage.engine.linkage.words import SOLE

MOST_OWN = 4
"""Bearers of a telephone, a host or a SIRET above which it is a switchboard's, not an organisation's."""

DISTINCT_BITS = 8.0
"""Least information of a name's own words for « the same name » to mean more than a common word."""

SHORTEST_LIKENESS = 6
"""Letters under which two names are alike by chance."""

TEXTS, NUMBERS = pa.list_(pa.string()), pa.list_(pa.int32())
SCHEMA = pa.schema(
    [
        ("unique_id", pa.int32()), ("fresh", pa.bool_()), ("block_keys", NUMBERS),
        ("full_names", TEXTS), ("own_names", TEXTS), ("compact", pa.string()), ("info", NUMBERS),
        ("least_info", pa.int32()), ("bare", pa.bool_()), ("initials", TEXTS), ("shorts", TEXTS),
        ("kinds", TEXTS), ("sole", TEXTS), ("towns", TEXTS), ("doors", TEXTS), ("way", pa.string()),
        ("x", pa.float64()), ("y", pa.float64()), ("z", pa.float64()),
        ("phones", TEXTS), ("switchboards", TEXTS), ("emails", TEXTS), ("hosts", TEXTS),
        ("domains", TEXTS), ("siret", pa.string()), ("siren", pa.string()), ("rna", pa.string()),
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shared:
    """Values that many records bear, told apart from those of one organisation."""

    phones: frozenset[str]
    hosts: frozenset[str]
    sirets: frozenset[str]
    sole: frozenset[str]

    @classmethod
    def among(cls, profiles: Sequence[Profile], fresh: int) -> Shared:
        """Count the bearers of each value."""
        return cls(
            phones=_many(value for one in profiles for value in one.phones),
            hosts=_many(value for one in profiles for value in {*one.hosts, *one.domains}),
            sirets=_many(one.siret for one in profiles if one.siret),
            sole=_alone(profiles, fresh),
        )


def table(profiles: Sequence[Profile], fresh: int, keyed: bool = True) -> tuple[pa.Table, Keys]:
    """The table of ``profiles``, the first ``fresh`` of which are the new records, and its blocking keys."""
    rarity = Rarity(one.own for one in profiles)
    shared = Shared.among(profiles, fresh)
    keys = block(profiles, rarity) if keyed else Keys(tuple(() for _ in profiles), 0)
    rows = [
        {"unique_id": place, "fresh": place < fresh, "block_keys": list(keys.of[place]) or None}
        | _of_names(one, rarity)
        | {"kinds": sorted(one.kinds) or None, "sole": sorted(shared.sole & _in_town(one)) or None}
        | _of_place(one)
        | _of_contact(one, shared)
        for place, one in enumerate(profiles)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA), keys


def _of_names(one: Profile, rarity: Rarity) -> dict[str, Any]:
    units = [len(rarity.codes(name.own)) for name in one.names]
    compact = next((name.compact for name in one.names if len(name.compact) >= SHORTEST_LIKENESS), None)
    return {
        "full_names": sorted({name.key for name in one.names if name.full}) or None,
        "own_names": _distinct(one, lambda words: rarity.total(words) >= DISTINCT_BITS),
        "compact": compact,
        "info": rarity.codes(sorted(one.own)) or None,
        "least_info": min((unit for unit in units if unit * STEP >= 4), default=None),
        "bare": any(unit * STEP < 4 for unit in units),
        "initials": sorted(one.initials) or None,
        "shorts": sorted(one.shorts) or None,
    }


def _distinct(one: Profile, enough: Callable[[tuple[str, ...]], bool]) -> list[str] | None:
    texts = (*one.names, *one.parts)
    found = {spelt for name in texts if enough(name.own) for spelt in (_sorted(name.own), name.compact)}
    return sorted(found) or None


def _sorted(words: tuple[str, ...]) -> str:
    return " ".join(sorted(words))


def _of_place(one: Profile) -> dict[str, Any]:
    x, y, z = one.xyz or (None, None, None)
    return {
        "towns": list(one.towns) or None, "doors": list(one.doors) or None, "way": one.way or None,
        "x": x, "y": y, "z": z,
    }  # fmt: skip


def _of_contact(one: Profile, shared: Shared) -> dict[str, Any]:
    own = [value for value in one.phones if value not in shared.phones]
    hosts = [value for value in one.hosts if value not in shared.hosts]
    return {
        "phones": own or None,
        "switchboards": [value for value in one.phones if value in shared.phones] or None,
        "emails": list(one.emails) or None,
        "hosts": hosts or None,
        "domains": sorted({*hosts, *(v for v in one.domains if v not in shared.hosts)}) or None,
        "siret": one.siret if one.siret and one.siret not in shared.sirets else None,
        "siren": one.siren or None,
        "rna": one.rna or None,
    }


def _in_town(one: Profile) -> frozenset[str]:
    """The kinds of which a town has one, with its town: « library@blois »."""
    return frozenset(f"{kind}@{one.towns[-1]}" for kind in one.kinds & SOLE if one.towns)


def _alone(profiles: Sequence[Profile], fresh: int) -> frozenset[str]:
    """Kinds in a town that one known record bears at most, and one or two new ones."""
    new = Counter(found for one in profiles[:fresh] for found in _in_town(one))
    known = Counter(found for one in profiles[fresh:] for found in _in_town(one))
    return frozenset(found for found, times in new.items() if times <= 2 and known[found] <= 1)


def _many(values: Iterable[str]) -> frozenset[str]:
    return frozenset(value for value, times in Counter(values).items() if times > MOST_OWN)
