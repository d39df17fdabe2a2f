"""Groups of records that sure pairs hold together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from maillage.engine.linkage.result import SURE, Pair


def clusters(pairs: Iterable[Pair]) -> tuple[tuple[str, ...], ...]:
    """The connected groups of the sure pairs (Tarjan 1975, union-find), largest first, then by key."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for pair in pairs:
        if pair.verdict == SURE:
            one, other = sorted((root(pair.left), root(pair.right)))
            parent[other] = one
    groups: dict[str, list[str]] = defaultdict(list)
    for key in sorted(parent):
        groups[root(key)].append(key)
    return tuple(sorted((tuple(group) for group in groups.values()), key=lambda group: (-len(group), group)))
