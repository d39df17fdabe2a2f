"""Reads of the search, with what they cost in queries."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from tests.search.builders import PLACE, a_document, keys, page, put, reasons

from maillage.common.scope import ScopeError, all_territories
from maillage.search.queries import find, space_of, suggest
from maillage.search.results import Hit, SearchPage, SearchQuery
from maillage.territory.models import Territory


def test_a_collection_that_was_never_written_is_empty(territory: Territory) -> None:
    assert (space_of("never"), find(SearchQuery("vélo"), collection="never")) == (None, SearchPage())
    assert (find(SearchQuery(), collection="never"), suggest("v", collection="never")) == (SearchPage(), ())


@pytest.mark.django_db
def test_nothing_is_read_without_a_territory() -> None:
    with all_territories():
        for asked in (lambda: find(SearchQuery(), collection=PLACE), lambda: suggest("v", collection=PLACE)):
            with pytest.raises(ScopeError):
                asked()


def test_a_question_costs_few_queries(territory: Territory, django_assert_max_num_queries: Any) -> None:
    put(*(a_document(f"k{n}", f"Vélo {n}", text="atelier") for n in range(30)))
    tried = 2 if connection.vendor == "postgresql" else 0  # how often two words meet, in each tier
    for asked, most in (("vélo ", 5), ("vélo atelier ", 6 + tried), ("véol ", 7), ("vé", 6), ("", 3)):
        with django_assert_max_num_queries(most):
            page(asked)
    with django_assert_max_num_queries(2):
        suggest("vél", collection=PLACE)


def test_signs_alone_give_an_empty_page_and_spaces_alone_the_list(territory: Territory) -> None:
    put(a_document("a", "Vélo"))
    assert (page("!?"), keys("  ")) == (SearchPage(), ["a"])


def test_suggestions_tell_why(territory: Territory) -> None:
    put(a_document("a", "Vélo d’or"), a_document("b", "Grand vélo", freshness=99))
    assert suggest("vélo", collection=PLACE) == (
        Hit("a", reasons(("name_starts", "velo", "velo d or"))),
        Hit("b", reasons(("name_word", "velo", "velo"), ("fresh", "", "99"))),
    )
    assert (suggest(" ", collection=PLACE), suggest("!", collection=PLACE)) == ((), ())


def test_a_document_is_suggested_once_whatever_its_names(territory: Territory) -> None:
    put(a_document("a", "Vélo", "Vélozzz", "Le vélo"), a_document("b", "Vélodrome"))
    assert [hit.key for hit in suggest("vél", collection=PLACE)] == ["a", "b"]


def test_a_suggestion_goes_on_after_whole_words(territory: Territory) -> None:
    put(a_document("a", "Les amis du vélo"), a_document("b", "Les amis du train"))
    assert [hit.key for hit in suggest("amis vél", collection=PLACE)] == ["a"]
    assert [hit.key for hit in suggest("amis ", collection=PLACE)] == ["b", "a"]


def test_the_place_in_a_list_survives_the_removal_of_its_document(territory: Territory) -> None:
    from maillage.search.actions import remove

    put(*(a_document(key, f"Nom {key}") for key in "abcd"))
    after = page(limit=2).next_after
    assert after == "b nom b"
    remove(["b"], collection=PLACE)
    assert keys(limit=2, after=after) == ["c", "d"]
    assert page(limit=4, after=after).next_after == ""


def test_corrections_are_told_once_and_for_the_first_hits_only(territory: Territory) -> None:
    put(*(a_document(f"k{n}", f"Couture {n}") for n in range(3)))
    assert page("coutrue couutre ").corrected == (("coutrue", "couture"), ("couutre", "couture"))
    assert page("coutrue ", limit=1, offset=2).corrected == (("coutrue", "couture"),)
