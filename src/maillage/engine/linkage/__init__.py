"""Doubles among organisations, proposed with reasons for a person to decide: a pure engine.

``LinkageProblem(records, against)`` → ``solve`` → ``LinkageResult`` of pairs, chances, reasons and clusters;
``best_names`` ranks names alone; ``check`` is an independent referee. See ``docs/engines/linkage.md``.
"""

from maillage.engine.linkage.check import check
from maillage.engine.linkage.parameters import Parameters
from maillage.engine.linkage.problem import LinkageError, LinkageProblem, Record
from maillage.engine.linkage.result import CODES, READ, SURE, LinkageResult, Pair, Reason
from maillage.engine.linkage.search import Ranked, best_names
from maillage.engine.linkage.solve import solve

__all__ = [
    "CODES",
    "READ",
    "SURE",
    "LinkageError",
    "LinkageProblem",
    "LinkageResult",
    "Pair",
    "Parameters",
    "Ranked",
    "Reason",
    "Record",
    "best_names",
    "check",
    "solve",
]
