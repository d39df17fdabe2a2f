"""What the pages of imports show, line by line: plain values, already in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.urls import reverse
from django.utils.text import capfirst

from maillage.actors.enums import KEPT
from maillage.imports.enums import ColumnUse, RowOutcome, RunState
from maillage.imports.forms import CorrectionForm, columns_offered, read_value
from maillage.imports.models import ImportRow, ImportRun
from maillage.imports.words import (
    field_in_words,
    item_in_words,
    reasons_in_words,
    sure_in_words,
    why_in_words,
)
from maillage.imports.words.file import ITEMS
from maillage.imports.words.outcomes import WRITTEN, outcome_in_words, progress_in_words, summary_in_words

Ranked = tuple[int, Mapping[str, Any]]
"""A column as it is kept with its import, and its rank."""

WORKING = (RunState.RECEIVED, RunState.CHECKING, RunState.QUEUED, RunState.RUNNING)
"""States that end by themselves: their page shows how far it is."""


@dataclass(frozen=True, slots=True)
class RunLine:
    """An import in the list of imports."""

    run: ImportRun
    counts: str
    who: str


def run_lines(runs: Iterable[ImportRun], names: Mapping[str, str]) -> list[RunLine]:
    """The lines of the list; ``names`` are given names by reference of person."""
    return [RunLine(run, summary_in_words(run.counts, run.state), names.get(run.who, "")) for run in runs]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far work in the background is; ``total`` is 0 when nobody knows yet."""

    read: int
    total: int
    text: str


def progress_of(run: ImportRun) -> Progress:
    """How far an import is."""
    total = run.rows_total if run.state == RunState.RUNNING else 0
    text = progress_in_words(run.state, read=run.rows_read, total=total)
    return Progress(min(run.rows_read, total), total, text)


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One item of how the file was read: what, how sure, and why."""

    label: str
    value: str
    sure: str
    why: str


def reading_lines(run: ImportRun) -> list[ReadingLine]:
    """How the file was read, for the items that mean something for it."""
    return [
        _reading_line(str(label), name, value, run.reading.get(name) or {})
        for name, label in ITEMS.items()
        if (value := read_value(run, name)) is not None
    ]


def _reading_line(label: str, name: str, value: Any, guess: Mapping[str, Any]) -> ReadingLine:
    return ReadingLine(
        label=label,
        value=capfirst(item_in_words(name, value)),
        sure=sure_in_words(float(guess.get("chance", 1.0))),
        why=why_in_words(str(guess.get("reason", "given"))),
    )


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column: its title, what it holds, what it becomes, how sure and why."""

    name: str
    use: str
    samples: list[str]
    becomes: str
    sure: str
    why: list[str]
    choice: BoundField | None


def column_lines(ranked: Iterable[Ranked], form: CorrectionForm | None) -> list[ColumnLine]:
    """Columns with their ranks as lines, with their choice where they may still be corrected."""
    return [
        ColumnLine(
            name=str(column["name"]),
            use=str(column["use"]),
            samples=list(column.get("samples", [])),
            becomes=capfirst(field_in_words(str(column["field"]))) or _unused(str(column["use"])),
            sure=sure_in_words(float(column["chance"])) if column["use"] == ColumnUse.USED else "",
            why=[why_in_words(str(r["code"]), r.get("data")) for r in column.get("reasons", [])],
            choice=form[f"c{rank}"] if form else None,
        )
        for rank, column in ranked
    ]


def _unused(use: str) -> str:
    return str(capfirst(ColumnUse(use).label))


def columns_left(run: ImportRun) -> list[str]:
    """The titles of the columns of a very wide file that are not shown one by one."""
    shown = {rank for rank, _column in columns_offered(run.columns)}
    return [str(column["name"]) for rank, column in enumerate(run.columns) if rank not in shown]


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of the file: where it is, what it names, what becomes of it, and why."""

    number: int
    name: str
    outcome: str
    words: str
    reasons: list[str]
    url: str


def row_lines(rows: Iterable[ImportRow], state: str) -> list[RowLine]:
    """The rows of a page, in words."""
    written = state in WRITTEN
    return [
        RowLine(
            number=row.number,
            name=row.name,
            outcome=row.outcome,
            words=capfirst(outcome_in_words(row.outcome, 1, written=written)),
            reasons=reasons_in_words(row.reasons),
            url=_record(row, state),
        )
        for row in rows
    ]


def _record(row: ImportRow, state: str) -> str:
    """The page of the record that a row is about; none for a record that is not there yet, or no more."""
    there = row.outcome in (RowOutcome.UPDATE, RowOutcome.SAME) or state == RunState.DONE
    if row.actor is None or not there or row.actor.listing not in KEPT:
        return ""
    return reverse("directory:record", args=[row.actor.ref])
