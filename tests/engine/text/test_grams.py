"""Grams as integers, sparse rows, cosines."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.engine.text.grams import GramTable, Postings, grams_of

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=12)


def naive_grams(word: str, shortest: int = 3, longest: int = 5) -> list[str]:
    padded = f" {word} "
    return [padded[i : i + n] for n in range(shortest, longest + 1) for i in range(len(padded) - n + 1)]


def test_grams_of_a_word_are_counted_between_its_edges() -> None:
    assert grams_of("velo").size == len(naive_grams("velo")) == 9


@given(WORDS)
def test_as_many_grams_as_substrings(word: str) -> None:
    assert grams_of(word).size == len(naive_grams(word))


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_two_grams_share_a_code_only_when_they_are_the_same(words: list[str]) -> None:
    seen: dict[int, str] = {}
    for word in words:
        for code, gram in zip(grams_of(word).tolist(), naive_grams(word), strict=True):
            assert seen.setdefault(code, gram) == gram


def test_grams_of_other_lengths_are_other_codes() -> None:
    assert not set(grams_of("aaaa", 2, 2).tolist()) & set(grams_of("aaaa", 3, 3).tolist())


def test_grams_of_other_scripts_do_not_fail() -> None:
    assert grams_of("שלום").size == len(naive_grams("שלום"))
    assert grams_of("ab🎉").size == len(naive_grams("ab🎉"))


def test_grams_of_nothing_are_none() -> None:
    assert grams_of("").size == 0


def test_grams_cannot_be_changed_by_a_caller() -> None:
    with pytest.raises(ValueError, match="read-only"):
        grams_of("velo")[0] = 0


@given(st.integers(1, 5), st.integers(1, 6), st.integers(0, 10_000))
def test_gather_is_a_product_of_matrices(rows: int, columns: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    dense = (draw.random((rows, columns)) * (draw.random((rows, columns)) < 0.5)).astype(np.float32)
    r, c = dense.nonzero()
    table = Postings.of(r.astype(np.int32), c.astype(np.int32), dense[r, c], (rows, columns))
    asked = draw.integers(0, rows, 4).astype(np.int32)
    weights = draw.random(4).astype(np.float32)
    owners = draw.integers(0, 3, 4).astype(np.int32)
    expected = np.zeros((3, columns))
    for row, weight, owner in zip(asked, weights, owners, strict=True):
        expected[owner] += weight * dense[row]
    np.testing.assert_allclose(table.gather(asked, weights, owners, 3), expected, rtol=1e-5)


def test_gather_of_empty_rows_is_zero() -> None:
    none = np.zeros(0, dtype=np.int32)
    table = Postings.of(none, none, none.astype(np.float32), (3, 2))
    asked = np.array([0, 2], dtype=np.int32)
    assert table.gather(asked, np.ones(2, dtype=np.float32), asked, 3).tolist() == [[0.0, 0.0]] * 3


def test_gather_of_no_row_is_zero() -> None:
    none = np.zeros(0, dtype=np.int32)
    one = np.zeros(1, dtype=np.int32)
    table = Postings.of(one, one, np.ones(1, dtype=np.float32), (1, 2))
    assert table.gather(none, none.astype(np.float32), none, 1).tolist() == [[0.0, 0.0]]


def test_cosine_of_a_document_with_itself_is_one() -> None:
    table = GramTable.of([[("velo", 1.0)], [("pain", 1.0)], [("chorale", 1.0)]])
    for rank, word in enumerate(("velo", "pain", "chorale")):
        cosines = table.cosines([word], [1.0]).sum(axis=0)
        assert math.isclose(cosines[rank], 1.0, rel_tol=1e-3)
        assert cosines.argmax() == rank


def test_cosine_of_a_misspelt_word_still_finds_its_document() -> None:
    table = GramTable.of([[("photographie", 1.0)], [("comptabilite", 1.0)], [("recrutement", 1.0)]])
    assert table.cosines(["fotographie"], [1.0])[0].argmax() == 0
    assert table.cosines(["comtabilite"], [1.0])[0].argmax() == 1


def test_cosines_give_each_word_its_share() -> None:
    table = GramTable.of([[("velo", 1.0)], [("pain", 1.0)]])
    shares = table.cosines(["velo", "pain"], [1.0, 1.0])
    assert shares.shape == (2, 2)
    assert shares[0, 0] > 0.5 > shares[0, 1]
    assert shares[1, 1] > 0.5 > shares[1, 0]


def test_a_heavier_word_takes_a_larger_share() -> None:
    table = GramTable.of([[("velo", 1.0)], [("pain", 1.0)]])
    light = table.cosines(["velo", "pain"], [0.25, 1.0])
    assert light[0, 0] < light[1, 1]


@given(st.lists(WORDS, min_size=1, max_size=5), st.lists(WORDS, min_size=1, max_size=5))
def test_cosines_lie_between_zero_and_one(document: list[str], query: list[str]) -> None:
    table = GramTable.of([[(word, 1.0) for word in document], [("autre", 1.0)]])
    total = table.cosines(query, [1.0] * len(query)).sum(axis=0)
    assert (total >= -1e-6).all()
    assert (total <= 1 + 1e-4).all()


def test_an_empty_table_answers_nothing() -> None:
    assert GramTable.of([]).cosines(["velo"], [1.0]).shape == (1, 0)
    assert GramTable.of([[], []]).cosines(["velo"], [1.0]).tolist() == [[0.0, 0.0]]


def test_no_word_gives_no_line() -> None:
    assert GramTable.of([[("velo", 1.0)]]).cosines([], []).shape == (0, 1)
