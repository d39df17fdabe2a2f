"""Matching at the size of a district and of a city: CPU seconds, objective, referee, price of fairness.

Run ``python bench/matching.py``. Instances come from the seeded generator below; with MAILLAGE_BENCH_DATA
(or a ``data/assignment`` folder beside the repository) the shared instances are measured too.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from maillage.engine.matching import MatchingProblem, MatchingResult, check, solve

GROUPS = ("startup", "association", "social_enterprise", "artist", "collective")
SHARES = (0.35, 0.28, 0.2, 0.12, 0.05)
KNOWN = {"district-1": (0, 0, 0, 300), "city-scarce-1": (0, 3924, 16076)}
Report = Callable[[str], None]


@dataclass(frozen=True)
class Instance:
    """A named set of columns for `MatchingProblem.from_arrays`, and its CPU budget in seconds."""

    name: str
    columns: dict[str, Any]
    budget: float | None = None

    def problem(self) -> MatchingProblem:
        """Build the problem (this is part of what is timed)."""
        return MatchingProblem.from_arrays(**self.columns)


def synthetic(
    needs: int, helpers: int, seed: int, *, scarcity: float = 0.75, cap: int | None = None
) -> dict[str, Any]:
    """Draw needs and helpers with topics of Zipf popularity, unequal groups, and too few hours.

    Each need has one or two topics and 1 to 4 hours; each helper knows one to three topics. Helpers flock
    to popular topics, associations and artists ask rarer ones. ``scarcity`` is hours left / hours asked;
    ``cap`` the most distinct needs for each helper.
    """
    draw = np.random.default_rng(seed)
    topics = max(12, int(np.sqrt(helpers)))
    popular = 1 / np.arange(1, topics + 1) ** 0.8
    popular /= popular.sum()
    group = draw.choice(len(GROUPS), needs, p=SHARES)
    knows = _topics(draw, helpers, 3, popular, np.zeros(helpers, bool))
    asks = _topics(draw, needs, 2, popular, (group == 1) | (group == 3))
    score = asks @ knows.T
    score *= draw.uniform(0.6, 1.0, helpers)
    need, helper = _best_pairs(draw, score, 40)
    noise = draw.lognormal(0, 0.2, len(need))
    hours = draw.integers(1, 5, needs)
    left = np.maximum(1, draw.poisson(scarcity * hours.sum() / helpers, helpers))
    return {
        "need_ids": [f"n{i}" for i in range(needs)],
        "need_hours": hours,
        "need_groups": [GROUPS[g] for g in group],
        "helper_ids": [f"h{i}" for i in range(helpers)],
        "helper_hours": left,
        "helper_max_needs": None if cap is None else np.full(helpers, cap),
        "pair_need": need,
        "pair_helper": helper,
        "affinity": np.round(np.clip(score[need, helper] * noise, 0, 1), 4),
    }


def _topics(draw: np.random.Generator, rows: int, most: int, popular: Any, rare: Any) -> Any:
    table = np.zeros((rows, len(popular)))
    for place in range(most):
        topic = draw.choice(len(popular), rows, p=popular)
        topic = np.where(rare & (draw.random(rows) < 0.5), len(popular) - 1 - topic, topic)
        kept = (draw.random(rows) < 0.6) | (place == 0)
        table[np.arange(rows), topic] += kept * draw.gamma(1.5, 1, rows)
    return table / np.sqrt((table**2).sum(axis=1, keepdims=True))


def _best_pairs(draw: np.random.Generator, score: Any, width: int) -> tuple[Any, Any]:
    """Keep for each need the helpers it shares a topic with, at most ``width``, ties drawn by lot."""
    width = min(width, score.shape[1])
    shuffled = score + draw.random(score.shape) * 0.3
    best = np.argpartition(-shuffled, width - 1, axis=1)[:, :width]
    need, helper = np.repeat(np.arange(len(score)), width), best.ravel()
    kept = score[need, helper] > 0
    return need[kept], helper[kept]


def shared(name: str) -> dict[str, Any] | None:
    """Read a shared instance as columns, or None where the data are not there."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data" / "assignment"
    path = Path(os.environ.get("MAILLAGE_BENCH_DATA", beside)) / f"{name}.npz"
    if not path.exists():
        return None
    data = np.load(path)
    needs, helpers = map(int, data["shape"])
    return {
        "need_ids": [f"n{i}" for i in range(needs)],
        "need_hours": data["demand"],
        "need_groups": [f"group {g}" for g in data["group"]],
        "helper_ids": [f"h{i}" for i in range(helpers)],
        "helper_hours": data["capacity"],
        "pair_need": data["need"],
        "pair_helper": data["helper"],
        "affinity": data["aff"],
    }


def with_one_more_need(columns: dict[str, Any]) -> dict[str, Any]:
    """Return ``columns`` with one need more, a copy of the first under another name."""
    first = np.asarray(columns["pair_need"]) == 0
    size = len(columns["need_ids"])
    return columns | {
        "need_ids": [*columns["need_ids"], "one more"],
        "need_hours": np.append(columns["need_hours"], columns["need_hours"][0]),
        "need_groups": [*columns["need_groups"], columns["need_groups"][0]],
        "pair_need": np.append(columns["pair_need"], np.full(first.sum(), size)),
        "pair_helper": np.append(columns["pair_helper"], np.asarray(columns["pair_helper"])[first]),
        "affinity": np.append(columns["affinity"], np.asarray(columns["affinity"])[first]),
    }


def measure(instance: Instance, runs: int, report: Report) -> None:
    """Time building and solving ``instance``, ask the referee, and time a re-solve after one new need."""
    seconds, result = timed(lambda: solve(instance.problem(), time_limit=120), runs)
    problem = instance.problem()
    again = Instance(instance.name, with_one_more_need(instance.columns))
    resolve, _ = timed(lambda: solve(again.problem(), time_limit=120), max(1, runs - 2))
    start = time.process_time()
    broken = check(problem, result)
    referee = time.process_time() - start
    fair = result.fairness
    asked, pairs = int(problem.need_hours.sum()), len(problem.pairs)
    report(
        f"{instance.name}: {len(problem.need_ids)} needs x {len(problem.helper_ids)} helpers, {pairs} pairs"
    )
    report(f"  build + solve     {seconds:.3f} CPU s{_ratio(seconds, instance.budget)}")
    report(f"  status            {result.status}, mode {_mode(result)}")
    report(f"  one more need     {resolve:.3f} CPU s (whole re-solve)")
    report(f"  referee           {referee:.3f} CPU s, {broken[:3] or 'green'}")
    report(f"  hours             {fair.hours} of {asked} asked")
    report(f"  affinity          {fair.affinity:.4f}, price of fairness {fair.price:.2%}")
    report(f"  needs by hours    {fair.served_histogram}")
    report(f"  without fairness  {fair.served_histogram_unfair}")
    if result.repair is not None:
        report(f"  repair            {result.repair}")
    if instance.name in KNOWN and fair.served_histogram != KNOWN[instance.name]:
        report(f"  DIFFERS from the known counts {KNOWN[instance.name]}")


def timed(work: Callable[[], MatchingResult], runs: int) -> tuple[float, MatchingResult]:
    """Return the median CPU seconds of ``runs`` runs, and the last result."""
    seconds = []
    for _ in range(runs):
        start = time.process_time()
        result = work()
        seconds.append(time.process_time() - start)
    return statistics.median(seconds), result


def _ratio(seconds: float, budget: float | None) -> str:
    return "" if budget is None else f" (budget {budget} s, ratio {seconds / budget:.2f})"


def _mode(result: MatchingResult) -> str:
    return "none" if result.certificate is None else result.certificate.fair.mode


def run(report: Report = print) -> None:
    """Measure every instance and report line by line."""
    report(f"matching: load average {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores")
    measure(Instance("district", synthetic(300, 120, 1), 0.15), 5, report)
    measure(Instance("district, 4 needs a helper at most", synthetic(300, 120, 1, cap=4)), 3, report)
    measure(Instance("city", synthetic(3000, 1000, 1), 2.0), 3, report)
    measure(Instance("city, 4 needs a helper at most", synthetic(3000, 1000, 1, cap=4)), 1, report)
    for name in KNOWN:
        columns = shared(name)
        if columns is None:
            report(f"{name}: skipped, set MAILLAGE_BENCH_DATA to the folder that holds {name}.npz")
        else:
            measure(Instance(name, columns), 3 if name == "district-1" else 1, report)


def main() -> None:
    """Print the figures."""
    run()


if __name__ == "__main__":
    main()
