"""The referee: silent on a true answer, and not on a false one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.engine.linkage.builders import OTHER_SIREN, north, others, record, siret

from maillage.engine.linkage import SURE, LinkageProblem, LinkageResult, Pair, Reason, check, solve

A = record("a", street="3 rue Basse", phones=("0199001122",), siret=siret(site=1))
B = record("b", street="3, r. Basse", phones=("01 99 00 11 22",), siret=siret(site=2))
C = record("c", "Brumel Cordal", street="9 rue Haute")
D = north(record("d", "Brumel Cordal", street="12 place Neuve"), 150)
PROBLEM = LinkageProblem((A, C), (B, D, *others()))
RESULT = solve(PROBLEM)


def spoilt(**changes: Any) -> LinkageResult:
    """The result with its first pair changed, its groups made again."""
    pair = replace(RESULT.pairs[0], **changes)
    return replace(RESULT, pairs=(pair, *RESULT.pairs[1:]))


def reasoned(*reasons: Reason) -> list[str]:
    """What is said when the first pair gives ``reasons``, its weight being what they make."""
    before = sum(reason.weight for reason in RESULT.pairs[0].reasons)
    weight = RESULT.pairs[0].weight - before + sum(reason.weight for reason in reasons)
    return check(PROBLEM, spoilt(reasons=reasons, weight=weight, probability=0.99 if weight > 8 else 0.0))


def test_a_true_answer_is_green() -> None:
    assert [(pair.left, pair.right, pair.verdict) for pair in RESULT.pairs] == [
        ("a", "b", SURE),
        ("c", "d", SURE),
    ]
    assert check(PROBLEM, RESULT) == []


def test_a_pair_given_twice_is_seen() -> None:
    again = replace(RESULT, pairs=(*RESULT.pairs, RESULT.pairs[1]), compared=9)
    assert check(PROBLEM, again) == ["c and d are proposed 2 times, or with itself"]


def test_a_pair_of_known_records_is_seen() -> None:
    assert "b and d were not to be compared" in check(PROBLEM, spoilt(left="b", right="d"))


def test_an_unknown_key_is_seen() -> None:
    assert "a and z were not to be compared" in check(PROBLEM, spoilt(right="z"))


def test_a_wrong_order_is_seen() -> None:
    assert "c and d come after a less likely pair" in check(PROBLEM, spoilt(probability=0.5))


def test_more_pairs_than_compared_is_seen() -> None:
    assert check(PROBLEM, replace(RESULT, compared=1)) == ["2 pairs are proposed, of 1 compared"]


def test_a_pair_without_a_reason_is_seen() -> None:
    assert "a and b are proposed although nothing speaks for them" in reasoned()


def test_a_pair_with_nothing_for_it_is_seen() -> None:
    against = Reason("different_siret", -3.0, "x", "y")
    assert "a and b are proposed although nothing speaks for them" in reasoned(against)


@pytest.mark.parametrize(
    "code",
    ["same_email", "same_siret", "different_phone", "different_siren", "different_name", "same_website_host"],
)
def test_a_false_reason_is_seen(code: str) -> None:
    assert f"a and b: {code} is not true of them" in reasoned(Reason(code, 12.0))


def test_a_false_distance_is_seen() -> None:
    assert "a and b: distance_m is not true of them" in reasoned(Reason("distance_m", 12.0, metres=700))


def test_a_chance_above_the_weight_is_seen() -> None:
    assert "a and b: a chance of 1.0 is more than 2.0 bits give" in check(
        PROBLEM, spoilt(probability=1.0, weight=2.0)
    )


def test_reasons_that_do_not_add_up_are_seen() -> None:
    result = replace(
        RESULT, pairs=(RESULT.pairs[0], replace(RESULT.pairs[1], weight=RESULT.pairs[1].weight + 3))
    )
    assert [line for line in check(PROBLEM, result) if "add up" in line] != []


def test_a_withheld_comparison_that_was_used_is_seen() -> None:
    said = check(PROBLEM, replace(RESULT, withheld=frozenset(("phone",))))
    assert said == ["a and b: same_phone was used although phone was withheld"]


def test_an_unlikely_sure_pair_is_seen() -> None:
    unsure = replace(RESULT, pairs=(RESULT.pairs[0], replace(RESULT.pairs[1], probability=0.9)))
    assert check(PROBLEM, unsure) == ["c and d are called sure with a chance of 0.9"]


def test_a_sure_pair_that_is_contradicted_is_seen() -> None:
    problem = LinkageProblem((A,), (replace(B, siret=siret(OTHER_SIREN)), *others()))
    result = solve(problem)
    assert (result.pairs[0].verdict, check(problem, result)) == ("read", [])
    sure = replace(result, pairs=(replace(result.pairs[0], verdict=SURE),), clusters=(("a", "b"),))
    assert check(problem, sure) == ["a and b are called sure in spite of different_siret"]


def test_two_sites_called_sure_are_seen() -> None:
    problem = LinkageProblem((A,), (replace(B, street="12 place Neuve"), *others()))
    result = solve(problem)
    sure = replace(result, pairs=(replace(result.pairs[0], verdict=SURE),), clusters=(("a", "b"),))
    assert check(problem, sure) == ["a and b are called sure with two SIRET and two addresses"]


def test_groups_that_pairs_do_not_make_are_seen() -> None:
    wrong = "the groups are not those that the sure pairs make"
    assert check(PROBLEM, replace(RESULT, clusters=())) == [wrong]
    assert check(PROBLEM, replace(RESULT, clusters=(("a", "b", "c", "d"),))) == [wrong]
    assert check(PROBLEM, replace(RESULT, clusters=(*RESULT.clusters, RESULT.clusters[0]))) == [wrong]


def test_a_lone_pair_is_its_own_measure() -> None:
    problem = LinkageProblem((A,), (B,))
    result = solve(problem)
    assert isinstance(result.pairs[0], Pair)
    assert check(problem, result) == []
