"""Makes the figures of the linkage model: ``python -m bench.linkage train`` writes ``parameters.json``.

``u``, how often strangers are at each level, is counted by Splink over random pairs of the shared
directories. ``m``, how often doubles are, is counted over the strong silver pairs (same telephone and near;
so the telephone itself cannot be judged by them) and over brands and registered names, added to a first
guess of ours worth some pairs (``GUESS``). What the data cannot tell is set by hand, and said so here.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from splink import Linker

from bench import linkage_data as data
from maillage.engine.linkage import Record
from maillage.engine.linkage import parameters as shipped
from maillage.engine.linkage.engine import compare, database, patterns
from maillage.engine.linkage.model import settings
from maillage.engine.linkage.parameters import LEAST, Parameters
from maillage.engine.linkage.profile import profile
from maillage.engine.linkage.solve import coincidences
from maillage.engine.linkage.table import table

PLACE = Path(shipped.__file__).with_name("parameters.json")
SEED, PAIRS, TOWNSFOLK = 3, 12e6, 40_000
GUESS = {"name": 20, "kind": 20, "where": 60}
"""Pairs the first guesses are worth; more for places, since only pairs that are near made the silver list."""

SHARE = 0.1
Counts = dict[str, dict[str, int]]

M_GUESSED = {
    "name": {
        "own_name": 0.30, "close_name": 0.04, "initials": 0.02, "within_rare": 0.08, "within": 0.08,
        "rare_words": 0.04, "common_name": 0.15, "bare": 0.17, "few_words": 0.03, "other_name": 0.09,
    },
    "kind": {"same_kind": 0.80, "other_kind": 0.20},
    "where": {
        "address": 0.60, "m50": 0.08, "street": 0.05, "m200": 0.10, "m1000": 0.10, "commune": 0.04,
        "km10": 0.02, "away": 0.01,
    },
}  # fmt: skip
"""First guesses of m, which the data outweigh as they grow."""

BY_HAND = {
    "alone": {"only_one": (0.6, 0.01), "not_only": (0.5, 0.5)},
    "phone": {"phone": (0.70, 1e-4), "switchboard": (0.05, 5e-3), "other_phone": (0.25, 0.9949)},
    "identity": {
        "siret": (0.40, 2e-6), "rna": (0.02, 1e-6), "siren": (0.15, 5e-4), "other_number": (0.06, 0.6),
        "email": (0.06, 1e-5), "host": (0.20, 5e-4), "domain": (0.04, 5e-4), "body": (0.02, 0.01),
        "other_web": (0.05, 0.3885),
    },
}  # fmt: skip
"""Comparisons that no pair of ours judges: prudent figures. A host or a SIREN is often shared by the sites
of one body, so strangers are supposed to share them more often than random pairs do. Being the only one of a
kind in a town is supposed to mislead once in a hundred."""


@dataclass(frozen=True)
class Strangers:
    """What random pairs showed: u by level, and how often they share a town or a kind."""

    u: dict[str, dict[str, float]]
    same_town: float
    same_kind: float


def train(silver: Sequence[data.Silver] | None = None) -> Parameters:
    """The figures learnt from the strong pairs of ``silver`` (all, unless some are held out)."""
    pairs = [one for one in (data.silver() if silver is None else silver) if one.strong]
    linked = _of_pairs([*data.mediation(), *data.france_services()], [(one.left, one.right) for one in pairs])
    named = _of_pairs(*_brands())
    seen = strangers()
    levels = {
        comparison: {
            level: (
                _blend(linked[comparison], named[comparison], guess, level, GUESS[comparison]),
                max(LEAST, seen.u[comparison][level]),
            )
            for level in guess
        }
        for comparison, guess in M_GUESSED.items()
    }
    m, _ = levels["name"]["bare"]
    levels["name"]["bare"] = (m, m)  # a name without a word of its own says nothing, by principle
    return Parameters(SHARE, seen.same_town, seen.same_kind, levels | BY_HAND)


def _blend(
    linked: dict[str, int], named: dict[str, int], guess: dict[str, float], level: str, worth: int
) -> float:
    total = sum(linked.values()) + sum(named.values()) + worth
    return (linked[level] + named[level] + worth * guess[level]) / total


def _brands() -> tuple[list[Record], list[data.Key]]:
    """Brand and registered name of each structure, as two records that know nothing but a name."""
    known = {record.key: record for record in data.insertion()}
    pairs = [(brand.record.key, brand.record.key.removeprefix("brand of ")) for brand in data.brands()]
    named = [Record(brand.record.key, brand.record.names) for brand in data.brands()]
    return [Record(key, record.names) for key, record in known.items()] + named, pairs


def _of_pairs(records: Sequence[Record], pairs: Sequence[data.Key]) -> Counts:
    """How many of ``pairs`` are at each level, the telephone withheld."""
    place = {record.key: row for row, record in enumerate(records)}
    rows, _ = table([profile(record, frozenset(("phone",))) for record in records], len(records))
    found = [(place[left], place[right]) for left, right in pairs]
    scored, _ = compare(rows, settings(shipped.shipped(), 1e-4), pairs=found)
    return patterns(scored)


@cache
def strangers() -> Strangers:
    """Count levels over random pairs of directories of varied places (two, and a part of two others)."""
    draw = random.Random(SEED)
    records = [*data.mediation(), *data.insertion()]
    records += draw.sample(data.france_services(), 400) + draw.sample(data.job_offices(), 150)
    profiles = [profile(record) for record in records]
    rows, _ = table(profiles, len(profiles))
    with database() as api:
        linker = Linker(
            api.register(rows), settings(shipped.shipped(), 1e-4), log_level=None, validate_settings=False
        )
        linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=SEED, min_count_per_level=None)
        model = linker.misc.save_model_to_json()
    found = {
        one["output_column_name"]: {
            level["label_for_charts"]: float(level.get("u_probability", LEAST))
            for level in one["comparison_levels"]
            if not level.get("is_null_level")
        }
        for one in model["comparisons"]
    }
    found["name"]["common_name"] = _in_one_town(records)
    return Strangers(found, *coincidences(profiles, profiles, among=True))


def _in_one_town(records: Sequence[Record]) -> float:
    """How often two records of one town bear the same plain name (« Mairie de X »).

    Over the whole country they hardly ever do, since the name holds the town; but the comparison of
    places has already counted that they share it.
    """
    profiles = [profile(record) for record in records]
    towns: dict[str, list[int]] = {}
    for row, one in enumerate(profiles):
        towns.setdefault(one.town, []).append(row)
    pairs = [
        (left, right)
        for town, rows in towns.items()
        if town
        for place, left in enumerate(rows)
        for right in rows[place + 1 :]
    ]
    draw = random.Random(SEED)
    chosen = draw.sample(pairs, min(len(pairs), TOWNSFOLK))
    scored, _ = compare(
        table(profiles, len(profiles))[0], settings(shipped.shipped(), 1e-4), pairs=sorted(chosen)
    )
    counts = patterns(scored)["name"]
    return counts["common_name"] / sum(counts.values())


def write() -> Parameters:
    """Train on everything and ship it."""
    found = train()
    PLACE.write_text(found.write(), "utf-8")
    return found
