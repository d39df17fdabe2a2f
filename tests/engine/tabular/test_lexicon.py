"""The lexicon: sound, in its normal form, without contradiction."""

from __future__ import annotations

from itertools import combinations

import pytest

from maillage.engine.tabular import FieldName
from maillage.engine.tabular.headers import PHRASES, read_name, words
from maillage.engine.tabular.lexicon import CELLS, FIRST_NAMES, PARTS, WORDS

AMBIGUOUS = {("street", "street:name"), ("street", "street:number")}
"""Pairs of fields that share a phrase on purpose: the cells decide."""


def test_fields_of_the_lexicon_exist() -> None:
    assert set(PHRASES) == {*map(str, FieldName), *PARTS}


@pytest.mark.parametrize("field", PHRASES)
def test_phrases_mean_something(field: str) -> None:
    for weight, phrases in PHRASES[field].items():
        assert 0 < weight <= 1
        assert [phrase for phrase in phrases if not words(phrase)] == []


@pytest.mark.parametrize("field", [field for field in PHRASES if 1.0 in PHRASES[field]])
def test_a_sure_phrase_finds_its_field(field: str) -> None:
    for phrase in PHRASES[field][1.0]:
        found = read_name(phrase)
        if not found.geocoded:
            assert found.strengths.get(field, (0.0, ()))[0] >= 0.9, phrase


def test_no_phrase_is_sure_of_two_fields_but_on_purpose() -> None:
    sure = {field: {frozenset(words(phrase)) for phrase in PHRASES[field].get(1.0, ())} for field in PHRASES}
    shared = {(a, b) for a, b in combinations(sure, 2) if sure[a] & sure[b]}
    assert shared - AMBIGUOUS - {(b, a) for a, b in AMBIGUOUS} == set()


def test_kinds_of_words_do_not_overlap() -> None:
    for first, second in combinations(("stop", "neutral", "nominal", "elsewhere"), 2):
        assert WORDS[first] & WORDS[second] == frozenset()


def test_first_names_are_plain() -> None:
    assert len(FIRST_NAMES) > 300
    assert [name for name in FIRST_NAMES if not (name.isascii() and name.islower())] == []


def test_patterns_of_cells_are_alternatives() -> None:
    assert set(CELLS) == {"ways", "legal_forms", "countries", "networks"}
    assert "rond[- ]?point" in CELLS["ways"].split("|")
