"""The documents that answer, best first, few enough to be ranked."""

from __future__ import annotations

import pytest
from tests.search.builders import PLACE, a_document, put

from maillage.search import gathering
from maillage.search.analysis import canonical, typed_words
from maillage.search.conditions import Except, Term
from maillage.search.gathering import Frame, Gathered, beginnings, gather
from maillage.search.queries import space_of
from maillage.search.reading import read
from maillage.territory.models import Territory


@pytest.fixture
def small(territory: Territory, monkeypatch: pytest.MonkeyPatch) -> Territory:
    """Tiers of which four documents are ranked, and a reach of nine."""
    monkeypatch.setattr(gathering, "RANKED", 4)
    monkeypatch.setattr(gathering, "REACH", 9)
    return territory


def gathered(typed: str, wanted: int, *filters: Term, fresh: int = 0) -> Gathered:
    """What is gathered for a question in the collection of the tests."""
    space = space_of(PLACE) or 0
    frame = Frame(space, filters, fresh, canonical(typed))
    return gather(frame, read(space, typed_words(typed)), wanted)


def found(typed: str, wanted: int = 99, *filters: Term, fresh: int = 0) -> list[str]:
    """The keys of what is gathered."""
    return [one.key for one in gathered(typed, wanted, *filters, fresh=fresh).candidates]


def test_the_freshest_are_ranked_and_the_others_follow_by_freshness(small: Territory) -> None:
    put(*(a_document(f"n{n}", f"Club vélo {n}", freshness=n) for n in range(7)))
    put(
        a_document("last", "Le grand Club vélo 9", freshness=0), a_document("exact", "Club vélo", freshness=0)
    )
    assert found("club vélo ") == ["exact", "n6", "n5", "n4", "n3", "n2", "n1", "n0", "last"]
    assert gathered("club vélo ", 99).total == 9


def test_names_come_first_even_when_few_are_wanted(small: Territory) -> None:
    put(*(a_document(f"t{n}", f"Texte {n}", text="vélo", freshness=100) for n in range(3)))
    put(*(a_document(f"n{n}", f"Vélo {n}", freshness=n) for n in range(2)))
    assert found("vélo ", 2) == ["n1", "n0"]
    assert (gathered("vélo ", 2).total, found("vélo ", 3)) == (5, ["n1", "n0", "t0", "t1", "t2"])


def test_what_is_beyond_the_reach_is_not_counted(small: Territory) -> None:
    put(*(a_document(f"n{n:02}", f"Vélo {n:02}") for n in range(12)))
    few, many = gathered("vélo ", 2), gathered("vélo ", 99)
    assert (few.total, few.is_capped, many.total, many.is_capped) == (9, True, 9, True)
    assert len(many.candidates) == 9
    assert [one.key for one in few.candidates[:2]] == [one.key for one in many.candidates[:2]]


def test_totals_are_those_of_all_tiers(small: Territory) -> None:
    put(*(a_document(f"n{n}", f"Vélo {n}") for n in range(5)), a_document("t", "Texte", text="vélo"))
    assert [
        (gathered("vélo ", wanted).total, gathered("vélo ", wanted).is_capped) for wanted in (1, 4, 5, 6, 9)
    ] == [(6, False)] * 5


def test_filters_and_freshness_hold_in_every_tier(small: Territory) -> None:
    space = space_of(PLACE) or 0
    put(*(a_document(f"n{n}", f"Vélo {n}", kind="x" * (n % 2), freshness=n) for n in range(6)))
    put(a_document("t", "Texte", text="vélo", kind="x", freshness=9))
    space = space_of(PLACE) or 0
    assert found("vélo ", 99, Term(f"{space}kx")) == ["n5", "n3", "n1", "t"]
    assert found("vélo ", 99, Term(f"{space}kx"), fresh=3) == ["n5", "n3", "t"]
    assert found("v", 99, Term(f"{space}kx"), fresh=3) == ["n3"]  # only the first names are read


def test_a_beginning_that_does_not_answer_is_left_out(small: Territory) -> None:
    put(*(a_document(f"n{n}", f"Grand vélo {n}") for n in range(5)), a_document("no", "Vélodrome"))
    assert sorted(found("vélo ")) == [f"n{n}" for n in range(5)]


def test_beginnings_are_in_the_order_of_characters_and_within_their_space(territory: Territory) -> None:
    put(a_document("b", "Vélo b", "Vélo z"), a_document("a", "Vélo a"), a_document("c", "Vel"))
    put(a_document("d", "Vélo d"), collection="other")
    space = space_of(PLACE) or 0
    assert beginnings(space, "velo", 9) == [("velo a", "a"), ("velo b", "b"), ("velo z", "b")]
    assert beginnings(space, "velo", 1) == [("velo a", "a")]
    assert beginnings(space, "v%", 9) == beginnings(space, "velo c", 9) == []


def test_fewer_words_are_asked_for_step_by_step(territory: Territory) -> None:
    put(a_document("ab", "Alpha", text="bravo"), a_document("c", "Charlie"), a_document("d", "Delta"))
    assert [one.key for one in gathered("alpha bravo charlie ", 9).candidates] == ["ab"]
    one = gathered("charlie delta ", 9)
    assert ([each.key for each in one.candidates], one.total, one.is_relaxed) == (["c", "d"], 2, True)
    none = gathered("xxxxx yyyyy ", 9)
    assert (none.candidates, none.total, none.is_relaxed) == ([], 0, False)


def test_a_frame_adds_its_filters_to_what_is_sought() -> None:
    frame = Frame(3, (Term("3kx"),), 7, "velo")
    sought = frame.sought(Term("3nvelo"))
    assert (sought.space, sought.min_freshness) == (3, 7)
    assert sought._replace(condition=Except(sought.condition, Term("x"))).condition == Except(
        frame.sought(Term("3nvelo")).condition, Term("x")
    )
    assert frame.question([]).phrase == "velo"
