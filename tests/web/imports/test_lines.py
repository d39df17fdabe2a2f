"""What the pages of imports show is plain and in words already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from maillage.actors.models import Actor
from maillage.imports.enums import RowOutcome, RunState
from maillage.imports.models import ImportRow, ImportRun
from maillage.web.imports import lines


@pytest.fixture(autouse=True)
def french() -> Iterator[None]:
    """Words are made in the reader's language."""
    with translation.override("fr"):
        yield


def a_column(**changes: Any) -> dict[str, Any]:
    """A column as an import keeps it."""
    reasons = [{"code": "header", "data": {"words": ["nom"]}}, {"code": "values", "data": {}}]
    guessed = {"use": "used", "field": "name", "chance": 0.97, "reasons": reasons}
    return {"name": "Nom", "samples": ["La Forge"], **guessed, **changes}


def one_line(**changes: Any) -> lines.ColumnLine:
    """The line of one column."""
    return lines.column_lines([(0, a_column(**changes))], None)[0]


def test_a_column_that_is_taken_says_how_sure_and_why() -> None:
    line = one_line()
    assert (line.becomes, line.sure, line.samples, line.choice) == ("Nom d’usage", "sûr", ["La Forge"], None)
    assert line.why == ["les mots du titre\xa0: «\xa0nom\xa0»", "ce que contiennent les cases"]


@pytest.mark.parametrize(
    ("use", "becomes"),
    [
        ("extra", "Non reprise"),
        ("empty", "Vide"),
        ("personal", "Données d’une personne, non reprises"),
    ],
)
def test_a_column_that_is_not_taken_says_which_kind_it_is(use: str, becomes: str) -> None:
    line = one_line(use=use, field="")
    assert (line.becomes, line.sure) == (becomes, "")


def test_the_reading_is_told_with_how_sure_and_why() -> None:
    guess = {"value": ";", "chance": 0.7, "reason": "same_count"}
    run = ImportRun(reading={"separator": guess, "sheet": {"value": None}}, hints={"encoding": "cp850"})
    assert [(line.label, line.value, line.sure, line.why) for line in lines.reading_lines(run)] == [
        ("Encodage des accents", "Ancien DOS", "sûr", "vous l’avez dit"),
        (
            "Séparateur des colonnes",
            "Point-virgule",
            "probable",
            "toutes les lignes ont alors le même nombre de cases",
        ),
    ]


def test_progress_has_an_end_only_once_rows_are_written() -> None:
    running = ImportRun(state=RunState.RUNNING, rows_read=40, rows_total=100)
    assert lines.progress_of(running) == lines.Progress(40, 100, "Ligne 40 sur 100")
    checking = ImportRun(state=RunState.CHECKING, rows_read=40, rows_total=100)
    assert lines.progress_of(checking) == lines.Progress(0, 0, "40 lignes vérifiées")


def test_a_wide_file_tells_apart_the_columns_it_does_not_offer() -> None:
    run = ImportRun(columns=[a_column(name=f"c{n}", field="") for n in range(203)])
    assert lines.columns_left(run) == ["c200", "c201", "c202"]


@pytest.mark.parametrize(
    ("outcome", "state", "listing", "is_led_to"),
    [
        (RowOutcome.CREATE, RunState.DONE, "listed", True),
        (RowOutcome.CREATE, RunState.DONE, "archived", True),
        (RowOutcome.CREATE, RunState.DONE, "withdrawn", False),
        (RowOutcome.CREATE, RunState.CHECKED, "withdrawn", False),
        (RowOutcome.CREATE, RunState.CHECKED, "listed", False),
        (RowOutcome.UPDATE, RunState.CHECKED, "listed", True),
        (RowOutcome.SAME, RunState.CHECKED, "unconfirmed", True),
        (RowOutcome.SAME, RunState.CHECKED, "absorbed", False),
    ],
)
def test_a_row_leads_to_its_record_only_when_it_is_there(
    outcome: str, state: str, listing: str, is_led_to: bool
) -> None:
    row = ImportRow(number=2, name="La Forge", outcome=outcome, actor=Actor(ref="abc", listing=listing))
    assert bool(lines.row_lines([row], state)[0].url) == is_led_to


def test_a_row_of_nobody_leads_nowhere() -> None:
    line = lines.row_lines([ImportRow(number=2, outcome=RowOutcome.REFUSE)], RunState.DONE)[0]
    assert (line.url, line.words) == ("", "Ligne refusée")


def test_an_import_is_listed_with_its_counts_and_its_author() -> None:
    run = ImportRun(state=RunState.CHECKED, counts={"create": 2}, who="ref-of-ines")
    assert lines.run_lines([run], {"ref-of-ines": "Inès"}) == [lines.RunLine(run, "2 fiches à créer", "Inès")]
