"""Text → skills: quality, latency, robustness and memory of the lexical engine, on one thread.

    python bench/text.py [--misses] [--fit]

Reads the taxonomy of ``src/maillage/data/skills`` and two labelled sets: ours
(``tests/engine/text/own_needs.jsonl``) and, when the folder ``MAILLAGE_BENCH_DATA`` (or ``../shared/data``)
holds ``text/needs_fr.jsonl``, that one. ``--misses`` prints what was not found; ``--fit`` fits the
calibration again and prints its coefficients.
"""

# ruff: noqa: E402 - threads must be limited before NumPy is loaded
from __future__ import annotations

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import argparse
import json
import random
import statistics
import time
import tomllib
import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from maillage.engine.text import SkillEntry, SkillIndex, check
from maillage.engine.text.calibrate import features, fit
from maillage.engine.text.score import weigh
from maillage.engine.text.tokens import tokenise

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "tests" / "engine" / "text" / "own_needs.jsonl"
OUT_OF_SCOPE = OWN.with_name("out_of_scope.txt")
SEED = 2017


@dataclass(frozen=True)
class Case:
    """One labelled need: ``gold`` skills are asked for, ``also`` are acceptable."""

    text: str
    style: str
    language: str
    gold: tuple[str, ...]
    also: tuple[str, ...] = ()


def read_taxonomy(folder: Path = ROOT / "src" / "maillage" / "data" / "skills") -> tuple[SkillEntry, ...]:
    """The skills of the TOML files of ``folder``, in the order of the files."""
    entries = []
    for path in sorted(folder.glob("*.toml")):
        for skill in tomllib.loads(path.read_text(encoding="utf-8")).get("skill", []):
            known = {
                key: skill[key] for key in ("pref", "alt", "hidden", "said", "description") if key in skill
            }
            entries.append(SkillEntry(id=skill["id"], **known))
    return tuple(entries)


def read_seed_taxonomy(path: Path) -> tuple[SkillEntry, ...]:
    """The first, French taxonomy (tab-separated: id, label, synonyms, description), when the TOML is not
    there.
    """
    entries = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, label, synonyms, description = line.split("\t")
        entries.append(
            SkillEntry(
                id=name,
                pref={"fr": label},
                alt={"fr": tuple(synonyms.split(";"))},
                description={"fr": description},
            )
        )
    return tuple(entries)


def read_cases(path: Path) -> tuple[Case, ...]:
    """Labelled needs (``gold``, ``also``) or offers (``skills``), one JSON object a line."""
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = tuple(row.get("gold") or row["skills"])
        cases.append(
            Case(
                row["text"],
                row.get("style", "offer"),
                row.get("language", "fr"),
                gold,
                tuple(row.get("also", ())),
            )
        )
    return tuple(cases)


def data_folder() -> Path | None:
    """Where shared benchmark data lives, or ``None``."""
    named = os.environ.get("MAILLAGE_BENCH_DATA")
    for folder in (Path(named) if named else None, ROOT.parent / "shared" / "data"):
        if folder and (folder / "text").is_dir():
            return folder / "text"
    return None


def recall(index: SkillIndex, cases: Sequence[Case], top: int = 5) -> float:
    """Mean over cases of the share of gold skills among the first ``top``."""
    return statistics.fmean(_share(index, case, top) for case in cases)


def _share(index: SkillIndex, case: Case, top: int) -> float:
    found = {proposal.skill for proposal in index.propose(case.text, case.language, top)}
    return len(found & set(case.gold)) / len(case.gold)


def with_typos(text: str, draw: random.Random) -> str:
    """One random slip (swap, drop, double or replace a letter) in every third word of four letters or
    more.
    """
    words = text.split(" ")
    for place in range(0, len(words), 3):
        candidates = [i for i in range(place, min(place + 3, len(words))) if len(words[i]) >= 4]
        if candidates:
            chosen = draw.choice(candidates)
            words[chosen] = _slip(words[chosen], draw)
    return " ".join(words)


def _slip(word: str, draw: random.Random) -> str:
    place = draw.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    return draw.choice(
        (
            before + after[0] + letter + after[1:],
            before + after,
            before + letter + letter + after,
            before + draw.choice("aeioustrnl") + after,
        )
    )


def pairs(cases: Sequence[Case]) -> Iterator[tuple[str, Case, Case]]:
    """Two needs said in one breath: neighbours of a shuffled list, joined by « et », a full stop or a
    comma.
    """
    order = [case for case in cases if case.language == "fr" and len(case.gold) == 1]
    random.Random(SEED).shuffle(order)
    joints = (" et ", ". ", ", ", ". Et aussi : ")
    for rank, (first, second) in enumerate(pairwise(order)):
        apart = not set(first.gold) & set(second.gold + second.also)
        if apart and not set(second.gold) & set(first.also):
            left = first.text.rstrip(" .?!")
            yield left + joints[rank % 4] + second.text[0].lower() + second.text[1:], first, second


def report_quality(index: SkillIndex, name: str, cases: Sequence[Case], *, misses: bool) -> None:
    """Recall overall, by style, with typing errors; the referee; and, if asked, what was missed."""
    first = statistics.fmean(
        bool(found) and found[0].skill in case.gold
        for case in cases
        for found in (index.propose(case.text, case.language, 5),)
    )
    print(f"\n{name}: {len(cases)} texts · first is right {first:.3f} · recall@5 {recall(index, cases):.3f}")
    for style in sorted({case.style for case in cases}):
        of_style = [case for case in cases if case.style == style]
        print(
            f"  {style:12s} {len(of_style):3d} texts · recall@1 {recall(index, of_style, 1):.2f} "
            f"· recall@5 {recall(index, of_style):.2f}"
        )
    rates = []
    for round_ in range(5):
        draw = random.Random(SEED + round_)
        slipped = [Case(with_typos(case.text, draw), case.style, case.language, case.gold) for case in cases]
        rates.append(recall(index, slipped))
    print(f"  one slip every three words: recall@5 {statistics.fmean(rates):.3f} (5 draws)")
    broken = [line for case in cases for line in check(index, case.text, index.propose(case.text))]
    print(f"  referee: {len(broken)} broken promises{': ' + broken[0] if broken else ''}")
    if misses:
        for case in cases:
            if _share(index, case, 5) < 1:
                found = [proposal.skill for proposal in index.propose(case.text, case.language, 5)]
                print(f"  miss: {case.text} {case.gold} ← {found}")


def report_pairs(index: SkillIndex, cases: Sequence[Case]) -> None:
    """Texts of two needs: both in the first five, and the cut; texts of one need: left whole."""
    joined = list(pairs(cases))
    if not joined:
        return
    both = cut = right = 0
    for text, first, second in joined:
        found = {proposal.skill for proposal in index.propose(text, "fr", 5)}
        both += bool(found & set(first.gold)) and bool(found & set(second.gold))
        clauses = index.split(text, "fr")
        cut += len(clauses) == 2
        right += len(clauses) == 2 and all(
            set(case.gold) & {proposal.skill for proposal in clause.proposals[:3]}
            for clause, case in zip(clauses, (first, second), strict=True)
        )
    whole = [case for case in cases if len(case.gold) == 1]
    kept = sum(len(index.split(case.text, case.language)) == 1 for case in whole)
    count = len(joined)
    print(
        f"  two needs in one text ({count}): both in the first five {both / count:.2f} "
        f"· cut in two {cut / count:.2f} · each half has its skill in its first three {right / count:.2f}"
    )
    print(f"  one need ({len(whole)}): left whole {kept / len(whole):.2f}")


def report_calibration(index: SkillIndex, cases: Sequence[Case]) -> None:
    """Expected calibration error of the chances of the first five, and the mean chance of right and wrong
    ones.
    """
    said, true = [], []
    for case in cases:
        for proposal in index.propose(case.text, case.language, 5):
            said.append(proposal.score)
            true.append(proposal.skill in case.gold + case.also)
    print(
        f"  calibration error of the first five: {calibration_error(said, true):.3f} ({len(said)} proposals)"
    )


def calibration_error(said: Sequence[float], true: Sequence[bool | float]) -> float:
    """Expected calibration error: mean gap between chance and truth in ten bins of chances, weighted by
    size.
    """
    bins: dict[int, list[int]] = {}
    for rank, score in enumerate(said):
        bins.setdefault(min(int(score * 10), 9), []).append(rank)
    gaps = [abs(sum(said[i] - float(true[i]) for i in members)) for members in bins.values()]
    return sum(gaps) / max(len(said), 1)


def report_scope(index: SkillIndex, cases: Sequence[Case]) -> None:
    """How well the first chance tells needs from texts that ask for nothing of the list (area under the ROC
    curve).
    """
    outside = [_first(index, text) for text in OUT_OF_SCOPE.read_text(encoding="utf-8").splitlines()]
    inside = [_first(index, case.text) for case in cases]
    wins = [(a > b) + (a == b) / 2 for a in inside for b in outside]
    print(
        f"\nout of scope: {len(outside)} texts · median first chance {statistics.median(outside):.2f}, "
        f"{statistics.median(inside):.2f} for needs · AUROC {statistics.fmean(wins):.3f}"
    )


def _first(index: SkillIndex, text: str) -> float:
    found = index.propose(text, top=1)
    return found[0].score if found else 0.0


def report_fit(index: SkillIndex, cases: Sequence[Case]) -> None:
    """Fit the calibration on the first five of every need and of the texts out of scope; print it and its
    error.

    The error is that of halves judged by the other half's fit.
    """
    scope = OUT_OF_SCOPE.read_text(encoding="utf-8").splitlines()
    texts = [*cases, *(Case(text, "out", "fr", ()) for text in scope)]
    random.Random(SEED).shuffle(texts)
    halves = [_measured(index, texts[start::2]) for start in (0, 1)]
    gaps = []
    for (rows, right), (others, truth) in (halves, halves[::-1]):
        intercept, coefficients = fit(rows, right)
        said = 1 / (1 + np.exp(-(intercept + others @ np.asarray(coefficients))))
        gaps.append(calibration_error(said.tolist(), truth.tolist()))
    intercept, coefficients = fit(
        np.concatenate([half[0] for half in halves]), np.concatenate([half[1] for half in halves])
    )
    print(f"\nfit: INTERCEPT = {intercept:.3f} · COEFFICIENTS = {tuple(round(c, 3) for c in coefficients)}")
    print(f"  calibration error across halves: {statistics.fmean(gaps):.3f}")


def _measured(index: SkillIndex, cases: Sequence[Case]) -> tuple[np.ndarray, np.ndarray]:
    """Features of the first five skills of each text, and whether they are right."""
    ids = [entry.id for entry in index.entries]
    rows, right = [], []
    for case in cases:
        tokens = tokenise(case.text, case.language, help_weight=index.settings.asking)
        measured = features(weigh(index.views[case.language], tokens, index.settings))
        for proposal in index.propose(case.text, case.language, 5):
            rows.append(measured[ids.index(proposal.skill)])
            right.append(float(proposal.skill in case.gold + case.also))
    return np.asarray(rows, dtype=np.float64), np.asarray(right, dtype=np.float64)


def report_cost(entries: Sequence[SkillEntry], texts: Sequence[str]) -> None:
    """Build time, latency of a need, of a split and of a very long text, and memory of the index."""
    began = time.process_time()
    index = SkillIndex.of(entries)
    print(f"\ncost, one thread: {len(entries)} skills indexed in {time.process_time() - began:.2f} s of CPU")
    for name, ask in (("propose", index.propose), ("split", index.split)):
        spent = sorted(_spent(lambda text=text, ask=ask: ask(text, "fr")) for text in texts for _ in range(5))
        middle, high = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
        print(f"  {name}: p50 {middle:.2f} ms · p95 {high:.2f} ms of CPU")
    words = [word for text in texts for word in text.split()]
    long = " ".join(random.Random(SEED).choices(words, k=9_000))
    print(f"  {len(long):,} characters: {_spent(lambda: index.propose(long, 'fr')):.0f} ms")
    tracemalloc.start()
    kept = SkillIndex.of(entries)
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    print(f"  memory of an index of {len(kept.entries)} skills: {size / 1e6:.1f} MB")


def _spent(work: object) -> float:
    began = time.process_time_ns()
    work()  # type: ignore[operator] # a closure
    return (time.process_time_ns() - began) / 1e6


def main() -> None:
    """Run every report that the data present allow."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--misses", action="store_true", help="print what was not found")
    asked.add_argument("--fit", action="store_true", help="fit the calibration again and print it")
    options = asked.parse_args()
    folder = data_folder()
    entries = read_taxonomy()
    if not entries and folder:
        print("No skill in src/maillage/data/skills: the first taxonomy of the shared data is used.")
        entries = read_seed_taxonomy(folder / "taxonomy_fr.tsv")
    if not entries:
        print("No taxonomy found: nothing to measure.")
        return
    index = SkillIndex.of(entries)
    sets = {"own set": read_cases(OWN)}
    if folder:
        sets["needs_fr"] = read_cases(folder / "needs_fr.jsonl")
        sets["offers_fr"] = read_cases(folder / "offers_fr.jsonl")
    else:
        print("MAILLAGE_BENCH_DATA is not set and ../shared/data is absent: only our own set is measured.")
    for name, cases in sets.items():
        report_quality(index, name, cases, misses=options.misses)
        report_pairs(index, cases)
        report_calibration(index, cases)
    report_scope(index, sets["own set"])
    if options.fit:
        report_fit(index, [case for name, cases in sets.items() if name != "offers_fr" for case in cases])
    report_cost(entries, [case.text for cases in sets.values() for case in cases])


if __name__ == "__main__":
    main()
