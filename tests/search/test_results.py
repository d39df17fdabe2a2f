"""Questions refuse nonsense."""

from __future__ import annotations

from typing import Any

import pytest

from maillage.search.results import SearchQuery


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"limit": 0}, "A page of 0 hits from number 0: ask for 1 to 1000 hits, from number 0 to 10000000."),
        (
            {"limit": 1001},
            "A page of 1001 hits from number 0: ask for 1 to 1000 hits, from number 0 to 10000000.",
        ),
        (
            {"offset": -1},
            "A page of 20 hits from number -1: ask for 1 to 1000 hits, from number 0 to 10000000.",
        ),
        ({"min_freshness": 101}, "A least freshness of 101: it goes from 0 to 100."),
        (
            {"words": "vélo", "after": "a velo"},
            "A page after a hit exists by name only: use offset in the order of relevance.",
        ),
    ],
)
def test_a_question_refuses_nonsense(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError) as refusal:
        SearchQuery(**wrong)
    assert str(refusal.value) == said


def test_a_question_is_ranked_when_it_has_words_and_no_other_order() -> None:
    asked = (SearchQuery("vélo"), SearchQuery("vélo", order="name"), SearchQuery(" "), SearchQuery())
    assert [query.is_ranked for query in asked] == [True, False, False, False]
    assert SearchQuery("vélo", order="name", after="a velo").after == "a velo"
