"""The order of hits, and why."""

from __future__ import annotations

import pytest

from maillage.search.analysis import TypedWord, typed_words
from maillage.search.backends.base import Candidate
from maillage.search.ranking import Found, Question, find, hit_of, points, question_of, ranked
from maillage.search.reading import Wanted, as_typed
from maillage.search.results import Hit, Reason


def a_question(typed: str) -> Question:
    """A question in space 1, each word answering to itself."""
    phrase = " ".join(word.form for word in typed_words(typed))
    return question_of(1, phrase, [as_typed(word) for word in typed_words(typed)], ("x",), ("63",))


def a_candidate(names: str, lexemes: str = "", *, key: str = "a", freshness: int = 0) -> Candidate:
    """A document of these names (one a line) with these other lexemes."""
    words = names.replace("\n", " ").split()
    own = " ".join(f"1n{word} 1w{word}" for word in words)
    return Candidate(key, names, freshness, names.partition("\n")[0], f"{own} {lexemes}".strip())


@pytest.mark.parametrize(
    ("typed", "candidate", "expected"),
    [
        ("velo ", a_candidate("velo"), 1000 + 200 + 40 + 20),
        ("velo ", a_candidate("velo club"), 500 + 200 + 40 + 10),
        ("velo", a_candidate("velodrome"), 500 + 200 + 36 + 20),
        ("velo ", a_candidate("le velo"), 10 + 200 + 40 + 10),
        ("velo ", a_candidate("autre\nvelo"), 1000 - 3 + 200 + 40 + 20),
        ("velo club ", a_candidate("club du velo"), 200 + 80 + 13),
        ("velo club ", a_candidate("velo", "1wclub"), 40 + 6 + 20),
        ("velo club ", a_candidate("autre", "1wvelo 1wclub 1lclub"), 6 + 2),
        ("le velo ", a_candidate("le velo"), 1000 + 200 + 44 + 20),
        ("velod", a_candidate("autre", "1wvelodrome"), 5),
        ("vel", a_candidate("autre", "1wvelodrome"), 0),
        ("v", a_candidate("velo"), 500),
        ("rien ", a_candidate("velo"), 0),
    ],
)
def test_points_of_a_document(typed: str, candidate: Candidate, expected: int) -> None:
    assert points(a_question(typed), candidate) == expected


def test_inflected_and_corrected_words_are_worth_less() -> None:
    word = Wanted(TypedWord("velo", "velo"), ("velo",), ("velos",), {"vela": "vela"})
    question = question_of(1, "velo", [word])
    texts = [points(question, a_candidate("x", f"1w{form}")) for form in ("velo", "velos", "vela")]
    names = [points(question, a_candidate(f"x {form}")) for form in ("velo", "velos", "vela")]
    assert (texts, names) == ([6, 4, 3], [260, 242, 240])


def test_words_are_found_in_the_best_place() -> None:
    found = find(a_question("velo club lab rien"), a_candidate("velo", "1wclub 1wlab 1llab 1wriens"))
    assert found == [
        Found("n", 0, "velo"),
        Found("w", 0, "club"),
        Found("l", 0, "lab"),
        Found("w", 1, "riens"),
    ]


def test_a_completed_form_is_told_whole_even_when_it_begins_with_digits() -> None:
    assert find(a_question("3d"), a_candidate("3dprint"))[0] == Found("n", 1, "3dprint")


def test_ties_are_settled_by_freshness_then_name_then_key() -> None:
    some = [
        a_candidate("velo b", key="1"), a_candidate("velo a", key="3"), a_candidate("velo a", key="2"),
        a_candidate("velo c", key="4", freshness=1),
    ]  # fmt: skip
    assert [one.key for one in ranked(a_question("velo "), some)] == ["4", "2", "3", "1"]


def test_reasons_are_told_in_order_of_weight() -> None:
    word = Wanted(TypedWord("vleo", "vleo"), ("vleo",), (), {"velo": "velo", "velos": "velo"})
    club = as_typed(TypedWord("club", "club"))
    question = question_of(1, "vleo club", [word, club], ("x", "y"), ("63",))
    found = hit_of(question, a_candidate("velos", "1wclub 1lclub 1tx 1p63", freshness=80))
    assert found == Hit(
        "a",
        (
            Reason("typo_corrected", "vleo", "velo"),
            Reason("name_word", "vleo", "velos"),
            Reason("label_word", "club", "club"),
            Reason("tag", "", "x"),
            Reason("place", "", "63"),
            Reason("fresh", "", "80"),
        ),
    )


def test_a_word_that_is_missing_gives_no_reason() -> None:
    assert hit_of(a_question("velo rien "), a_candidate("velo")).reasons == (
        Reason("name_word", "velo", "velo"),
    )


def test_a_beginning_is_a_reason() -> None:
    assert hit_of(a_question("velo cl"), a_candidate("x\nvelo club")).reasons[0] == Reason(
        "name_starts", "velo cl", "velo club"
    )
