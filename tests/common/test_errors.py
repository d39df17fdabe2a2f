"""A refusal is an answer: what, why, what to do, and a decision for machines."""

from __future__ import annotations

from maillage.common.errors import Refusal


def test_refusal_reads_as_what_why_and_what_to_do() -> None:
    refusal = Refusal("late", "Trop tard.", why="L’échéance est passée.", todo="Écrivez-nous.", status=410)
    assert str(refusal) == "Trop tard. L’échéance est passée. Écrivez-nous."
    assert (refusal.code, refusal.status) == ("late", 410)


def test_refusal_without_a_reason_is_a_conflict_and_stays_short() -> None:
    refusal = Refusal("late", "Trop tard.")
    assert str(refusal) == "Trop tard."
    assert refusal.status == 409
