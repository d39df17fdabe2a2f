"""Writes of the search: what they refuse, and how they go about large numbers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.search.builders import PLACE, a_document, keys

from maillage.common.scope import ScopeError, all_territories
from maillage.search import actions
from maillage.search.actions import clear, index, rebuild_vocabulary, remove, set_visible
from maillage.search.documents import Document
from maillage.search.models import SearchSpace
from maillage.territory.models import Territory


@pytest.mark.django_db
def test_nothing_is_written_without_a_territory() -> None:
    with all_territories():
        for write in (
            lambda: index([a_document("a")], collection=PLACE),
            lambda: remove(["a"], collection=PLACE),
            lambda: set_visible(["a"], True, collection=PLACE),
            lambda: clear(collection=PLACE),
            lambda: rebuild_vocabulary(collection=PLACE),
        ):
            with pytest.raises(ScopeError):
                write()
        assert SearchSpace.objects.count() == 0


def test_nothing_is_removed_from_a_collection_that_does_not_exist(territory: Territory) -> None:
    assert (remove(["a"], collection="never"), set_visible(["a"], False, collection="never")) == (0, 0)
    assert (clear(collection="never"), rebuild_vocabulary(collection="never")) == (0, 0)


def test_documents_are_written_by_batches(territory: Territory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "BATCH", 3)
    monkeypatch.setattr(actions, "LARGE", 5)
    drawn: list[int] = []

    def some(count: int) -> Iterator[Document]:
        for n in range(count):
            drawn.append(n)
            yield a_document(f"k{n}", f"Vélo {n}", text="couturière")

    assert index(some(8), collection=PLACE) == 8
    assert (len(drawn), len(keys("vélo ")), keys("couturiers ", limit=1)) == (8, 8, ["k0"])
    assert rebuild_vocabulary(collection=PLACE) == 10
    assert set_visible((f"k{n}" for n in range(8)), False, collection=PLACE) == 8
    assert (clear(collection=PLACE), keys()) == (8, [])


def test_one_space_is_made_for_a_collection(territory: Territory) -> None:
    index([a_document("a")], collection=PLACE)
    index([a_document("b")], collection=PLACE)
    index([], collection="empty")
    assert [str(one) for one in SearchSpace.objects.order_by("pk")] == [
        f"directory of territory {territory.pk}",
        f"empty of territory {territory.pk}",
    ]
