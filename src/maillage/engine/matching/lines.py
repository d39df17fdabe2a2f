"""The lines of a matching problem, as a bridge or a file gives them: plain values with ids."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

NO_LIMIT = -1
"""In `MatchingProblem.helper_max_needs`: this helper may get any number of needs."""


class BarKind(StrEnum):
    """Why a helper who has the skill cannot serve a need."""

    ABSENT = "absent"
    DECLINED = "declined"
    NOT_WITH = "not_with"
    LANGUAGE = "language"
    FULL = "full"


BAR_KINDS = tuple(BarKind)
"""The kinds of bar in the order that ``bar_kind`` columns index."""


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need: ``hours`` asked (1 to 10,000) and the ``group`` of its asker (the kind of actor)."""

    id: str
    hours: int
    group: str = "all"


@dataclass(frozen=True, slots=True)
class HelperLine:
    """One helper: ``hours`` left (0 or more) and the most distinct needs she may newly get (None: any)."""

    id: str
    hours: int
    max_needs: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A helper who can serve a need: ``affinity`` from 0 to 1, and the most hours she may give it.

    ``pair_hours`` None means as many as the need asks.
    """

    need: str
    helper: str
    affinity: float
    pair_hours: int | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A helper who has the skill a need asks for, but may not serve it, and why."""

    need: str
    helper: str
    kind: BarKind
