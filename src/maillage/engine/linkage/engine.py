"""Runs the model: Splink 5 on DuckDB in memory, one thread, no file, no network, no word on the screen."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.engine.linkage.model import COMPARISONS, NAMES

if TYPE_CHECKING:
    import pyarrow as pa
    from splink import DuckDBAPI, SettingsCreator

SETTINGS = (
    "SET threads = 1",
    "SET temp_directory = ''",
    "SET enable_progress_bar = false",
    "SET preserve_insertion_order = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET enable_external_access = false",
)
"""One thread for the same answer each time; nothing written, nothing fetched."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A compared pair: rows of the table, its total weight in bits, and level and weight by comparison."""

    left: int
    right: int
    weight: float
    gammas: tuple[int, ...]
    weights: tuple[float, ...]


@contextmanager
def database() -> Iterator[DuckDBAPI]:
    """A DuckDB of its own for Splink, closed and gone at the end.

    Both are loaded here, on first use: they take a second, which a command that links nothing need not wait.
    """
    import duckdb
    from splink import DuckDBAPI

    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect(":memory:")
    for setting in SETTINGS:
        connection.execute(setting)
    api = DuckDBAPI(connection)
    spare = super(DuckDBAPI, api).duckdb_con
    try:
        yield api
    finally:
        connection.close()
        spare.close()


def compare(
    rows: pa.Table,
    settings: SettingsCreator,
    *,
    at_least: float | None = None,
    pairs: Sequence[tuple[int, int]] | None = None,
) -> tuple[list[Scored], int]:
    """Score the candidate pairs of ``rows``, and count them; only those of weight ``at_least`` are given.

    ``pairs`` (rows of the table) are scored instead of the candidates, when given. Sorted by rows.
    """
    if rows.num_rows < 2 or (pairs is not None and not pairs):
        return [], 0
    from splink import Linker

    with database() as api:
        linker = Linker(api.register(rows), settings, log_level=None, validate_settings=False)
        if pairs is None:
            blocked = linker.inference.compute_blocked_pairs_for_predict()
        else:
            blocked = linker.table_management.register_blocked_pairs_for_predict(api.register(_given(pairs)))
        count = int(blocked.as_duckdbpyrelation().count("*").fetchall()[0][0])
        found = linker.inference.predict(threshold_match_weight=at_least, warning_mode="never")
        return _read(found.as_duckdbpyrelation().select(*_columns()).to_arrow_table()), count


def _columns() -> list[str]:
    parts = [f"{prefix}_{name}" for prefix in ("gamma", "mw") for name in NAMES]
    return ["unique_id_l", "unique_id_r", "match_weight", *parts]


def _given(pairs: Sequence[tuple[int, int]]) -> pa.Table:
    import pyarrow as pa

    ordered = [(min(pair), max(pair)) for pair in pairs]
    return pa.table(
        {
            "match_key": pa.array(["0"] * len(ordered)),
            "join_key_l": pa.array([left for left, _ in ordered], pa.int32()),
            "join_key_r": pa.array([right for _, right in ordered], pa.int32()),
        }
    )


def _read(found: pa.Table) -> list[Scored]:
    def column(name: str) -> list[Any]:
        values: list[Any] = found.column(name).to_pylist()
        return values

    gammas = zip(*(column(f"gamma_{name}") for name in NAMES), strict=True)
    weights = zip(*(column(f"mw_{name}") for name in NAMES), strict=True)
    lines = zip(
        column("unique_id_l"), column("unique_id_r"), column("match_weight"), gammas, weights, strict=True
    )
    return sorted((Scored(*line) for line in lines), key=lambda pair: (pair.left, pair.right))


def patterns(scored: Sequence[Scored]) -> dict[str, dict[str, int]]:
    """How many pairs are at each level of each comparison, the unknown left out."""
    counts = {one.name: {level.code: 0 for level in one.levels} for one in COMPARISONS}
    for pair in scored:
        for one, gamma in zip(COMPARISONS, pair.gammas, strict=True):
            if gamma >= 0:
                counts[one.name][one.levels[len(one.levels) - 1 - gamma].code] += 1
    return counts
