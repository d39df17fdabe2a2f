"""What both databases do alike."""

from __future__ import annotations

import pytest

from maillage.search.backends.base import NAMES, Candidate, Dialect, Table, names_of, written
from maillage.search.backends.postgres import _tsquery
from maillage.search.backends.sqlite import _match
from maillage.search.conditions import EVERYTHING, Condition, Either, Every, Except, Term
from maillage.search.documents import Row

A, B, C = Term("1na"), Term("1nb"), Term("1nc", is_prefix=True)


@pytest.mark.parametrize(
    ("condition", "fts5", "tsquery"),
    [
        (A, '"1na"', "'1na'"),
        (C, '"1nc"*', "'1nc':*"),
        (Every((A, Either((B, C)))), '("1na" AND ("1nb" OR "1nc"*))', "('1na' & ('1nb' | '1nc':*))"),
        (Except(A, Every((B, C))), '("1na" NOT ("1nb" AND "1nc"*))', "('1na' & !('1nb' & '1nc':*))"),
    ],
)
def test_a_condition_is_written_in_each_database_s_words(
    condition: Condition, fts5: str, tsquery: str
) -> None:
    assert (_match(condition), _tsquery(condition)) == (fts5, tsquery)


def test_a_dialect_is_all_that_changes() -> None:
    dialect = Dialect(lambda term: term.lexeme, "+", "/", "-")
    assert written(Except(Every((A, B)), Either((A, C))), dialect) == "((1na+1nb)-(1na/1nc))"


def test_everything_has_no_rank() -> None:
    for write in (_match, _tsquery):
        with pytest.raises(ValueError) as refusal:
            write(EVERYTHING)
        assert str(refusal.value) == (
            "Everything is asked for, and nothing says how to rank it: ask for the list by name."
        )


def test_names_of_visible_rows_are_written_one_a_row() -> None:
    shown = Row("a", 0, True, "velo", "velo\nclub", "")
    hidden, empty = shown._replace(key="b", visible=False), shown._replace(key="c", names="")
    assert names_of(3, [shown, hidden, empty]) == [(3, "velo", "a"), (3, "club", "a")]


def test_a_table_keeps_what_is_there_unless_told_otherwise() -> None:
    assert Table("t", {}).conflict == NAMES.conflict == "ON CONFLICT DO NOTHING"
    assert Candidate._fields == ("key", "names", "freshness", "sort_name", "lexemes")
