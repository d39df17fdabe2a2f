"""What is asked of an index: lexemes joined by and, or, not. Pure; each database writes it in its own way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


@dataclass(frozen=True, slots=True)
class Term:
    """One lexeme, or every lexeme that begins so."""

    lexeme: str
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """All of these."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of these."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Except:
    """This, without that."""

    wanted: Condition
    unwanted: Condition


Condition: TypeAlias = Term | Every | Either | Except


def every(parts: Iterable[Condition]) -> Condition:
    """All of the parts; the part itself when alone; without parts, everything."""
    kept = tuple(parts)
    return kept[0] if len(kept) == 1 else Every(kept)


def either(parts: Iterable[Condition]) -> Condition:
    """One of the parts at least; the part itself when alone; without parts, nothing."""
    kept = tuple(parts)
    return kept[0] if len(kept) == 1 else Either(kept)


EVERYTHING = Every(())
"""The condition that every document answers."""


class Sought(NamedTuple):
    """A condition in a space, and the least freshness."""

    space: int
    condition: Condition = EVERYTHING
    min_freshness: int = 0


def holds(condition: Condition, lexemes: str) -> bool:
    """True when these lexemes, with a space before and after each, answer the condition."""
    if isinstance(condition, Term):
        return f" {condition.lexeme}{'' if condition.is_prefix else ' '}" in lexemes
    if isinstance(condition, Except):
        return holds(condition.wanted, lexemes) and not holds(condition.unwanted, lexemes)
    held = (holds(part, lexemes) for part in condition.parts)
    return all(held) if isinstance(condition, Every) else any(held)
