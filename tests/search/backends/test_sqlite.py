"""SQLite's index is in step with its rows, whoever changes them."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.search.builders import PLACE, a_document, keys, put

from maillage.search.actions import remove, set_visible
from maillage.search.models import SearchEntry, SearchWord
from maillage.territory.models import Territory

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite only")


def indexed(lexeme: str, index: str = "search_index") -> list[int]:
    """Row numbers that the full-text index gives for a lexeme."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM {index} WHERE {index} MATCH %s ORDER BY rowid", [f'"{lexeme}"'])  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


def test_row_numbers_are_in_the_order_of_merit(territory: Territory) -> None:
    put(*(a_document(f"k{fresh}", "Vélo", freshness=fresh) for fresh in (0, 100, 50)))
    space = SearchEntry.objects.values_list("space_id", flat=True)[0]
    entries = SearchEntry.objects.order_by("-freshness").values_list("pk", "freshness")
    assert indexed(f"{space}nvelo") == [(100 - fresh) << 48 | pk for pk, fresh in entries]


def test_rows_deleted_in_another_way_leave_the_index_too(territory: Territory) -> None:
    put(a_document("a", "Vélo"), a_document("b", "Vélo", visible=False))
    space = SearchEntry.objects.values_list("space_id", flat=True)[0]
    assert len(indexed(f"{space}nvelo")) == 1
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    assert (indexed(f"{space}nvelo"), indexed(f"{space}-velo", "search_word_index")) == ([], [])


def test_what_is_hidden_shown_or_removed_is_not_indexed_twice(territory: Territory) -> None:
    put(a_document("a", "Vélo"))
    space = SearchEntry.objects.values_list("space_id", flat=True)[0]
    for visible in (False, True, True, False, True):
        set_visible(["a"], visible, collection=PLACE)
        assert len(indexed(f"{space}nvelo")) == visible
    remove(["a"], collection=PLACE)
    assert indexed(f"{space}nvelo") == []
    put(a_document("a", "Tricot"))
    assert (keys("vélo "), keys("tricot ")) == ([], ["a"])


def test_the_index_passes_its_own_check(territory: Territory) -> None:
    put(*(a_document(f"k{n}", f"Vélo {n}", freshness=n % 7) for n in range(50)))
    put(*(a_document(f"k{n}", f"Tricot {n}", freshness=n % 5) for n in range(25)))
    remove([f"k{n}" for n in range(0, 50, 3)], collection=PLACE)
    with connection.cursor() as cursor:
        for index in ("search_index", "search_word_index"):
            cursor.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")  # noqa: S608
    assert len(keys(limit=99)) == 33
