"""Profiles as the table the model reads: one row a record, lists and numbers, ``NULL`` for the unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.engine.linkage.keys import Keys, block
from maillage.engine.linkage.names import Name
from maillage.engine.linkage.profile import Profile
from maillage.engine.linkage.rarity import STEP, Rarity
from maillage.engine.linkage.words import SOLE

if TYPE_CHECKING:
    import pyarrow as pa

MOST_OWN = 4
"""Bearers of a telephone, a host or a SIRET above which it is a switchboard's, not an organisation's."""

DISTINCT_BITS = 8.0
"""Least information of a name's own words for « the same name » to mean more than a common word."""

MOST_ALONE = 3
"""New records of one kind in one town above which none is taken for the only one."""

LEAST_BITS = 4.0
"""Under this a name has no word of its own to speak of: it is bare."""

SHORTEST_LIKENESS = 6
"""Letters under which two names are alike by chance."""

COLUMNS = {
    "numbers": ("block_keys", "info", "all_info"),
    "number": ("unique_id", "least", "all_least"),
    "truth": ("fresh", "bare"),
    "real": ("x", "y", "z"),
    "texts": (
        "usual_full", "all_full", "usual_own", "all_own", "initials", "shorts", "kinds", "said_kinds", "sole",
        "towns", "town_forms", "doors", "phones", "switchboards", "emails", "domains", "hosts",
    ),
    "text": ("origin", "compact", "figures", "department", "way", "siret", "own_siren", "siren", "rna"),
}  # fmt: skip
"""Type → the columns of the table."""


def schema() -> pa.Schema:
    """The columns of the table with their Arrow types; Arrow is loaded on first use, for a quick start."""
    import pyarrow as pa

    types = {
        "numbers": pa.list_(pa.int32()), "number": pa.int32(), "truth": pa.bool_(), "real": pa.float64(),
        "texts": pa.list_(pa.string()), "text": pa.string(),
    }  # fmt: skip
    return pa.schema([(name, types[kind]) for kind, names in COLUMNS.items() for name in names])


@dataclass(frozen=True, slots=True)
class Shared:
    """Values that many records bear, told apart from those of one organisation."""

    phones: frozenset[str]
    hosts: frozenset[str]
    sirets: frozenset[str]
    sirens: frozenset[str]
    sole: frozenset[str]

    @classmethod
    def among(cls, profiles: Sequence[Profile], fresh: int) -> Shared:
        """Count the bearers of each value."""
        return cls(
            phones=_many(value for one in profiles for value in one.phones),
            hosts=_many(value for one in profiles for value in {*one.hosts, *one.domains}),
            sirets=_many(one.siret for one in profiles if one.siret),
            sirens=_many(one.siren for one in profiles if one.siren),
            sole=_alone(profiles, fresh),
        )


def table(profiles: Sequence[Profile], fresh: int, *, among: bool = True) -> tuple[pa.Table, Keys]:
    """The table of ``profiles``, the first ``fresh`` of which are the new records, and its blocking keys.

    ``among``: new records are compared with one another, else with the others.
    """
    rarity = Rarity(one.own for one in profiles)
    shared = Shared.among(profiles, fresh)
    keys = block(profiles, rarity)
    rows = [
        {"unique_id": place, "fresh": place < fresh, "block_keys": list(keys.of[place]) or None}
        | {"origin": (one.source or None) if among else str(place < fresh)}
        | {"kinds": sorted(one.kinds) or None, "said_kinds": sorted(one.said_kinds) or None}
        | {"sole": sorted(shared.sole & _in_town(one)) or None}
        | _of_names(one, rarity)
        | _of_place(one)
        | _of_contact(one, shared)
        for place, one in enumerate(profiles)
    ]
    import pyarrow as pa

    return pa.Table.from_pylist(rows, schema=schema()), keys


def _of_names(one: Profile, rarity: Rarity) -> dict[str, Any]:
    if not one.names:
        return {}
    usual = one.names[0]
    units = [len(rarity.codes(name.own)) for name in one.names]
    bare = units[0] * STEP < LEAST_BITS
    enough = [unit for unit in units if unit * STEP >= LEAST_BITS]
    return {
        "usual_full": [usual.key] if usual.has_town or not bare else None,
        "all_full": sorted({name.key for name in one.names if name.full}) or None,
        "usual_own": _distinct((usual, *one.parts), rarity),
        "all_own": _distinct((*one.names, *one.parts), rarity),
        "compact": None if bare or len(usual.compact) < SHORTEST_LIKENESS else usual.compact,
        "figures": " ".join(sorted(word for word in usual.own if word.isdigit())),
        "info": rarity.codes(usual.own) or None,
        "all_info": rarity.codes(sorted(one.own)) or None,
        "least": None if bare else units[0],
        "all_least": min(enough, default=None),
        "bare": bare,
        "initials": sorted(one.initials) or None,
        "shorts": sorted(one.shorts) or None,
    }


def _distinct(names: Iterable[Name], rarity: Rarity) -> list[str] | None:
    """Spellings of the names whose own words say enough: words in order of letters, and all in one."""
    found = [name for name in names if rarity.total(name.own) >= DISTINCT_BITS]
    return sorted({spelt for name in found for spelt in (" ".join(sorted(name.own)), name.compact)}) or None


def _of_place(one: Profile) -> dict[str, Any]:
    x, y, z = one.xyz or (None, None, None)
    return {
        "towns": list(one.towns) or None, "town_forms": [town.split()[0] for town in one.towns] or None,
        "department": one.department or None,
        "doors": list(one.doors) or None, "way": one.way or None,
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
        "own_siren": one.siren if one.siren and one.siren not in shared.sirens else None,
        "siren": one.siren or None,
        "rna": one.rna or None,
    }


def _in_town(one: Profile) -> frozenset[str]:
    """The kinds of which a town has one, with its town: « library@blois »."""
    towns = [town for town in one.towns if not town.startswith("code")]
    return frozenset(f"{kind}@{town}@{one.department}" for kind in one.kinds & SOLE for town in towns)


def _alone(profiles: Sequence[Profile], fresh: int) -> frozenset[str]:
    """Kinds in a town that one known record bears at most, and few new ones, which may be doubles."""
    new = Counter(found for one in profiles[:fresh] for found in _in_town(one))
    known = Counter(found for one in profiles[fresh:] for found in _in_town(one))
    return frozenset(found for found, times in new.items() if times <= MOST_ALONE and known[found] <= 1)


def _many(values: Iterable[str]) -> frozenset[str]:
    return frozenset(value for value, times in Counter(values).items() if times > MOST_OWN)
