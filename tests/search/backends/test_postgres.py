"""PostgreSQL reads common words by freshness and rare ones by its index, and finds the same either way."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from tests.search.builders import PLACE, a_document, put

from maillage.search.backends import postgres
from maillage.search.backends.postgres import PostgresBackend
from maillage.search.conditions import Every, Except, Sought, Term
from maillage.search.queries import space_of
from maillage.territory.models import Territory

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL only")


@pytest.fixture
def space(territory: Territory) -> int:
    """Sixty documents: all of them bikes, a half red, one blue."""
    put(
        *(
            a_document(f"k{n:02}", f"Vélo {n:02}", text="rouge" * (n % 2) + " bleu" * (n == 0), freshness=n)
            for n in range(60)
        )
    )
    assert territory.pk
    return space_of(PLACE) or 0


def both(space: int, *words: str) -> Sought:
    """Documents with all these words."""
    return Sought(space, Every(tuple(Term(f"{space}w{word}") for word in words)))


def statements(sought: Sought, limit: int) -> tuple[list[str], int]:
    """Keys of the candidates, and how many statements it took."""
    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        found, total = PostgresBackend().candidates(sought, limit, limit)
    assert total == len(found)
    return [one.key for one in found], len(asked)


def test_words_that_often_meet_are_read_by_freshness(space: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "SAMPLE", 40)
    assert statements(both(space, "velo", "rouge"), 3) == (["k59", "k57", "k55"], 2)


def test_words_that_seldom_meet_are_read_by_the_index(space: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "SAMPLE", 40)
    assert statements(both(space, "velo", "bleu"), 3) == (["k00"], 2)
    assert statements(both(space, "rouge", "bleu"), 3) == ([], 2)
    without = both(space, "velo", "bleu")._replace(condition=Except(both(space, "velo").condition, Term("x")))
    assert statements(without, 1) == (["k59"], 2)


def test_words_that_meet_among_the_freshest_only_are_all_found(
    space: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "SAMPLE", 12)
    found, count = statements(both(space, "velo", "rouge"), 31)
    assert (found[:2], len(found), count) == (["k59", "k57"], 30, 3)


def test_one_word_takes_one_statement(space: int) -> None:
    assert statements(Sought(space, Term(f"{space}wrouge"), 56), 9) == (["k59", "k57"], 1)


def test_counts_are_the_same_either_way(space: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = (both(space, "velo", "rouge"), both(space, "velo", "bleu"), Sought(space, Term(f"{space}wrouge")))
    for often in (1, 7, 99):
        monkeypatch.setattr(postgres, "OFTEN", often)
        assert [PostgresBackend().count(one, 99) for one in asked] == [30, 1, 30]
        assert [PostgresBackend().candidates(one, 1, 99)[1] for one in asked] == [30, 1, 30]
    assert (PostgresBackend().count(Sought(space), 99), PostgresBackend().count(Sought(space), 9)) == (60, 9)
