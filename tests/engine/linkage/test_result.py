"""What a reason and a pair refuse."""

from __future__ import annotations

from typing import Any

import pytest

from maillage.engine.linkage import CODES, READ, LinkageError, LinkageResult, Pair, Reason
from maillage.engine.linkage.truth import TESTS


def refusal(**changes: Any) -> str:
    given = {"left": "a", "right": "b", "probability": 0.5, "weight": 0.0, "reasons": (), "verdict": READ}
    with pytest.raises(LinkageError) as caught:
        Pair(**(given | changes))
    return str(caught.value)


def test_a_record_is_no_double_of_itself() -> None:
    assert refusal(right="a") == "A pair holds 'a' twice, and a record is no double of itself. Give two keys."


@pytest.mark.parametrize("probability", [-0.1, 1.1])
def test_a_chance_lies_between_0_and_1(probability: float) -> None:
    assert refusal(probability=probability) == (
        f"The pair 'a', 'b' has the probability {probability}, which is not a chance. "
        "Give a number between 0 and 1."
    )


def test_an_unknown_verdict_is_refused() -> None:
    assert refusal(verdict="merged") == (
        "The pair 'a', 'b' has the verdict 'merged', which is unknown. Use one of: sure, read."
    )


def test_a_code_that_could_not_be_worded_is_refused() -> None:
    with pytest.raises(LinkageError) as caught:
        Reason("same_smell", 1.0)
    assert str(caught.value).startswith(
        "The reason 'same_smell' is not one the engine gives, so it could not be worded. "
        "Use one of: close_name,"
    )


def test_the_referee_has_a_test_for_every_code() -> None:
    assert set(TESTS) == CODES


def test_a_result_gives_the_pairs_of_a_record() -> None:
    first, second = Pair("a", "b", 0.9, 3.0, (), READ), Pair("c", "a", 0.5, 0.0, (), READ)
    result = LinkageResult((first, second), (), 2, 0)
    assert (result.of("a"), result.of("b"), result.of("z")) == ((first, second), (first,), ())
