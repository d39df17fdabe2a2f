"""Two needs in one text: where to cut, if anywhere.

Every place where two requests may join (an end of sentence, a comma, « et », "and also"…) is tried: both
sides are read alone, and the cut is kept when each side surely asks for something that the other side does
not. A cut between sentences is preferred to any cut inside one: people often tell a situation, then ask.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from maillage.engine.text.normalise import blank_markup
from maillage.engine.text.result import Clause, Proposal
from maillage.engine.text.tokens import MAX_CHARACTERS

Propose = Callable[[str], tuple[Proposal, ...]]

MAX_CUTS = 12
"""Only so many places of each kind are tried, ends of sentences first: bounded work on any text."""

SURE = 0.45
"""Least chance of the first skill of each side."""

APART = 0.3
"""A side that gives the other side's first skill more than this share of its own first chance is the same
need.
"""

_SENTENCE = re.compile(r"[.;!?…]+(?=\s|$)|\n+")
_JOINT = re.compile(
    r",|:|\s-\s"
    r"|\b(?:et|puis|mais aussi|mais|sinon|plus|and|as well as|also|but|then)\b"
    r"|\bainsi qu(?:e\b|['’])",
    re.I,
)


def split(text: str, propose: Propose) -> tuple[Clause, ...]:
    """The best cut of ``text`` into two clauses, or the whole as one clause.

    ``propose`` reads a part and gives proposals with offsets in that part; those of the clauses are shifted
    to the whole text.
    """
    for pattern in (_SENTENCE, _JOINT):
        if best := _best_cut(text, cuts(text, pattern), propose):
            return best
    return (_clause(text, 0, len(text), propose),)


def _best_cut(text: str, places: list[tuple[int, int]], propose: Propose) -> tuple[Clause, ...]:
    """The surest of these cuts; empty when no side of any of them asks for something of its own."""
    best: tuple[float, tuple[Clause, ...]] = (0.0, ())
    for start, end in places:
        sides = (_clause(text, 0, start, propose), _clause(text, end, len(text), propose))
        worth = _worth(*sides)
        if worth > best[0]:
            best = (worth, sides)
    return best[1]


def cuts(text: str, *kinds: re.Pattern[str]) -> list[tuple[int, int]]:
    """Places ``[start, end)`` of the joints inside the text, ends of sentences before commas and
    conjunctions (or only those of the given kinds).
    """
    seen = blank_markup(text[:MAX_CHARACTERS])
    found = [match.span() for pattern in kinds or (_SENTENCE, _JOINT) for match in pattern.finditer(seen)]
    inside = [(start, end) for start, end in found if seen[:start].strip() and seen[end:].strip()]
    return inside[:MAX_CUTS]


def _worth(left: Clause, right: Clause) -> float:
    """Chance of the less sure side when the sides ask for different things, else 0."""
    if not left.proposals or not right.proposals:
        return 0.0
    one, other = left.proposals[0], right.proposals[0]
    least = min(one.score, other.score)
    if least < SURE or one.skill == other.skill:
        return 0.0
    echo = max(_score(left, other.skill) / one.score, _score(right, one.skill) / other.score)
    return least if echo <= APART else 0.0


def _score(clause: Clause, skill: str) -> float:
    return next((proposal.score for proposal in clause.proposals if proposal.skill == skill), 0.0)


def _clause(text: str, start: int, end: int, propose: Propose) -> Clause:
    """The part of the text without the white space and the punctuation at its edges."""
    part = text[start:end]
    start += len(part) - len(part.lstrip(" \t\r\n\f\v\xa0\u202f,;:.-"))
    end -= len(part) - len(part.rstrip())
    end = max(start, end)
    words = text[start:end]
    return Clause(start, end, words, tuple(_shifted(proposal, start) for proposal in propose(words)))


def _shifted(proposal: Proposal, by: int) -> Proposal:
    words = tuple(replace(word, start=word.start + by, end=word.end + by) for word in proposal.words)
    return replace(proposal, words=words)
