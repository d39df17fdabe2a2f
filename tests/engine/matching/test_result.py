"""Results: frozen, and their words fixed, because screens and files are written against them."""

from __future__ import annotations

import dataclasses

import pytest
from tests.engine.matching.builders import quarter

from maillage.engine.matching import BarKind, Unmet, UnmetCause, solve


def test_result_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        solve(quarter()).status = "optimal"


def test_results_of_equal_values_are_equal():
    assert solve(quarter()) == solve(quarter())


def test_causes_keep_their_words():
    assert [cause.value for cause in UnmetCause] == [
        "no_skill", "all_taken", "all_absent", "all_declined", "conflict", "capped", "stopped",
    ]  # fmt: skip


def test_unmet_counts_every_kind_of_bar():
    counted = {field.name for field in dataclasses.fields(Unmet)}
    assert {kind.value for kind in BarKind} <= counted
