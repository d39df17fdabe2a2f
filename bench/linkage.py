"""Linkage: precision and recall, names alone, reading saved, and cost. ``python -m bench.linkage``.

    python -m bench.linkage            every measure
    python -m bench.linkage pairs      places of digital mediation x France services, telephone withheld
    python -m bench.linkage names      brand → registered name
    python -m bench.linkage scale      10,000 and 100,000 made-up records
    python -m bench.linkage train      learns the figures that ship, and writes parameters.json

The shared directories are read when ``MAILLAGE_BENCH_DATA`` (or ``../shared/data``) is there; without them
only ``scale`` is measured.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bench import linkage_data as data
from bench import linkage_made as made
from bench import linkage_train
from maillage.engine.linkage import (
    SURE,
    LinkageProblem,
    Pair,
    Record,
    best_names,
    check,
    solve,
)
from maillage.engine.linkage.names import analyse
from maillage.engine.linkage.normalise import fold

PHONE = frozenset(("phone",))
Report = Callable[[str], None]


@dataclass(frozen=True)
class Judged:
    """Pairs proposed, against the silver list and our reading of it."""

    proposed: tuple[Pair, ...]

    @property
    def keys(self) -> set[data.Key]:
        """The pairs as keys."""
        return {(pair.left, pair.right) for pair in self.proposed}

    def recall(self, strong: Iterable[data.Key]) -> float:
        """Share of ``strong`` that is proposed."""
        wanted = set(strong)
        return len(wanted & self.keys) / len(wanted)

    def strict(self, listed: set[data.Key]) -> tuple[int, int]:
        """Among proposed pairs whose new record is in the list: how many the list holds, of how many."""
        known = {left for left, _ in listed}
        found = [key for key in self.keys if key[0] in known]
        return sum(key in listed for key in found), len(found)

    def read(self) -> Counter[str]:
        """How our reading judges what is proposed; what was never read counts as « unread »."""
        verdicts = data.reading()
        return Counter(verdicts.get(key, "unread") for key in self.keys)


def held_out() -> tuple[Pair, ...]:
    """Pairs between the two whole files; those of each source with figures that never saw that source."""
    problem = LinkageProblem(data.mediation(), data.france_services())
    found: list[Pair] = []
    for source in dict.fromkeys(record.source for record in data.mediation()):
        figures = linkage_train.train([one for one in data.silver() if one.source != source])
        result = solve(problem, withhold=PHONE, parameters=figures, threshold=0.05)
        found += [pair for pair in result.pairs if _is_across(pair) and pair.left.split(":")[1] == source]
    return tuple(found)


def pairs(report: Report) -> None:
    """Precision and recall of the whole two files, the telephone withheld, each source held out in turn."""
    strong = [(one.left, one.right) for one in data.silver() if one.strong]
    listed = {(one.left, one.right) for one in data.silver()}
    same = [key for key, verdict in data.reading().items() if verdict == "same"]
    proposed = held_out()
    report(f"silver list: {len(listed)} pairs, {len(strong)} strong; read as the same place: {len(same)}")
    for title, kept in _cuts(proposed):
        judged = Judged(kept)
        right, of = judged.strict(listed)
        seen = judged.read()
        report(
            f"{title:12} {len(kept):4} pairs | strong found {judged.recall(strong):.3f} | "
            f"listed {right}/{of} = {right / of:.3f} | read: {dict(sorted(seen.items()))}, "
            f"same {seen['same'] / len(kept):.3f}, same or under one roof "
            f"{(seen['same'] + seen['house']) / len(kept):.3f}, found {judged.recall(same):.3f} of the same"
        )
    _reading_saved(report)


def _cuts(proposed: tuple[Pair, ...]) -> Iterable[tuple[str, tuple[Pair, ...]]]:
    yield SURE, tuple(pair for pair in proposed if pair.verdict == SURE)
    for least in (0.97, 0.9, 0.5, 0.25, 0.1):
        yield f"p >= {least}", tuple(pair for pair in proposed if pair.probability >= least)


def _reading_saved(report: Report) -> None:
    """With every comparison and the shipped figures: what is left to a person."""
    start = time.process_time()
    problem = LinkageProblem(data.mediation(), data.france_services())
    result = solve(problem)
    seconds = time.process_time() - start
    sure = sum(pair.verdict == SURE for pair in result.pairs)
    report(f"both files, nothing withheld: {seconds:.1f} CPU s, referee {check(problem, result) or 'green'}")
    crossed = len(problem.records) * len(problem.against) + len(problem.records) ** 2 // 2
    left = len(result.pairs) - sure
    report(
        f"  {crossed} possible pairs, {result.compared} compared, {len(result.pairs)} proposed: {sure} sure, "
        f"{left} to read ({left / result.compared:.1%} of those compared, {left / crossed:.1e} of all)"
    )


def _is_across(pair: Pair) -> bool:
    return pair.right.startswith("f:")


def names(report: Report) -> None:
    """Brand → registered name within the département, first answer right; names only, then with the place."""
    brands = data.brands()
    hard = [one for one in brands if _own(one.used) != _own(_registered_name(one))]
    report(f"{len(brands)} brands, {len(hard)} whose own words differ from the registered name's")
    for title, rank in (("trigrams", _by_threes), ("best_names", _by_names)):
        scores = {one.record.key: _right(rank(one), one) for one in brands}
        report(
            f"  {title:12} {sum(scores.values()) / len(brands):.3f} of all, "
            f"{sum(scores[one.record.key] for one in hard) / len(hard):.3f} of those that differ"
        )
    for title, withhold in (("name + town", True), ("name + address", False)):
        found = sum(_right(_by_model(one, withhold), one) for one in brands)
        report(f"  {title:15} {found / len(brands):.3f} of all (solve; SIRET withheld)")


def _own(text: str) -> str:
    return " ".join(sorted(analyse(text).own)) or fold(text)


def _registered_name(one: data.Brand) -> str:
    key = one.record.key.removeprefix("brand of ")
    return next(record.names[0] for record in data.registered()[one.department] if record.key == key)


def _right(name: str, one: data.Brand) -> bool:
    return _own(name) == _own(_registered_name(one))


def _by_threes(one: data.Brand) -> str:
    """The anchor: Jaccard likeness of the sequences of three letters, word by word (as pg_trgm)."""
    mine = _threes(one.used)
    rest = [record.names[0] for record in data.registered()[one.department]]
    return max(rest, key=lambda name: len(mine & _threes(name)) / max(1, len(mine | _threes(name))))


def _threes(text: str) -> set[str]:
    padded = [f"  {word} " for word in fold(text).split()]
    return {word[place : place + 3] for word in padded for place in range(len(word) - 2)}


def _by_names(one: data.Brand) -> str:
    names = [record.names[0] for record in data.registered()[one.department]]
    return best_names([one.used], names, top=1)[0][0].name


def _by_model(one: data.Brand, town_only: bool) -> str:
    """The most likely registered record, else the name that resembles it most."""
    place = one.record
    if town_only:
        place = Record(place.key, place.names, postcode=place.postcode, city=place.city)
    unique = {record.key: record for record in data.registered()[one.department]}
    problem = LinkageProblem((place,), tuple(unique.values()))
    found = solve(problem, withhold=frozenset(("identity",)), threshold=0.001)
    return unique[found.pairs[0].right].names[0] if found.pairs else _by_names(one)


def scale(report: Report) -> None:
    """CPU and memory on made-up records, each size in a process of its own."""
    for size in (10_000, 100_000):
        command = [sys.executable, "-m", "bench.linkage", "made", str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        report(done.stdout.strip() or done.stderr.strip()[-500:])


def made_up(size: int, report: Report) -> None:
    """Half of ``size`` known records, half new ones of which a tenth are doubles of a known one."""
    problem, truth = made.directories(size // 2, size // 2, seed=1)
    start = time.process_time()
    result = solve(problem)
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    sure = [pair for pair in result.pairs if pair.verdict == SURE]
    report(
        f"{size} records: {seconds:.1f} CPU s, {memory:.2f} GiB at most, {result.compared} pairs compared "
        f"({result.compared / size:.1f} a record), {result.set_aside} keys and pairs set aside"
    )
    report(
        f"  {len(truth)} doubles: proposed {_found(result.pairs, truth)}, sure {_found(tuple(sure), truth)}; "
        f"{len(result.pairs) - len(sure)} to read"
    )


def _found(proposed: tuple[Pair, ...], truth: set[data.Key]) -> str:
    keys = {(pair.left, pair.right) for pair in proposed}
    right = len(keys & truth)
    return f"{len(keys)} (precision {right / max(1, len(keys)):.3f}, recall {right / len(truth):.3f})"


MEASURES: dict[str, Callable[[Report], None]] = {"pairs": pairs, "names": names, "scale": scale}


def run(wanted: Iterable[str] = (), report: Report = print) -> None:
    """Run the measures named, or all."""
    for name in wanted or MEASURES:
        if name != "scale" and data.folder() is None:
            report(f"{name}: skipped, set MAILLAGE_BENCH_DATA to the folder that holds territory/actors")
        else:
            MEASURES[name](report)


def main() -> None:
    """Read the line."""
    wanted = sys.argv[1:]
    if wanted[:1] == ["train"]:
        print(linkage_train.write().write())
    elif wanted[:1] == ["made"]:
        made_up(int(wanted[1]), print)
    else:
        run(wanted)


if __name__ == "__main__":
    main()
