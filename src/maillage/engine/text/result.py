"""What the engine answers: skills with a calibrated score and the words that counted; and clauses."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.engine.text.problem import TextError


@dataclass(frozen=True, slots=True)
class Word:
    """``text`` is what stands at ``[start:end]`` of the text given (to be marked); ``weight`` in (0, 1].

    The heaviest word of a proposal weighs 1, the others in proportion.
    """

    start: int
    end: int
    text: str
    weight: float

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise TextError(
                f"The word {self.text!r} is said to be at [{self.start}:{self.end}], which "
                "cannot hold it, so a wrong place would be marked. "
                "Give the offsets of the word in the text as it was received."
            )
        if not 0 < self.weight <= 1:
            raise TextError(
                f"The word {self.text!r} weighs {self.weight}, and weights are compared on a scale of one. "
                "Divide by the heaviest word's weight, and leave out words that do not count."
            )


@dataclass(frozen=True, slots=True)
class Proposal:
    """``skill`` (an entry's id) with ``score`` in [0, 1]: the estimated chance that a coordinator confirms
    it.

    ``words`` counted for it, best first, never overlapping; empty when only a general likeness did.
    """

    skill: str
    score: float
    words: tuple[Word, ...] = ()

    def __post_init__(self) -> None:
        if not self.skill:
            raise TextError("A proposal names no skill, so nothing could be confirmed. Give the entry's id.")
        if not 0 <= self.score <= 1:
            raise TextError(
                f"Skill {self.skill!r} is proposed with the score {self.score}, which is not a chance. "
                "Give a number between 0 and 1."
            )


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the text, ``text`` at ``[start:end]``, with the skills proposed for it alone.

    The words of the proposals keep offsets in the *whole* text.
    """

    start: int
    end: int
    text: str
    proposals: tuple[Proposal, ...]

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end or self.end - self.start != len(self.text):
            raise TextError(
                f"A clause of {len(self.text)} characters is said to be at [{self.start}:{self.end}]. "
                "Give the offsets of the clause in the text as it was received."
            )
