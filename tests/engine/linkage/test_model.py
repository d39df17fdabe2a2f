"""The model is one, whatever the engine that runs it."""

from __future__ import annotations

import pytest

from maillage.engine.linkage.model import COMPARISONS, DIALECTS, ELSE, NAMES, in_dialect, level_at, settings
from maillage.engine.linkage.parameters import shipped
from maillage.engine.linkage.reasons import WORDING


@pytest.mark.parametrize("dialect", sorted(DIALECTS))
def test_splink_accepts_the_model_in_each_dialect(dialect: str) -> None:
    made = settings(shipped(), 1e-4, dialect).create_settings_dict(dialect)
    names = [one["output_column_name"] for one in made["comparisons"]]
    assert names == list(NAMES)


def test_both_dialects_hold_the_same_figures() -> None:
    def figures(dialect: str) -> list[tuple[float, float]]:
        made = settings(shipped(), 1e-4, dialect).create_settings_dict(dialect)
        levels = [level for one in made["comparisons"] for level in one["comparison_levels"]]
        return [
            (level["m_probability"], level["u_probability"]) for level in levels if "m_probability" in level
        ]

    assert figures("duckdb") == figures("spark")
    assert len(figures("duckdb")) == sum(len(one.levels) for one in COMPARISONS)


def test_the_dialects_say_the_same_in_other_words() -> None:
    question = "[any:kinds:kinds] and [count:info:all_info] >= 4 and [alike:compact] > 0.9"
    assert in_dialect(question, "duckdb") == (
        "list_has_any(kinds_l, kinds_r) and len(list_intersect(info_l, all_info_r)) >= 4 "
        "and jaro_winkler_similarity(compact_l, compact_r) > 0.9"
    )
    assert in_dialect(question, "spark") == (
        "arrays_overlap(kinds_l, kinds_r) and size(array_intersect(info_l, all_info_r)) >= 4 "
        "and jaro_winkler(compact_l, compact_r) > 0.9"
    )


def test_the_last_level_takes_what_is_left() -> None:
    assert [one.levels[-1].sql for one in COMPARISONS] == [ELSE] * len(COMPARISONS)


def test_levels_are_numbered_from_the_last() -> None:
    where = COMPARISONS[NAMES.index("where")]
    assert [level.code if (level := level_at(where, gamma)) else None for gamma in (-1, 0, 7)] == [
        None, "away", "address",
    ]  # fmt: skip


def test_every_level_can_be_worded_but_one() -> None:
    codes = {level.code for one in COMPARISONS for level in one.levels}
    assert codes - set(WORDING) == {"not_only"}
    assert set(WORDING) <= codes


def test_linking_never_pairs_two_known_records() -> None:
    rules = settings(shipped(), 1e-4, among=False).blocking_rules_to_generate_predictions
    made = settings(shipped(), 1e-4, among=False).create_settings_dict("duckdb")
    assert len(rules) == 1
    assert made["blocking_rules_to_generate_predictions"][0]["blocking_rule"] == (
        "l.block_keys = r.block_keys and l.fresh <> r.fresh"
    )
