"""Groups that sure pairs hold together."""

from __future__ import annotations

from maillage.engine.linkage import READ, SURE, Pair
from maillage.engine.linkage.clusters import clusters


def pair(left: str, right: str, verdict: str = SURE) -> Pair:
    return Pair(left, right, 0.99, 8.0, (), verdict)


def test_pairs_that_share_a_record_are_one_group() -> None:
    assert clusters([pair("a", "b"), pair("c", "b"), pair("d", "e")]) == (("a", "b", "c"), ("d", "e"))


def test_chains_are_followed_to_their_end() -> None:
    links = [pair(str(n), str(n + 1)) for n in range(9)]
    assert clusters(reversed(links)) == (tuple("0123456789"),)


def test_pairs_to_read_hold_nothing() -> None:
    assert clusters([pair("a", "b", READ), pair("b", "c")]) == (("b", "c"),)


def test_the_largest_group_comes_first() -> None:
    assert [len(group) for group in clusters([pair("a", "b"), pair("x", "y"), pair("y", "z")])] == [3, 2]


def test_no_pair_is_no_group() -> None:
    assert clusters([]) == ()
