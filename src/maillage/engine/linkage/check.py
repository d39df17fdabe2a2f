"""An independent referee: recomputes what a result promises, by other means than the engine's.

It reads the records as they were given. What reasons say is tested in ``truth.py``; here are the promises of
the list: each pair once, of records that were to be compared, never for want of something to compare, weights
that add up, chances that follow, sure pairs that nothing contradicts, and groups that sure pairs make.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from maillage.engine.linkage.problem import LinkageProblem, Record
from maillage.engine.linkage.result import LinkageResult, Pair
from maillage.engine.linkage.truth import is_true

SUREST = 0.97
"""What « sure » promises, written again so that a change of the engine's is noticed."""

ROUNDING = 1e-3
SLACK_BITS = 0.5
"""Bits by which weights may miss the sum of the reasons: these are rounded, the lightest left out."""

AGAINST_SURE = frozenset(
    ("different_kind", "different_siren", "different_siret", "different_rna", "different_name")
)
SAME_NUMBER = frozenset(("same_siret", "same_rna"))
GROUPS = {
    "name": ("name", "words", "initials"),
    "kind": ("kind", "only_one"),
    "where": ("address", "street", "distance", "commune"),
    "phone": ("phone", "switchboard"),
    "web": ("email", "website"),
    "identity": ("siret", "siren", "rna"),
}
"""What is withheld → parts of the codes that may then not be given."""


def check(problem: LinkageProblem, result: LinkageResult) -> list[str]:
    """What ``result`` promises about ``problem`` and does not keep, in sentences; empty when all is kept."""
    records = {record.key: record for record in (*problem.records, *problem.against)}
    broken = list(_of_the_list(problem, result))
    for pair in result.pairs:
        if pair.left in records and pair.right in records:
            broken += _of_the_pair(pair, records[pair.left], records[pair.right], result.withheld)
    broken += _of_the_sums(problem, result)
    broken += _of_the_groups(result)
    return broken


def _of_the_list(problem: LinkageProblem, result: LinkageResult) -> Iterator[str]:
    new = {record.key for record in problem.records}
    known = {record.key for record in problem.against}
    times = Counter(frozenset((pair.left, pair.right)) for pair in result.pairs)
    for both, count in times.items():
        if count > 1 or len(both) == 1:
            yield f"{' and '.join(sorted(both))} are proposed {count} times, or with itself"
    for pair in result.pairs:
        if pair.left not in new or pair.right not in new | known:
            yield f"{pair.left} and {pair.right} were not to be compared"
    for before, after in pairwise(result.pairs):
        if after.probability > before.probability:
            yield f"{after.left} and {after.right} come after a less likely pair"
    if len(result.pairs) > result.compared:
        yield f"{len(result.pairs)} pairs are proposed, of {result.compared} compared"


def _of_the_pair(pair: Pair, left: Record, right: Record, withheld: frozenset[str]) -> Iterator[str]:
    said = f"{pair.left} and {pair.right}"
    if not any(reason.weight > 0 for reason in pair.reasons):
        yield f"{said} are proposed although nothing speaks for them"
    for reason in pair.reasons:
        if not is_true(reason, left, right):
            yield f"{said}: {reason.code} is not true of them"
        for name in withheld:
            if any(part in reason.code for part in GROUPS.get(name, ())):
                yield f"{said}: {reason.code} was used although {name} was withheld"
    if pair.probability > 1 / (1 + 2**-pair.weight) + ROUNDING:
        yield f"{said}: a chance of {pair.probability} is more than {pair.weight} bits give"
    if pair.verdict == "sure":
        yield from _of_the_sure(pair, left, right)


def _of_the_sure(pair: Pair, left: Record, right: Record) -> Iterator[str]:
    said = f"{pair.left} and {pair.right} are called sure"
    if pair.probability < SUREST:
        yield f"{said} with a chance of {pair.probability}"
    codes = {reason.code for reason in pair.reasons}
    contrary = AGAINST_SURE - ({"different_name"} if codes & SAME_NUMBER else set())
    for code in sorted(codes & contrary):
        yield f"{said} in spite of {code}"
    same_door = "same_address" in codes
    one, other = _valid_siret(left.siret), _valid_siret(right.siret)
    if one and other and one != other and not same_door:
        yield f"{said} with two SIRET and two addresses"


def _of_the_sums(problem: LinkageProblem, result: LinkageResult) -> Iterator[str]:
    """A pair weighs its reasons and the prior, and the prior is the same for all pairs compared together."""
    new = {record.key for record in problem.records}
    for among in (True, False):
        some = [pair for pair in result.pairs if (pair.right in new) == among]
        priors = [pair.weight - math.fsum(reason.weight for reason in pair.reasons) for pair in some]
        middle = sorted(priors)[len(priors) // 2] if priors else 0.0
        for pair, prior in zip(some, priors, strict=True):
            if abs(prior - middle) > SLACK_BITS:
                yield f"{pair.left} and {pair.right}: the reasons do not add up to {pair.weight} bits"


def _of_the_groups(result: LinkageResult) -> Iterator[str]:
    ties: dict[str, set[str]] = {}
    for pair in result.pairs:
        if pair.verdict == "sure":
            ties.setdefault(pair.left, set()).add(pair.right)
            ties.setdefault(pair.right, set()).add(pair.left)
    wanted: set[frozenset[str]] = set()
    for key in ties:
        reached, ahead = {key}, [key]
        while ahead:
            ahead = [other for one in ahead for other in ties[one] if other not in reached]
            reached.update(ahead)
        wanted.add(frozenset(reached))
    given = [frozenset(group) for group in result.clusters]
    if set(given) != wanted or len(given) != len(wanted):
        yield "the groups are not those that the sure pairs make"


def _valid_siret(text: str) -> str:
    """A SIRET whose figures pass Luhn's test (ISO/IEC 7812-1), doubled from the right, else ``""``."""
    digits = re.sub(r"\D", "", text)
    total = sum(sum(divmod(int(d) * (2 if i % 2 else 1), 10)) for i, d in enumerate(reversed(digits)))
    return digits if len(digits) == 14 and total % 10 == 0 else ""
