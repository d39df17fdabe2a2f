"""Tables of the search belong to a territory, and say what they hold."""

from __future__ import annotations

import pytest
from tests.search.builders import a_document, put

from maillage.common.scope import ScopeError, all_territories, territory_scope
from maillage.search.models import SearchEntry, SearchName, SearchSpace, SearchWord
from maillage.territory.models import Territory

TABLES = (SearchSpace, SearchEntry, SearchName, SearchWord)


def test_rows_say_what_they_hold(territory: Territory) -> None:
    put(a_document("ref", "Le Vélo"))
    assert (str(SearchEntry.objects.get()), str(SearchName.objects.get())) == ("ref", "le velo")
    assert [str(word) for word in SearchWord.objects.order_by("form")] == ["le", "velo"]


def test_rows_are_those_of_the_current_territory(territory: Territory) -> None:
    put(a_document("a", "Vélo"))
    with territory_scope(territory.pk + 1):
        put(a_document("b", "Vélo"))
        assert [table.objects.count() for table in TABLES] == [1, 1, 1, 1]
    with all_territories():
        assert [table.objects.count() for table in TABLES] == [2, 2, 2, 2]


@pytest.mark.django_db
def test_rows_are_not_read_without_a_territory() -> None:
    for table in TABLES:
        with pytest.raises(ScopeError):
            table.objects.count()
