"""The vocabulary in step with the documents."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.search.builders import put

from maillage.search.learning import MANY, Counts, adjust, recount
from maillage.search.models import SearchSpace, SearchWord
from maillage.territory.models import Territory

NONE = Counts(Counter(), Counter())


@pytest.fixture
def space(territory: Territory) -> int:
    """An empty collection."""
    put()
    assert territory.pk
    return SearchSpace.objects.get().pk


def counted(names: dict[str, int], words: dict[str, int]) -> Counts:
    """Counts of names and of all words."""
    return Counts(Counter(names), Counter(names) + Counter(words))


def rows() -> dict[str, tuple[int, int]]:
    """The vocabulary as it is kept."""
    return {one.form: (one.in_names, one.in_texts) for one in SearchWord.objects.all()}


def test_counts_of_documents_and_of_their_lexemes_are_the_same() -> None:
    documents = [(True, {"velo": None}, {"velo": None, "atelier": None}), (False, {"x": None}, {"x": None})]
    lexemes = [(True, "4nvelo 4wvelo 4watelier 4kx"), (False, "4nx 4wx")]
    assert Counts.of(documents) == Counts.of_lexemes(4, lexemes)
    counts = Counts.of(documents)
    assert (counts.of_form("velo"), counts.of_form("atelier")) == ((1, 0), (0, 1))
    assert (counts.of_form("x"), "x" in counts.words, counts.of_form("y")) == ((0, 0), True, (0, 0))


def test_words_are_added_then_taken_away(space: int) -> None:
    adjust(space, counted({"velo": 2}, {"atelier": 1}), NONE, {})
    assert rows() == {"velo": (2, 0), "atelier": (0, 1)}
    adjust(space, counted({"atelier": 1}, {"velo": 1}), counted({"velo": 1}, {}), {})
    assert rows() == {"velo": (1, 1), "atelier": (1, 1)}
    adjust(space, NONE, counted({"velo": 1, "atelier": 1}, {"velo": 1}), {})
    assert rows() == {"atelier": (0, 1)}


def test_words_of_hidden_documents_are_kept_with_no_count(space: int) -> None:
    adjust(space, Counts(Counter(), Counter({"velo": 0})), NONE, {})
    assert rows() == {"velo": (0, 0)}
    adjust(space, NONE, Counts(Counter(), Counter({"velo": 0})), {})
    assert rows() == {}


def test_counts_are_not_kept_beyond_many(space: int) -> None:
    adjust(space, counted({"velo": MANY - 1}, {}), NONE, {})
    adjust(space, counted({"velo": 5}, {"velo": 2}), NONE, {})
    assert rows() == {"velo": (MANY + 4, 2)}
    adjust(space, counted({"velo": 5}, {"velo": 1}), counted({"velo": 3}, {}), {})
    assert rows() == {"velo": (MANY + 4, 3)}


def test_spellings_are_what_the_form_does_not_say(space: int) -> None:
    words = counted({"velo": 1, "marche": 1, "maker": 1, "bus": 1}, {})
    adjust(space, words, NONE, {"fr": {"vélo", "bus", "marche"}, "en": {"maker"}})
    adjust(space, words, NONE, {"fr": {"marché", "vélo"}, "en": {"bus"}})
    told = dict(SearchWord.objects.values_list("form", "spellings"))
    assert told == {"velo": "fvélo", "marche": "fmarché", "maker": "emaker", "bus": "ebus"}


def test_a_recount_forgets_all_other_words(space: int) -> None:
    adjust(space, counted({"velo": 3, "old": 1}, {}), NONE, {"fr": {"vélo"}})
    assert recount(space, Counts(Counter({"velo": 1}), Counter({"velo": 2, "new": 1, "hidden": 0}))) == 3
    assert rows() == {"velo": (1, 1), "new": (0, 1), "hidden": (0, 0)}
    assert SearchWord.objects.get(form="velo").spellings == "fvélo"
