"""The benchmark's own helpers: what is measured must be what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import linkage as bench
from bench import linkage_data as data
from bench import linkage_made as made

from maillage.engine.linkage import READ, SURE, Pair, check, solve


def judged(*keys: tuple[str, str]) -> bench.Judged:
    return bench.Judged(tuple(Pair(left, right, 0.9, 3.0, (), SURE) for left, right in keys))


def test_recall_is_the_share_of_wanted_pairs_found() -> None:
    found = judged(("a", "1"), ("b", "2"))
    assert found.recall([("a", "1"), ("c", "3")]) == 0.5
    assert found.recall([("a", "1")]) == 1.0


def test_strict_precision_looks_at_records_of_the_list_only() -> None:
    found = judged(("a", "1"), ("a", "2"), ("z", "9"))
    assert found.strict({("a", "1"), ("b", "2")}) == (1, 2)


def test_made_up_directories_are_the_same_for_a_seed() -> None:
    assert made.directories(50, 50, 1) == made.directories(50, 50, 1)
    assert made.directories(50, 50, 1) != made.directories(50, 50, 2)


def test_a_tenth_of_the_new_are_doubles() -> None:
    problem, truth = made.directories(60, 40, 1)
    known = {record.key for record in problem.against}
    assert (len(problem.records), len(problem.against), len(truth)) == (40, 60, 4)
    assert all(right in known for _, right in truth)


def test_made_up_doubles_are_found_and_the_referee_is_green() -> None:
    problem, truth = made.directories(300, 200, 5)
    result = solve(problem)
    found = {(pair.left, pair.right) for pair in result.pairs}
    assert len(found & truth) / len(truth) >= 0.85
    assert {pair.verdict for pair in result.pairs} == {SURE, READ}
    assert check(problem, result) == []


def test_every_number_in_made_up_directories_is_for_fiction() -> None:
    problem, _ = made.directories(40, 40, 1)
    phones = [phone.replace(" ", "") for record in problem.records for phone in record.phones]
    assert all(phone.startswith("0199") for phone in phones)


def test_without_data_measures_are_skipped_with_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILLAGE_BENCH_DATA", str(tmp_path))
    said: list[str] = []
    bench.run(["pairs", "names"], said.append)
    assert said == [
        f"{name}: skipped, set MAILLAGE_BENCH_DATA to the folder that holds territory/actors"
        for name in ("pairs", "names")
    ]


def test_our_reading_names_each_pair_once() -> None:
    lines = [line for line in data.READING.read_text("utf-8").split('"') if ">" in line]
    assert len(lines) == len(set(lines)) == len(data.reading())
    assert set(data.reading().values()) == {"same", "house", "other"}


def test_our_reading_covers_the_silver_list() -> None:
    if data.folder() is None:
        pytest.skip("the shared data are not here: set MAILLAGE_BENCH_DATA")
    assert {(one.left, one.right) for one in data.silver()} <= set(data.reading())
    assert sum(one.strong for one in data.silver()) == 61


def test_the_shared_lists_are_linked_as_promised() -> None:
    if data.folder() is None:
        pytest.skip("the shared data are not here: set MAILLAGE_BENCH_DATA")
    problem = bench.LinkageProblem(data.mediation(), data.france_services())
    result = solve(problem, withhold=bench.PHONE)
    across = bench.Judged(tuple(pair for pair in result.pairs if pair.right.startswith("f:")))
    right, of = across.strict({(one.left, one.right) for one in data.silver()})
    assert right / of >= 0.96
    assert across.recall([(one.left, one.right) for one in data.silver() if one.strong]) >= 0.89
    assert check(problem, result) == []
