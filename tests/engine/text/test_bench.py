"""The benchmark's own helpers: what is measured must be what is said."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from bench import text as bench

from maillage.engine.text import SkillEntry, SkillIndex


def case(text: str, *gold: str, also: tuple[str, ...] = (), language: str = "fr") -> bench.Case:
    return bench.Case(text, "test", language, gold, also)


def test_recall_is_the_share_of_gold_found(index: SkillIndex) -> None:
    assert bench.recall(index, [case("réparer un vélo", "velo")]) == 1.0
    assert bench.recall(index, [case("réparer un vélo", "velo", "impot")], 1) == 0.5
    assert bench.recall(index, [case("réparer un vélo", "impot")], 1) == 0.0


def test_one_slip_every_three_words() -> None:
    text = "notre association cherche depuis longtemps plusieurs bénévoles motivés"
    slipped = bench.with_typos(text, random.Random(1))
    changed = sum(a != b for a, b in zip(text.split(), slipped.split(), strict=True))
    assert 1 <= changed <= 3


def test_slips_are_the_same_for_a_seed() -> None:
    text = "notre association cherche plusieurs bénévoles"
    assert bench.with_typos(text, random.Random(3)) == bench.with_typos(text, random.Random(3))


def test_short_words_have_no_slip() -> None:
    assert bench.with_typos("un la de et", random.Random(1)) == "un la de et"


def test_pairs_join_needs_of_different_skills() -> None:
    cases = [case(f"Besoin numéro {rank}.", f"s{rank}") for rank in range(6)]
    joined = list(bench.pairs(cases))
    assert len(joined) == 5
    for text, first, second in joined:
        assert first.gold != second.gold
        assert first.text.rstrip(" .") in text


def test_pairs_leave_out_needs_that_share_a_skill() -> None:
    assert list(bench.pairs([case("un", "x"), case("deux", "x")])) == []
    assert list(bench.pairs([case("un", "x", also=("y",)), case("deux", "y", also=("x",))])) == []


def test_offers_and_needs_are_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(
        '{"text": "a", "gold": ["x"], "style": "s"}\n{"text": "b", "skills": ["y"]}\n', encoding="utf-8"
    )
    need, offer = bench.read_cases(path)
    assert (need.gold, need.style, need.language) == (("x",), "s", "fr")
    assert (offer.gold, offer.style) == (("y",), "offer")


def test_a_taxonomy_is_read_from_its_tables(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        '[[skill]]\nid = "x"\nfamily = "f"\npref.fr = "Vélo"\nalt.fr = ["cycle"]\nrome = ["A1"]\n',
        encoding="utf-8",
    )
    assert bench.read_taxonomy(tmp_path) == (SkillEntry(id="x", pref={"fr": "Vélo"}, alt={"fr": ("cycle",)}),)


def test_a_missing_taxonomy_is_empty(tmp_path: Path) -> None:
    assert bench.read_taxonomy(tmp_path) == ()


def test_the_data_folder_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "text").mkdir()
    monkeypatch.setenv("MAILLAGE_BENCH_DATA", str(tmp_path))
    assert bench.data_folder() == tmp_path / "text"


def test_every_report_runs(index: SkillIndex, capsys: pytest.CaptureFixture[str]) -> None:
    cases = [case("réparer un vélo", "velo"), case("du levain", "pain"), case("la TVA", "impot")]
    bench.report_quality(index, "essai", cases, misses=True)
    bench.report_pairs(index, cases)
    bench.report_calibration(index, cases)
    bench.report_cost(index.entries, [each.text for each in cases])
    told = capsys.readouterr().out
    for word in ("recall@5", "referee: 0", "two needs", "calibration error", "propose: p50", "memory"):
        assert word in told
