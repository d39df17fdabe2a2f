"""Matching: open needs x hours left, fairly, with prices that prove the answer.

Start with `MatchingProblem.of`, then `solve`, then `check`. The algorithm, its formulas and its measured
figures are in ``docs/engines/matching.md``.
"""

from maillage.engine.matching.check import check
from maillage.engine.matching.lines import Bar, BarKind, Candidate, HelperLine, NeedLine
from maillage.engine.matching.problem import MatchingProblem, Pairs
from maillage.engine.matching.result import (
    Assignment,
    Certificate,
    FairnessAccount,
    GroupAccount,
    MatchingResult,
    Proof,
    Repair,
    Status,
    Unmet,
    UnmetCause,
)
from maillage.engine.matching.solve import solve
from maillage.engine.matching.validation import ProblemError

__all__ = [
    "Assignment",
    "Bar",
    "BarKind",
    "Candidate",
    "Certificate",
    "FairnessAccount",
    "GroupAccount",
    "HelperLine",
    "MatchingProblem",
    "MatchingResult",
    "NeedLine",
    "Pairs",
    "ProblemError",
    "Proof",
    "Repair",
    "Status",
    "Unmet",
    "UnmetCause",
    "check",
    "solve",
]
