"""What the search promises, whatever the database: a document is found when, and only when, it is kept."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.search.builders import PLACE, a_document, keys, page, put

from maillage.common.scope import territory_scope
from maillage.search.actions import clear, index, rebuild_vocabulary, remove, set_visible
from maillage.search.models import SearchEntry, SearchName, SearchWord
from maillage.search.queries import suggest
from maillage.territory.models import Territory

pytestmark = pytest.mark.usefixtures("territory")


def words() -> dict[str, tuple[int, int]]:
    """The vocabulary: form → (in names, in texts), of forms that are on visible documents."""
    rows = SearchWord.objects.values_list("form", "in_names", "in_texts")
    return {form: (in_names, in_texts) for form, in_names, in_texts in rows if in_names or in_texts}


def test_only_what_changed_is_written() -> None:
    one, two = a_document("a", "Vélo", text="atelier"), a_document("b", "Couture")
    assert put(one, two) == 2
    assert put(one, a_document("b", "Tricot")) == 1
    assert put(one) == 0


def test_the_words_of_an_older_version_no_longer_answer() -> None:
    put(a_document("a", "Vélo", "Bicyclette", text="atelier", tags=("x",), kind="company", freshness=90))
    put(a_document("a", "Couture", text="ourlets", tags=("y",), kind="artist", freshness=10))
    assert [keys(old) for old in ("vélo ", "bicyclette ", "atelier ", "véol ", "vel")] == [[], [], [], [], []]
    assert (keys(tags=("x",)), keys(kinds=("company",)), keys(min_freshness=11)) == ([], [], [])
    assert suggest("vel", collection=PLACE) == ()
    assert (keys("couture "), keys("ourlet "), keys(tags=("y",)), keys(kinds=("artist",))) == (["a"],) * 4
    assert words() == {"couture": (1, 0), "ourlets": (0, 1)}


def test_a_change_of_freshness_alone_moves_the_document() -> None:
    put(*(a_document(key, "Vélo", freshness=50) for key in "abc"))
    put(a_document("c", "Vélo", freshness=51), a_document("a", "Vélo", freshness=49))
    assert keys("vélo ") == ["c", "b", "a"]
    assert keys("vélo ", min_freshness=50) == ["c", "b"]


def test_the_last_of_two_documents_of_one_key_is_kept() -> None:
    assert put(a_document("a", "Vélo"), a_document("a", "Tricot")) == 1
    assert (keys("vélo "), keys("tricot ")) == ([], ["a"])


def test_a_document_that_is_removed_leaves_nothing() -> None:
    put(a_document("a", "Vélo", text="atelier"), a_document("b", "Vélo d’or"))
    assert remove(["a", "unknown"], collection=PLACE) == 1
    assert (keys("vélo "), keys("atelier "), keys(), page("vélo ").total) == (["b"], [], ["b"], 1)
    assert words() == {"velo": (1, 0), "or": (1, 0), "dor": (1, 0)}
    assert remove(["b"], collection=PLACE) == 1
    assert (SearchWord.objects.count(), SearchName.objects.count(), SearchEntry.objects.count()) == (0, 0, 0)


def test_a_hidden_document_is_found_by_nobody_until_it_is_shown() -> None:
    put(
        a_document("a", "Vélo secret", text="couturières", tags=("x",), freshness=90),
        a_document("b", "Autre"),
    )
    assert set_visible(["a", "b", "unknown"], False, collection=PLACE) == 2
    assert set_visible(["b"], True, collection=PLACE) == 1
    for asked in ("vélo ", "v", "vel", "velo secrt ", "couturière "):
        assert (keys(asked), page(asked).corrected, page(asked).total) == ([], (), 0)
    assert (keys(), keys(tags=("x",)), suggest("v", collection=PLACE), words()) == (
        ["b"],
        [],
        (),
        {"autre": (1, 0)},
    )
    assert set_visible(["a", "b"], True, collection=PLACE) == 1
    assert (keys("vélo "), keys("couturier "), keys("secrt "), keys()) == (["a"], ["a"], ["a"], ["b", "a"])


def test_a_hidden_document_can_be_written_and_removed() -> None:
    put(a_document("a", "Vélo", visible=False))
    put(a_document("a", "Couturière", visible=False))
    assert (keys("couturière "), words()) == ([], {})
    set_visible(["a"], True, collection=PLACE)
    assert (keys("couturiers "), keys("vélo ")) == (["a"], [])
    set_visible(["a"], False, collection=PLACE)
    assert remove(["a"], collection=PLACE) == 1
    assert (SearchWord.objects.count(), SearchEntry.objects.count()) == (0, 0)


def test_what_is_rolled_back_was_never_there() -> None:
    put(a_document("a", "Vélo"))
    with pytest.raises(RuntimeError), transaction.atomic():
        put(a_document("b", "Vélo neuf"), a_document("a", "Tricot"))
        assert keys("tricot ") == ["a"]
        remove(["a"], collection=PLACE)
        raise RuntimeError
    assert (keys("vélo "), keys("tricot "), keys("neuf "), words()) == (["a"], [], [], {"velo": (1, 0)})


def test_a_generator_that_fails_writes_nothing() -> None:
    def some() -> object:
        yield a_document("a", "Vélo")
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        index(some(), collection=PLACE)  # type: ignore[arg-type]  # a generator of documents
    assert keys() == []


def test_clearing_one_collection_leaves_the_others(territory: Territory) -> None:
    put(*(a_document(key, "Vélo") for key in "abc"))
    put(a_document("d", "Vélo"), collection="places")
    with territory_scope(territory.pk + 1):
        put(a_document("e", "Vélo"))
        assert clear(collection="never") == 0
    assert clear(collection=PLACE) == 3
    assert (keys("vélo "), keys(), keys("vélo ", collection="places")) == ([], [], ["d"])
    with territory_scope(territory.pk + 1):
        assert keys("vélo ") == ["e"]


def test_counts_stop_at_many_and_are_made_anew() -> None:
    put(*(a_document(f"k{n}", f"Vélo {n}", text="atelier") for n in range(70)))
    put(*(a_document(f"m{n}", f"Vélo m{n}", text="atelier") for n in range(10)))
    assert (words()["velo"], words()["atelier"], words()["m3"]) == ((70, 0), (0, 70), (1, 0))
    remove([f"k{n}" for n in range(70)], collection=PLACE)
    assert words()["velo"] == (70, 0)
    assert rebuild_vocabulary(collection=PLACE) == len(words()) == 12
    assert (words()["velo"], words()["atelier"]) == ((10, 0), (0, 10))
    assert (keys("véol ")[:1], rebuild_vocabulary(collection="never")) == (["m0"], 0)


def test_the_vocabulary_made_anew_keeps_spellings_and_clues_even_of_hidden_documents() -> None:
    put(a_document("a", "Couturière"), a_document("b", "Salariée", visible=False))
    assert rebuild_vocabulary(collection=PLACE) == 2
    set_visible(["b"], True, collection=PLACE)
    assert [keys(one) for one in ("couturiers ", "cuoturière ", "salariés ", "salraiée ")] == [
        ["a"],
        ["a"],
        ["b"],
        ["b"],
    ]


def test_an_accent_put_later_is_learnt_though_nothing_else_changes() -> None:
    put(a_document("a", "Un", text="HANDICAPEES"))
    assert keys("handicap ") == []
    assert put(a_document("a", "Un", text="handicapées")) == 0
    assert keys("handicap ") == ["a"]


def test_the_accents_of_a_later_document_are_learnt() -> None:
    put(a_document("a", "COUTURIERE"))
    put(a_document("b", "Couturière"))
    remove(["b"], collection=PLACE)
    assert keys("couturier ") == ["a"]


class Writes(RuleBasedStateMachine):
    """Documents written, hidden, shown and removed in any order, beside what should be found."""

    names = ("Vélo rouge", "Vélo bleu", "Couturière", "Atelier rouge")

    def __init__(self) -> None:
        super().__init__()
        clear(collection=PLACE)
        self.kept: dict[str, tuple[str, int, bool]] = {}

    @rule(
        key=st.sampled_from("abcd"),
        name=st.sampled_from(names),
        freshness=st.sampled_from((0, 50, 100)),
        visible=st.booleans(),
    )
    def write(self, key: str, name: str, freshness: int, visible: bool) -> None:
        put(a_document(key, name, text=name.upper(), freshness=freshness, visible=visible))
        self.kept[key] = (name, freshness, visible)

    @rule(some=st.sets(st.sampled_from("abcd")), visible=st.booleans())
    def show(self, some: set[str], visible: bool) -> None:
        set_visible(sorted(some), visible, collection=PLACE)
        self.kept |= {key: (*self.kept[key][:2], visible) for key in some & self.kept.keys()}

    @rule(some=st.sets(st.sampled_from("abcd")))
    def take_away(self, some: set[str]) -> None:
        assert remove(sorted(some), collection=PLACE) == len(some & self.kept.keys())
        self.kept = {key: row for key, row in self.kept.items() if key not in some}

    @invariant()
    def what_is_kept_is_found(self) -> None:
        shown = {key: (name, fresh) for key, (name, fresh, visible) in self.kept.items() if visible}
        for word in ("vélo", "rouge", "couturière", "atelier"):
            wanted = [key for key, (name, _) in shown.items() if word in name.lower()]
            assert keys(f"{word} ") == sorted(wanted, key=lambda key: self.rank(word, *shown[key], key))
        assert sorted(keys()) == sorted(shown)
        assert words().keys() == {
            part
            for name, _ in shown.values()
            for part in name.lower().replace("é", "e").replace("è", "e").split()
        }

    def rank(self, word: str, name: str, freshness: int, key: str) -> tuple[object, ...]:
        return (not name.lower().startswith(word), -freshness, name.replace("é", "e"), key)


def test_any_order_of_writes() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Writes, settings=settings(max_examples=15, stateful_step_count=12, deadline=None)
    )
